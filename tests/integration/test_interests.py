"""Cities say what they want to learn: who may, who reads it, and what is done about it."""

from datetime import date
from typing import Any

import pytest

from tests.factories import actor, archive, practice
from tests.integration.reviewing import member
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.exchange import queries, service
from wiki.exchange.types import (
    ExchangeDraft,
    ExchangeId,
    Format,
    InterestDraft,
    InterestId,
    InterestState,
    InterestStepKind,
)
from wiki.pages.service import remove_page
from wiki.replication.service import start_replication
from wiki.replication.types import Details, MoveDraft, Stage

IN_2018 = date(2018, 6, 5)


@pytest.fixture
def sofia() -> Actor:
    return member(Role.EDITOR, city="sofia")


def draft(**said: Any) -> InterestDraft:
    told = {"city": "sofia", "theme": "data", "does": "Nothing yet.", "issue": "Who pays?", "travel": "We do"}
    return InterestDraft(**told | said)


def express(who: Actor, **said: Any) -> InterestId:
    with transaction():
        return service.express_interest(who, draft(**said))


def match(who: Actor, number: InterestId, **said: Any) -> None:
    with transaction():
        service.match_interest(who, number, **said)


def close(who: Actor, number: InterestId, comment: str = "") -> None:
    with transaction():
        service.close_interest(who, number, comment)


def visit(**said: Any) -> ExchangeId:
    told = {"format": Format.STUDY_VISIT, "title": "Lamps", "starts_on": IN_2018, "host": "munich"}
    with transaction():
        return service.log_exchange(actor(Role.REVIEWER), ExchangeDraft(**told | {"guests": ("sofia",)} | said))


def test_people_of_a_city_express_its_interest_and_it_waits(sofia: Actor) -> None:
    lamps = practice("Lamp posts", themes=("data",))
    number = express(sofia, practice=lamps, category="financial", follows_up=True)
    told = queries.get_interest(sofia, number)
    assert (told.city, told.theme, told.state, told.follows_up) == ("sofia", "data", InterestState.OPEN, True)
    assert told.practice is not None
    assert told.practice.slug == lamps
    assert [(step.kind, step.actor) for step in queries.list_steps(sofia, number)] == [
        (InterestStepKind.MADE, sofia.label)
    ]
    assert queries.count_waiting(actor(Role.REVIEWER)) == 1
    assert queries.count_waiting(sofia) == 0
    observing = member(Role.OBSERVER, city="venice")
    assert queries.get_interest(observing, express(observing, city="venice")).city == "venice"


def test_nobody_speaks_for_another_city(sofia: Actor) -> None:
    for who in (VISITOR, actor(Role.OBSERVER), actor(Role.EDITOR), member(Role.EDITOR, city="venice")):
        with pytest.raises(Denied):
            express(who)
    assert express(actor(Role.REVIEWER))


def test_it_is_the_citys_own_and_the_task_forces(sofia: Actor) -> None:
    number = express(sofia)
    others = (VISITOR, *map(actor, (Role.OBSERVER, Role.EDITOR)), member(Role.EDITOR, city="venice"))
    for who in others:
        with pytest.raises(NotFound):
            queries.get_interest(who, number)
        assert queries.list_interests(who).total == 0
        assert queries.list_steps(who, number) == queries.list_interest_news(who) == ()
        assert list(queries.walk_interests(who)) == []
        with pytest.raises(NotFound):
            close(who, number)
        with pytest.raises((Denied, NotFound)):
            match(who, number, partner="munich")
    for who in (sofia, member(Role.OBSERVER, city="sofia"), actor(Role.REVIEWER)):
        assert queries.list_interests(who).total == 1


