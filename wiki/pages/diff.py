"""The difference between two texts, by line, and by word within a line that was changed."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal

from wiki.pages.alignment import align, pair_similar, split_words

MAX_WORDS = 2000
MAX_ROWS = 3000


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
class Cut:
    """The end of what is shown, and how many changed rows would follow."""

    lines: int
    kind: Literal["cut"] = "cut"


@dataclass(frozen=True, kw_only=True)
class LineDiff:
    """Hunks and gaps in the order of the text, none if it is the same; lines added and removed.

    A changed line counts as one added and one removed. After ``MAX_ROWS`` rows comes a cut.
    """

    hunks: tuple[Hunk | Gap | Cut, ...]
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


def _word_spans(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    old_words, new_words = split_words(old), split_words(new)
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


def _hunks(rows: list[DiffRow], context: int) -> Iterator[Hunk | Gap | Cut]:
    changed = [place for place, row in enumerate(rows) if row.kind != "equal"]
    shown = {
        place for middle in changed for place in range(max(middle - context, 0), min(middle + context + 1, len(rows)))
    }
    if not shown:
        return
    end, hidden = len(rows), 0
    if len(shown) > MAX_ROWS:
        hidden = len(changed) - bisect_left(changed, cut := sorted(shown)[MAX_ROWS])
        end = cut if hidden else end
    for visible, run in groupby(range(end), key=shown.__contains__):
        places = list(run)
        yield Hunk(rows=tuple(rows[place] for place in places)) if visible else Gap(lines=len(places))
    if hidden:
        yield Cut(lines=hidden)
