"""Reads of plans. Each asks whether the actor reads all of the replication, or tells no more than its summary."""

from wiki.plans.queries.alerts import base_of, get_alert, terms_of
from wiki.plans.queries.happenings import list_happenings
from wiki.plans.queries.reading import (
    find_plan,
    get_plan,
    list_plan_marks,
    list_plan_steps,
    list_plans,
    list_take_overs,
    standing_of_plan,
    summary_of,
)
from wiki.plans.queries.waiting import Waiting, ask_what_waits, waiting_for

__all__ = [
    "Waiting",
    "ask_what_waits",
    "base_of",
    "find_plan",
    "get_alert",
    "get_plan",
    "list_happenings",
    "list_plan_marks",
    "list_plan_steps",
    "list_plans",
    "list_take_overs",
    "standing_of_plan",
    "summary_of",
    "terms_of",
    "waiting_for",
]
