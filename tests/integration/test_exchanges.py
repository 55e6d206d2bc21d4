"""Cities meet to learn from each other: who logs it, who knows of it, and that nobody overwrites unseen changes."""

from datetime import date
from typing import Any

import pytest

from tests.factories import actor, archive, practice
from tests.integration.reviewing import member
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.exchange import queries, service
from wiki.exchange.types import Chosen, ExchangeDraft, ExchangeId, Format, Outdated, Saved
from wiki.pages.queries import get_page
from wiki.replication.service import start_replication
from wiki.replication.types import Details, MoveDraft, ReplicationId, Stage

IN_2018 = date(2018, 6, 5)


@pytest.fixture
def lamps() -> str:
    return practice("Smart lamp posts", themes=("data",), cities=("munich",))


@pytest.fixture
def sofia() -> Actor:
    return member(Role.EDITOR, city="sofia")


def draft(**said: Any) -> ExchangeDraft:
    told = {"format": Format.STUDY_VISIT, "title": "Lamps at night", "starts_on": IN_2018}
    return ExchangeDraft(**told | {"host": "munich", "guests": ("sofia",)} | said)


def log(who: Actor, **said: Any) -> ExchangeId:
    with transaction():
        return service.log_exchange(who, draft(**said))


def edit(who: Actor, number: ExchangeId, *, seen: int = 1, **said: Any) -> Saved | Outdated:
    with transaction():
        return service.edit_exchange(who, number, draft(**said), seen=seen)


def replicated(slug: str, city: str = "sofia", *, shared: bool) -> ReplicationId:
    with transaction():
        return start_replication(
            actor(Role.REVIEWER),
            slug,
            Details(city=city, shared=shared),
            MoveDraft(stage=Stage.INTEREST, happened_on=IN_2018),
        )


def numbers(who: Actor, **chosen: Any) -> list[int]:
    return [each.id for each in queries.list_exchanges(who, Chosen(**chosen)).items]


def test_a_city_logs_what_it_took_part_in_and_says_what_came_of_it(lamps: str, sofia: Actor) -> None:
    number = log(sofia, practice=lamps, people=12, mentor=" Ada  Person ", guests=("venice", "sofia"))
    told = queries.get_exchange(sofia, number)
    assert (told.host, told.guests, told.people, told.mentor) == ("munich", ("sofia", "venice"), 12, "Ada Person")
    assert told.practice is not None
    assert (told.practice.slug, told.practice.title, told.version) == (lamps, "Smart lamp posts", 1)
    assert edit(sofia, number, practice=lamps, outcome="We take the masts.") == Saved(exchange=number)
    changed = queries.get_exchange(VISITOR, number)
    assert (changed.outcome, changed.guests, changed.version) == ("We take the masts.", ("sofia",), 2)


def test_only_cities_that_take_part_and_the_task_force_log_and_change_one(lamps: str, sofia: Actor) -> None:
    venice = member(Role.EDITOR, city="venice")
    for who in (VISITOR, actor(Role.OBSERVER), member(Role.OBSERVER, city="sofia"), actor(Role.EDITOR), venice):
        with pytest.raises(Denied):
            log(who, practice=lamps)
    number = log(actor(Role.REVIEWER), practice=lamps)
    for who in (VISITOR, member(Role.OBSERVER, city="sofia"), actor(Role.EDITOR), venice):
        with pytest.raises(Denied):
            edit(who, number)
    assert isinstance(edit(sofia, number), Saved)
    assert isinstance(edit(member(Role.EDITOR, city="munich"), number, seen=2), Saved)
    with pytest.raises(Denied):
        edit(sofia, number, seen=3, guests=("venice",))


def test_people_are_told_to_members_alone(lamps: str, sofia: Actor) -> None:
    number = log(sofia, practice=lamps, mentor="Ada Person")
    for who in (VISITOR, actor(Role.OBSERVER)):
        told = queries.get_exchange(who, number)
        assert (told.mentor, told.created_by) == ("", "")
    assert queries.get_exchange(actor(Role.EDITOR), number).mentor == "Ada Person"


def test_what_is_about_a_page_nobody_may_see_is_known_to_nobody_else(sofia: Actor) -> None:
    draft_page = practice("Secret lamps", published=False, themes=("data",))
    public = practice("Lamps once", themes=("data",))
    log(sofia, practice=draft_page)
    gone = log(sofia, practice=public)
    assert numbers(VISITOR) == [gone]
    archive(public)
    for who in (VISITOR, actor(Role.OBSERVER)):
        assert numbers(who) == numbers(who, theme="data") == numbers(who, city="sofia") == []
        assert queries.list_newly_logged(who) == queries.exchanges_of_city(who, "sofia") == ()
        assert list(queries.walk_exchanges(who)) == []
        with pytest.raises(NotFound):
            queries.get_exchange(who, gone)
    assert len(numbers(sofia)) == 2


