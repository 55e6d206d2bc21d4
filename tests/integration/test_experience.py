"""What cities learn: who may tell it, who reads it, and that nothing is overwritten unseen or lost."""

from datetime import date
from typing import Any

import pytest

from tests.factories import actor, practice
from tests.integration.reviewing import member
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.changes import sequences_of
from wiki.core.db import transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.experience import queries, service
from wiki.experience.types import (
    ExperienceAction,
    ExperienceDraft,
    ExperienceId,
    ExperienceKind,
    Outcome,
    Outdated,
    Saved,
)
from wiki.pages.queries import get_page
from wiki.replication.queries import get_replication
from wiki.replication.service import edit_replication, start_replication
from wiki.replication.types import Details, MoveDraft, ReplicationId, Stage
from wiki.search.documents import documents_of

IN_2018 = date(2018, 6, 5)


@pytest.fixture
def sofia() -> Actor:
    return member(Role.EDITOR, city="sofia")


@pytest.fixture
def lamps() -> str:
    return practice("Smart lamp posts", themes=("data",), cities=("munich",))


@pytest.fixture
def number(sofia: Actor, lamps: str) -> ReplicationId:
    with transaction():
        return start_replication(
            sofia, lamps, Details(city="sofia"), MoveDraft(stage=Stage.INTEREST, happened_on=IN_2018)
        )


def barrier(text: str = "Wires hang from our masts", **said: Any) -> ExperienceDraft:
    told: dict[str, Any] = {"kind": ExperienceKind.BARRIER, "happened_on": IN_2018, "category": "technical"}
    return ExperienceDraft(**told | {"text": text} | said)


def tell(who: Actor, number: ReplicationId, draft: ExperienceDraft | None = None) -> ExperienceId:
    with transaction():
        return service.add_experience(who, number, draft or barrier())


def solve(who: Actor, number: ReplicationId, each: ExperienceId, how: str, *, seen: int = 1) -> Outcome:
    with transaction():
        return service.solve_barrier(who, number, each, how=how, on=None, seen=seen)


def share(who: Actor, number: ReplicationId) -> None:
    with transaction():
        edit_replication(who, number, Details(city="sofia", shared=True), seen=1)


def others() -> list[Actor]:
    return [VISITOR, actor(Role.OBSERVER), actor(Role.EDITOR), member(Role.EDITOR, city="venice")]


def test_its_own_people_and_the_task_force_tell_and_nobody_else(number: ReplicationId, sofia: Actor) -> None:
    made = tell(sofia, number)
    tell(actor(Role.REVIEWER), number)
    for who in others():
        with pytest.raises(NotFound):
            tell(who, number)
    share(sofia, number)
    for who in others():
        with pytest.raises(Denied):
            tell(who, number)
        with pytest.raises(Denied):
            solve(who, number, made, "So.")
        with pytest.raises(Denied), transaction():
            service.remove_experience(who, number, made, seen=1)


def test_everybody_reads_it_once_it_is_shared_and_visitors_no_names(number: ReplicationId, sofia: Actor) -> None:
    tell(sofia, number)
    for who in others():
        assert queries.list_news(who) == ()
    share(sofia, number)
    [read] = queries.list_experiences(get_replication(VISITOR, number))
    assert (read.said.text, read.created_by) == ("Wires hang from our masts", "")
    assert queries.list_events(get_replication(VISITOR, number)) == ()
    [news] = queries.list_news(VISITOR)
    assert (news.event.action, news.event.actor) == (ExperienceAction.ADDED, "")
    [whole] = queries.list_experiences(get_replication(member(Role.EDITOR, city="venice"), number))
    assert whole.created_by == sofia.label


def test_nobody_overwrites_what_they_have_not_seen(number: ReplicationId, sofia: Actor) -> None:
    made = tell(sofia, number)
    assert solve(sofia, number, made, "They were moved.") == Saved(experience=made)
    for late in (
        solve(actor(Role.REVIEWER), number, made, "Otherwise."),
        change(actor(Role.REVIEWER), number, made, barrier("Other words"), seen=1),
    ):
        assert isinstance(late, Outdated)
        assert late.theirs.said.solved == "They were moved."
    with transaction():
        assert isinstance(service.remove_experience(sofia, number, made, seen=1), Outdated)


def change(who: Actor, number: ReplicationId, each: ExperienceId, draft: ExperienceDraft, *, seen: int) -> Outcome:
    with transaction():
        return service.change_experience(who, number, each, draft, seen=seen)


def test_the_log_tells_every_step_and_keeps_what_was_taken_away(number: ReplicationId, sofia: Actor) -> None:
    made = tell(sofia, number)
    solve(sofia, number, made, "They were moved.")
    change(sofia, number, made, barrier(), seen=2)
    change(sofia, number, made, barrier("Wires hang from most masts"), seen=3)
    with transaction():
        service.remove_experience(sofia, number, made, seen=4)
    stands = get_replication(sofia, number)
    assert queries.list_experiences(stands) == ()
    assert [(each.action.value, each.text, each.actor) for each in queries.list_events(stands)] == [
        ("added", "Wires hang from our masts", sofia.label),
        ("solved", "They were moved.", sofia.label),
        ("reopened", "Wires hang from our masts", sofia.label),
        ("changed", "Wires hang from most masts", sofia.label),
        ("removed", "Wires hang from most masts", sofia.label),
    ]
    share(sofia, number)
    assert queries.list_news(VISITOR) == ()


def test_the_kind_stays_and_what_is_wrong_is_refused(number: ReplicationId, sofia: Actor) -> None:
    made = tell(sofia, number)
    lesson = ExperienceDraft(kind=ExperienceKind.LESSON, happened_on=IN_2018, text="Look up first.")
    with pytest.raises(Invalid) as refused:
        change(sofia, number, made, lesson, seen=1)
    assert set(refused.value.errors) == {"category"}
    with pytest.raises(Invalid):
        solve(sofia, number, made, " ")
    other = tell(sofia, number, lesson)
    with pytest.raises(NotFound):
        solve(sofia, number, other, "So.")
    with pytest.raises(NotFound):
        solve(sofia, number, ExperienceId(made + 100), "So.")


def test_an_experience_of_another_replication_is_not_found(number: ReplicationId, sofia: Actor, lamps: str) -> None:
    venice = member(Role.EDITOR, city="venice")
    with transaction():
        moved = MoveDraft(stage=Stage.INTEREST, happened_on=IN_2018)
        there = start_replication(venice, lamps, Details(city="venice"), moved)
    made = tell(venice, there)
    with pytest.raises(NotFound):
        solve(sofia, number, made, "So.")


def test_what_was_learnt_is_found_with_the_practice_once_it_is_shared(
    number: ReplicationId, sofia: Actor, lamps: str
) -> None:
    page_id = get_page(sofia, lamps).id
    before = sequences_of("index", [page_id]).get(page_id, 0)
    tell(sofia, number, barrier("Trolleybus wires"))
    assert sequences_of("index", [page_id])[page_id] > before
    assert not any("Trolleybus" in part.text for text in documents_of([page_id]) for part in text.parts)
    share(sofia, number)
    assert any("Trolleybus" in part.text for text in documents_of([page_id]) for part in text.parts)
