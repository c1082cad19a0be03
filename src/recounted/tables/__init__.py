"""The tables of data/: strict rows, typed rows, and which cells a claim was recounted from."""
