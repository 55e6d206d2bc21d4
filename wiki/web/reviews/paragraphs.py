"""The paragraphs of a rendered text: what each says, where it stands, and how an address names it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from lxml.html import HtmlElement, fragment_fromstring

from wiki.practices.rules import QUOTE_MAX

TEXT = "body"
"""Where a paragraph stands that no heading stands above."""
LISTS = frozenset({"ul", "ol"})
_HEADINGS = frozenset(f"h{level}" for level in range(2, 7))
_APART = _HEADINGS | {"br", "p", "pre", "td", "th", "li"}


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph, list item, table, picture or block of code; ``place`` is how a remark names where it stands."""

    id: str
    place: str
    words: str
    element: HtmlElement

    @property
    def quote(self) -> str:
        return self.words[:QUOTE_MAX].strip()


def parsed(html: str) -> HtmlElement:
    return fragment_fromstring(html, create_parent="div")


def paragraphs_in(root: HtmlElement, place: str = TEXT) -> Sequence[Paragraph]:
    """Return the paragraphs that say something; ``place`` is that of the text as a whole.

    One is named by its words, so that it keeps its name while others are written; the same words again are counted.
    """
    known: Counter[str] = Counter()
    found = []
    for element, where in _blocks(root, place):
        if words := words_of(element):
            name = blake2b(f"{place}\n{words}".encode(), digest_size=5).hexdigest()
            known[name] += 1
            again = f"-{known[name]}" if known[name] > 1 else ""
            found.append(Paragraph(id=f"p-{name}{again}", place=where, words=words, element=element))
    return found


def _blocks(root: HtmlElement, place: str) -> Iterator[tuple[HtmlElement, str]]:
    where = place
    for element in root.iter():
        if element.tag in _HEADINGS and place == TEXT and element.get("id"):
            where = f"#{element.get('id')}"
        elif _is_block(element) and not any(each.tag == "section" for each in element.iterancestors()):
            # Footnotes are a section of their own, below all headings.
            yield element, where


def _is_block(element: HtmlElement) -> bool:
    if element.tag == "li":
        return element.find("p") is None
    return element.tag in {"p", "table", "pre"}


def words_of(element: HtmlElement) -> str:
    """Return the plain words of an element; of a picture its description, of a list item not those of items below."""
    return " ".join(_text(element, inside=element.tag).split())


def _text(element: HtmlElement, *, inside: str) -> str:
    if element.tag == "img":
        return f" {element.get('alt', '')} "
    children = (
        ("" if inside == "li" and child.tag in LISTS else _text(child, inside=inside)) + (child.tail or "")
        for child in element
    )
    gap = " " if element.tag in _APART else ""
    return f"{gap}{element.text or ''}{''.join(children)}{gap}"


def find_quoted(paragraphs: Sequence[Paragraph], quote: str, place: str) -> Paragraph | None:
    """Return the paragraph that holds a quote, above all where it was; None when none says so any more."""
    wanted = plain_quote(quote)
    holding = [each for each in paragraphs if wanted in each.words]
    return max(holding, key=lambda each: (each.place == place, each.quote == wanted), default=None)


def plain_quote(quote: str) -> str:
    """Return a quote without the mark of what was left out at its end."""
    return " ".join(quote.split()).removesuffix("…").strip()
