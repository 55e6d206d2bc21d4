"""Keeps code out of the cleaning: blocks and spans are put aside and put back untouched."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from markdown_it import MarkdownIt

# Non-characters of Unicode: no text may hold them, so a mark made of them is never taken for text.
_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_NO_MARKS = dict.fromkeys(range(0xFDD0, 0xFDF0))
# A text without any of these holds no code, and most texts need not be parsed to know it.
_MAY_BE_CODE = re.compile(r"`|~~~| {4}|\t")
_RUN = re.compile(r"\\.|`+", re.DOTALL)
_BLOCKS = MarkdownIt("commonmark", {"html": False}).enable("table").disable("inline")

Range = tuple[int, int]


class Kept:
    """Pieces of a page put aside; ``keep`` gives the mark that stands for a piece, ``put_back`` undoes it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def keep(self, piece: str) -> str:
        self._pieces.append(piece)
        return f"\ufdd0{len(self._pieces) - 1}\ufdd1"

    def put_back(self, text: str) -> str:
        # A piece may hold marks of earlier pieces; never of later ones, so this ends.
        while _MARK.search(text):
            text = _MARK.sub(lambda mark: self._pieces[int(mark[1])], text)
        return text

    def keep_code(self, text: str, enclosing: Callable[[str], Iterable[Range]]) -> str:
        """Put aside the code of a page.

        ``enclosing`` finds ranges in the text without fences; what is indented within one is not code: an
        author's HTML is indented because it is nested.
        """
        text = text.translate(_NO_MARKS)
        if not _MAY_BE_CODE.search(text):
            return text
        fences, indented = _code_blocks(text)
        text = self._keep_ranges(text, fences)
        if indented:
            _, indented = _code_blocks(text)
            wider = list(enclosing(text))
            text = self._keep_ranges(text, [code for code in indented if not _is_within(code, wider)])
        return self._keep_ranges(text, list(_code_spans(text)))

    def _keep_ranges(self, text: str, ranges: list[Range]) -> str:
        parts, last = [], 0
        for start, end in sorted(ranges):
            parts += [text[last:start], self.keep(text[start:end])]
            last = end
        return "".join([*parts, text[last:]])


def _is_within(inner: Range, wider: Iterable[Range]) -> bool:
    return any(start < inner[0] and inner[1] <= end for start, end in wider)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _code_blocks(text: str) -> tuple[list[Range], list[Range]]:
    """Give the ranges of fenced and of indented code, whole lines without the last line end."""
    starts = _line_starts(text)
    fenced: list[Range] = []
    indented: list[Range] = []
    for token in _BLOCKS.parse(text):
        if token.map and token.type in {"fence", "code_block"}:
            first, last = token.map
            found = (starts[first], min(starts[last] - 1, len(text)))
            (fenced if token.type == "fence" else indented).append(found)
    return fenced, indented


def _code_spans(text: str) -> Iterable[Range]:
    starts = _line_starts(text)
    blocks = {tuple(token.map) for token in _BLOCKS.parse(text) if token.type == "inline" and token.map}
    for first, last in sorted(blocks):
        start, end = starts[first], min(starts[last], len(text))
        yield from ((start + left, start + right) for left, right in _spans_of(text[start:end]))


def _spans_of(text: str) -> Iterable[Range]:
    """Pair runs of backticks of one length, as CommonMark does; a backslash guards a run outside spans only."""
    by_length: dict[int, list[int]] = {}
    for ticks in re.finditer("`+", text):
        by_length.setdefault(len(ticks[0]), []).append(ticks.start())
    position = 0
    while run := _RUN.search(text, position):
        position = run.end()
        if run[0].startswith("\\"):
            continue
        same = by_length.get(len(run[0]), [])
        following = bisect_left(same, position)
        if following < len(same):
            position = same[following] + len(run[0])
            yield run.start(), position
