"""Practices that are wanted: asked for, joined once each, answered, and told to those who asked."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete

from tests.factories import actor, archive, new_person, page, practice
from wiki.accounts.models import User
from wiki.accounts.queries import actor_of
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.core.questions import is_there
from wiki.demand import queries, service
from wiki.demand.types import PracticeRequest, RequestDraft, RequestId, RequestState

PUMPS = RequestDraft(title="Heat pumps in listed buildings", why="We have 300 of them.", theme="heating", city="munich")


def do(write: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    with transaction():
        return write(*arguments, **named)


def someone(role: Role = Role.EDITOR) -> Actor:
    return actor_of(new_person(role))


@pytest.fixture
def observer() -> Actor:
    return actor(Role.OBSERVER)


@pytest.fixture
def reviewer() -> Actor:
    return actor(Role.REVIEWER)


@pytest.fixture
def pumps(observer: Actor) -> RequestId:
    made: RequestId = do(service.ask, observer, PUMPS)
    return made


def titles(who: Actor = VISITOR, **chosen: Any) -> list[str]:
    return [request.title for request in queries.list_requests(who, **chosen).items]


def answers(who: Actor) -> list[PracticeRequest]:
    """Return the answers to somebody; the question before them, which spares most people the rest, denies none."""
    found = [*queries.list_answers(who)]
    assert not found or is_there([queries.ask_for_answers(who)]) == (True,)
    return found


def test_whoever_has_an_account_asks_and_has_joined(observer: Actor, pumps: RequestId) -> None:
    request = queries.get_request(observer, pumps)
    assert (request.title, request.why, request.theme) == (PUMPS.title, PUMPS.why, "heating")
    assert (request.joined, request.cities, request.is_joined) == (1, ("munich",), True)
    assert [step.kind for step in queries.list_steps(observer, pumps)] == ["asked"]


def test_visitors_read_and_learn_of_no_name(observer: Actor, pumps: RequestId) -> None:
    assert queries.get_request(observer, pumps).asked_by == observer.label
    seen = queries.get_request(VISITOR, pumps)
    assert (seen.asked_by, seen.joined, seen.is_joined) == ("", 1, False)
    assert [join.name for join in queries.list_joins(VISITOR, pumps)] == [""]
    assert [step.actor for step in (*queries.list_steps(VISITOR, pumps), *queries.list_news(VISITOR))] == ["", ""]
    for write in (service.join_request, service.leave_request, service.note_told):
        with pytest.raises(Denied):
            do(write, VISITOR, pumps)
    with pytest.raises(Denied):
        do(service.ask, VISITOR, PUMPS)


def test_each_joins_once_with_a_city_and_may_leave(pumps: RequestId) -> None:
    ada = someone()
    for city in ("vienna", "lyon"):
        do(service.join_request, ada, pumps, city)
    assert queries.get_request(ada, pumps).cities == ("munich", "vienna")
    assert queries.get_request(ada, pumps).joined == 2
    do(service.leave_request, ada, pumps)
    assert not queries.get_request(ada, pumps).is_joined
    assert queries.get_request(ada, pumps).joined == 1
    with pytest.raises(Invalid, match="city"):
        do(service.join_request, ada, pumps, "atlantis")
    with pytest.raises(NotFound):
        do(service.join_request, ada, RequestId(99))


def test_what_most_want_comes_first_then_the_oldest(observer: Actor, pumps: RequestId) -> None:
    for title in ("Shared bicycles", "Street lamps"):
        made = do(service.ask, observer, RequestDraft(title=title, why="To learn."))
    do(service.join_request, someone(), made)
    assert titles() == ["Street lamps", PUMPS.title, "Shared bicycles"]
    assert titles(theme="heating") == [PUMPS.title]
    assert titles(size=1, number=2) == [PUMPS.title]
    assert queries.list_requests(VISITOR, size=1).total == 3


def test_the_same_is_asked_for_once_and_the_like_of_it_is_found(observer: Actor, pumps: RequestId) -> None:
    with pytest.raises(Invalid, match="already"):
        do(service.ask, observer, RequestDraft(title="heat pumps in LISTED buildings", why="Again."))
    (near,) = queries.similar_requests(VISITOR, "A heat pump for listed buildings")
    assert near.id == pumps
    assert queries.similar_requests(VISITOR, "Cargo bikes") == ()


def test_a_page_everybody_may_read_meets_a_request_and_all_who_joined_are_told_once(
    observer: Actor, reviewer: Actor, pumps: RequestId
) -> None:
    ada = someone()
    do(service.join_request, ada, pumps)
    slug = practice("Pumps in Munich", "They work.")
    do(service.meet_request, reviewer, pumps, slug)
    for who in (observer, ada):
        (answer,) = answers(who)
        assert answer.page is not None
        assert (answer.state, answer.page.slug, answer.page.title) == (RequestState.MET, slug, "Pumps in Munich")
    assert not answers(someone())
    assert not answers(VISITOR)
    do(service.note_told, ada, pumps)
    assert not answers(ada)
    assert answers(observer)
    assert titles() == []
    with pytest.raises(Invalid, match="open"):
        do(service.join_request, someone(), pumps)


def test_no_page_that_some_may_not_read_meets_a_request(observer: Actor, reviewer: Actor, pumps: RequestId) -> None:
    draft = practice("Hidden pumps", published=False)
    for slug in (draft, "nobody-wrote-this", ""):
        with pytest.raises(Invalid, match="visitors"):
            do(service.meet_request, reviewer, pumps, slug)
    assert titles() == [PUMPS.title]


def test_a_page_that_went_away_again_is_told_to_nobody_who_may_not_see_it(
    observer: Actor, reviewer: Actor, pumps: RequestId
) -> None:
    slug = page("Sesame")
    do(service.meet_request, reviewer, pumps, slug)
    archive(slug)
    for who in (VISITOR, observer):
        assert "esame" not in repr((queries.get_request(who, pumps), queries.list_steps(who, pumps)))
        assert "esame" not in repr((queries.list_news(who), answers(who)))
    assert answers(observer) == []
    seen = queries.get_request(reviewer, pumps).page
    assert seen is not None
    assert seen.slug == slug


def test_only_the_task_force_answers(observer: Actor, pumps: RequestId) -> None:
    for who in (observer, someone(), VISITOR):
        for write, told in (
            (service.meet_request, "welcome"),
            (service.close_request, "No."),
            (service.mark_same, pumps),
        ):
            with pytest.raises(Denied):
                do(write, who, pumps, told)
        with pytest.raises(Denied):
            do(service.reopen_request, who, pumps)


def test_a_request_is_closed_with_a_reason_told_to_those_who_asked(
    observer: Actor, reviewer: Actor, pumps: RequestId
) -> None:
    with pytest.raises(Invalid, match="why"):
        do(service.close_request, reviewer, pumps, " \n")
    do(service.close_request, reviewer, pumps, "No city of the programme has any.")
    (answer,) = answers(observer)
    assert (answer.state, answer.reason) == (RequestState.CLOSED, "No city of the programme has any.")
    do(service.reopen_request, reviewer, pumps)
    assert answers(observer) == []
    assert titles() == [PUMPS.title]
    assert [step.kind for step in queries.list_steps(reviewer, pumps)] == ["asked", "closed", "reopened"]


def test_joins_of_a_duplicate_are_moved_each_once(observer: Actor, reviewer: Actor, pumps: RequestId) -> None:
    ada, bea = someone(), someone()
    other = do(service.ask, ada, RequestDraft(title="Old houses, new heating", why="To learn.", city="lyon"))
    do(service.join_request, bea, pumps)
    do(service.join_request, ada, pumps)
    do(service.mark_same, reviewer, pumps, other)
    request = queries.get_request(bea, other)
    assert (request.joined, request.is_joined, set(request.cities)) == (3, True, {"lyon", "munich"})
    same = queries.get_request(bea, pumps)
    assert (same.state, same.same_as, same.joined) == (RequestState.DUPLICATE, other, 0)
    for wrong in (other, pumps, RequestId(99)):
        with pytest.raises(Invalid, match="another"):
            do(service.mark_same, reviewer, other, wrong)
    with pytest.raises(Invalid, match="again"):
        do(service.reopen_request, reviewer, pumps)


def test_what_an_account_joined_goes_with_it_and_what_it_asked_stays(pumps: RequestId) -> None:
    ada = someone()
    do(service.join_request, ada, pumps)
    theirs = do(service.ask, ada, RequestDraft(title="Cargo bikes", why="To learn."))
    with transaction():
        db.session.execute(delete(User).where(User.id == ada.user_id))
    assert queries.get_request(VISITOR, pumps).joined == 1
    assert queries.get_request(actor(Role.EDITOR), theirs).asked_by == ada.label


def test_a_list_asks_the_database_as_often_for_many_as_for_few(
    observer: Actor, pumps: RequestId, query_count: Any
) -> None:
    with query_count() as few:
        queries.list_requests(observer)
    for number in range(5):
        do(service.ask, observer, RequestDraft(title=f"Wish {number} of many", why="To learn.", city="lyon"))
    with query_count() as many:
        queries.list_requests(observer)
    assert len(many) == len(few)
