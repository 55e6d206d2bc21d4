"""Plans of the replications of the demo content: composed, adapted, and as far through their review as they got."""

from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Any

import yaml

from wiki.cli.demo.reviewing import LEAD, PEERS, noon
from wiki.cli.demo.types import DEMO_COMMENT
from wiki.core.clock import at
from wiki.facts import PLAN, ROW_ID, Facts, Kind, read_facts, rows_of
from wiki.plans.composing import Terms
from wiki.plans.queries import get_plan
from wiki.plans.service import agree_to_plan, compose_plan, save_plan, submit_plan
from wiki.replication.queries import get_replication
from wiki.replication.types import ReplicationId

Told = Mapping[str, Any]


def load_demo_plans() -> Mapping[tuple[str, str], Told]:
    """Return what the demo content says of plans, by practice and city."""
    file = resources.files("wiki.cli.demo").joinpath("plans.yaml")
    return {(each["practice"], each["city"]): each for each in yaml.safe_load(file.read_text(encoding="utf-8"))}


def plan_demo(replication: ReplicationId, told: Told) -> None:
    """Give a replication its plan. Raises ``ValueError`` where it does not follow the template."""
    made_on: date = told["made_on"]
    with at(noon(made_on)):
        compose_plan(LEAD, replication, Terms(**told["compose"]), comment=DEMO_COMMENT)
    composed = get_plan(get_replication(LEAD, replication)).facts
    with at(noon(made_on, 1)):
        save_plan(LEAD, replication, _adapted(composed, told["facts"]), base_number=1, comment=DEMO_COMMENT)
        submit_plan(LEAD, replication, DEMO_COMMENT)
    if "agreed_on" in told:
        judge = next(peer for peer in PEERS if peer.city != told["city"])
        with at(noon(told["agreed_on"])):
            agree_to_plan(judge, replication, 2, DEMO_COMMENT)


def _adapted(composed: Facts, told: Told) -> Facts:
    """Return a composed plan with what a city says: its own fields, and cells of rows by the rows' names."""
    given: dict[str, Any] = dict(composed)
    for key, value in told.items():
        given[key] = _rows(composed, key, value) if PLAN.fields[key].kind == Kind.ROWS else value
    read = read_facts(given, PLAN)
    if read.errors:
        raise ValueError(dict(read.errors))
    return read.facts


def _rows(composed: Facts, key: str, told: list[Told]) -> list[Told]:
    changed = {row[ROW_ID]: row for row in told}
    rows = [{**row, **changed.pop(str(row[ROW_ID]), {})} for row in rows_of(composed, key)]
    return [*rows, *changed.values()]