def test_what_belongs_to_a_replication_is_known_as_that_is(lamps: str, sofia: Actor) -> None:
    page_id = get_page(sofia, lamps).id
    hidden, shared = replicated(lamps, shared=False), replicated(lamps, shared=True)
    secret = log(sofia, replication=hidden, format=Format.MENTORING)
    told = log(sofia, replication=shared)
    for who in (VISITOR, actor(Role.OBSERVER), actor(Role.EDITOR), member(Role.EDITOR, city="munich")):
        assert numbers(who) == [told]
        assert [each.id for each in queries.exchanges_of_practice(who, page_id)] == [told]
        assert queries.exchanges_of_replication(who, hidden) == ()
        with pytest.raises(NotFound):
            queries.get_exchange(who, secret)
        with pytest.raises((Denied, NotFound)):
            edit(who, secret)
    for who in (sofia, actor(Role.REVIEWER)):
        assert [each.id for each in queries.exchanges_of_replication(who, hidden)] == [secret]


def test_a_replication_brings_its_practice_and_its_city_must_have_been_there(lamps: str, sofia: Actor) -> None:
    other = practice("Torches")
    number = log(sofia, replication=replicated(lamps, shared=True), practice=other)
    told = queries.get_exchange(sofia, number)
    assert told.practice is not None
    assert told.practice.slug == lamps
    for wrong in (replicated(lamps, "venice", shared=True), replicated(lamps, "venice", shared=False)):
        with pytest.raises(Invalid) as refused:
            log(sofia, replication=wrong)
        assert set(refused.value.errors) == {"replication"}


def test_what_is_wrong_is_told_by_field(sofia: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        log(sofia, title=" ", ends_on=date(2018, 6, 4), people=0, link="javascript:alert(1)", practice="nothing")
    assert set(refused.value.errors) == {"title", "ends_on", "people", "link", "practice"}
    for wrong, field in (
        ({"host": "atlantis"}, "host"),
        ({"guests": ()}, "guests"),
        ({"guests": ("munich", "sofia")}, "guests"),
        ({"theme": "none"}, "theme"),
        ({"starts_on": date(1217, 6, 5)}, "starts_on"),
    ):
        with pytest.raises(Invalid) as refused:
            log(sofia, **wrong)
        assert set(refused.value.errors) == {field}


def test_nobody_overwrites_what_they_have_not_seen(lamps: str, sofia: Actor) -> None:
    number = log(sofia, practice=lamps)
    assert edit(actor(Role.REVIEWER), number, title="Lamps by day") == Saved(exchange=number)
    late = edit(sofia, number, title="Mine")
    assert isinstance(late, Outdated)
    assert late.theirs.title == "Lamps by day"
    assert queries.get_exchange(sofia, number).title == "Lamps by day"


def test_what_never_was_is_removed_by_who_may_change_it(lamps: str, sofia: Actor) -> None:
    number = log(sofia, practice=lamps)
    for who in (member(Role.EDITOR, city="venice"), member(Role.OBSERVER, city="sofia")):
        with pytest.raises(Denied), transaction():
            service.remove_exchange(who, number, seen=1)
    with transaction():
        assert isinstance(service.remove_exchange(sofia, number, seen=2), Outdated)
        assert service.remove_exchange(sofia, number, seen=1) == Saved(exchange=number)
    assert numbers(actor(Role.REVIEWER)) == []


def test_lists_are_narrowed_and_walked(lamps: str, sofia: Actor) -> None:
    force = actor(Role.REVIEWER)
    first = log(sofia, practice=lamps)
    second = log(force, format=Format.WEBINAR, theme="heating", host="lyon", starts_on=date(2019, 12, 30))
    long = log(force, format=Format.MENTORING, guests=("venice",), ends_on=date(2020, 2, 1), starts_on=date(2018, 1, 1))
    assert numbers(force) == [second, first, long]
    assert numbers(force, theme="data") == numbers(force, practice=lamps) == [first]
    assert numbers(force, theme="heating") == numbers(force, format=Format.WEBINAR) == [second]
    assert numbers(force, city="munich") == [first, long]
    assert numbers(force, city="sofia") == [second, first]
    assert numbers(force, year=2019) == [second, long]
    assert numbers(force, year=2017) == numbers(force, city="atlantis") == []
    assert [each.id for each in queries.walk_exchanges(force, at_once=1)] == [first, second, long]
    assert [each.id for each in queries.list_newly_logged(force, limit=2)] == [long, second]
