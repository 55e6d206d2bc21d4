"""What a save leaves to do is done beside the requests, by one process at a time, though nobody searches."""

import fcntl
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import page
from wiki.core.changes import count_changes
from wiki.core.db import db
from wiki.http import background
from wiki.http.background import BackgroundDrain
from wiki.search.whoosh import WhooshBackend
from wiki.services import EXTENSION

SECONDS = 10.0


@pytest.fixture
def index(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WhooshBackend]:
    monkeypatch.setattr(background, "GATHERING_SECONDS", 0.01)
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([])
    before = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = replace(before, search=backend)
    yield backend
    # While the thread has this it has a connection too, which must not outlive the test.
    with (tmp_path / "drain.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    app.extensions[EXTENSION] = before
    backend.close()


def left_over(app: Flask) -> int:
    with app.app_context():
        return count_changes("index")


def becomes(wanted: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SECONDS
    while not wanted() and time.monotonic() < deadline:
        time.sleep(0.02)
    return wanted()


def test_a_save_reaches_the_index_though_nobody_searches(app: Flask, index: WhooshBackend, tmp_path: Path) -> None:
    with app.app_context():
        page("Heat pumps")
        db.session.remove()
    assert (index.count(), left_over(app)) == (0, 1)
    BackgroundDrain(app, index, lock=tmp_path / "drain.lock").wake()
    assert becomes(lambda: left_over(app) == 0)
    assert index.count() == 1


def test_who_finds_another_process_draining_looks_again_after_it(
    app: Flask, index: WhooshBackend, tmp_path: Path
) -> None:
    with app.app_context():
        page("Heat pumps")
        db.session.remove()
    lock = tmp_path / "drain.lock"
    with lock.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        BackgroundDrain(app, index, lock=lock).wake()
        time.sleep(0.3)
        assert left_over(app) == 1
    assert becomes(lambda: left_over(app) == 0)
    assert index.count() == 1


def test_who_comes_right_after_another_process_lets_more_gather(
    app: Flask, index: WhooshBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        page("Heat pumps")
        db.session.remove()
    lock = tmp_path / "drain.lock"
    lock.touch()
    monkeypatch.setattr(background, "GATHERING_SECONDS", 1.0)
    BackgroundDrain(app, index, lock=lock).wake()
    time.sleep(0.2)
    # Another process ends its own, shortly before it would be our turn.
    lock.touch()
    time.sleep(0.9)
    assert left_over(app) == 1
    assert becomes(lambda: left_over(app) == 0)
    assert index.count() == 1
