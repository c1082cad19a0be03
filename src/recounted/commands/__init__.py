"""The command line and what it prints. Nothing here can change what a notebook shows."""
