"""Which indicators practices have series of, and which were measured well in replications."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, select

from wiki.core.db import db
from wiki.indicators.models import IndicatorRow
from wiki.monitoring.models import SeriesRow, SeriesValueRow
from wiki.monitoring.rules import CONFIRMING, METERED
from wiki.monitoring.types import FigureKind
from wiki.pages.returned import NOT_COMPARABLE


def measures_of(page_ids: Collection[int] | None = None) -> Mapping[int, list[str]]:
    """Return of pages, or of all, the keys of the indicators that each has series of, in alphabetical order."""
    query = _keys(SeriesRow.page_id).where(SeriesRow.page_id.is_not(None))
    return _read(query if page_ids is None else query.where(SeriesRow.page_id.in_(page_ids)))


def confirming_of(replications: Collection[int] | None = None) -> Mapping[int, list[str]]:
    """Return of replications, or of all, the keys of the indicators that were measured well, in alphabetical order.

    That is with a value that stands, of grade A or B, metered or calculated from meters.
    """
    value = SeriesValueRow
    query = _keys(SeriesRow.replication_id).join(value, value.series_id == SeriesRow.id)
    query = query.where(
        SeriesRow.replication_id.is_not(None),
        value.stands.is_(True),
        value.kind == FigureKind.MEASURED,
        value.grade.in_(CONFIRMING),
        value.method.in_(METERED),
    )
    return _read(query if replications is None else query.where(SeriesRow.replication_id.in_(replications)))


def _keys(subject: Any) -> Select[*tuple[Any, ...]]:
    query = select(subject, IndicatorRow.key).distinct().select_from(SeriesRow)
    return query.join(IndicatorRow, IndicatorRow.id == SeriesRow.indicator_id).where(IndicatorRow.key != NOT_COMPARABLE)


def _read(query: Select[*tuple[Any, ...]]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows: Iterable[Any] = db.session.execute(query)
    for subject, key in rows:
        found[subject].append(key)
    return {subject: sorted(keys) for subject, keys in found.items()}
