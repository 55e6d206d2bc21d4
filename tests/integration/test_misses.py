"""Questions that found nothing are counted without who asked, in few rows, and shown once several people asked."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect

from tests.factories import actor
from wiki.accounts.types import VISITOR, Role
from wiki.core.clock import at, now
from wiki.core.db import db, transaction
from wiki.core.errors import Denied
from wiki.demand import queries, service


def missed(*questions: str, days_ago: int = 0, most: int = 100) -> None:
    with at(now() - timedelta(days=days_ago)), transaction():
        service.write_misses(questions, most=most)


def shown(*, at_least: int = 1) -> list[tuple[str, int]]:
    found = queries.list_misses(actor(Role.EDITOR), at_least=at_least)
    return [(miss.question, miss.count) for miss in found]


def test_nothing_is_stored_of_who_asked() -> None:
    missed("heat pumps")
    columns = {column["name"] for column in inspect(db.engine).get_columns("search_misses")}
    assert columns == {"question", "count", "first_on", "last_on"}


def test_members_see_what_was_asked_for_at_least_three_times() -> None:
    for questions in (("heat pumps", "cargo bikes"), ("heat pumps", "cargo bikes"), ("heat pumps",)):
        missed(*questions)
    assert shown(at_least=queries.LEAST_SHOWN) == [("heat pumps", 3)]
    assert shown() == [("heat pumps", 3), ("cargo bikes", 2)]
    for who in (VISITOR, actor(Role.OBSERVER)):
        with pytest.raises(Denied):
            queries.list_misses(who)


def test_it_tells_the_first_and_the_last_day() -> None:
    missed("heat pumps", days_ago=9)
    missed("heat pumps")
    (miss,) = queries.list_misses(actor(Role.EDITOR), at_least=1)
    assert (miss.first_on, miss.last_on) == ((now() - timedelta(days=9)).date(), now().date())


def test_of_too_many_the_rarest_go_and_of_these_the_oldest() -> None:
    missed("often")
    missed("often", days_ago=30)
    missed("old", days_ago=3)
    missed("new", "newer", most=3)
    assert {question for question, _ in shown()} == {"often", "new", "newer"}


def test_what_nobody_asked_for_a_year_is_forgotten() -> None:
    missed("long ago", days_ago=400)
    missed("heat pumps")
    assert shown() == [("heat pumps", 1)]


def test_an_editor_takes_a_question_off_the_list() -> None:
    missed("ada lovelace", "heat pumps")
    with transaction():
        service.drop_miss(actor(Role.EDITOR), "ada lovelace")
    assert shown() == [("heat pumps", 1)]
    with pytest.raises(Denied), transaction():
        service.drop_miss(actor(Role.OBSERVER), "heat pumps")
