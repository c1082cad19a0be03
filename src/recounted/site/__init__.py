"""The site and the files for other tools, written from the committed verdicts and tables. Decides nothing."""
