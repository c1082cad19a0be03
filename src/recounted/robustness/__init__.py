"""How firmly each verdict stands: margins, every defensible reading, small numbers, figures hidden by rounding."""
