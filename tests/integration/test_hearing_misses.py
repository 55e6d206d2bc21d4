"""A search that finds nothing writes nothing; a thread counts what was asked some time later."""

import time
from collections.abc import Callable

from tests.integration.conftest import NewMachine
from wiki.cli.context import OPERATOR
from wiki.core.db import db
from wiki.core.schema import upgrade
from wiki.demand.queries import list_misses
from wiki.http.misses import Misses
from wiki.search.null import NullBackend


def eventually(holds: Callable[[], bool]) -> bool:
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.02)
    return False


def counted() -> dict[str, int]:
    db.session.rollback()
    return {miss.question: miss.count for miss in list_misses(OPERATOR, at_least=1)}


def test_what_is_heard_in_one_window_counts_once_and_what_may_name_a_person_not_at_all(
    new_machine: NewMachine,
) -> None:
    app = new_machine("hearing")
    with app.app_context():
        upgrade()
        misses = Misses(app, NullBackend(), window=1.0)
        for text in ("Heat pumps", "heat PUMPS!", "ada@example.org", "0151 2345678", "x"):
            misses.hear(text)
        assert counted() == {}
        assert eventually(lambda: counted() == {"heat pumps": 1})
        misses.hear("heat pumps")
        assert eventually(lambda: counted() == {"heat pumps": 2})


def test_a_database_that_cannot_be_written_keeps_the_thread_alive(new_machine: NewMachine) -> None:
    app = new_machine("later")
    misses = Misses(app, NullBackend(), window=0.1)
    # There are no tables yet.
    misses.hear("heat pumps")
    time.sleep(0.3)
    with app.app_context():
        upgrade()
        misses.hear("cargo bikes")
        assert eventually(lambda: counted() == {"cargo bikes": 1})
