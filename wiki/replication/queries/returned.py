"""Which cities took a practice up, and what was measured well there, as its page keeps it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select

from wiki.core.db import db
from wiki.replication.models import ReplicationRow
from wiki.replication.types import Exit, Stage
from wiki.taxonomy.models import CityRow

Replicated = Mapping[str, list[str]]


def replicated_of(page_ids: Collection[int] | None = None) -> Mapping[int, Replicated]:
    """Return of pages, or of all, the cities that took each up, with the indicators measured well there.

    :mod:`wiki.pages.returned` tells which do. A page that nobody took up is not there.
    """
    row = ReplicationRow
    query = (
        select(row.page_id, CityRow.slug, row.stage, row.confirming)
        .join(CityRow, CityRow.id == row.city_id)
        .where(row.shared.is_(True), row.exit != Exit.STOPPED, row.stage >= Stage.DECIDED)
    )
    if page_ids is not None:
        query = query.where(row.page_id.in_(page_ids))
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for page_id, city, stage, confirming in db.session.execute(query):
        found[page_id][city] |= set(confirming or ()) if stage >= Stage.OPERATION else set()
    return {page_id: {city: sorted(keys) for city, keys in sorted(cities.items())} for page_id, cities in found.items()}
