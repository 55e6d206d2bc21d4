"""The difference between two rendered pages, for a reader who knows no Markdown."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from lxml.html import HtmlElement, fragment_fromstring, tostring
from lxml.html.builder import SPAN

from wiki.markup import build_cleaner, printable
from wiki.pages.alignment import align, pair_similar
from wiki.pages.inline_diff import diff_inline, opening_tag

CONTEXT = 1

# Elements whose parts come and go, and those whose parts have each their place.
_SEQUENCES = frozenset({"blockquote", "dd", "dl", "li", "ol", "section", "tbody", "ul"})
_FRAMES = frozenset({"div", "figure", "pre", "table", "thead", "tr"})
# These hold both words and blocks. A run of words in them becomes an <inline>, which the cleaner takes out again.
_MIXED = ("dd", "li")
_LINE = "inline"
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"blockquote", "div", "dl", "figure", "hr", "ol", "p", "pre", "section", "table", "ul"}
# What was there and what is stand in one of these; two paragraphs stand below each other.
_TOGETHER = _HEADINGS | {_LINE, "dt", "td", "th"}
# These have no words to mark.
_VOID = frozenset({"hr", "img"})

_NO_CLASSES: frozenset[str] = frozenset()
_CLEANER = build_cleaner(
    extra={
        "ins": _NO_CLASSES,
        "del": _NO_CLASSES,
        "span": frozenset({"visually-hidden"}),
        "p": frozenset({"diff-gap"}),
    },
    ids=False,
)


@dataclass(frozen=True, kw_only=True)
class DiffLabels:
    """Words of the reader's language: hidden ones around each change, and for a number of blocks left out."""

    inserted_start: str
    inserted_end: str
    deleted_start: str
    deleted_end: str
    unchanged: Callable[[int], str]


@dataclass(frozen=True, kw_only=True)
class _Block:
    html: str
    changed: bool


class _Side:
    """The blocks of one text, with what they are compared by."""

    def __init__(self, blocks: Iterable[HtmlElement]) -> None:
        self.blocks = list(blocks)
        self.keys = [_key(block) for block in self.blocks]
        self.texts = [block.text_content() for block in self.blocks]
        self.tags = [block.tag for block in self.blocks]


def rendered_diff(old_html: str, new_html: str, *, labels: DiffLabels) -> str:
    """Show two renderings of a page as one, with <ins> and <del>; empty if they read the same.

    Takes HTML as ``render`` makes it by the "page" profile. Blocks, list items and table rows are aligned
    first and compared by word only within. The marks stand inside paragraphs, headings and cells.
    """
    blocks = list(_compare(_Side(_blocks(old_html)), _Side(_blocks(new_html))))
    shown = {
        place + step for place, block in enumerate(blocks) if block.changed for step in range(-CONTEXT, CONTEXT + 1)
    }
    if not shown:
        return ""
    parts: list[str] = []
    for visible, run in groupby(enumerate(blocks), key=lambda item: item[0] in shown):
        htmls = [block.html for _, block in run]
        parts += htmls if visible else [f'<p class="diff-gap">{escape(labels.unchanged(len(htmls)))}</p>']
    return _CLEANER.clean(_labelled("\n".join(parts), labels))


def _blocks(html: str) -> list[HtmlElement]:
    root = fragment_fromstring(printable(html), create_parent="div")
    for element in root.iter("*"):
        element.attrib.pop("id", None)
    for link in root.iter("a"):
        # Whether a page exists may have changed since; that is not an edit of this page.
        if link.attrib.get("class") == "missing":
            del link.attrib["class"]
            link.attrib.pop("title", None)
    for part in list(root.iter("input", "label")):
        # Only words are compared, so a task's state becomes one.
        if part.tag == "input":
            part.tail = ("☑" if "checked" in part.attrib else "☐") + (part.tail or "")
        part.drop_tag()
    for item in list(root.iter(*_MIXED)):
        _wrap_lines(item)
    return list(root)


def _wrap_lines(item: HtmlElement) -> None:
    parts = list(item)
    line = item.makeelement(_LINE)
    line.text, item.text = item.text, None
    item.insert(0, line)
    for part in parts:
        if part.tag in _BLOCKS:
            line = item.makeelement(_LINE)
            line.text, part.tail = part.tail, None
            part.addnext(line)
        else:
            line.append(part)
    for line in item.findall(_LINE):
        if not len(line) and not (line.text or "").strip():
            item.remove(line)


