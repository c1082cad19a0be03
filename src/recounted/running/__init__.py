"""Run notebooks, and write them the same way each time."""
