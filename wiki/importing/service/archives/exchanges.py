"""Peer exchange in an export. What is here already stays as it is."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from wiki.core.db import db
from wiki.dissemination.archive.exchanges import ExchangeRecord, InterestRecord
from wiki.exchange.models import ExchangeRow, GuestRow, InterestRow, InterestStepRow
from wiki.replication.models import ReplicationRow
from wiki.taxonomy.types import Taxonomy


def take_exchanges(
    records: Sequence[ExchangeRecord], pages: Mapping[str, int], taxonomy: Taxonomy
) -> Mapping[int, int]:
    """Make the exchanges that are not here; return their rows' numbers by those of the export.

    ``pages`` are the imported ones by their address in the export. What is about a page or a replication that could
    not be taken over is left out, for more could read it then.
    """
    taken: dict[int, int] = {}
    for record in records:
        page_id = pages.get(record.page or "")
        replication_id = _replication(record, page_id, taxonomy)
        is_lost = (record.page and page_id is None) or (record.replication and replication_id is None)
        if is_lost or not taxonomy.city_by_slug.keys() >= {record.host, *record.guests}:
            continue
        taken[record.number] = _known_exchange(record, taxonomy) or _make(record, page_id, replication_id, taxonomy)
    return taken


def _replication(record: ExchangeRecord, page_id: int | None, taxonomy: Taxonomy) -> int | None:
    named = record.replication
    city = taxonomy.city_by_slug.get(named.city) if named else None
    if named is None or city is None:
        return None
    same = ReplicationRow.page_id == page_id, ReplicationRow.created_at == named.created_at
    return db.session.scalar(select(ReplicationRow.id).where(*same, ReplicationRow.city_id == city.id).limit(1))


def _known_exchange(record: ExchangeRecord, taxonomy: Taxonomy) -> int | None:
    """Nobody logs the same twice in one moment."""
    host = ExchangeRow.host_id == taxonomy.city_by_slug[record.host].id
    same = ExchangeRow.created_at == record.created_at, ExchangeRow.title == record.title
    return db.session.scalar(select(ExchangeRow.id).where(host, *same).limit(1))


def _make(record: ExchangeRecord, page_id: int | None, replication_id: int | None, taxonomy: Taxonomy) -> int:
    theme = taxonomy.theme_by_slug.get(record.theme or "")
    told = {name: getattr(record, name) for name in ("title", "starts_on", "ends_on", "people", "mentor")}
    row = ExchangeRow(
        **told,
        format=record.format.value,
        host_id=taxonomy.city_by_slug[record.host].id,
        theme_id=theme.id if theme else None,
        page_id=page_id,
        replication_id=replication_id,
        outcome=record.outcome,
        link=record.link,
        created_at=record.created_at,
        created_by=record.by,
        updated_at=record.created_at,
        version=1,
    )
    db.session.add(row)
    db.session.flush()
    guests = {taxonomy.city_by_slug[slug].id for slug in record.guests}
    db.session.add_all(GuestRow(exchange_id=row.id, city_id=city_id) for city_id in sorted(guests))
    db.session.flush()
    return row.id


def take_interests(
    records: Sequence[InterestRecord], pages: Mapping[str, int], exchanges: Mapping[int, int], taxonomy: Taxonomy
) -> None:
    """Make the interests that are not here; ``exchanges`` are the rows of those in the export."""
    for record in records:
        city, theme = taxonomy.city_by_slug.get(record.city), taxonomy.theme_by_slug.get(record.theme)
        if city is None or theme is None or _is_here(record, city.id):
            continue
        partner = taxonomy.city_by_slug.get(record.partner or "")
        told = {name: getattr(record, name) for name in ("does", "issue", "category", "travel", "follows_up")}
        row = InterestRow(
            **told,
            city_id=city.id,
            theme_id=theme.id,
            page_id=pages.get(record.page or ""),
            state=record.state.value,
            exchange_id=exchanges.get(record.exchange or 0),
            partner_id=partner.id if partner else None,
            made_at=record.made_at,
            made_by=record.by,
        )
        db.session.add(row)
        db.session.flush()
        for step in record.steps:
            logged = InterestStepRow(kind=step.kind.value, at=step.at, actor=step.by, comment=step.comment)
            logged.interest_id = row.id
            db.session.add(logged)
            db.session.flush()


def _is_here(record: InterestRecord, city_id: int) -> bool:
    """Nobody expresses the same twice in one moment."""
    same = InterestRow.city_id == city_id, InterestRow.made_at == record.made_at
    return db.session.scalar(select(InterestRow.id).where(*same).limit(1)) is not None
