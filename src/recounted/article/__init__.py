"""The article's own text: its numbers found, checked against the ledger, and shown with their verdicts."""
