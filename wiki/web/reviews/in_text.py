"""Remarks in the text they speak of: a link at each paragraph, and what was remarked on it. Members alone read it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import url_for
from flask_babel import get_locale, gettext
from lxml.html import HtmlElement, tostring
from lxml.html.builder import CLASS, SPAN, A, P, Q

from wiki.accounts.permissions import can
from wiki.pages.types import PageView
from wiki.practices import queries
from wiki.practices.types import Remark, RemarkId
from wiki.web.context import actor
from wiki.web.reviews.paragraphs import (
    LISTS,
    TEXT,
    Paragraph,
    find_quoted,
    paragraphs_in,
    parsed,
    plain_quote,
    words_of,
)

_FACT = "facts."
_SHORT = 60


def with_remarks(view: PageView) -> PageView:
    """Return a practice's working copy with its remarks, for who may remark on it; for others just as it is."""
    if not can(actor(), "practice.submit") or view.page.is_archived:
        return view
    remarks = [each for each in queries.list_remarks(actor(), view.page) if each.is_open and each.quote]
    slug = view.page.slug
    prose = {
        key: _marked(html, slug, f"{_FACT}{key}", [each for each in remarks if each.place == f"{_FACT}{key}"])
        for key, html in view.prose.items()
    }
    return replace(view, html=_marked(view.html, slug, TEXT, [each for each in remarks if on_text(each)]), prose=prose)


def on_text(remark: Remark) -> bool:
    return remark.place == TEXT or remark.place.startswith("#")


def placed_in(view: PageView, remarks: Sequence[Remark]) -> Mapping[RemarkId, str]:
    """Return the names of the paragraphs that remarks quote, by the remarks' numbers; empty for what was rewritten."""
    texts = {f"{_FACT}{key}": html for key, html in view.prose.items()} | {TEXT: view.html}
    quoted = {each: TEXT if on_text(each) else each.place for each in remarks if each.quote}
    roots = {place: parsed(texts[place]) for place in set(quoted.values()) & texts.keys()}
    known = {place: paragraphs_in(root, place) for place, root in roots.items()}
    found = {}
    for remark, place in quoted.items():
        if place in known:
            paragraph = find_quoted(known[place], remark.quote, remark.place)
            if paragraph or plain_quote(remark.quote) not in words_of(roots[place]):
                found[remark.id] = paragraph.id if paragraph else ""
    return found


def paragraph_quote(view: PageView, place: str, name: str) -> str:
    """Return the words of a paragraph as a remark quotes them; empty for one that is not there."""
    html = view.prose.get(place.removeprefix(_FACT), "") if place.startswith(_FACT) else view.html
    text = place if place.startswith(_FACT) else TEXT
    named = {each.id: each.quote for each in paragraphs_in(parsed(html), text)} if name else {}
    return named.get(name, "")


def _marked(html: str, slug: str, place: str, remarks: Sequence[Remark]) -> str:
    root = parsed(html)
    paragraphs, text = paragraphs_in(root, place), words_of(root)
    for paragraph in paragraphs:
        paragraph.element.set("id", paragraph.id)
        _put(paragraph.element, _offer(slug, paragraph))
    for remark in remarks:
        quoted = find_quoted(paragraphs, remark.quote, remark.place)
        if quoted:
            quoted.element.set("class", f"{quoted.element.get('class', '')} remarked".strip())
            _put(quoted.element, _mark(slug, remark))
        else:
            _put_at_heading(root, remark, _note(slug, remark, is_changed=plain_quote(remark.quote) not in text))
    parts = (tostring(child, encoding="unicode") for child in root)
    return (root.text or "") + "".join(parts)


def _offer(slug: str, paragraph: Paragraph) -> HtmlElement:
    href = url_for("practices.remark", slug=slug, place=paragraph.place, at=paragraph.id)
    return _link(href, gettext("Remark"), paragraph.words, "remark-offer no-print", rel="nofollow")


def _mark(slug: str, remark: Remark) -> HtmlElement:
    href = url_for("practices.review", slug=slug, _anchor=f"remark-{remark.id}")
    return _link(href, gettext("Remark by %(name)s", name=remark.author), remark.text, "remark-mark no-print")


def _link(href: str, label: str, words: str, classes: str, **attributes: str) -> HtmlElement:
    hidden = SPAN(CLASS("visually-hidden"), f": {' '.join(words.split())[:_SHORT]}")
    return A(CLASS(classes), label, hidden, href=href, lang=str(get_locale()), **attributes)


def _note(slug: str, remark: Remark, *, is_changed: bool) -> HtmlElement:
    said = (f": {gettext('the text has changed since')}. ", Q(remark.quote)) if is_changed else ()
    return P(CLASS("remark-note no-print"), _mark(slug, remark), *said)


def _put(element: HtmlElement, made: HtmlElement) -> None:
    """Put a link at the end of what a paragraph says itself; beside a table or code, which are no place for it."""
    if element.tag in {"table", "pre"}:
        parent = element.getparent()
        around = parent if parent is not None and parent.get("class") == "table-scroll" else element
        around.addnext(P(CLASS("remark-beside no-print"), made))
        return
    below = next((place for place, child in enumerate(element) if child.tag in LISTS), len(element))
    element.insert(below, made)


def _put_at_heading(root: HtmlElement, remark: Remark, note: HtmlElement) -> None:
    heading = next((each for each in root.iter() if f"#{each.get('id')}" == remark.place), None)
    if heading is None:
        note.tail, root.text = root.text, None
        root.insert(0, note)
    else:
        heading.addnext(note)
