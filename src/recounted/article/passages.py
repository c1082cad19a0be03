"""Fingerprints of passages: so that a paragraph without a number cannot be cut unseen. No text is kept, only hashes."""

import hashlib
import re
import unicodedata
from collections import Counter

from recounted.article.text import segment

WINDOW = 32  # letters of a passage's beginning and end
SHORTEST = 8  # letters; a shorter passage (`ibid.`) tells nothing


def letters(text: str) -> str:
    """Only the letters a to z: no spaces, marks, digits, markup or accents, so typesetting cannot matter."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text).lower())


def fingerprint(letters_of_window: str) -> str:
    return hashlib.sha256(letters_of_window.encode()).hexdigest()[:12]


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
    text, sizes = letters(raw).encode(), [min(WINDOW, int(row["letters"])) for row in rows]
    seen = {size: _counted(text, size, rows) for size in set(sizes)}
    return [(seen[size][row["head"]], seen[size][row["tail"]]) for row, size in zip(rows, sizes, strict=True)]


def _counted(text: bytes, size: int, rows: list[dict]) -> Counter:
    """How often each fingerprint of `rows` is that of a window of `size` letters of `text` (bytes). Written for speed:
    a text has tens of thousands of windows, and only a few hundred are wanted."""
    wanted = {bytes.fromhex(row[end]) for row in rows for end in ("head", "tail")}
    found: Counter[str] = Counter()
    sha256 = hashlib.sha256
    for i in range(len(text) - size + 1):
        digest = sha256(text[i : i + size]).digest()[:6]
        if digest in wanted:
            found[digest.hex()] += 1
    return found