def _compare(old: _Side, new: _Side) -> Iterator[_Block]:
    i = j = 0
    for start, new_start, length in align(old.keys, new.keys):
        for a, b in [*_pairs(old, new, range(i, start), range(j, new_start)), (start, new_start)]:
            yield from (_Block(html=_whole("del", block), changed=True) for block in old.blocks[i:a])
            yield from (_Block(html=_whole("ins", block), changed=True) for block in new.blocks[j:b])
            if a < start:
                yield _Block(html=_changed(old.blocks[a], new.blocks[b]), changed=True)
            i, j = a + 1, b + 1
        i, j = start + length, new_start + length
        yield from (_Block(html=_html(block), changed=False) for block in new.blocks[new_start:j])


def _pairs(old: _Side, new: _Side, removed: range, added: range) -> Iterator[tuple[int, int]]:
    """Say which blocks to compare: similar ones, and between those as many of the same kinds in one order."""
    i, j = removed.start, added.start
    for a, b in [*pair_similar(old.texts, new.texts, removed, added), (removed.stop, added.stop)]:
        if old.tags[i:a] == new.tags[j:b]:
            yield from zip(range(i, a), range(j, b), strict=True)
        if a < removed.stop:
            yield a, b
        i, j = a + 1, b + 1


def _changed(old: HtmlElement, new: HtmlElement) -> str:
    if old.tag == new.tag:
        marked = _marked(old, new)
        if "<ins>" in marked or "<del>" in marked:
            return _wrapped(new, marked)
        # The words are the same and something else is not, or nearly all of them are others.
        if new.tag in _TOGETHER:
            return _wrapped(new, f"{_mark('del', old)} {_mark('ins', new)}")
    return _whole("del", old) + _whole("ins", new)


def _marked(old: HtmlElement, new: HtmlElement) -> str:
    """Compare the contents of two elements of one kind; without marks if no difference can be shown."""
    if new.tag in _SEQUENCES:
        return "".join(block.html for block in _compare(_Side(old), _Side(new)))
    if new.tag not in _FRAMES:
        return diff_inline(old, new)
    if [part.tag for part in old] != [part.tag for part in new]:
        return ""
    parts = zip(old, new, strict=True)
    return "".join(_html(b) if _key(a) == _key(b) else _changed(a, b) for a, b in parts)


def _whole(mark: str, element: HtmlElement) -> str:
    if element.tag in _VOID:
        return f"<{mark}>{_html(element)}</{mark}>"
    if element.tag in _SEQUENCES | _FRAMES:
        return _wrapped(element, "".join(_whole(mark, part) for part in element))
    return _wrapped(element, _mark(mark, element))


def _mark(mark: str, element: HtmlElement) -> str:
    return f"<{mark}>{_inner(element)}</{mark}>" if _inner(element).strip() else ""


def _labelled(html: str, labels: DiffLabels) -> str:
    root = fragment_fromstring(html, create_parent="div")
    for mark, start, end in (
        ("ins", labels.inserted_start, labels.inserted_end),
        ("del", labels.deleted_start, labels.deleted_end),
    ):
        for element in list(root.iter(mark)):
            if not element.text_content().strip() and element.find(".//img") is None:
                element.drop_tag()
                continue
            opening = SPAN(f"{start} ", {"class": "visually-hidden"})
            opening.tail, element.text = element.text, None
            element.insert(0, opening)
            element.append(SPAN(f" {end}", {"class": "visually-hidden"}))
    return _inner(root)


def _key(element: HtmlElement) -> str:
    html = _html(element)
    # Spaces and line breaks read alike, except in code.
    return html if "<pre" in html else " ".join(html.split())


def _html(element: HtmlElement) -> str:
    return str(tostring(element, encoding="unicode", with_tail=False))


def _inner(element: HtmlElement) -> str:
    return escape(element.text or "") + "".join(tostring(part, encoding="unicode") for part in element)


def _wrapped(element: HtmlElement, inner: str) -> str:
    return f"{opening_tag(element)}{inner}</{element.tag}>"
