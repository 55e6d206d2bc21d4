"""A replication's plan on the pages of others."""

from collections.abc import Mapping
from dataclasses import dataclass

from wiki.facts import Facts, rows_of
from wiki.plans import queries
from wiki.plans.types import PlanState, Standing, Summary
from wiki.replication.types import Replication
from wiki.web.facts.telling import day
from wiki.web.plan_words import STATES


@dataclass(frozen=True, kw_only=True)
class Step:
    """The first step that is not done; ``due`` in the reader's language, empty for none."""

    step: str
    due: str


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A plan in short; ``standing`` and how many of its ``steps`` are ``done`` for who reads all of the replication."""

    summary: Summary
    standing: Standing | None = None
    steps: int = 0
    done: int = 0
    next: Step | None = None
    states: Mapping[PlanState, object]


def planned(replication: Replication) -> Planned:
    summary = queries.summary_of(replication)
    found = queries.find_plan(replication) if summary.is_there and replication.is_whole else None
    if found is None:
        return Planned(summary=summary, states=STATES)
    rows = rows_of(found.facts, "milestones")
    return Planned(
        summary=summary,
        standing=queries.standing_of_plan(replication),
        steps=len(rows),
        done=sum("done_on" in row for row in rows),
        next=_next(found.facts),
        states=STATES,
    )


def _next(facts: Facts) -> Step | None:
    for row in rows_of(facts, "milestones"):
        if "done_on" not in row:
            return Step(step=str(row.get("step", "")), due=day(str(row["due"])) if "due" in row else "")
    return None
