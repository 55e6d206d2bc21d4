"""Lists of pages with facets. Counts and items obey one condition, so a count never promises too much."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, bindparam, extract, false, func, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.core.paging import Page
from wiki.files.models import FileRow
from wiki.pages.facets import (
    PRACTICE_FACETS,
    WAITING,
    Choices,
    Facet,
    FacetCount,
    FacetCounts,
    Order,
    PairCounts,
    PracticeOrder,
    commonest_first,
    is_rank,
)
from wiki.pages.marks import NO_MARKS, chooses_marks, count_marks, pages_with, without_marks
from wiki.pages.models import PageRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.marks import all_marks
from wiki.pages.queries.revisions import NO_TAGS, PICTURE_COLUMNS, Tags, picture_of, tags_of
from wiki.pages.queries.visibility import listed_for, reads_drafts, shown_revision, waiting_for
from wiki.pages.types import PageCard, PageKind, Standing
from wiki.taxonomy.models import CityRow, ThemeRow
from wiki.taxonomy.types import Taxonomy

_DAY = func.coalesce(PageRow.edition_on, RevisionRow.starts_on, func.date(PageRow.created_at))
_YEAR = func.coalesce(
    extract("year", PageRow.edition_on), extract("year", RevisionRow.starts_on), extract("year", PageRow.created_at)
)
_YEARS = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


def count_pages(actor: Actor, choices: Choices, *, among: Collection[int] | None = None) -> int:
    """Return how many pages the list that the choices leave holds; ``among`` as in :func:`selected`."""
    return db.session.scalar(selected(actor, choices, func.count(), among=among)) or 0


def list_pages(
    actor: Actor,
    choices: Choices,
    taxonomy: Taxonomy,
    *,
    number: int = 1,
    size: int = 20,
    order: Order = "newest",
) -> Page[PageCard]:
    """Return one page of the list that the choices leave."""
    if is_rank(order):
        return _ranked(actor, choices, taxonomy, number=number, size=size, order=order)
    among = _among(actor, choices)
    query = selected(actor, choices, *CARD_COLUMNS, among=among)
    cards = _cards(query, taxonomy, order=_ORDER[order], number=number, size=size)
    return Page(items=cards, total=count_pages(actor, choices, among=among), number=number, size=size)


def _ranked(
    actor: Actor, choices: Choices, taxonomy: Taxonomy, *, number: int, size: int, order: PracticeOrder
) -> Page[PageCard]:
    marks = all_marks(actor)
    ids = db.session.scalars(selected(actor, choices, PageRow.id, among=pages_with(marks, choices))).all()
    places = sorted(((marks.get(PageId(i), NO_MARKS).rank(order), i) for i in ids), reverse=True)
    shown = [PageId(i) for _, i in places[(number - 1) * size : number * size]]
    return Page(items=list_cards(actor, shown, taxonomy), total=len(ids), number=number, size=size)


def list_cards(actor: Actor, page_ids: Sequence[PageId], taxonomy: Taxonomy) -> list[PageCard]:
    """Return those of the pages that lists show to the actor, in the order of their numbers given."""
    query = selected(actor, {}, *CARD_COLUMNS).where(PageRow.id.in_(page_ids))
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


def count_facets(actor: Actor, choices: Choices) -> FacetCounts:
    """Return the values of each facet with their counts."""
    marks = all_marks(actor) if _may_hold_practices(choices) else {}
    among = pages_with(marks, choices)
    counts = {facet: _count(actor, choices, facet, among) for facet in _FACET_VALUE}
    waiting = count_pages(actor, {**choices, "state": (WAITING,)}, among=among)
    open_to_marks = db.session.scalars(selected(actor, without_marks(choices), PageRow.id))
    held = [marks[page_id] for page_id in map(PageId, open_to_marks) if page_id in marks]
    return {
        **counts,
        "state": (FacetCount(value=WAITING, count=waiting),) if waiting else (),
        **{facet: commonest_first(count_marks(held, facet, choices)) for facet in PRACTICE_FACETS},
    }


def _may_hold_practices(choices: Choices) -> bool:
    kinds = choices.get("kind")
    return not kinds or PageKind.PRACTICE in kinds or chooses_marks(choices)


def _count(actor: Actor, choices: Choices, facet: Facet, among: Collection[int] | None) -> tuple[FacetCount, ...]:
    value = _FACET_VALUE[facet]
    query = _with_tag(selected(actor, {**choices, facet: ()}, value, func.count(), among=among), facet)
    return commonest_first({str(name): amount for name, amount in db.session.execute(query.group_by(value))})


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
_ORDER: Mapping[Order, tuple[Any, ...]] = {
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
    PageRow.edition,
    PageRow.edition_on,
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


def selected(
    actor: Actor, choices: Choices, *columns: Any, among: Collection[int] | None = None
) -> Select[*tuple[Any, ...]]:
    """Return a select over the pages a list shows the actor, joined with the revision it shows.

    What is chosen in facets of practices no database can tell: ``among`` are the pages that have it. Without them
    the facts of all practices are read.
    """
    among = _among(actor, choices) if among is None else among
    query = select(*columns).select_from(PageRow).join(RevisionRow, RevisionRow.id == shown_revision(actor))
    query = query.where(listed_for(actor), *_conditions(actor, without_marks(choices)))
    if among is None:
        return query
    # Written out, for databases take fewer parameters than there may be practices.
    return query.where(PageRow.id.in_(bindparam(None, list(among), expanding=True, literal_execute=True)))


def _among(actor: Actor, choices: Choices) -> Collection[int] | None:
    return pages_with(all_marks(actor), choices) if chooses_marks(choices) else None


def _conditions(actor: Actor, choices: Choices) -> Iterator[ColumnElement[bool]]:
    for facet, values in choices.items():
        if values:
            yield _condition(actor, facet, values)


def _condition(actor: Actor, facet: Facet, values: Sequence[str]) -> ColumnElement[bool]:
    if facet == "theme":
        tagged = select(RevisionTheme.revision_id).join(ThemeRow, ThemeRow.id == RevisionTheme.theme_id)
        return RevisionRow.id.in_(tagged.where(ThemeRow.slug.in_(values)))
    if facet == "city":
        tagged = select(RevisionCity.revision_id).join(CityRow, CityRow.id == RevisionCity.city_id)
        return RevisionRow.id.in_(tagged.where(CityRow.slug.in_(values)))
    if facet == "year":
        return _YEAR.in_([int(year) for year in values if _YEARS.fullmatch(year)])
    if facet == "state":
        return waiting_for(actor) if WAITING in values else false()
    return _FACET_VALUE[facet].in_(values)  # type: ignore[no-any-return]


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
        date=row.edition_on or row.starts_on or _day_of(row),
        place=row.place,
        ends_on=row.ends_on,
        updated_at=row.saved_at,
        standing=_standing(row.revision_id, row.published_revision_id),
        edition=row.edition,
    )


def _day_of(row: Row[Any]) -> date:
    day: date = row.page_created_at.date()
    return day


def count_by_kind(actor: Actor, facet: Literal["theme", "city"]) -> PairCounts:
    """Return how many pages of each kind every theme (or city) has: ``{slug: {kind: count}}``."""
    name: Any = ThemeRow.slug if facet == "theme" else CityRow.slug
    query = _with_tag(selected(actor, {}, name, PageRow.kind, func.count()), facet)
    counts: dict[str, dict[str, int]] = {}
    for slug, kind, amount in db.session.execute(query.group_by(name, PageRow.kind)):
        counts.setdefault(slug, {})[kind] = amount
    return counts


def find_article_of(actor: Actor, kind: PageKind, choices: Choices) -> str | None:
    """Return the address of the page that tells what a theme or city is: the first of that kind tagged with it."""
    query = selected(actor, {**choices, "kind": (kind,)}, PageRow.slug)
    slug: str | None = db.session.scalar(query.order_by(PageRow.id).limit(1))
    return slug


def list_unconfirmed(actor: Actor, taxonomy: Taxonomy, *, number: int, size: int) -> Page[PageCard]:
    """Return the pages whose present tags were inferred by an import and confirmed by nobody yet."""
    guessed = RevisionRow.id.in_(
        select(RevisionTheme.revision_id)
        .where(RevisionTheme.inferred)
        .union(select(RevisionCity.revision_id).where(RevisionCity.inferred))
    )
    total = db.session.scalar(selected(actor, {}, func.count()).where(guessed)) or 0
    query = selected(actor, {}, *CARD_COLUMNS).where(guessed)
    cards = _cards(query, taxonomy, order=[PageRow.slug], number=number, size=size)
    return Page(items=cards, total=total, number=number, size=size)
