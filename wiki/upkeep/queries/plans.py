"""Plans: numbered 1 to n, each readable, and named only by steps and decisions of revisions that there are."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from wiki.core.db import db
from wiki.facts import PLAN, from_stored, read_facts
from wiki.plans.models import PlanRevisionRow, PlanStepRow, TakeOverRow
from wiki.upkeep.types import Finding, Severity, Stores, Tell

_AT_ONCE = 200


def wrong(_stores: Stores, _tell: Tell) -> Iterator[Finding]:
    """Look for plans with a gap in their revisions, logs that name none of them, and facts that no template takes."""
    numbers: dict[int, list[int]] = defaultdict(list)
    columns = PlanRevisionRow.replication_id, PlanRevisionRow.number
    for replication, number in db.session.execute(select(*columns).order_by(*columns)):
        numbers[replication].append(number)
    for replication, found in numbers.items():
        if found != list(range(1, len(found) + 1)):
            yield _finding("plan-gap", replication, "are not numbered 1 to n")
    for table in (PlanStepRow, TakeOverRow):
        named = select(table.replication_id, table.number).where(table.number.is_not(None)).order_by(table.id)
        for replication, named_number in db.session.execute(named):
            if named_number not in numbers.get(replication, ()):
                yield _finding("plan-log", replication, f"lack the revision {named_number} that its log names")
    yield from _unreadable()


def _unreadable() -> Iterator[Finding]:
    columns = select(PlanRevisionRow.replication_id, PlanRevisionRow.facts, PlanRevisionRow.template_version)
    rows = db.session.execute(columns.order_by(PlanRevisionRow.id), execution_options={"yield_per": _AT_ONCE})
    for replication, facts, version in rows:
        known = isinstance(facts, dict) and 0 < version <= PLAN.version
        if not known or read_facts(from_stored(facts, version), PLAN).errors:
            yield _finding("plan-facts", replication, "hold what the template does not take")


def _finding(code: str, number: int, told: str) -> Finding:
    return Finding(
        code=code,
        subject=f"replication number {number}",
        sentence=f"The revisions of the plan of replication number {number} {told}.",
        severity=Severity.ERROR,
    )
