"""The smallest change that flips an answer, found by looking at few steps.

What is looked at is a *state*: everything that the answer follows from, coarse enough to stay the same over a stretch
of steps (on which side of the printed set each value lies). Between two steps of one state nothing is looked for.
"""

from collections.abc import Callable, Hashable, Iterator
from functools import cache

NEAR = 2  # so many steps either way are all looked at
WIDER = 8  # then so many times as far each time, up to the limit


def smallest_flip(
    state: Callable[[int], Hashable], flipped: Callable[[Hashable], bool], low: int, high: int
) -> int | None:
    """The number of steps nearest to 0, from `low` <= 0 to `high` >= 0, whose state is `flipped`; None for none.

    Exact where no state comes back after another between two of the steps looked at: sums, shares, ranks, least and
    greatest values go one way as one cell of theirs does. Of two as near the one below 0 is given.
    """
    seen = cache(state)
    if all(seen(step) == seen(0) for step in {low, high, *(step for step in (-1, 1) if low <= step <= high)}):
        return None
    for size in range(1, NEAR + 1):
        for step in (-size, size):
            if low <= step <= high and flipped(seen(step)):
                return step
    below = _first(lambda size: seen(-size), flipped, -low)
    above = _first(seen, flipped, high if below is None else min(high, below - 1))
    return above if above is not None else None if below is None else -below


def _first(state: Callable[[int], Hashable], flipped: Callable[[Hashable], bool], most: int) -> int | None:
    """The least size above NEAR, up to `most`, whose state is flipped."""
    for start, end in _stretches(most):
        if (found := _between(state, flipped, start, end)) is not None:
            return found
    return None


def _stretches(most: int) -> Iterator[tuple[int, int]]:
    start = NEAR
    while start < most:
        yield start, min(start * WIDER, most)
        start *= WIDER


def _between(state: Callable[[int], Hashable], flipped: Callable[[Hashable], bool], start: int, end: int) -> int | None:
    """The least size after `start`, whose state is not flipped, up to `end`."""
    if state(start) == state(end):
        return None
    if end - start == 1:
        return end if flipped(state(end)) else None
    middle = (start + end) // 2
    found = _between(state, flipped, start, middle)
    return _between(state, flipped, middle, end) if found is None else found
