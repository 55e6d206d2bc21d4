"""Practices that are wanted in an export. A request that is here already stays as it is."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from wiki.core.db import db
from wiki.demand.models import JoinRow, RequestRow, RequestStepRow
from wiki.dissemination.archive.types import RequestRecord
from wiki.search.analysis import title_key
from wiki.taxonomy.types import Taxonomy

_KEY_MAX = 400


def take_requests(records: Sequence[RequestRecord], pages: Mapping[str, int], taxonomy: Taxonomy) -> None:
    """Make the requests that are not here; ``pages`` are the imported ones by their address in the export."""
    rows: dict[int, RequestRow] = {}
    for record in records:
        rows[record.number] = _known(record) or _made(record, pages, taxonomy)
    for record in records:
        same, row = rows.get(record.same_as or 0), rows[record.number]
        if same is not None and same is not row and row.same_as_id is None:
            row.same_as_id = same.id
    db.session.flush()


def _known(record: RequestRecord) -> RequestRow | None:
    """Nobody asks twice for the same in one moment."""
    same = RequestRow.title == record.title, RequestRow.asked_at == record.asked_at
    return db.session.scalar(select(RequestRow).where(*same).limit(1))


def _made(record: RequestRecord, pages: Mapping[str, int], taxonomy: Taxonomy) -> RequestRow:
    theme = taxonomy.theme_by_slug.get(record.theme or "")
    row = RequestRow(
        title=record.title,
        title_key=title_key(record.title)[:_KEY_MAX],
        why=record.why,
        theme_id=theme.id if theme else None,
        asked_at=record.asked_at,
        asked_by=record.by,
        state=record.state.value,
        reason=record.reason,
        page_id=pages.get(record.page or ""),
    )
    db.session.add(row)
    db.session.flush()
    cities = taxonomy.city_by_slug
    for join in record.joins:
        city = cities.get(join.city or "")
        # Whoever it was has no account here to be told by.
        joined = JoinRow(request_id=row.id, name=join.by, city_id=city.id if city else None, at=join.at, told=True)
        db.session.add(joined)
    for step in record.steps:
        db.session.add(
            RequestStepRow(request_id=row.id, kind=step.kind.value, at=step.at, actor=step.by, comment=step.comment)
        )
    db.session.flush()
    return row
