"""What is stale, and what a build writes. Nothing here can change what a notebook shows."""
