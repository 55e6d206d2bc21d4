"""Why cities left a practice, for its search document."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select

from wiki.core.db import db
from wiki.replication.models import ReplicationRow
from wiki.replication.types import Exit


def reasons_of(page_ids: Collection[int]) -> Mapping[int, str]:
    """Return of those pages that a city left why it did, a line each; of shared replications alone."""
    query = (
        select(ReplicationRow.page_id, ReplicationRow.reason)
        .where(ReplicationRow.page_id.in_(page_ids), ReplicationRow.shared.is_(True))
        .where(ReplicationRow.exit != Exit.NONE)
        .order_by(ReplicationRow.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, reason in db.session.execute(query):
        found[page_id].append(reason)
    return {page_id: "\n".join(reasons) for page_id, reasons in found.items()}
