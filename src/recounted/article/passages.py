"""Fingerprints of passages: so that a paragraph without a number cannot be cut unseen. No text is kept, only hashes."""

import hashlib
import re
import unicodedata
from collections import Counter

from recounted.article.text import segment

WINDOW = 32  # letters of a passage's beginning and end
SHORTEST = 8  # letters; a shorter passage (`ibid.`) tells nothing


def letters(text):
    """Only the letters a to z: no spaces, marks, digits, markup or accents, so typesetting cannot matter."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text).lower())


def fingerprint(letters_of_window):
    return hashlib.sha256(letters_of_window.encode()).hexdigest()[:12]


def fingerprints(raw):
    """One dict a passage of `raw`: section, paragraph, footnote, letters (count), head and tail (hashes), and how
    often each of the two occurs in the whole text (head_times, tail_times)."""
    rows = []
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
                }
            )
    for row, (head_times, tail_times) in zip(rows, _times(rows, raw), strict=True):
        row |= {"head_times": head_times, "tail_times": tail_times}
    return rows


def absent(rows, raw):
    """The rows whose beginning or end is nowhere in `raw`; if there are none, those found less often than printed."""
    times = list(zip(rows, _times(rows, raw), strict=True))
    return [row for row, found in times if not all(found)] or [
        row for row, found in times if found[0] < row["head_times"] or found[1] < row["tail_times"]
    ]


def _times(rows, raw):
    """(times of the head, times of the tail) in `raw`, a pair for each row."""
    text, sizes = letters(raw).encode(), [min(WINDOW, int(row["letters"])) for row in rows]
    seen = {size: _counted(text, size, rows) for size in set(sizes)}
    return [(seen[size][row["head"]], seen[size][row["tail"]]) for row, size in zip(rows, sizes, strict=True)]


def _counted(text, size, rows):
    """How often each fingerprint of `rows` is that of a window of `size` letters of `text` (bytes). Written for speed:
    a text has tens of thousands of windows, and only a few hundred are wanted."""
    wanted = {bytes.fromhex(row[end]) for row in rows for end in ("head", "tail")}
    found, sha256 = Counter(), hashlib.sha256
    for i in range(len(text) - size + 1):
        digest = sha256(text[i : i + size]).digest()[:6]
        if digest in wanted:
            found[digest.hex()] += 1
    return found
