"""What series are of, as lists name it: practices and their replications, in one statement however many there are."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, ScalarSelect, Select, Subquery, cast, false, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.progress import SubjectCard
from wiki.monitoring.types import Subject
from wiki.pages.models import PageRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.visibility import listed_for, shown_revision
from wiki.pages.types import PageKind
from wiki.replication.models import ReplicationRow
from wiki.replication.queries.selecting import joined
from wiki.replication.rules import reads_whole
from wiki.taxonomy.models import CityRow, ThemeRow

_THEME = (
    select(ThemeRow.slug)
    .join(RevisionTheme, RevisionTheme.theme_id == ThemeRow.id)
    .where(RevisionTheme.revision_id == RevisionRow.id)
    .order_by(RevisionTheme.position)
    .limit(1)
    .correlate(RevisionRow)
    .scalar_subquery()
)
_CITY = (
    select(CityRow.slug)
    .join(RevisionCity, RevisionCity.city_id == CityRow.id)
    .where(RevisionCity.revision_id == RevisionRow.id)
    .order_by(RevisionCity.position)
    .limit(1)
    .correlate(RevisionRow)
    .scalar_subquery()
)


def list_subjects(actor: Actor) -> Mapping[Subject, SubjectCard]:
    """Return every subject with series that lists show to the actor: what is not here counts nowhere.

    A replication is as its readers may know of it: everybody if it is shared, else its city and the task force.
    """
    pages = _practices(actor).where(PageRow.id.in_(_of_series(SeriesRow.page_id)))
    adopted = _replications(actor).where(ReplicationRow.id.in_(_of_series(SeriesRow.replication_id)))
    return {subject_in(row): card_in(row, actor) for row in db.session.execute(union_all(pages, adopted)).all()}


def subjects_listed_to(actor: Actor, *, of_page: ScalarSelect[Any], of_replication: ScalarSelect[Any]) -> Subquery:
    """Return all practices and replications that lists show to the actor, measured or not.

    Each has ``more``: what a subquery says of it, one that is correlated to pages, one to replications.
    """
    pages = _practices(actor).add_columns(of_page.label("more"))
    return union_all(pages, _replications(actor).add_columns(of_replication.label("more"))).subquery()


def subject_in(row: Row[Any]) -> Subject:
    if row.replication_id is not None:
        return Subject(replication=row.replication_id)
    return Subject(page=PageId(row.page_id))


def card_in(row: Row[Any], actor: Actor) -> SubjectCard:
    is_adopted = row.replication_id is not None
    return SubjectCard(
        slug=row.slug,
        title=row.own_title or row.practice,
        language="" if row.own_title else row.language,
        theme=row.theme,
        city=row.city,
        replication=row.replication_id,
        of=row.practice if is_adopted else "",
        tells_names=not is_adopted or reads_whole(actor, row.city, shared=row.shared),
    )


def _practices(actor: Actor) -> Select[*tuple[Any, ...]]:
    columns = (
        *(PageRow.id.label("page_id"), cast(null(), Integer).label("replication_id"), PageRow.slug),
        *(RevisionRow.title.label("practice"), null().label("own_title"), RevisionRow.language),
        *(_THEME.label("theme"), _CITY.label("city"), false().label("shared")),
    )
    query = select(*columns).select_from(PageRow).join(RevisionRow, RevisionRow.id == shown_revision(actor))
    return query.where(_is_listed(actor))


def _replications(actor: Actor) -> Select[*tuple[Any, ...]]:
    columns = (
        *(cast(null(), Integer).label("page_id"), ReplicationRow.id.label("replication_id"), PageRow.slug),
        *(RevisionRow.title.label("practice"), ReplicationRow.title.label("own_title"), RevisionRow.language),
        *(_THEME.label("theme"), CityRow.slug.label("city"), ReplicationRow.shared),
    )
    return joined(select(*columns), actor).where(_is_listed(actor))


def _is_listed(actor: Actor) -> ColumnElement[bool]:
    return listed_for(actor) & (PageRow.kind == PageKind.PRACTICE)


def _of_series(column: InstrumentedAttribute[int | None]) -> Select[*tuple[int | None]]:
    return select(column).where(column.is_not(None))
