"""A practice goes from draft to edition by the decisions of others, each on one exact revision."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.factories import actor, archive, page, restore, save
from tests.integration.reviewing import SLUG, disseminated, member, ready, standing, take
from tests.unit.practices.facts import FACTS
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.clock import now
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.pages import queries as pages
from wiki.pages import service as page_service
from wiki.pages.types import PageKind
from wiki.practices import queries, service
from wiki.practices.types import Group, State


@pytest.fixture
def insider() -> Actor:
    return member(city="vienna")


@pytest.fixture
def outsider() -> Actor:
    return member(city="munich")


@pytest.fixture
def lead() -> Actor:
    return member(leads=("refurbishment",))


@pytest.fixture
def draft() -> str:
    return ready(SLUG)


def state() -> State:
    return standing().state


def test_two_reviewers_and_a_lead_make_an_edition(draft: str, insider: Actor, outsider: Actor, lead: Actor) -> None:
    assert state() is State.DRAFT
    take(service.submit, actor(Role.EDITOR), 1)
    assert state() is State.PEER_REVIEW
    take(service.approve, insider, 1)
    take(service.approve, outsider, 1)
    assert state() is State.QUALITY_CHECK
    take(service.pass_check, lead, 1)
    assert state() is State.STANDARDISED
    assert pages.find_page(VISITOR, draft) is None
    take(service.disseminate, lead, 1)
    assert state() is State.DISSEMINATED
    assert pages.get_page(VISITOR, draft).edition == 1
    told = [event.action for event in pages.list_events(VISITOR, pages.EventFilter())]
    assert told == ["disseminated"]
    known = [str(event.action) for event in pages.list_events(lead, pages.EventFilter(hide_saves=True))]
    assert known == ["disseminated", "passed", "approved", "approved", "submitted"]


def test_a_new_revision_voids_approvals_and_one_that_changes_nothing_does_not(
    draft: str, insider: Actor, outsider: Actor, lead: Actor
) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    take(service.approve, insider, 1)
    take(service.approve, outsider, 1)
    save(SLUG)
    assert state() is State.QUALITY_CHECK
    save(SLUG, title="Hauffgasse 37")
    assert state() is State.PEER_REVIEW
    with pytest.raises(Invalid, match="changed while you read it"):
        take(service.approve, insider, 1)
    (item,) = queries.queue(insider)
    assert (item.seen, item.has_changed) == (1, True)
    take(service.approve, insider, 2)
    take(service.approve, outsider, 2)
    take(service.pass_check, lead, 2)


def test_nobody_decides_on_their_own(draft: str, insider: Actor) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    with pytest.raises(Denied):
        take(service.approve, actor(Role.EDITOR), 1)
    with transaction():
        content = pages.get_content(insider, pages.get_page(insider, SLUG), 1)
        page_service.save_page(insider, SLUG, type(content)(**{**vars(content), "place": "Simmering"}), base_number=1)
    with pytest.raises(Invalid, match="You wrote a part of it"):
        take(service.approve, insider, 2)


def test_what_is_returned_waits_for_its_authors_and_needs_words(draft: str, insider: Actor) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    with pytest.raises(Invalid, match="Say what is to be changed"):
        take(service.send_back, insider, "")
    take(service.send_back, insider, "Name the boundary of each figure.")
    (item,) = queries.queue(actor(Role.EDITOR))
    assert item.reviewed.waiting is not None
    assert item.reviewed.waiting.group is Group.AUTHORS
    assert queries.queue(insider) == ()
    assert [each.slug for each in queries.all_in_review(insider)] == [SLUG]


def test_remarks_are_resolved_one_by_one_before_the_check_is_passed(
    draft: str, insider: Actor, outsider: Actor, lead: Actor
) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    with transaction():
        remark = service.add_remark(insider, SLUG, 1, place="facts.kpis", text="Which boundary?")
    take(service.approve, insider, 1)
    take(service.approve, outsider, 1)
    with pytest.raises(Invalid, match="Remarks are still to be resolved: 1"):
        take(service.pass_check, lead, 1)
    with pytest.raises(Invalid, match="Who made it"), transaction():
        service.resolve_remark(member(Role.EDITOR), remark, "Never mind.")
    with transaction():
        service.resolve_remark(actor(Role.EDITOR), remark, "The building.")
    (told,) = queries.list_remarks(lead, pages.get_page(lead, SLUG))
    assert (told.is_open, told.resolution, told.revision) == (False, "The building.", 1)
    assert queries.list_remarks(actor(Role.OBSERVER), pages.get_page(lead, SLUG)) == ()
    take(service.pass_check, lead, 1)


@pytest.mark.parametrize("place", ["facts.nothing", "nowhere", "#", "facts."])
def test_a_remark_names_a_place_there_is(draft: str, insider: Actor, place: str) -> None:
    with pytest.raises(Invalid, match="place"), transaction():
        service.add_remark(insider, SLUG, 1, place=place, text="Words")


def test_a_gap_in_the_facts_keeps_the_gate_shut(draft: str, insider: Actor, outsider: Actor, lead: Actor) -> None:
    save(SLUG, facts={key: value for key, value in FACTS.items() if key != "problem"})
    take(service.submit, actor(Role.EDITOR), 2)
    take(service.approve, insider, 2)
    take(service.approve, outsider, 2)
    with pytest.raises(Invalid, match="It lacks something"):
        take(service.pass_check, lead, 2)
    assert [item.reviewed.slug for item in queries.queue(lead)] == [SLUG]


def test_a_withdrawn_or_archived_practice_waits_for_nobody(draft: str, insider: Actor) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    archive(SLUG)
    assert (state(), queries.queue(insider)) == (State.ARCHIVED, ())
    with pytest.raises(Invalid, match="archived"):
        take(service.approve, insider, 1)
    restore(SLUG)
    assert state() is State.PEER_REVIEW
    take(service.withdraw, actor(Role.EDITOR))
    assert (state(), queries.queue(insider)) == (State.DRAFT, ())


def test_visitors_and_observers_know_of_no_review(draft: str) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    there = pages.get_page(actor(Role.EDITOR), SLUG)
    for who in (VISITOR, actor(Role.OBSERVER)):
        assert queries.standing_of(who, there) is None
        assert queries.queue(who) == queries.all_in_review(who) == ()
        with pytest.raises(Denied):
            take(service.submit, who, 1)


def test_only_practices_are_reviewed() -> None:
    page("Story", kind=PageKind.NEWS)
    with pytest.raises(Invalid, match="Only practices"):
        take(service.submit, actor(Role.EDITOR), 1, slug="story")


def test_a_practice_that_became_another_kind_of_page_waits_for_nobody(draft: str, insider: Actor) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    with transaction():
        page_service.change_kind(insider, SLUG, PageKind.ARTICLE)
    assert queries.queue(insider) == queries.all_in_review(insider) == ()
    assert queries.list_reminders(actor(Role.ADMINISTRATOR)) == ()


def test_a_program_that_only_reads_is_told_what_waits_for_its_owner(
    draft: str, insider: Actor, outsider: Actor, lead: Actor
) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    assert [each.reviewed.slug for each in queries.queue(replace(insider, read_only=True))] == [SLUG]
    take(service.approve, insider, 1)
    take(service.approve, outsider, 1)
    take(service.pass_check, lead, 1)
    take(service.disseminate, lead, 1)
    due = now().date() + timedelta(days=365)
    assert [each.reviewed.slug for each in queries.queue(replace(lead, read_only=True), due)] == [SLUG]


def test_nobody_decides_on_what_their_name_wrote_elsewhere(draft: str, insider: Actor, outsider: Actor) -> None:
    """An import brings names without accounts."""
    take(service.submit, actor(Role.EDITOR), 1)
    take(service.approve, insider, 1)
    with transaction():
        named = {"name": outsider.label}
        db.session.execute(text("UPDATE revisions SET author_id = NULL, author = :name"), named)
        db.session.execute(text("UPDATE review_steps SET actor_id = NULL"))
    with pytest.raises(Invalid, match="You wrote a part of it"):
        take(service.approve, outsider, 1)
    with pytest.raises(Invalid, match="You have approved this revision"):
        take(service.approve, insider, 1)
    take(service.withdraw, actor(Role.EDITOR))
    assert state() is State.DRAFT


def test_what_is_in_review_is_not_published_beside_it(draft: str, insider: Actor) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    with pytest.raises(Invalid, match="is in review"):
        take(service.publish_page, insider, 1)
    take(service.send_back, insider, "Name the boundary of each figure.")
    with pytest.raises(Invalid, match="is in review"):
        take(service.publish_page, insider, 1)
    take(service.submit, actor(Role.EDITOR), 1)
    take(service.withdraw, actor(Role.EDITOR))
    take(service.publish_page, insider, 1)
    assert pages.get_page(VISITOR, SLUG).published_number == 1


def test_remarks_on_what_is_archived_stay_as_they_are(draft: str, insider: Actor) -> None:
    with transaction():
        remark = service.add_remark(insider, SLUG, 1, place="facts.kpis", text="Which boundary?")
    archive(SLUG)
    with pytest.raises(Invalid, match="archived"), transaction():
        service.resolve_remark(insider, remark)


def test_a_look_at_another_kind_of_page_is_not_noted(insider: Actor) -> None:
    page("Story", kind=PageKind.NEWS)
    with pytest.raises(NotFound), transaction():
        service.note_look(insider, pages.get_page(insider, "story"), 1)


def test_what_was_superseded_keeps_nobody_from_what_is_due(
    draft: str, lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    disseminated(lead)
    ready("lory", "Lorystraße")
    disseminated(lead, slug="lory")
    take(service.supersede, lead, "lory")
    monkeypatch.setattr("wiki.practices.queries.queues.MOST", 1)
    due = now().date() + timedelta(days=365)
    assert [each.slug for each in queries.stale(VISITOR, due)] == ["lory"]
    take(service.reconfirm, lead)
    assert [each.slug for each in queries.stale(VISITOR, due + timedelta(days=365))] == [SLUG]


def test_lists_of_reviews_read_no_facts(
    draft: str, insider: Actor, query_count: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    take(service.submit, actor(Role.EDITOR), 1)
    with query_count() as statements:
        assert queries.queue(insider)
        assert queries.all_in_review(insider)
    assert not [each for each in statements if "facts" in each]


def test_more_practices_in_review_are_not_more_questions(
    insider: Actor, query_count: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    counts = []
    for number in range(3):
        slug = ready(f"practice-{number}", f"Practice {number}")
        take(service.submit, actor(Role.EDITOR), 1, slug=slug)
        with query_count() as statements:
            queries.queue(insider)
        counts.append(len(statements))
    assert counts[0] == counts[-1] <= 12


def test_a_practice_is_stale_on_the_day_it_names(draft: str, insider: Actor, lead: Actor) -> None:
    disseminated(lead)
    validity = queries.validity_of(VISITOR, pages.get_page(lead, SLUG))
    assert validity is not None
    due = validity.review_due
    assert queries.stale(VISITOR, due - timedelta(days=1), soon=timedelta(0)) == ()
    (stale,) = queries.stale(VISITOR, due, soon=timedelta(0))
    assert (stale.slug, stale.edition, stale.is_overdue) == (SLUG, 1, True)
    assert [item.reviewed.slug for item in queries.queue(lead, due)] == [SLUG]
    assert queries.queue(insider, due) == ()
    take(service.reconfirm, lead)
    assert queries.stale(VISITOR, now().date() + timedelta(days=300), soon=timedelta(0)) == ()
