"""A project from its article's text: drafted, checked, renamed, tested. Knows no article."""
