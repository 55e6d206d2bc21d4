"""What every read of replications begins with: those the actor may know of, with the practice as they read it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select, true

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.db import db
from wiki.core.ids import PageId, UserId
from wiki.pages.models import PageRow, RevisionCity, RevisionRow, RevisionTheme
from wiki.pages.queries.revisions import NO_TAGS, Tags, tags_of
from wiki.pages.queries.visibility import shown_revision, visible_to
from wiki.replication.models import MoveRow, ReplicationRow
from wiki.replication.rules import reads_whole
from wiki.replication.types import Block, Chosen, Exit, Practice, Replication, ReplicationId, Stage
from wiki.taxonomy.models import CityRow, ThemeRow
from wiki.taxonomy.queries import load_taxonomy

SINCE = (
    select(func.max(MoveRow.happened_on))
    .where(MoveRow.replication_id == ReplicationRow.id)
    .correlate(ReplicationRow)
    .scalar_subquery()
)


def known_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a replication, joined with its page and city, exists for the actor."""
    shown: ColumnElement[bool] = ReplicationRow.shared.is_(True)
    if can(actor, "replication.read_any"):
        shown = true()
    elif can(actor, "replication.read_drafts") and actor.city is not None:
        shown = or_(shown, CityRow.slug == actor.city)
    return and_(visible_to(actor), shown)


def joined(query: Select[*tuple[Any, ...]], actor: Actor) -> Select[*tuple[Any, ...]]:
    """Return a select from replications joined with page, shown revision and city, of those the actor may know of."""
    return (
        query.select_from(ReplicationRow)
        .join(PageRow, PageRow.id == ReplicationRow.page_id)
        .join(RevisionRow, RevisionRow.id == shown_revision(actor))
        .join(CityRow, CityRow.id == ReplicationRow.city_id)
        .where(known_to(actor))
    )


def replication_select(actor: Actor, *more: Any) -> Select[*tuple[Any, ...]]:
    """Return a select of what :func:`read` makes replications of."""
    columns = (
        CityRow.slug.label("city"),
        PageRow.slug,
        PageRow.edition.label("newest_edition"),
        RevisionRow.id.label("revision_id"),
        RevisionRow.title.label("page_title"),
        RevisionRow.language,
        SINCE.label("since"),
    )
    return joined(select(*ReplicationRow.__table__.c, *columns, *more), actor)


def read(actor: Actor, query: Select[*tuple[Any, ...]]) -> tuple[Replication, ...]:
    """Return the replications of a :func:`replication_select`, as the actor may know of them."""
    return read_rows(actor, db.session.execute(query).all())


def read_rows(actor: Actor, rows: Sequence[Row[Any]]) -> tuple[Replication, ...]:
    """Return the replications in rows of :func:`replication_select`."""
    if not rows:
        return ()
    tags = tags_of({row.revision_id for row in rows}, load_taxonomy())
    return tuple(_replication(actor, row, tags.get(row.revision_id, NO_TAGS)) for row in rows)


def narrowed(chosen: Chosen, actor: Actor) -> list[ColumnElement[bool]]:
    """Return the conditions of a choice, for a select that is :func:`joined`."""
    shown = shown_revision(actor)
    conditions: list[ColumnElement[bool]] = []
    if chosen.city:
        conditions.append(CityRow.slug == chosen.city)
    if chosen.practice:
        conditions.append(PageRow.slug == chosen.practice)
    if chosen.theme:
        theme = select(ThemeRow.id).where(ThemeRow.slug == chosen.theme).scalar_subquery()
        conditions.append(exists().where(RevisionTheme.revision_id == shown, RevisionTheme.theme_id == theme))
    if chosen.source:
        named = load_taxonomy().city_by_slug.get(chosen.source)
        source = RevisionCity.city_id == (named.id if named else None)
        conditions.append(exists().where(RevisionCity.revision_id == shown, source))
    if chosen.stage is not None:
        conditions.append(ReplicationRow.stage == chosen.stage)
    if chosen.exit is not None:
        conditions.append(ReplicationRow.exit == chosen.exit)
    return conditions


def _replication(actor: Actor, row: Row[Any], tags: Tags) -> Replication:
    is_whole = reads_whole(actor, row.city, shared=row.shared)
    return Replication(
        id=ReplicationId(row.id),
        practice=Practice(
            id=PageId(row.page_id),
            slug=row.slug,
            title=row.page_title,
            language=row.language,
            edition=row.newest_edition,
            theme=tags.themes[0].slug if tags.themes else None,
            cities=tuple(city.slug for city in tags.cities),
        ),
        edition=row.edition,
        city=row.city,
        district=row.district,
        title=row.title,
        blocks=tuple(Block(name=each["name"], key=each.get("key", "")) for each in row.blocks),
        responsible_id=UserId(row.responsible_id) if is_whole and row.responsible_id is not None else None,
        responsible=row.responsible if is_whole else "",
        stage=Stage(row.stage),
        exit=Exit(row.exit),
        reason=row.reason,
        shared=row.shared,
        since=row.since,
        created_at=row.created_at,
        created_by=row.created_by if is_whole else "",
        updated_at=row.updated_at,
        version=row.version,
        is_whole=is_whole,
    )
