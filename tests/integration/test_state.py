"""The state of the database changes with every commit and with nothing else, on either database."""

from collections.abc import Iterator

import pytest

from tests.factories import page, save
from wiki.core.db import db, transaction
from wiki.core.state import StateReader, _Asking, state_reader


@pytest.fixture
def ask() -> Iterator[StateReader]:
    reader = state_reader(db.engine)
    yield reader
    # A database is put back only when nobody is connected.
    assert isinstance(reader, _Asking)
    for kept in reader._kept.values():
        kept.let_go()


def test_what_is_committed_changes_the_state(ask: StateReader) -> None:
    page("Story")
    before = ask()
    assert ask() == before
    save("story", body="Newer.")
    assert ask() != before


def test_what_is_read_or_taken_back_does_not(ask: StateReader) -> None:
    page("Story")
    before = ask()
    with pytest.raises(LookupError), transaction():
        raise LookupError
    db.session.rollback()
    assert ask() == before


def test_the_state_is_told_again_after_the_connection_was_lost(ask: StateReader) -> None:
    before = ask()
    assert isinstance(ask, _Asking)
    for kept in ask._kept.values():
        kept.connection.close()
    told = [ask() for _ in range(3)]
    assert before not in told
    assert told[0] != told[1] == told[2]
