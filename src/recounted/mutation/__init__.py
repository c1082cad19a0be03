"""Whether a wrong cell would be noticed: cells of the tables are changed one at a time, and the claims judged again."""
