"""The difference between two lines of HTML, such as two paragraphs, with what was left out and added marked by word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import unquote

from lxml.html import HtmlElement, tostring

from wiki.markup import printable
from wiki.pages.alignment import align, split_words

MAX_WORDS = 2000
ALIKE = 1 / 3

_VOID = frozenset({"br", "img"})


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A word, a picture or the address of a link, and the elements it stands in, the outermost first.

    Two pieces with one ``key`` read the same. ``space`` stands before the piece.
    """

    html: str
    key: str
    space: str = ""
    around: tuple[HtmlElement, ...] = ()
    is_address: bool = False


def diff_inline(old: HtmlElement, new: HtmlElement) -> str:
    """Give the words of both, with <del> before <ins> where they differ.

    Empty if no difference can be shown by words: they are the same, too different, or more than ``MAX_WORDS``.
    """
    before, after = list(_pieces(old)), list(_pieces(new))
    if max(len(before), len(after)) > MAX_WORDS:
        return ""
    matches = align([piece.key for piece in before], [piece.key for piece in after])
    shared = sum(match.length for match in matches)
    if shared == len(before) == len(after) or 2 * shared < ALIKE * (len(before) + len(after)):
        return ""
    parts: list[str] = []
    same: list[tuple[_Piece, _Piece]] = []
    i = j = 0
    for match in matches:
        removed, added = before[i : match.old], after[j : match.new]
        if removed or added:
            parts += [_shared(same), _marked("del", removed), _marked("ins", added)]
            same = []
        i, j = match.old + match.length, match.new + match.length
        same += zip(before[match.old : i], after[match.new : j], strict=True)
    return "".join([*parts, _shared(same)])


def _pieces(element: HtmlElement) -> Iterator[_Piece]:
    # In code, spaces are part of the words.
    is_code = element.tag == "code"
    space = ""
    for piece in _walk(element, (), is_code=is_code):
        if piece.html:
            yield replace(piece, space=space + piece.space)
            space = ""
        else:
            space += piece.space


def _walk(element: HtmlElement, around: tuple[HtmlElement, ...], *, is_code: bool) -> Iterator[_Piece]:
    yield from _words(element.text, around, is_code=is_code)
    for part in element:
        if part.tag in _VOID:
            html = str(tostring(part, encoding="unicode", with_tail=False))
            yield _Piece(html=html, key=html, around=around)
        else:
            yield from _walk(part, (*around, part), is_code=is_code)
        if part.tag == "a" and not part.attrib["href"].startswith("#fn"):
            address = part.attrib["href"]
            words = f"({printable(unquote(address))})"
            yield _Piece(html=escape(words), key=address, space=" ", around=around, is_address=True)
        yield from _words(part.tail, around, is_code=is_code)


def _words(text: str | None, around: tuple[HtmlElement, ...], *, is_code: bool) -> Iterator[_Piece]:
    tags = [element.tag for element in around]
    for token in split_words(text or ""):
        word = token if is_code else token.lstrip()
        space = token[: len(token) - len(word)]
        yield _Piece(html=escape(word), key=" ".join([*tags, word]), space=space, around=around)


def _marked(mark: str, pieces: Sequence[_Piece]) -> str:
    # An address is said only where nothing else tells that a link was changed.
    words = [piece for piece in pieces if not piece.is_address] or pieces
    if not words:
        return ""
    inner = _joined([replace(words[0], space=""), *words[1:]])
    return f"{words[0].space}<{mark}>{inner}</{mark}>"


def _shared(pairs: Iterable[tuple[_Piece, _Piece]]) -> str:
    # Where a word is left out at the start of a line, the one after it brings the space between them.
    spaced = (replace(b, space=b.space or a.space) for a, b in pairs)
    return _joined(piece for piece in spaced if not piece.is_address)


def _joined(pieces: Iterable[_Piece]) -> str:
    parts: list[str] = []
    standing: tuple[HtmlElement, ...] = ()
    for piece in pieces:
        kept = _shared_depth(standing, piece.around)
        parts += [f"</{element.tag}>" for element in reversed(standing[kept:])]
        parts += [piece.space, *map(opening_tag, piece.around[kept:]), piece.html]
        standing = piece.around
    parts += [f"</{element.tag}>" for element in reversed(standing)]
    return "".join(parts)


def _shared_depth(one: Sequence[HtmlElement], other: Sequence[HtmlElement]) -> int:
    depth = 0
    while depth < min(len(one), len(other)) and one[depth] is other[depth]:
        depth += 1
    return depth


def opening_tag(element: HtmlElement) -> str:
    """Give the start tag of an element with its attributes."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    return f"<{element.tag}{attributes}>"
