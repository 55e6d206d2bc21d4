"""Bringing two people's changes to one text together, or saying that it takes a person."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, Final, TypeVar

from merge3 import Merge3

from wiki.pages.alignment import align

T = TypeVar("T")


class Unresolved(Enum):
    """The type of ``CONFLICT``, so that no value a field may hold can be mistaken for it."""

    CONFLICT = "conflict"


CONFLICT: Final = Unresolved.CONFLICT


def merge_texts(base: str, mine: str, theirs: str) -> str | None:
    """Give the text with both changes, or None where they touch the same or neighbouring lines.

    If only one side changed, that side is given exactly. A real merge has plain line feeds, and their number
    at the end of the text is no reason for a conflict.
    """
    if mine in {base, theirs}:
        return theirs
    if theirs == base:
        return mine
    (base, base_end), (mine, mine_end), (theirs, theirs_end) = map(_split_end, (base, mine, theirs))
    merged = _merge_lines(_lines(base), _lines(mine), _lines(theirs))
    return None if merged is None else merged + (theirs_end if mine_end == base_end else mine_end)


def merge_keeping_mine(base: str, mine: str, theirs: str) -> str:
    """Give the text with both changes; where they touch the same lines, with mine."""
    merged = merge_texts(base, mine, theirs)
    if merged is not None:
        return merged
    (base, _), (mine, end), (theirs, _) = map(_split_end, (base, mine, theirs))
    groups = _groups(_lines(base), _lines(mine), _lines(theirs))
    # A conflict is ("conflict", base, mine, theirs), any other group (kind, lines).
    return "\n".join(line for group in groups for line in (group[2] if group[0] == "conflict" else group[1])) + end


def merge_values(base: T, mine: T, theirs: T) -> T | Unresolved:
    """Merge a field that is changed as a whole; ``CONFLICT`` if both sides changed it differently."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else CONFLICT


def merge_sets(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> tuple[T, ...]:
    """Merge tags in order: what either side removed goes, what either added stays. There is no conflict.

    My order is kept and their additions follow, unless only they changed anything.
    """
    if tuple(mine) == tuple(base):
        return tuple(theirs)
    kept = (item for item in mine if item in theirs or item not in base)
    added = (item for item in theirs if item not in base)
    return tuple(dict.fromkeys([*kept, *added]))


class _BoundedMatcher:
    """Our alignment in the shape in which merge3 takes one."""

    def __init__(self, _isjunk: None, a: Sequence[str], b: Sequence[str]) -> None:
        self._matches = align(a, b)

    def get_matching_blocks(self) -> list[tuple[int, int, int]]:
        return [*self._matches]


def _merge_lines(base: list[str], mine: list[str], theirs: list[str]) -> str | None:
    merged: list[str] = []
    for region in _groups(base, mine, theirs):
        if region[0] == "conflict":
            return None
        merged += region[1]
    return "\n".join(merged)


def _groups(base: list[str], mine: list[str], theirs: list[str]) -> Iterator[tuple[Any, ...]]:
    groups: Iterator[tuple[Any, ...]] = Merge3(base, mine, theirs, sequence_matcher=_BoundedMatcher).merge_groups()
    return groups


def _split_end(text: str) -> tuple[str, str]:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    body = unified.rstrip("\n")
    return body, unified[len(body) :]


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
