"""The editions that stood at the end of a day, as they were disseminated, with facets over that set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.core.paging import Page
from wiki.pages.facets import Choices, Facet, FacetCount, FacetCounts, Order, commonest_first
from wiki.pages.models import PageRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.visibility import listed_for
from wiki.pages.types import PageKind
from wiki.practices.models import EditionRow
from wiki.taxonomy.models import CityRow, ThemeRow

Place = tuple[datetime, int]
# The tags of a revision, and so of the edition made of it, never change.
_TAGS: Mapping[Facet, tuple[Any, Any, Any]] = {
    "theme": (RevisionTheme.revision_id, RevisionTheme.theme_id == ThemeRow.id, ThemeRow.slug),
    "city": (RevisionCity.revision_id, RevisionCity.city_id == CityRow.id, CityRow.slug),
}
_PLAIN: Mapping[Facet, Any] = {"kind": PageRow.kind, "language": RevisionRow.language}
_TOLD = ("title", "summary", "language", "themes", "cities", "ends_on", "place")
_COLUMNS = (
    EditionRow.id,
    EditionRow.page_id,
    EditionRow.number,
    EditionRow.disseminated_at,
    PageRow.slug,
    PageRow.kind,
    # Of the document only what a list tells: all of it may be half a megabyte.
    *(EditionRow.document[name].label(name) for name in _TOLD),
)
_ORDER: Mapping[str, tuple[Any, ...]] = {
    "newest": (EditionRow.disseminated_at.desc(), EditionRow.id.desc()),
    "oldest": (EditionRow.disseminated_at, EditionRow.id),
    "title": (func.lower(RevisionRow.title), EditionRow.id),
}


@dataclass(frozen=True, kw_only=True)
class PastEdition:
    """An edition in a list of a day; ``themes`` and ``cities`` are the slugs it names, ``slug`` is today's address."""

    id: int
    page_id: PageId
    slug: str
    kind: PageKind
    number: int
    disseminated_at: datetime
    title: str
    summary: str
    language: str
    themes: tuple[str, ...]
    cities: tuple[str, ...]
    ends_on: date | None
    place: str


def list_past(
    actor: Actor, day: date, choices: Choices, *, number: int = 1, size: int = 20, order: Order = "newest"
) -> Page[PastEdition]:
    """Return one page of the practices that had an edition at the end of a day (UTC), each with its newest then.

    ``choices`` are of theme, city, kind and language.
    """
    query = _selected(actor, day, choices, *_COLUMNS).order_by(*_ORDER.get(order, _ORDER["newest"]))
    rows = db.session.execute(query.limit(size).offset((number - 1) * size))
    total = db.session.scalar(_selected(actor, day, choices, func.count())) or 0
    return Page(items=tuple(map(_past, rows)), total=total, number=number, size=size)


def walk_past(
    actor: Actor,
    day: date,
    choices: Choices,
    *,
    since: datetime | None = None,
    after: Place | None = None,
    limit: int = 20,
) -> Sequence[PastEdition]:
    """Return the same, the oldest edition first; ``after`` is the time and the id of the last one seen."""
    query = _selected(actor, day, choices, *_COLUMNS)
    if since is not None:
        query = query.where(EditionRow.disseminated_at >= since)
    if after is not None:
        same_time = and_(EditionRow.disseminated_at == after[0], EditionRow.id > after[1])
        query = query.where(or_(EditionRow.disseminated_at > after[0], same_time))
    return tuple(map(_past, db.session.execute(query.order_by(*_ORDER["oldest"]).limit(limit))))


def count_past(actor: Actor, day: date, choices: Choices) -> FacetCounts:
    """Return the themes and cities of these editions with their counts, each under the choices in the other."""
    return {facet: _counted(actor, day, choices, facet) for facet in _TAGS}


def _counted(actor: Actor, day: date, choices: Choices, facet: Facet) -> Sequence[FacetCount]:
    revision_id, named, slug = _TAGS[facet]
    query = _selected(actor, day, {**choices, facet: ()}, slug, func.count())
    tagged = query.join(revision_id.class_, revision_id == RevisionRow.id).join(slug.class_, named).group_by(slug)
    return commonest_first({row[0]: row[1] for row in db.session.execute(tagged)})


def _selected(actor: Actor, day: date, choices: Choices, *columns: Any) -> Select[*tuple[Any, ...]]:
    end = datetime.combine(day + timedelta(days=1), time.min, UTC)
    newest = (
        select(EditionRow.page_id.label("page_id"), func.max(EditionRow.number).label("number"))
        .where(EditionRow.disseminated_at < end)
        .group_by(EditionRow.page_id)
        .subquery()
    )
    return (
        select(*columns)
        .select_from(EditionRow)
        .join(newest, (newest.c.page_id == EditionRow.page_id) & (newest.c.number == EditionRow.number))
        .join(PageRow, PageRow.id == EditionRow.page_id)
        .join(RevisionRow, RevisionRow.id == EditionRow.revision_id)
        .where(listed_for(actor), *(_condition(facet, values) for facet, values in choices.items() if values))
    )


def _condition(facet: Facet, values: Sequence[str]) -> ColumnElement[bool]:
    if facet not in _TAGS:
        chosen: ColumnElement[bool] = _PLAIN[facet].in_(values)
        return chosen
    revision_id, named, slug = _TAGS[facet]
    return RevisionRow.id.in_(select(revision_id).join(slug.class_, named).where(slug.in_(values)))


def _past(row: Row[Any]) -> PastEdition:
    return PastEdition(
        id=row.id,
        page_id=PageId(row.page_id),
        slug=row.slug,
        kind=PageKind(row.kind),
        number=row.number,
        disseminated_at=row.disseminated_at,
        title=row.title,
        summary=row.summary,
        language=row.language,
        themes=tuple(row.themes),
        cities=tuple(row.cities),
        ends_on=date.fromisoformat(row.ends_on) if row.ends_on else None,
        place=row.place,
    )
