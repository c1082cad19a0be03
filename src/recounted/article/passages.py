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
            rows.append({"section": section, "paragraph": paragraph, "footnote": footnote, "letters": len(text),
                         "head": fingerprint(text[:WINDOW]), "tail": fingerprint(text[-WINDOW:])})
    for row, (head_times, tail_times) in zip(rows, _times(rows, raw), strict=True):
        row |= {"head_times": head_times, "tail_times": tail_times}
    return rows


def absent(rows, raw):
    """The rows whose beginning or end is nowhere in `raw`; if there are none, those found less often than printed."""
    times = list(zip(rows, _times(rows, raw), strict=True))
    return ([row for row, found in times if not all(found)]
            or [row for row, found in times if found[0] < row["head_times"] or found[1] < row["tail_times"]])


def _times(rows, raw):
    """(times of the head, times of the tail) in `raw`, a pair for each row."""
    text = letters(raw)
    seen = {}
    for size in {min(WINDOW, int(row["letters"])) for row in rows}:
        seen[size] = Counter(fingerprint(text[i:i + size]) for i in range(len(text) - size + 1))
    windows = [seen[min(WINDOW, int(row["letters"]))] for row in rows]
    return [(found[row["head"]], found[row["tail"]]) for row, found in zip(rows, windows, strict=True)]
