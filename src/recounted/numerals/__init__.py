"""One grammar of numbers: what finds a number in a text and what reads it. A figure is read whole or refused."""
