"""The difference between two rendered pages, for a reader who knows no Markdown."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby
from urllib.parse import unquote

from lxml.html import HtmlElement, fragment_fromstring, tostring
from lxml.html.builder import SPAN
from lxml.html.diff import htmldiff

from wiki.markup import build_cleaner, printable
from wiki.pages.diff import align, pair_similar

MAX_WORDS = 2000
CONTEXT = 1

# Elements whose parts come and go, and those whose parts have each their place.
_SEQUENCES = frozenset({"blockquote", "dl", "ol", "section", "tbody", "ul"})
_FRAMES = frozenset({"div", "table", "thead", "tr"})
# <ins> and <del> may not stand between these and their parents.
_ITEMS = frozenset({"dd", "dt", "li", "td", "th"})
_ROWS = frozenset({"tbody", "thead", "tr"})

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

# htmldiff writes an address that differs as the English words " Link: address"; the mark tells it from text.
_ADDRESS_MARK = "to:"
_WRITTEN_ADDRESS = re.compile(rf" ?Link: {_ADDRESS_MARK}([^\s<]+)")


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


def rendered_diff(old_html: str, new_html: str, *, labels: DiffLabels) -> str:
    """Show two renderings of a page as one, with <ins> and <del>; empty if they read the same.

    Takes HTML as ``render`` makes it by the "page" profile. Blocks, list items and table rows are aligned
    first and compared by word only within; what has more than ``MAX_WORDS`` is shown whole, old and new.
    """
    blocks = list(_compare(_blocks(old_html), _blocks(new_html)))
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
        link.attrib["href"] = _ADDRESS_MARK + link.attrib.get("href", "")
        # Whether a page exists may have changed since; that is not an edit of this page.
        if link.attrib.get("class") == "missing":
            del link.attrib["class"]
            link.attrib.pop("title", None)
    for box in list(root.iter("input")):
        # Only words are compared, so a task's state becomes one.
        box.tail = ("☑" if "checked" in box.attrib else "☐") + (box.tail or "")
        box.drop_tag()
    return list(root)


def _compare(old: Sequence[HtmlElement], new: Sequence[HtmlElement]) -> Iterator[_Block]:
    old_text, new_text = (
        [element.text_content() for element in old],
        [element.text_content() for element in new],
    )
    i = j = 0
    for start, new_start, length in align([_key(element) for element in old], [_key(element) for element in new]):
        pairs = pair_similar(old_text, new_text, range(i, start), range(j, new_start))
        for a, b in [*pairs, (start, new_start)]:
            yield from (_Block(html=_whole("del", element), changed=True) for element in old[i:a])
            yield from (_Block(html=_whole("ins", element), changed=True) for element in new[j:b])
            if a < start:
                yield _Block(html=_changed(old[a], new[b]), changed=True)
            i, j = a + 1, b + 1
        i, j = start + length, new_start + length
        yield from (_Block(html=_html(element), changed=False) for element in new[new_start:j])


def _changed(old: HtmlElement, new: HtmlElement) -> str:
    marked = _marked(old, new) if old.tag == new.tag else ""
    if "<ins>" in marked or "<del>" in marked:
        return _wrapped(new, marked)
    # The words are the same and something else is not: emphasis, a description, the kind of block.
    if old.tag == new.tag and new.tag in _ITEMS:
        return _wrapped(new, f"<del>{_inner(old)}</del><ins>{_inner(new)}</ins>")
    return _whole("del", old) + _whole("ins", new)


def _marked(old: HtmlElement, new: HtmlElement) -> str:
    """Compare the contents of two elements of one kind; without marks if no difference can be shown."""
    if new.tag in _SEQUENCES:
        return "".join(block.html for block in _compare(list(old), list(new)))
    if new.tag not in _FRAMES:
        return _by_word(old, new)
    if [part.tag for part in old] != [part.tag for part in new]:
        return ""
    parts = zip(old, new, strict=True)
    return "".join(_html(b) if _key(a) == _key(b) else _changed(a, b) for a, b in parts)


def _by_word(old: HtmlElement, new: HtmlElement) -> str:
    if max(len(element.text_content().split()) for element in (old, new)) > MAX_WORDS:
        return ""
    return _WRITTEN_ADDRESS.sub(_address_in_words, htmldiff(_inner(old), _inner(new)))


def _address_in_words(match: re.Match[str]) -> str:
    return f" ({escape(printable(unquote(unescape(match[1]))))})"


def _whole(mark: str, element: HtmlElement) -> str:
    if element.tag in _ROWS:
        return _wrapped(element, "".join(_whole(mark, part) for part in element))
    if element.tag in _ITEMS:
        return _wrapped(element, f"<{mark}>{_inner(element)}</{mark}>")
    return f"<{mark}>{_html(element)}</{mark}>"


def _labelled(html: str, labels: DiffLabels) -> str:
    root = fragment_fromstring(html, create_parent="div")
    for link in root.iter("a"):
        link.attrib["href"] = link.attrib["href"].removeprefix(_ADDRESS_MARK)
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
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>"
