"""Replaces ranges of a text in one pass."""

from collections.abc import Iterable

Edit = tuple[int, int, str]


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """Put ``new`` for every ``(start, end, new)``; what begins inside an earlier range is swallowed by it."""
    parts, last = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= last:
            parts += [text[last:start], new]
            last = end
    return "".join([*parts, text[last:]])
