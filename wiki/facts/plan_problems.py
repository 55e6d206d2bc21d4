"""What does not fit together in the facts of a plan. A plan is worked with as it is saved: such facts are refused."""

from collections.abc import Iterator, Mapping

from wiki.core.messages import message
from wiki.facts.dates import first_day, last_day
from wiki.facts.definition import PLAN
from wiki.facts.problems import unfilled
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import Facts

_PERIODS = (("milestones", "start", "due"), ("plan_kpis", "baseline_from", "baseline_to"))


def plan_problems(facts: Facts) -> Mapping[str, str]:
    """Return what does not fit, by its place as in :func:`wiki.facts.reading.read_facts`, in the rows of the facts."""
    return dict([*unfilled(facts, PLAN), *_periods(facts), *_ranges(facts)])


def _periods(facts: Facts) -> Iterator[tuple[str, str]]:
    for field, begins, ends in _PERIODS:
        for place, row in enumerate(rows_of(facts, field)):
            if begins in row and ends in row and last_day(text_of(row, ends)) < first_day(text_of(row, begins)):
                yield f"{field}.{place}.{ends}", message("The end is before the beginning.")


def _ranges(facts: Facts) -> Iterator[tuple[str, str]]:
    for place, row in enumerate(rows_of(facts, "plan_costs")):
        if "low" in row and "high" in row and float(row["high"]) < float(row["low"]):
            yield f"plan_costs.{place}.high", message("This is less than what it costs at least.")
