"""Cities take up practices: who may, who sees it, how it moves, and that nobody overwrites what they have not seen."""

from datetime import date

import pytest

from tests.factories import actor, archive, page, practice
from tests.integration.reviewing import member
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.changes import sequences_of
from wiki.core.clock import now
from wiki.core.db import transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.pages.queries import get_page
from wiki.replication import queries, service
from wiki.replication.types import Chosen, Details, Exit, MoveDraft, Outdated, ReplicationId, Saved, Stage
from wiki.search.documents import documents_of

BLOCKS = (
    {"id": "r1", "name": "Lamp posts", "kind": "technology", "does": "Light"},
    {"id": "r2", "name": "Sensors", "kind": "technology", "does": "Measure"},
)
IN_2018 = date(2018, 6, 5)


@pytest.fixture
def lamps() -> str:
    return practice("Smart lamp posts", themes=("data",), cities=("munich",), facts={"blocks": BLOCKS})


@pytest.fixture
def sofia() -> Actor:
    return member(Role.EDITOR, city="sofia")


def start(who: Actor, slug: str, city: str = "sofia", *, stage: int = 1, **details: object) -> ReplicationId:
    draft = MoveDraft(stage=Stage(stage), happened_on=IN_2018, evidence="Minutes of the council" if stage > 3 else "")
    with transaction():
        return service.start_replication(who, slug, Details(city=city, **details), draft)  # type: ignore[arg-type]  # what tests say


def move(who: Actor, number: ReplicationId, stage: int, *, seen: int | None = None, **said: object) -> Saved | Outdated:
    version = queries.get_replication(who, number).version if seen is None else seen
    draft = MoveDraft(**{"stage": Stage(stage), "happened_on": IN_2018} | said)  # type: ignore[arg-type]  # what tests say
    with transaction():
        return service.move_replication(who, number, draft, seen=version)


def test_a_city_takes_up_a_practice_with_the_blocks_it_chose(lamps: str, sofia: Actor) -> None:
    number = start(sofia, lamps, district="Vitosha", blocks=("Sensors", "Nonsense"), responsible=sofia.label)
    made = queries.get_replication(sofia, number)
    assert (made.city, made.district, made.stage, made.exit) == ("sofia", "Vitosha", Stage.INTEREST, Exit.NONE)
    assert (made.practice.slug, made.practice.theme, made.practice.cities) == (lamps, "data", ("munich",))
    assert [(block.name, bool(block.key)) for block in made.blocks] == [("Sensors", True)]
    assert (made.responsible, made.responsible_id) == (sofia.label, sofia.user_id)
    assert made.since == IN_2018
    [first] = queries.list_moves(made)
    assert (first.from_stage, first.to_stage, first.actor) == (None, Stage.INTEREST, sofia.label)


def test_only_its_own_people_and_the_task_force_start_and_move_one(lamps: str, sofia: Actor) -> None:
    for who in (VISITOR, actor(Role.OBSERVER), actor(Role.EDITOR), member(Role.EDITOR, city="venice")):
        with pytest.raises(Denied):
            start(who, lamps)
    number = start(actor(Role.REVIEWER), lamps, shared=True)
    assert move(sofia, number, 2) == Saved(replication=number)
    with pytest.raises(Denied):
        move(member(Role.EDITOR, city="venice"), number, 3)
    with pytest.raises(Denied):
        move(actor(Role.OBSERVER), number, 3)


def test_until_it_is_shared_nobody_else_knows_of_it(lamps: str, sofia: Actor) -> None:
    number = start(sofia, lamps)
    page_id = get_page(sofia, lamps).id
    for who in (VISITOR, actor(Role.OBSERVER), actor(Role.EDITOR), member(Role.EDITOR, city="venice")):
        with pytest.raises(NotFound):
            queries.get_replication(who, number)
        with pytest.raises(NotFound):
            move_blindly(who, number)
        assert queries.list_replications(who).total == 0
        assert queries.replications_of_practice(who, page_id) == queries.replications_of_city(who, "sofia") == ()
        assert queries.list_news(who) == ()
        assert not any(queries.count_replications(who).by_stage.values())
    for who in (sofia, actor(Role.REVIEWER)):
        assert queries.list_replications(who).total == 1


def move_blindly(who: Actor, number: ReplicationId) -> None:
    with transaction():
        service.move_replication(who, number, MoveDraft(stage=Stage.PLAN, happened_on=IN_2018), seen=1)


def test_visitors_read_a_summary_of_what_is_shared(lamps: str, sofia: Actor) -> None:
    number = start(sofia, lamps, shared=True, responsible="Ada Person")
    move(sofia, number, 0, note="Between us.")
    move(sofia, number, 0, exit=Exit.STOPPED, note="No masts of our own.")
    told = queries.get_replication(VISITOR, number)
    assert (told.responsible, told.created_by, told.is_whole) == ("", "", False)
    assert (told.exit, told.reason) == (Exit.STOPPED, "No masts of our own.")
    assert [(entry.note, entry.actor) for entry in queries.list_moves(told)] == [
        ("", ""),
        ("", ""),
        ("No masts of our own.", ""),
    ]
    whole = queries.list_moves(queries.get_replication(member(Role.EDITOR, city="venice"), number))
    assert whole[1].note == "Between us."


def test_a_replication_of_a_page_that_is_not_public_is_nobodys_but_members(sofia: Actor) -> None:
    slug = practice("Not yet", published=False)
    number = start(sofia, slug, shared=True)
    with pytest.raises(NotFound):
        queries.get_replication(VISITOR, number)
    archived = practice("Once")
    gone = start(sofia, archived, shared=True)
    assert queries.get_replication(VISITOR, gone).stage is Stage.INTEREST
    archive(archived)
    with pytest.raises(NotFound):
        queries.get_replication(VISITOR, gone)
    assert [news.replication.id for news in queries.list_news(VISITOR)] == []


