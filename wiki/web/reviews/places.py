"""The places of a practice that remarks speak of: what they are called, what they say, and where they are mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext

from wiki.facts import TEMPLATE, Depth, Field, Kind, Section
from wiki.http.translating import translated
from wiki.markup import Heading
from wiki.markup.text import summary_of
from wiki.pages.sections import section_text
from wiki.pages.types import Content
from wiki.practices.rules import QUOTE_MAX
from wiki.practices.types import Remark
from wiki.web.facts.telling import told

_FACT = "facts."


@dataclass(frozen=True, kw_only=True)
class Place:
    """``key`` is how a remark names it, ``quote`` the words that stand there now, as far as they can be quoted."""

    key: str
    label: str
    quote: str = ""


@dataclass(frozen=True, kw_only=True)
class PlacedRemark:
    """A remark with its place's name; ``read_href`` and ``mend_href`` are empty where that is no more.

    ``is_changed``: the words it quotes stand there no more.
    """

    remark: Remark
    label: str
    read_href: str
    mend_href: str
    is_changed: bool = False


def places_of(content: Content, headings: Sequence[Heading]) -> Mapping[str, Sequence[Place]]:
    """Return the places of a practice in groups, each under its title."""
    groups = {gettext("The page"): list(_page_places(content))}
    if headings:
        groups[gettext("Text")] = [_heading_place(content, heading) for heading in headings]
    for section in TEMPLATE.sections:
        if section.asks(content.themes):
            groups[f"{section.number} {translated(section.title)}"] = list(_fact_places(content, section))
    return groups


def _page_places(content: Content) -> Iterator[Place]:
    yield Place(key="", label=gettext("The practice as a whole"))
    yield Place(key="title", label=gettext("Title"), quote=content.title)
    yield Place(key="summary", label=gettext("Summary"), quote=content.summary[:QUOTE_MAX])
    yield Place(key="body", label=gettext("Text"))
    yield Place(key="themes", label=gettext("Themes"))
    yield Place(key="cities", label=gettext("Cities"))
    yield Place(key="lead_picture", label=gettext("Lead picture"))


def _heading_place(content: Content, heading: Heading) -> Place:
    text = section_text(content.body, heading.section) if heading.section else ""
    _, _, below = text.lstrip().partition("\n")
    quote = summary_of(below, QUOTE_MAX // 2) if below.strip() else heading.text
    return Place(key=f"#{heading.anchor}", label=heading.text or heading.anchor, quote=quote)


def _fact_places(content: Content, section: Section) -> Iterator[Place]:
    for field in section.fields:
        if field.asked_of(content.themes):
            yield Place(key=f"{_FACT}{field.key}", label=translated(field.label), quote=_said(content, field))


def _said(content: Content, field: Field) -> str:
    value = content.facts.get(field.key)
    if value is None or field.kind == Kind.ROWS:
        return ""
    return told(field, value)[:QUOTE_MAX]


def placed(
    remark: Remark, slug: str, content: Content, headings: Sequence[Heading], paragraph: str | None = None
) -> PlacedRemark:
    """Return a remark with where its place is in the current revision.

    ``paragraph`` is the name of the one it quotes; empty when its text was changed, None when it quotes none.
    """
    found = _placed(remark, slug, content, headings)
    if paragraph:
        depth = Depth.IMPLEMENTER.value if remark.place.startswith(_FACT) else None
        read = url_for("pages.view", slug=slug, depth=depth, _anchor=paragraph)
        return replace(found, read_href=read)
    return replace(found, is_changed=paragraph == "")


def _placed(remark: Remark, slug: str, content: Content, headings: Sequence[Heading]) -> PlacedRemark:
    if remark.place.startswith("#"):
        return _on_heading(remark, slug, headings)
    if remark.place.startswith(_FACT):
        return _on_fact(remark, slug, content)
    label = next((each.label for each in _page_places(content) if each.key == remark.place), remark.place)
    edit = url_for("pages.edit", slug=slug, _anchor=remark.place or None)
    return PlacedRemark(remark=remark, label=label, read_href=url_for("pages.view", slug=slug), mend_href=edit)


def _on_heading(remark: Remark, slug: str, headings: Sequence[Heading]) -> PlacedRemark:
    anchor = remark.place.removeprefix("#")
    heading = next((each for each in headings if each.anchor == anchor), None)
    if heading is None:
        return PlacedRemark(remark=remark, label=anchor.replace("-", " "), read_href="", mend_href="")
    read, mend = url_for("pages.view", slug=slug, _anchor=anchor), url_for("pages.edit", slug=slug, _anchor="body")
    return PlacedRemark(remark=remark, label=heading.text or anchor, read_href=read, mend_href=mend)


def _on_fact(remark: Remark, slug: str, content: Content) -> PlacedRemark:
    key = remark.place.removeprefix(_FACT)
    section = next((each for each in TEMPLATE.sections if key in {field.key for field in each.fields}), None)
    if section is None:
        return PlacedRemark(remark=remark, label=key, read_href="", mend_href="")
    read = mend = ""
    is_filled = key in content.facts
    if is_filled:
        read = url_for("pages.view", slug=slug, depth=Depth.IMPLEMENTER.value, _anchor=f"facts-{section.key}")
    # One that quotes nothing asks for what is not there yet.
    if is_filled or not remark.quote:
        mend = url_for("practices.section", slug=slug, section_key=section.key, _anchor=key)
    return PlacedRemark(remark=remark, label=translated(TEMPLATE.fields[key].label), read_href=read, mend_href=mend)
