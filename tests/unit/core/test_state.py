"""Whether anything was committed, asked through connections that may break, by threads that come at once."""

import sqlite3
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, create_engine

from wiki.core import state


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    file = tmp_path / "wiki.db"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE texts (body)")
    connection.close()
    return create_engine(f"sqlite:///{file}")


def commit(engine: Engine) -> None:
    with sqlite3.connect(str(engine.url.database)) as connection:
        connection.execute("INSERT INTO texts VALUES ('x')")
    connection.close()


def test_the_state_changes_with_each_commit_and_not_otherwise(engine: Engine) -> None:
    ask = state.state_reader(engine)
    before = ask()
    assert ask() == before
    commit(engine)
    assert ask() != before


def test_a_new_connection_never_tells_what_an_older_one_told(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[sqlite3.Connection] = []

    def connect(engine: Engine) -> sqlite3.Connection:
        opened.append(sqlite3.connect(str(engine.url.database), check_same_thread=False))
        return opened[-1]

    monkeypatch.setattr(state, "_connect", connect)
    ask = state.state_reader(engine)
    before = ask()
    opened[-1].close()
    broken = ask()
    commit(engine)
    assert len({before, broken, ask()}) == 3
    assert len(opened) == 2


def test_the_first_threads_of_a_process_share_one_connection(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    connect = state._connect
    monkeypatch.setattr(state, "_connect", lambda engine: opened.append(engine) or connect(engine))
    ask, told, start = state.state_reader(engine), [], Barrier(8)

    def come() -> None:
        start.wait()
        told.append(ask())

    threads = [Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(told), len(set(told)), len(opened)) == (8, 1, 1)
