"""Lists of pages with facets. Counts and items obey one condition, so a count never promises too much."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, extract, func, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.core.paging import Page
from wiki.files.models import FileRow
from wiki.pages.models import PageRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.revisions import NO_TAGS, PICTURE_COLUMNS, Tags, picture_of, tags_of
from wiki.pages.queries.visibility import listed_for, reads_drafts, shown_revision, waiting_for
from wiki.pages.types import PageCard, PageKind, Standing
from wiki.taxonomy.models import CityRow, ThemeRow
from wiki.taxonomy.types import Taxonomy

Facet = Literal["theme", "city", "kind", "language", "year"]
FACETS: tuple[Facet, ...] = ("theme", "city", "kind", "language", "year")
Sort = Literal["newest", "oldest", "title"]

_DAY = func.coalesce(RevisionRow.starts_on, func.date(PageRow.created_at))
_YEAR = func.coalesce(extract("year", RevisionRow.starts_on), extract("year", PageRow.created_at))


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What a list is narrowed to: values of one facet are alternatives, facets must all hold.

    ``waiting`` leaves the pages whose newest text is not published.
    """

    theme: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    waiting: bool = False


def count_pages(actor: Actor, selection: Selection) -> int:
    """Return how many pages the list the selection describes holds."""
    return db.session.scalar(selected(actor, selection, func.count())) or 0


def list_pages(
    actor: Actor,
    selection: Selection,
    taxonomy: Taxonomy,
    *,
    number: int = 1,
    size: int = 20,
    sort: Sort = "newest",
) -> Page[PageCard]:
    """Return one page of the list the selection describes."""
    cards = _cards(
        selected(actor, selection, *CARD_COLUMNS),
        taxonomy,
        order=_ORDER[sort],
        number=number,
        size=size,
    )
    return Page(items=cards, total=count_pages(actor, selection), number=number, size=size)


def list_cards(actor: Actor, page_ids: Sequence[PageId], taxonomy: Taxonomy) -> list[PageCard]:
    """Return those of the pages that lists show to the actor, in the order of their numbers given."""
    query = selected(actor, Selection(), *CARD_COLUMNS).where(PageRow.id.in_(page_ids))
    cards = _cards(query, taxonomy, order=[PageRow.id], number=1, size=max(1, len(page_ids)))
    by_id = {item.id: item for item in cards}
    return [by_id[page_id] for page_id in page_ids if page_id in by_id]


def list_standings(actor: Actor, page_ids: Iterable[PageId]) -> dict[PageId, Standing]:
    """Return how those of the pages stand that wait for publication; visitors know of none."""
    if not reads_drafts(actor):
        return {}
    columns = select(PageRow.id, PageRow.current_revision_id, PageRow.published_revision_id)
    rows = db.session.execute(columns.where(PageRow.id.in_(list(page_ids)), waiting_for(actor)))
    return {PageId(page_id): _standing(current, published) for page_id, current, published in rows}


def _standing(shown: int | None, published: int | None) -> Standing:
    if published is None:
        return Standing.UNPUBLISHED
    return Standing.PUBLIC if shown == published else Standing.CHANGED


def _cards(
    query: Select[*tuple[Any, ...]], taxonomy: Taxonomy, *, order: Sequence[Any], number: int, size: int
) -> list[PageCard]:
    with_picture = query.outerjoin(FileRow, FileRow.id == RevisionRow.lead_file_id)
    rows = db.session.execute(with_picture.order_by(*order).limit(size).offset((number - 1) * size)).all()
    return cards_of(rows, taxonomy)


def cards_of(rows: Sequence[Row[Any]], taxonomy: Taxonomy) -> list[PageCard]:
    """Return the cards of rows that hold ``CARD_COLUMNS``."""
    tags = tags_of((row.revision_id for row in rows), taxonomy)
    return [_card(row, tags.get(row.revision_id, NO_TAGS)) for row in rows]


def count_facets(actor: Actor, selection: Selection) -> dict[Facet, list[tuple[str, int]]]:
    """Return the values of each facet with their counts, commonest first (years newest first).

    A facet is counted under the choices in the other facets, not under its own.
    """
    return {facet: _count(actor, selection, facet) for facet in FACETS}


def _count(actor: Actor, selection: Selection, facet: Facet) -> list[tuple[str, int]]:
    own: dict[str, Any] = {facet: ()}
    others = replace(selection, **own)
    value = _FACET_VALUE[facet]
    query = _with_tag(selected(actor, others, value, func.count().label("amount")), facet)
    counts = [(str(name), amount) for name, amount in db.session.execute(query.group_by(value))]
    return sorted(counts, reverse=True) if facet == "year" else sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def _with_tag(query: Select[*tuple[Any, ...]], facet: Facet) -> Select[*tuple[Any, ...]]:
    if facet == "theme":
        tagged = query.join(RevisionTheme, RevisionTheme.revision_id == RevisionRow.id)
        return tagged.join(ThemeRow, ThemeRow.id == RevisionTheme.theme_id)
    if facet == "city":
        tagged = query.join(RevisionCity, RevisionCity.revision_id == RevisionRow.id)
        return tagged.join(CityRow, CityRow.id == RevisionCity.city_id)
    return query


