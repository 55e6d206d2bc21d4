"""How two texts are laid beside each other: what they share in one order, and which lines are alike.

They are aligned on what occurs once in each, which keeps the work near linear and the result close to what a
person would say was changed; only what lies between is searched further, within ``BUDGET``.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

BUDGET = 5_000_000
MAX_REWRITTEN_LINES = 2000
NEARBY = 20
ALIKE = 0.5

# Japanese and Chinese write no spaces: there, each character counts as a word.
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"\s*(?:[{_IDEOGRAPHS}]|[^\W{_IDEOGRAPHS}]+|[^\w\s])|\s+")


class Match(NamedTuple):
    """A run that two sequences share: where it starts in each, and its length."""

    old: int
    new: int
    length: int


def split_words(text: str) -> list[str]:
    """Cut a text into words and marks, each with the space before it; joined, they are the text again."""
    return _WORD.findall(text)


def align(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Give the runs that both sequences share, in order, and at the end an empty one where both end.

    What would take too long to compare counts as different.
    """
    head = _shared_length(zip(old, new, strict=False))
    tail = _shared_length(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    old_end, new_end = len(old) - tail, len(new) - tail
    matches = [Match(0, 0, head)]
    spent, i, j = 0, head, head
    for old_place, new_place in _anchors(old, new, head, old_end, new_end):
        between = old[i:old_place], new[j:new_place]
        spent += _cost(*between)
        if all(between) and spent <= BUDGET:
            blocks = SequenceMatcher(None, *between, autojunk=False).get_matching_blocks()
            matches += [Match(i + a, j + b, size) for a, b, size in blocks]
        matches.append(Match(old_place, new_place, 1 if old_place < old_end else tail))
        i, j = old_place + 1, new_place + 1
    return [*(match for match in matches if match.length), Match(len(old), len(new), 0)]


def _shared_length(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _anchors(old: Sequence[str], new: Sequence[str], start: int, old_end: int, new_end: int) -> list[tuple[int, int]]:
    """Places of what occurs once on each side, as many as keep one order (patience sorting); then the end."""
    once_old, once_new = _places_of_single(old[start:old_end]), _places_of_single(new[start:new_end])
    tails: list[int] = []
    chains: list[tuple[int, int, int]] = []
    ends: list[int] = []
    for item, i in once_old.items():
        j = once_new.get(item)
        if j is not None:
            rank = bisect_left(tails, j)
            tails[rank : rank + 1] = [j]
            ends[rank : rank + 1] = [len(chains)]
            chains.append((start + i, start + j, ends[rank - 1] if rank else -1))
    found = [(old_end, new_end)]
    link = ends[-1] if ends else -1
    while link >= 0:
        i, j, link = chains[link]
        found.append((i, j))
    return found[::-1]


def _places_of_single(items: Sequence[str]) -> dict[str, int]:
    counts = Counter(items)
    return {item: place for place, item in enumerate(items) if counts[item] == 1}


def _cost(old: Sequence[str], new: Sequence[str]) -> int:
    """Steps a comparison takes at worst: pairs of equal items, for each block that may be found."""
    counts = Counter(new)
    return sum(counts[item] for item in old) * min(len(old), len(new))


def pair_similar(old: Sequence[str], new: Sequence[str], removed: range, added: range) -> Iterator[tuple[int, int]]:
    """Pair each removed line with the most similar of the next added ones, if one is alike enough."""
    if max(len(removed), len(added)) > MAX_REWRITTEN_LINES:
        return
    bags = {place: Counter(split_words(new[place])) for place in added}
    j = added.start
    for i in removed:
        bag = Counter(split_words(old[i]))
        nearby = range(j, min(j + NEARBY, added.stop))
        likeness, place = max(((_likeness(bag, bags[place]), -place) for place in nearby), default=(0.0, 0))
        if likeness >= ALIKE:
            yield i, -place
            j = -place + 1


def _likeness(bag: Counter[str], other: Counter[str]) -> float:
    size = bag.total() + other.total()
    return 2 * (bag & other).total() / size if size else 0.0
