"""Everything that one `judge(...)` touches: printed figures, values, witnesses, verdicts, reasons, cards."""
