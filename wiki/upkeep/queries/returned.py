"""What pages and replications keep for lists: the same as replications and values say."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import or_, select

from wiki.core.db import db
from wiki.core.ids import SeriesId
from wiki.monitoring.models import SeriesRow
from wiki.monitoring.queries.returned import confirming_of, measures_of
from wiki.monitoring.queries.years import years_of
from wiki.pages.models import PageRow
from wiki.replication.models import ReplicationRow
from wiki.replication.queries import replicated_of
from wiki.upkeep.types import Finding, Severity, Stores, Tell


def wrong(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for what series, replications and practices keep of what was measured, and is something else."""
    years = years_of()
    for number, kept in _kept(SeriesRow.id, SeriesRow.year, years):
        if kept != years.get(SeriesId(number)):
            yield _finding("series-year", f"series number {number}", ("series", number))
    confirming = confirming_of()
    for number, kept in _kept(ReplicationRow.id, ReplicationRow.confirming, confirming):
        if kept != confirming.get(number):
            yield _finding("replication-confirming", f"replication number {number}", ("replication", number))
    for code, column, said in (
        ("page-measures", PageRow.measures, measures_of()),
        ("page-replicated", PageRow.replicated, replicated_of()),
    ):
        for number, kept in _kept(PageRow.id, column, said):
            if kept != said.get(number):
                yield _finding(code, f"page number {number}", ("page", number))


def _kept(key: Any, column: Any, said: Mapping[Any, object]) -> Iterator[tuple[int, object]]:
    query = select(key, column).where(or_(column.is_not(None), key.in_(said))).order_by(key)
    return ((number, kept) for number, kept in db.session.execute(query))


def _finding(code: str, subject: str, target: tuple[object, ...]) -> Finding:
    return Finding(
        code=code,
        subject=subject,
        sentence=f"The {subject} keeps something else of results than was told of them.",
        severity=Severity.DISPOSABLE,
        target=target,
    )
