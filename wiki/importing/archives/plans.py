"""What is wrong with the plan of a replication in an export."""

from collections.abc import Iterable

from wiki.dissemination.archive.plans import PlanRecord
from wiki.dissemination.archive.types import ReplicationRecord
from wiki.facts import PLAN, from_stored, read_facts
from wiki.plans.rules import COMMENT_MAX, REASON_MAX, STEP_COMMENT_MAX

_SIGNED_MAX, _WORDS_MAX = 120, 100_000
_EDITIONS = range(1, 1_000_000)


def fault_of_plan(record: ReplicationRecord) -> str:
    """Return a sentence about the first fault, empty for none; times are looked at by the caller."""
    numbers = [each.number for each in record.plan]
    named = {step.number for step in record.plan_steps} | {each.number for each in record.take_overs} - {None}
    if numbers != list(range(1, len(numbers) + 1)) or not named <= set(numbers):
        return "The revisions of a plan are not numbered 1 to n, or its log names others."
    if not all(map(_can_be_read, record.plan)):
        return "A plan says what its template does not take."
    if any(len(text) > most or "\x00" in text for text, most in _texts(record)):
        return "A text of a plan's log is too long."
    return "" if all(each.edition in _EDITIONS for each in record.take_overs) else "A decision names no edition."


def _can_be_read(plan: PlanRecord) -> bool:
    if not 0 < plan.template <= PLAN.version:
        return False
    try:
        return not read_facts(from_stored(plan.facts, plan.template), PLAN, typed=True).errors
    except (TypeError, AttributeError):
        return False


def _texts(record: ReplicationRecord) -> Iterable[tuple[str, int]]:
    logs = (record.plan, record.plan_steps, record.take_overs)
    yield from ((each.by, _SIGNED_MAX) for log in logs for each in log)
    for plan in record.plan:
        yield plan.comment, COMMENT_MAX
    for step in record.plan_steps:
        yield step.comment, STEP_COMMENT_MAX
        yield step.city, _SIGNED_MAX
    for decision in (decision for each in record.take_overs for decision in each.decisions):
        yield decision.reason, REASON_MAX
        for text in (decision.name, *decision.label, decision.old, decision.new):
            yield text, _WORDS_MAX
