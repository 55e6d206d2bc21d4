"""Who reminds people is told what waits, whom it waits for, and nobody else."""

from datetime import timedelta

import pytest

from tests.factories import actor, save
from tests.integration.reviewing import SLUG, disseminated, member, ready, take
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.clock import now
from wiki.pages import queries as pages
from wiki.practices import queries, service
from wiki.practices.types import Group, State

LATER = now().date() + timedelta(days=365)


@pytest.fixture
def lead() -> Actor:
    return member(leads=("refurbishment",))


def asked(reader: Actor, *, only_due: bool = False) -> dict[str, set[str]]:
    found = queries.list_reminders(reader, LATER, only_due=only_due)
    return {each.reviewed.slug: {person.name for person in each.people} for each in found}


def test_a_due_edition_asks_the_leads_of_its_theme_alone(lead: Actor) -> None:
    other = member(leads=("data",))
    ready(SLUG)
    disseminated(lead)
    administrator = actor(Role.ADMINISTRATOR)
    assert asked(administrator, only_due=True) == {SLUG: {lead.label, administrator.label}}
    assert [item.reviewed.slug for item in queries.queue(lead, LATER)] == [SLUG]
    assert queries.queue(other, LATER) == ()
    (stale,) = queries.stale(VISITOR, LATER)
    assert stale.theme == "refurbishment"


def test_what_is_in_review_is_no_due_edition_and_what_has_waited_longest_comes_first(lead: Actor) -> None:
    ready("older")
    disseminated(lead, slug="older")
    ready(SLUG)
    take(service.submit, actor(Role.EDITOR), 1)
    administrator = actor(Role.ADMINISTRATOR)
    assert list(asked(administrator)) == [SLUG, "older"]
    assert list(asked(administrator, only_due=True)) == ["older"]
    assert queries.list_reminders(administrator, LATER)[0].waiting.group is Group.REVIEWERS
    for reader in (VISITOR, actor(Role.OBSERVER)):
        assert queries.list_reminders(reader, LATER) == ()


def test_a_due_edition_is_asked_for_beside_the_review_of_the_next(lead: Actor) -> None:
    ready(SLUG)
    disseminated(lead)
    save(SLUG, title="Hauffgasse 37")
    take(service.submit, actor(Role.EDITOR), 2)
    _require_both_told(lead, State.PEER_REVIEW)
    take(service.send_back, member(city="munich"), "Name the boundary.")
    _require_both_told(lead, State.RETURNED)


def _require_both_told(lead: Actor, state: State) -> None:
    administrator = actor(Role.ADMINISTRATOR)
    assert asked(administrator, only_due=True) == {SLUG: {lead.label, administrator.label}}
    told = {each.waiting.state for each in queries.list_reminders(administrator, LATER)}
    assert told == {state, State.REVIEW_DUE}
    assert State.REVIEW_DUE in {each.waiting.state for each in queries.queue(lead, LATER)}
    assert State.REVIEW_DUE not in {each.waiting.state for each in queries.queue(actor(Role.EDITOR), LATER)}


def test_the_next_edition_in_review_is_among_what_is_open_and_an_edition_alone_is_not(lead: Actor) -> None:
    ready(SLUG)
    disseminated(lead)
    assert queries.all_in_review(lead) == ()
    save(SLUG, title="Hauffgasse 37")
    take(service.submit, actor(Role.EDITOR), 2)
    assert [each.slug for each in queries.all_in_review(lead)] == [SLUG]


def test_members_read_the_log_and_visitors_do_not(lead: Actor) -> None:
    ready(SLUG)
    disseminated(lead)
    there = pages.get_page(lead, SLUG)
    told = [step.kind.value for step in queries.log_of(lead, there)]
    assert told == ["submitted", "approved", "approved", "passed", "disseminated"]
    assert queries.log_of(VISITOR, there) == queries.log_of(actor(Role.OBSERVER), there) == ()
