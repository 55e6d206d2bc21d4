"""Replications with plans, for tests to work on; each call is a transaction of its own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.factories import save
from tests.integration.reviewing import disseminated, member, ready
from wiki.accounts.types import Actor, Role
from wiki.core.db import transaction
from wiki.core.questions import is_there
from wiki.facts import Facts, rows_of
from wiki.pages.queries import get_content, get_page
from wiki.plans import queries, service
from wiki.plans.composing import Terms
from wiki.plans.types import Plan, SaveOutcome
from wiki.replication.queries import get_replication
from wiki.replication.service import start_replication
from wiki.replication.types import Details, MoveDraft, Replication, ReplicationId, Stage

SLUG = "hauffgasse"
TERMS = Terms(starts_on=date(2027, 1, 4), scaled_by="dwellings", scaled_to=100)


def waiting_for(who: Actor) -> tuple[queries.Waiting, ...]:
    """Return what waits for somebody; the question before it, which spares most of them the rest, does not deny it."""
    found = queries.waiting_for(who)
    assert found == () or is_there([queries.ask_what_waits(who)]) == (True,)
    return found


def edition(lead: Actor) -> None:
    """Make a practice with one edition."""
    ready(SLUG)
    disseminated(lead, slug=SLUG)


def next_edition(lead: Actor) -> None:
    """Disseminate a second one, of which three fields are other than before: a step, a barrier and the phase."""
    page = get_page(lead, SLUG)
    facts = get_content(lead, page, page.current_number).facts
    steps, influences = rows_of(facts, "steps"), rows_of(facts, "influences")
    save(
        SLUG,
        facts={
            **facts,
            "phase": "evaluation",
            "steps": ({**steps[0], "output": "One baseline"}, *steps[1:]),
            "influences": (influences[0], {**influences[1], "text": "Two objections"}, influences[2]),
        },
    )
    disseminated(lead, slug=SLUG, number=2)


def replicated(who: Actor, city: str = "sofia", *, shared: bool = False, number: int | None = 1) -> ReplicationId:
    first = MoveDraft(stage=Stage.INTEREST, happened_on=date(2026, 6, 5))
    with transaction():
        return start_replication(who, SLUG, Details(city=city, shared=shared, edition=number), first)


def composed(who: Actor, replication: ReplicationId, terms: Terms = TERMS) -> int:
    with transaction():
        return service.compose_plan(who, replication, terms, comment="Composed")


def saved(who: Actor, replication: ReplicationId, base: int, **changes: Any) -> SaveOutcome:
    """Save a plan with some of its fields changed; None empties one."""
    before: Facts = plan_of(who, replication, base).facts if base else {}
    changed: Mapping[str, Any] = {key: value for key, value in {**before, **changes}.items() if value is not None}
    with transaction():
        return service.save_plan(who, replication, changed, base_number=base, comment="Edited")


def plan_of(who: Actor, replication: ReplicationId, number: int | None = None) -> Plan:
    return queries.get_plan(seen(who, replication), number)


def seen(who: Actor, replication: ReplicationId) -> Replication:
    return get_replication(who, replication)


def editor_of(city: str) -> Actor:
    return member(Role.EDITOR, city=city)


def judge(city: str = "venice") -> Actor:
    """Return somebody of a city's task force."""
    return member(Role.REVIEWER, city=city)
