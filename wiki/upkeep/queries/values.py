"""Values that the code cannot read: words it does not know, and what is no text, number, time or JSON."""

from collections.abc import Iterator

from sqlalchemy import JSON, Boolean, Column, ColumnElement, Date, DateTime, Integer, String, Table, func, or_, select
from sqlalchemy.types import TypeDecorator, TypeEngine

from wiki.accounts.types import Role, Scope
from wiki.core.changes import TOPICS
from wiki.core.db import db
from wiki.demand.types import RequestState, RequestStepKind
from wiki.exchange.types import Format, InterestState, InterestStepKind
from wiki.experience.types import ExperienceAction, ExperienceKind
from wiki.facts import PointKind
from wiki.indicators.types import Direction
from wiki.monitoring.types import FigureKind
from wiki.pages.types import EventAction, PageKind
from wiki.plans.types import StepKind as PlanStepKind
from wiki.practices.types import StepKind
from wiki.replication.types import Exit
from wiki.taxonomy.types import CityRole
from wiki.upkeep.types import Finding, Severity, Stores, Tell

_WORDS = {
    "users.role": tuple(Role),
    "invitations.role": tuple(Role),
    "api_tokens.scope": tuple(Scope),
    "cities.role": tuple(CityRole),
    "pages.kind": tuple(PageKind),
    "events.action": tuple(EventAction),
    "review_steps.kind": tuple(StepKind),
    "practice_requests.state": tuple(RequestState),
    "request_steps.kind": tuple(RequestStepKind),
    "indicators.direction": tuple(Direction),
    "series_values.kind": tuple(FigureKind),
    "meeting_points.kind": tuple(PointKind),
    "plan_steps.kind": tuple(PlanStepKind),
    "replications.exit": tuple(Exit),
    "replication_moves.from_exit": tuple(Exit),
    "replication_moves.to_exit": tuple(Exit),
    "replication_experiences.kind": tuple(ExperienceKind),
    "experience_events.kind": tuple(ExperienceKind),
    "experience_events.action": tuple(ExperienceAction),
    "exchanges.format": tuple(Format),
    "interests.state": tuple(InterestState),
    "interest_steps.kind": tuple(InterestStepKind),
    "pending_changes.topic": TOPICS,
}
_MADE_ANEW = frozenset({"renderings", "meeting_points", "barriers"})
# Of one table; a thousand tell as much as a million.
_MOST = 1000


def unreadable(_stores: Stores, tell: Tell) -> Iterator[Finding]:
    """Look at every value of every table. SQLite stores anything anywhere; another database minds its types."""
    for table in db.metadata.sorted_tables:
        wrong = [condition for column in table.columns for condition in _wrong(column)]
        if wrong:
            yield from _found(table, or_(*wrong))
        tell(1)


def _found(table: Table, wrong: ColumnElement[bool]) -> Iterator[Finding]:
    for row in db.session.execute(select(*table.primary_key).where(wrong).limit(_MOST)):
        number = ", ".join(map(str, row))
        yield Finding(
            code="value-unreadable",
            subject=f"{table.name} {number}",
            sentence=f"The row {number} of {table.name} holds something that cannot be read.",
            severity=Severity.DISPOSABLE if table.name in _MADE_ANEW else Severity.ERROR,
            target=row[0],
        )


def _wrong(column: Column[object]) -> Iterator[ColumnElement[bool]]:
    words = _WORDS.get(f"{column.table.name}.{column.name}")
    if words:
        yield column.not_in(words)
    if db.engine.dialect.name == "sqlite":
        readable = _readable(column, _plain(column.type))
        if readable is not None:
            yield column.is_not(None) & ~func.coalesce(readable, False)


def _plain(kind: TypeEngine[object]) -> TypeEngine[object]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


def _readable(column: Column[object], kind: TypeEngine[object]) -> ColumnElement[bool] | None:
    match kind:
        case JSON():
            return func.json_valid(column) == 1
        case DateTime():
            return func.datetime(column).is_not(None)
        case Date():
            return func.date(column).is_not(None)
        case String():
            return func.typeof(column) == "text"
        case Integer() | Boolean():
            return func.typeof(column) == "integer"
    return None
