"""The difference between two texts, by line, and by word within a line that was changed.

Both are aligned on what occurs once in each text, which keeps the work near linear and the result close to
what a person would say was changed; only what lies between is searched further, within ``BUDGET``.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from operator import itemgetter
from typing import Literal, NamedTuple

BUDGET = 5_000_000
MAX_WORDS = 2000
MAX_REWRITTEN_LINES = 2000
NEARBY = 20
ALIKE = 0.5


class Match(NamedTuple):
    """A run that two sequences share: where it starts in each, and its length."""

    old: int
    new: int
    length: int


# Japanese and Chinese write no spaces: there, each character counts as a word.
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"\s*(?:[{_IDEOGRAPHS}]|[^\W{_IDEOGRAPHS}]+|[^\w\s])|\s+")


@dataclass(frozen=True, kw_only=True)
class Span:
    """A piece of a line; ``changed`` if the other side lacks it."""

    text: str
    changed: bool


@dataclass(frozen=True, kw_only=True)
class DiffRow:
    """A line of the old text, of the new one, or of both beside each other. Numbers count from 1."""

    kind: Literal["equal", "delete", "insert", "change"]
    old_number: int | None = None
    new_number: int | None = None
    old: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hunk:
    """Rows that stand together: changes and the lines around them."""

    rows: tuple[DiffRow, ...]
    kind: Literal["hunk"] = "hunk"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Equal lines that are not shown."""

    lines: int
    kind: Literal["gap"] = "gap"


@dataclass(frozen=True, kw_only=True)
class LineDiff:
    """Hunks and gaps in the order of the text, none if it is the same; lines added and removed.

    A changed line counts as one added and one removed.
    """

    hunks: tuple[Hunk | Gap, ...]
    added: int
    removed: int


def diff_lines(old: str, new: str, *, context: int = 3) -> LineDiff:
    """Compare two texts; ``context`` equal lines are kept around each change. A last line end is ignored."""
    rows = list(_rows(_lines(old), _lines(new)))
    return LineDiff(
        hunks=tuple(_hunks(rows, context)),
        added=sum(row.kind in {"insert", "change"} for row in rows),
        removed=sum(row.kind in {"delete", "change"} for row in rows),
    )


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


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _rows(old: list[str], new: list[str]) -> Iterator[DiffRow]:
    i = j = 0
    for match in align(old, new):
        yield from _changed_rows(old, new, range(i, match.old), range(j, match.new))
        i, j = match.old + match.length, match.new + match.length
        for a, b in zip(range(match.old, i), range(match.new, j), strict=True):
            line = (Span(text=old[a], changed=False),)
            yield DiffRow(kind="equal", old_number=a + 1, new_number=b + 1, old=line, new=line)


def _changed_rows(old: list[str], new: list[str], removed: range, added: range) -> Iterator[DiffRow]:
    """Rows of a stretch without an equal line; similar lines stand beside each other."""
    i, j = removed.start, added.start
    for a, b in [*pair_similar(old, new, removed, added), (removed.stop, added.stop)]:
        for place in range(i, a):
            yield DiffRow(kind="delete", old_number=place + 1, old=(Span(text=old[place], changed=True),))
        for place in range(j, b):
            yield DiffRow(kind="insert", new_number=place + 1, new=(Span(text=new[place], changed=True),))
        if a < removed.stop:
            before, after = _word_spans(old[a], new[b])
            yield DiffRow(kind="change", old_number=a + 1, new_number=b + 1, old=before, new=after)
        i, j = a + 1, b + 1


def pair_similar(old: list[str], new: list[str], removed: range, added: range) -> Iterator[tuple[int, int]]:
    """Pair each removed line with the most similar of the next added ones, if one is alike enough."""
    if max(len(removed), len(added)) > MAX_REWRITTEN_LINES:
        return
    bags = {place: Counter(_WORD.findall(new[place])) for place in added}
    j = added.start
    for i in removed:
        bag = Counter(_WORD.findall(old[i]))
        nearby = range(j, min(j + NEARBY, added.stop))
        likeness, place = max(((_likeness(bag, bags[place]), -place) for place in nearby), default=(0.0, 0))
        if likeness >= ALIKE:
            yield i, -place
            j = -place + 1


def _likeness(bag: Counter[str], other: Counter[str]) -> float:
    size = bag.total() + other.total()
    return 2 * (bag & other).total() / size if size else 0.0


def _word_spans(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    old_words, new_words = _WORD.findall(old), _WORD.findall(new)
    whole = (Span(text=old, changed=True),), (Span(text=new, changed=True),)
    if max(len(old_words), len(new_words)) > MAX_WORDS:
        return whole
    # A word moved to or from the start of a line is still the same word, whatever space stands before it.
    matches = align([word.strip() for word in old_words], [word.strip() for word in new_words])
    spans = (
        _spans(old_words, [(match.old, match.length) for match in matches]),
        _spans(new_words, [(match.new, match.length) for match in matches]),
    )
    # A change of nothing but spaces would be invisible.
    return spans if any(span.changed for side in spans for span in side) else whole


def _spans(words: list[str], kept: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    pieces = []
    done = 0
    for place, length in kept:
        pieces += [(True, words[done:place]), (False, words[place : place + length])]
        done = place + length
    joined = groupby((piece for piece in pieces if piece[1]), key=itemgetter(0))
    return tuple(
        Span(text="".join(word for _, run in runs for word in run), changed=changed) for changed, runs in joined
    )


def _hunks(rows: list[DiffRow], context: int) -> Iterator[Hunk | Gap]:
    changed = [place for place, row in enumerate(rows) if row.kind != "equal"]
    shown = {
        place for middle in changed for place in range(max(middle - context, 0), min(middle + context + 1, len(rows)))
    }
    if shown:
        for visible, run in groupby(range(len(rows)), key=shown.__contains__):
            places = list(run)
            yield Hunk(rows=tuple(rows[place] for place in places)) if visible else Gap(lines=len(places))