def test_only_practices_that_are_there_are_taken_up(sofia: Actor) -> None:
    article = page("An article")
    archived = practice("Once")
    archive(archived)
    for slug in (article, archived, "nothing"):
        with pytest.raises(NotFound):
            start(sofia, slug)


def test_what_is_missing_is_told_by_field(lamps: str, sofia: Actor) -> None:
    number = start(sofia, lamps)
    with pytest.raises(Invalid) as refused:
        move(sofia, number, 6)
    assert set(refused.value.errors) == {"evidence"}
    with pytest.raises(Invalid) as unknown:
        start(sofia, lamps, edition=4)
    assert set(unknown.value.errors) == {"edition"}


def test_nobody_overwrites_what_they_have_not_seen(lamps: str, sofia: Actor) -> None:
    number = start(sofia, lamps)
    seen = queries.get_replication(sofia, number).version
    assert move(actor(Role.REVIEWER), number, 2, seen=seen) == Saved(replication=number)
    late = move(sofia, number, 3, seen=seen)
    assert isinstance(late, Outdated)
    assert late.theirs.stage is Stage.UNDERSTOOD
    with transaction():
        edited = service.edit_replication(sofia, number, Details(city="sofia", district="Mladost"), seen=seen)
    assert isinstance(edited, Outdated)
    assert queries.get_replication(sofia, number).district == ""


def test_details_change_and_blocks_the_practice_dropped_stay(lamps: str, sofia: Actor) -> None:
    number = start(sofia, lamps, blocks=("Sensors",))
    seen = queries.get_replication(sofia, number).version
    details = Details(city="sofia", title="Lamps for Vitosha", blocks=("Sensors", "Lamp posts"), shared=True)
    with transaction():
        assert service.edit_replication(sofia, number, details, seen=seen) == Saved(replication=number)
    changed = queries.get_replication(VISITOR, number)
    assert (changed.title, changed.version) == ("Lamps for Vitosha", seen + 1)
    assert {block.name for block in changed.blocks} == {"Sensors", "Lamp posts"}
    with transaction(), pytest.raises(Denied):
        service.edit_replication(sofia, number, Details(city="venice"), seen=seen + 1)


def test_why_a_city_left_is_found_with_the_practice_once_it_is_shared(lamps: str, sofia: Actor) -> None:
    page_id = get_page(sofia, lamps).id
    number = start(sofia, lamps)
    move(sofia, number, 1, exit=Exit.STOPPED, note="Trolleybus wires hang from our masts.")
    assert all("Trolleybus" not in part.text for text in documents_of([page_id]) for part in text.parts)
    with transaction():
        seen = queries.get_replication(sofia, number).version
        service.edit_replication(sofia, number, Details(city="sofia", shared=True), seen=seen)
    assert any("Trolleybus" in part.text for text in documents_of([page_id]) for part in text.parts)
    move(sofia, number, 1, happened_on=now().date())
    assert not any("Trolleybus" in part.text for text in documents_of([page_id]) for part in text.parts)


def test_every_change_lets_the_index_read_the_practice_anew(lamps: str, sofia: Actor) -> None:
    page_id = get_page(sofia, lamps).id

    def pending() -> int:
        return sequences_of("index", [page_id]).get(page_id, 0)

    before = pending()
    number = start(sofia, lamps)
    started = pending()
    move(sofia, number, 2)
    moved = pending()
    with transaction():
        service.edit_replication(sofia, number, Details(city="sofia"), seen=2)
    assert before < started < moved < pending()


def test_lists_are_narrowed_ordered_and_counted(lamps: str, sofia: Actor) -> None:
    heat = practice("District heat", themes=("heating",), cities=("lyon",))
    first, second = start(sofia, lamps, stage=6), start(actor(Role.REVIEWER), heat, "venice", stage=2)
    move(actor(Role.REVIEWER), second, 2, exit=Exit.PAUSED, note="Elections.")
    force = actor(Role.REVIEWER)

    def listed(**chosen: object) -> list[int]:
        return [each.id for each in queries.list_replications(force, Chosen(**chosen)).items]  # type: ignore[arg-type]  # what tests say

    assert listed() == [second, first]
    assert [each.id for each in queries.list_replications(force, order="stage").items] == [first, second]
    assert [each.id for each in queries.list_replications(force, order="practice").items] == [second, first]
    assert (
        listed(city="venice") == listed(source="lyon") == listed(theme="heating") == listed(practice=heat) == [second]
    )
    assert listed(stage=Stage.IMPLEMENTATION) == listed(exit=Exit.NONE) == [first]
    assert listed(source="atlantis") == listed(theme="none") == []
    totals = queries.count_replications(force)
    assert {stage: number for stage, number in totals.by_stage.items() if number} == {Stage.IMPLEMENTATION: 1}
    assert totals.by_exit[Exit.PAUSED] == 1
    assert [each.id for each in queries.walk_replications(force, at_once=1)] == [first, second]


def test_the_news_of_all_are_the_newest_first(lamps: str, sofia: Actor) -> None:
    number = start(sofia, lamps, shared=True)
    move(sofia, number, 3)
    assert [news.move.to_stage for news in queries.list_news(VISITOR)] == [Stage.EXCHANGE, Stage.INTEREST]
    assert [news.move.to_stage for news in queries.list_news(VISITOR, limit=1)] == [Stage.EXCHANGE]
