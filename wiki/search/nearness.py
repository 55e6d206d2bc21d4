"""How close together a text has the words of a question: what stands in one phrase belongs together."""

from collections.abc import Sequence
from itertools import pairwise

from wiki.search.marking import Occurrence

# What words side by side add to a document's weight, as a share of it.
NEARNESS_WEIGHT = 0.8
# So many of the best documents are looked at, and so many characters of each: enough for the first page.
LOOKED_AT, READ = 20, 20_000
# Words this many characters apart count half as near as words side by side.
HALF = 10


def nearness(found: Sequence[Occurrence], weights: Sequence[float]) -> float:
    """From 0 to 1, where every two neighbours of the question stand side by side, in either order.

    `found` comes in order of where the occurrences start; `weights` are those of the question's words. Two words
    count as much as the lighter one: a rare word beside a common one says little.
    """
    pairs = [min(two) for two in pairwise(weights)]
    nearest = [0.0] * len(pairs)
    last: dict[int, int] = {}
    for start, end, word in found:
        for pair, other in ((word - 1, word - 1), (word, word + 1)):
            if other in last:
                apart = max(0, start - last[other])
                nearest[pair] = max(nearest[pair], HALF / (HALF + apart))
        last[word] = end
    total = sum(pairs)
    return sum(weight * near for weight, near in zip(pairs, nearest, strict=True)) / total if total else 0.0
