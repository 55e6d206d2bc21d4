"""What every read of exchanges begins with: those the actor may know of, with the practice as they read it."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId
from wiki.exchange.models import ExchangeRow, GuestRow
from wiki.exchange.rules import reads_names
from wiki.exchange.types import Chosen, Exchange, ExchangeId, Format, Practice
from wiki.pages.models import PageRow, RevisionRow, RevisionTheme
from wiki.pages.queries.visibility import shown_revision, visible_to
from wiki.replication.models import ReplicationRow
from wiki.replication.queries.selecting import joined as joined_replications
from wiki.replication.types import ReplicationId
from wiki.taxonomy.models import CityRow, ThemeRow

_HOST, _GUEST = aliased(CityRow), aliased(CityRow)
_GUESTS = (
    select(func.aggregate_strings(_GUEST.slug, " "))
    .join_from(GuestRow, _GUEST, _GUEST.id == GuestRow.city_id)
    .where(GuestRow.exchange_id == ExchangeRow.id)
    .correlate(ExchangeRow)
    .scalar_subquery()
)
PRACTICE = (
    PageRow.slug.label("practice_slug"),
    RevisionRow.title.label("practice_title"),
    RevisionRow.language.label("practice_language"),
)


def known_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that an exchange, joined with its page, exists for the actor.

    One about a page is known to those who may see that, one of a replication to those who may know of that.
    """
    return and_(
        or_(ExchangeRow.page_id.is_(None), visible_to(actor)),
        or_(
            ExchangeRow.replication_id.is_(None),
            ExchangeRow.replication_id.in_(joined_replications(select(ReplicationRow.id), actor)),
        ),
    )


def joined(query: Select[*tuple[Any, ...]], actor: Actor) -> Select[*tuple[Any, ...]]:
    """Return a select from exchanges joined with host, page, shown revision and theme, of those known to the actor."""
    return (
        query.select_from(ExchangeRow)
        .join(_HOST, _HOST.id == ExchangeRow.host_id)
        .outerjoin(PageRow, PageRow.id == ExchangeRow.page_id)
        .outerjoin(RevisionRow, RevisionRow.id == shown_revision(actor))
        .outerjoin(ThemeRow, ThemeRow.id == ExchangeRow.theme_id)
        .where(known_to(actor))
    )


def exchange_select(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Return a select of what :func:`read` makes exchanges of."""
    columns = _HOST.slug.label("host"), _GUESTS.label("guests"), ThemeRow.slug.label("theme")
    return joined(select(*ExchangeRow.__table__.c, *columns, *PRACTICE), actor)


def read(actor: Actor, query: Select[*tuple[Any, ...]]) -> tuple[Exchange, ...]:
    """Return the exchanges of an :func:`exchange_select`, as the actor may know of them."""
    rows = db.session.execute(query).all()
    return tuple(_exchange(row, with_names=reads_names(actor)) for row in rows)


def practice_of(row: Row[Any]) -> Practice | None:
    """Return the practice in a row with the columns ``PRACTICE`` and its ``page_id``, if its reader may see it."""
    if row.page_id is None or row.practice_slug is None:
        return None
    return Practice(
        id=PageId(row.page_id),
        slug=row.practice_slug,
        title=row.practice_title,
        language=row.practice_language,
    )


def narrowed(chosen: Chosen, actor: Actor) -> list[ColumnElement[bool]]:
    """Return the conditions of a choice, for a select that is :func:`joined`."""
    conditions: list[ColumnElement[bool]] = []
    if chosen.theme:
        theme = select(ThemeRow.id).where(ThemeRow.slug == chosen.theme).scalar_subquery()
        of_page = exists().where(RevisionTheme.revision_id == shown_revision(actor), RevisionTheme.theme_id == theme)
        conditions.append(or_(ExchangeRow.theme_id == theme, of_page))
    if chosen.city:
        city = select(CityRow.id).where(CityRow.slug == chosen.city).scalar_subquery()
        is_guest = exists().where(GuestRow.exchange_id == ExchangeRow.id, GuestRow.city_id == city)
        conditions.append(or_(_HOST.slug == chosen.city, is_guest))
    if chosen.format is not None:
        conditions.append(ExchangeRow.format == chosen.format)
    if chosen.year is not None:
        last_day = func.coalesce(ExchangeRow.ends_on, ExchangeRow.starts_on)
        conditions += [ExchangeRow.starts_on <= date(chosen.year, 12, 31), last_day >= date(chosen.year, 1, 1)]
    if chosen.practice:
        conditions.append(PageRow.slug == chosen.practice)
    if chosen.replication is not None:
        conditions.append(ExchangeRow.replication_id == chosen.replication)
    return conditions


def _exchange(row: Row[Any], *, with_names: bool) -> Exchange:
    return Exchange(
        id=ExchangeId(row.id),
        format=Format(row.format),
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        host=row.host,
        guests=tuple(sorted(row.guests.split())),
        theme=row.theme,
        practice=practice_of(row),
        replication=None if row.replication_id is None else ReplicationId(row.replication_id),
        people=row.people,
        mentor=row.mentor if with_names else "",
        outcome=row.outcome,
        link=row.link,
        is_demo=row.is_demo,
        created_at=row.created_at,
        created_by=row.created_by if with_names else "",
        updated_at=row.updated_at,
        version=row.version,
    )