def test_the_task_force_names_an_exchange_or_a_partner(sofia: Actor) -> None:
    force, seen = actor(Role.REVIEWER), visit()
    first, second = express(sofia), express(sofia, theme="heating")
    match(force, first, exchange=seen, comment="Come  and see.")
    match(force, second, partner="munich")
    told = queries.get_interest(sofia, first)
    assert (told.state, told.exchange, told.partner) == (InterestState.MATCHED, seen, None)
    assert queries.get_interest(sofia, second).partner == "munich"
    assert [step.comment for step in queries.list_steps(sofia, first)] == ["", "Come and see."]
    with pytest.raises(Invalid):
        match(force, first, partner="munich")
    with transaction():
        service.reopen_interest(force, first)
    assert queries.get_interest(sofia, first).exchange is None
    with pytest.raises(Denied):
        match(sofia, first, partner="munich")


def test_a_match_that_is_none_is_told_by_field(sofia: Actor) -> None:
    force, number = actor(Role.REVIEWER), express(sofia)
    for wrong, field in (
        ({}, "partner"),
        ({"partner": "sofia"}, "partner"),
        ({"partner": "atlantis"}, "partner"),
        ({"exchange": ExchangeId(99)}, "exchange"),
        ({"partner": "munich", "comment": "x" * 500}, "comment"),
    ):
        with pytest.raises(Invalid) as refused:
            match(force, number, **wrong)
        assert set(refused.value.errors) == {field}
    assert queries.get_interest(sofia, number).state is InterestState.OPEN


def test_its_own_people_close_it_and_the_task_force_opens_it_again(sofia: Actor) -> None:
    number = express(sofia)
    close(sofia, number, "We know now.")
    with pytest.raises(Invalid):
        close(sofia, number)
    with pytest.raises(Denied):
        service.reopen_interest(sofia, number)
    with transaction():
        service.reopen_interest(actor(Role.REVIEWER), number)
    kinds = [step.kind for step in queries.list_steps(sofia, number)]
    assert kinds == [InterestStepKind.MADE, InterestStepKind.CLOSED, InterestStepKind.REOPENED]


def test_what_is_missing_is_told_by_field(sofia: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        express(sofia, does=" ", issue="", travel="", theme="none", category="magic", practice="nothing", city="x")
    assert set(refused.value.errors) == {"does", "issue", "travel", "theme", "category", "practice", "city"}


def test_nothing_is_told_of_what_its_reader_may_not_see(sofia: Actor) -> None:
    observing = member(Role.OBSERVER, city="sofia")
    lamps, torches = practice("Lamp posts"), practice("Torches")
    with transaction():
        begun = MoveDraft(stage=Stage.INTEREST, happened_on=IN_2018)
        hidden = start_replication(actor(Role.REVIEWER), torches, Details(city="venice"), begun)
    secret = visit(replication=hidden, guests=("venice",))
    number = express(sofia, practice=lamps)
    match(actor(Role.REVIEWER), number, exchange=secret)
    archive(lamps)
    told = queries.get_interest(observing, number)
    assert (told.practice, told.exchange) == (None, None)
    told = queries.get_interest(actor(Role.REVIEWER), number)
    assert (told.practice is not None, told.exchange) == (True, secret)


def test_it_outlives_the_practice_it_was_about(sofia: Actor) -> None:
    lamps = practice("Lamp posts")
    number = express(sofia, practice=lamps)
    with transaction():
        remove_page(actor(Role.ADMINISTRATOR), lamps)
    assert queries.get_interest(sofia, number).practice is None


def test_what_is_open_and_has_waited_longest_comes_first(sofia: Actor) -> None:
    force = actor(Role.REVIEWER)
    first, second, third = express(sofia), express(sofia, theme="heating"), express(force, city="venice")
    close(sofia, first)
    assert [each.id for each in queries.list_interests(force).items] == [second, third, first]
    assert [each.id for each in queries.list_interests(force, city="venice").items] == [third]
    assert [each.id for each in queries.list_interests(force, theme="heating").items] == [second]
    assert [each.id for each in queries.list_interests(force, state=InterestState.CLOSED).items] == [first]
    assert [each.id for each in queries.walk_interests(force, at_once=1)] == [first, second, third]
    assert [step.interest for step in queries.list_interest_news(force, limit=1)] == [first]
