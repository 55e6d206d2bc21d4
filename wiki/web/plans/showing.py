"""What every template of plans is told."""

from collections.abc import Mapping
from typing import Any

from wiki.core.errors import NotFound
from wiki.facts import PLAN, Depth, Facts, prose_of
from wiki.http.context import taxonomy
from wiki.plans.types import PlanState, StepKind
from wiki.replication.queries import get_replication
from wiki.replication.rules import may_edit
from wiki.replication.types import Replication, ReplicationId
from wiki.web.context import actor
from wiki.web.facts.showing import ShownSection, shown_sections
from wiki.web.pages.outcomes import rendered
from wiki.web.plan_words import STATES, STEPS


def replication_at(number: int) -> Replication:
    """Return a replication whose plan the reader may read or learn of. Raises :class:`NotFound`."""
    return get_replication(actor(), ReplicationId(number))


def told(replication: Replication, **more: Any) -> dict[str, Any]:
    """Return the names that every template of plans is given."""
    return {
        "replication": replication,
        "city": taxonomy().city_by_slug[replication.city],
        "taxonomy": taxonomy(),
        "is_ours": may_edit(actor(), replication.city),
        "plan_states": STATES,
        "plan_steps": STEPS,
        "PlanState": PlanState,
        "StepKind": StepKind,
    } | more


def sections_of(facts: Facts, language: str) -> Mapping[str, ShownSection]:
    """Return the filled sections of a plan by their keys."""
    prose = {key: rendered(text, language) for key, text in prose_of(facts, PLAN).items()}
    return {each.key: each for each in shown_sections(facts, prose, Depth.IMPLEMENTER, PLAN)}


def section_at(key: str) -> Any:
    """Return a section of the plan's template. Raises :class:`NotFound`."""
    if key not in PLAN.section:
        raise NotFound
    return PLAN.section[key]
