"""Fingerprints of passages: so that a paragraph without a number cannot be cut unseen. No text is kept, only hashes."""

import re
import unicodedata

from recounted.article.text import segment

WINDOW = 32  # letters of a passage's beginning and end
SHORTEST = 8  # letters; a shorter passage (`ibid.`) tells nothing
BASE = 0x9E3779B97F4A7C15  # odd, so that it can be divided by; 2^64 over the golden ratio spreads small codes


def letters(text: str) -> str:
    """Only the letters a to z: no spaces, marks, digits, markup or accents, so typesetting cannot matter."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text).lower())  # letters alone


def fingerprint(letters_of_window: str) -> str:
    """Twelve hexadecimal digits: a polynomial of the letters in an odd base modulo 2^64, of which the upper 48 bits are
    kept."""
    value = 0
    for letter in reversed(letters_of_window):
        value = (value * BASE + ord(letter)) % 2**64
    return f"{value * BASE % 2**64 >> 16:012x}"


def fingerprints(raw: str) -> list[dict]:
    """One dict a passage of `raw`: section, paragraph, footnote, letters (count), head and tail (hashes), and how
    often each of the two occurs in the whole text (head_times, tail_times)."""
    rows, whole = [], letters(raw)
    for block in segment(raw):
        text = letters(block.text(raw))
        if len(text) >= SHORTEST:
            section, paragraph, footnote = block.place()
            rows.append(
                {
                    "section": section,
                    "paragraph": paragraph,
                    "footnote": footnote,
                    "letters": len(text),
                    "head": fingerprint(text[:WINDOW]),
                    "tail": fingerprint(text[-WINDOW:]),
                    "head_times": _occurs(text[:WINDOW], whole),
                    "tail_times": _occurs(text[-WINDOW:], whole),
                }
            )
    return rows


def _occurs(window: str, text: str) -> int:
    """How often `window` occurs, also where one overlaps another."""
    times, at = 0, text.find(window)
    while at >= 0:
        times, at = times + 1, text.find(window, at + 1)
    return times


def absent(rows: list[dict], raw: str) -> list[dict]:
    """The rows whose beginning or end is nowhere in `raw`; if there are none, those found less often than printed."""
    times = list(zip(rows, _times(rows, raw), strict=True))
    return [row for row, found in times if not all(found)] or [
        row for row, found in times if found[0] < row["head_times"] or found[1] < row["tail_times"]
    ]


def _times(rows: list[dict], raw: str) -> list[tuple[int, int]]:
    """(times of the head, times of the tail) in `raw`, a pair for each row."""
    from recounted.article.windows import counts

    text, sizes = letters(raw), [min(WINDOW, int(row["letters"])) for row in rows]
    wanted = {int(row[end], 16) for row in rows for end in ("head", "tail")}
    seen = {size: counts(text, size, wanted) for size in set(sizes)}
    return [
        (seen[size][int(row["head"], 16)], seen[size][int(row["tail"], 16)])
        for row, size in zip(rows, sizes, strict=True)
    ]
