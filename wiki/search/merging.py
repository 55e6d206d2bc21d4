"""When segments are merged: the decision, apart from any engine."""

from collections.abc import Sequence
from math import log

ALIKE = 6
LARGE = 5_000


def to_merge(sizes: Sequence[int]) -> list[int]:
    """The places of the segments to merge, given how many documents each holds.

    The smallest `ALIKE` or more of similar size, so that a document is rewritten only a few times as the index
    grows. Segments of `LARGE` or more stay: to rewrite them takes seconds.
    """
    alike: dict[int, list[int]] = {}
    for place, size in enumerate(sizes):
        if size < LARGE:
            alike.setdefault(int(log(max(1, size), ALIKE)), []).append(place)
    return next((places for _, places in sorted(alike.items()) if len(places) >= ALIKE), [])