_FACET_VALUE: dict[Facet, Any] = {
    "theme": ThemeRow.slug,
    "city": CityRow.slug,
    "kind": PageRow.kind,
    "language": RevisionRow.language,
    "year": _YEAR,
}
_ORDER: dict[Sort, tuple[Any, ...]] = {
    "newest": (_DAY.desc(), PageRow.id.desc()),
    "oldest": (_DAY, PageRow.id),
    "title": (func.lower(RevisionRow.title), PageRow.id),
}
CARD_COLUMNS = (
    PageRow.id.label("page_id"),
    PageRow.slug,
    PageRow.kind,
    PageRow.created_at.label("page_created_at"),
    PageRow.published_revision_id,
    RevisionRow.id.label("revision_id"),
    RevisionRow.title,
    RevisionRow.summary,
    RevisionRow.language,
    RevisionRow.starts_on,
    RevisionRow.ends_on,
    RevisionRow.place,
    RevisionRow.created_at.label("saved_at"),
    *PICTURE_COLUMNS,
)


def selected(actor: Actor, selection: Selection, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Return a select over the pages a list shows the actor, joined with the revision it shows."""
    query = select(*columns).select_from(PageRow).join(RevisionRow, RevisionRow.id == shown_revision(actor))
    if selection.waiting:
        query = query.where(waiting_for(actor))
    return query.where(listed_for(actor), *_conditions(selection))


def _conditions(selection: Selection) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if selection.theme:
        tagged = select(RevisionTheme.revision_id).join(ThemeRow, ThemeRow.id == RevisionTheme.theme_id)
        conditions.append(RevisionRow.id.in_(tagged.where(ThemeRow.slug.in_(selection.theme))))
    if selection.city:
        tagged = select(RevisionCity.revision_id).join(CityRow, CityRow.id == RevisionCity.city_id)
        conditions.append(RevisionRow.id.in_(tagged.where(CityRow.slug.in_(selection.city))))
    if selection.kind:
        conditions.append(PageRow.kind.in_(selection.kind))
    if selection.language:
        conditions.append(RevisionRow.language.in_(selection.language))
    if selection.year:
        conditions.append(_YEAR.in_([int(year) for year in selection.year if year.isdecimal() and len(year) < 5]))
    return conditions


def _card(row: Row[Any], tags: Tags) -> PageCard:
    return PageCard(
        id=PageId(row.page_id),
        slug=row.slug,
        kind=PageKind(row.kind),
        title=row.title,
        summary=row.summary,
        language=row.language,
        themes=tags.themes,
        cities=tags.cities,
        picture=picture_of(row),
        date=row.starts_on or _day_of(row),
        place=row.place,
        ends_on=row.ends_on,
        updated_at=row.saved_at,
        standing=_standing(row.revision_id, row.published_revision_id),
    )


def _day_of(row: Row[Any]) -> date:
    day: date = row.page_created_at.date()
    return day


def count_by_kind(actor: Actor, facet: Literal["theme", "city"]) -> dict[str, dict[str, int]]:
    """Return how many pages of each kind every theme (or city) has: ``{slug: {kind: count}}``."""
    name: Any = ThemeRow.slug if facet == "theme" else CityRow.slug
    query = _with_tag(selected(actor, Selection(), name, PageRow.kind, func.count()), facet)
    counts: dict[str, dict[str, int]] = {}
    for slug, kind, amount in db.session.execute(query.group_by(name, PageRow.kind)):
        counts.setdefault(slug, {})[kind] = amount
    return counts


def find_article_of(actor: Actor, kind: PageKind, selection: Selection) -> str | None:
    """Return the address of the page that tells what a theme or city is: the first of that kind tagged with it."""
    query = selected(actor, replace(selection, kind=(kind,)), PageRow.slug)
    slug: str | None = db.session.scalar(query.order_by(PageRow.id).limit(1))
    return slug


def list_unconfirmed(actor: Actor, taxonomy: Taxonomy, *, number: int, size: int) -> Page[PageCard]:
    """Return the pages whose present tags were inferred by an import and confirmed by nobody yet."""
    guessed = RevisionRow.id.in_(
        select(RevisionTheme.revision_id)
        .where(RevisionTheme.inferred)
        .union(select(RevisionCity.revision_id).where(RevisionCity.inferred))
    )
    total = db.session.scalar(selected(actor, Selection(), func.count()).where(guessed)) or 0
    query = selected(actor, Selection(), *CARD_COLUMNS).where(guessed)
    cards = _cards(query, taxonomy, order=[PageRow.slug], number=number, size=size)
    return Page(items=cards, total=total, number=number, size=size)
