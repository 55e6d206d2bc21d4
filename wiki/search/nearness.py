"""How close together a text has the words of a question: what stands in one sentence belongs together."""

from collections.abc import Sequence

from wiki.search.marking import Occurrence

# What words side by side add to a document's weight, as a share of it.
NEARNESS_WEIGHT = 0.3
# So many of the best documents are looked at, and so many characters of each: enough for the first page.
LOOKED_AT, READ = 20, 20_000
# Words this many characters apart count half as near as words side by side.
HALF = 100


def nearness(found: Sequence[Occurrence], words: int) -> float:
    """From 0, a word is missing, to 1, all stand side by side: the smallest stretch of text with every word.

    `found` comes in order of where the occurrences start.
    """
    if words < 2 or len({occurrence.word for occurrence in found}) < words:
        return 0.0
    shortest: int | None = None
    last: dict[int, Occurrence] = {}
    for occurrence in found:
        last[occurrence.word] = occurrence
        if len(last) == words:
            length = occurrence.end - min(each.start for each in last.values())
            shortest = length if shortest is None else min(shortest, length)
    return HALF / (HALF + (shortest or 0))
