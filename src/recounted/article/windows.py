"""The fingerprints of all windows of a text at once, by numpy, whose import takes longer than what needs only a few."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from recounted.article.passages import BASE


def counts(text: str, size: int, wanted: Iterable[int]) -> Counter[int]:
    """How often `text` has a window of `size` letters with each of these fingerprints."""
    found = _windows(text, size)
    return Counter(found[np.isin(found, np.array(list(wanted), np.uint64))].tolist())


def _windows(text: str, size: int) -> np.ndarray:
    """The fingerprint, as a number, of each window of `size` letters of `text`: shape (windows,), uint64.

    All windows of a text come from two sums up to each letter (Rabin and Karp 1987).
    """
    if len(text) < size:
        return np.empty(0, np.uint64)
    codes = np.frombuffer(text.encode("ascii"), dtype=np.uint8).astype(np.uint64)
    powers = _powers(BASE, len(codes))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(codes * powers, dtype=np.uint64)])
    shifted = sums[size:] - sums[:-size]  # each window's polynomial times the power of its first letter
    values = shifted * _powers(pow(BASE, -1, 2**64), len(shifted))
    return values * np.uint64(BASE) >> np.uint64(16)


def _powers(base: int, count: int) -> np.ndarray:
    """1, base, base², … modulo 2^64: shape (count,), uint64."""
    return np.cumprod(np.concatenate([np.ones(1, np.uint64), np.full(count - 1, base, np.uint64)]), dtype=np.uint64)
