"""What saves leave behind, worked off beside the requests: one thread in each process, woken by a save."""

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from flask import Flask

from wiki.core.db import db
from wiki.http.memory import give_back
from wiki.jobs import drain, look_for_news
from wiki.search.contract import SearchBackend

# So long a save waits for others: one commit of the index for all of them costs little more than for one.
# Whoever searches meanwhile does not wait, but brings in what is there.
GATHERING_SECONDS = 1.0
_log = logging.getLogger(__name__)


class BackgroundDrain:
    """Drains the outbox some time after it is told to. What it cannot do stays there for the next time.

    Of several processes one drains at a time, and none right after another: two would read the same pages and write
    them twice, or each write half of what has gathered.
    """

    def __init__(self, app: Flask, search: SearchBackend, *, lock: Path) -> None:
        self._app = app
        self._search = search
        self._lock = lock
        self._process = 0
        self._woken = Event()

    def wake(self) -> None:
        """Return at once; the thread is started by the first call in each process."""
        if self._process != os.getpid():
            self._process, self._woken = os.getpid(), Event()
            Thread(target=self._work, name="drain", daemon=True).start()
        self._woken.set()

    def _work(self) -> None:
        while self._woken.wait():
            time.sleep(GATHERING_SECONDS)
            self._woken.clear()
            try:
                with _in_turn(self._lock) as is_mine, self._app.app_context():
                    # Who drains now, or has just done, may have looked before our save: look again after them.
                    if not is_mine or self._drain():
                        self._woken.set()
                    db.session.remove()
                # A commit ended all answers that were kept, and many pages were taken apart for the index.
                give_back()
            except Exception:  # noqa: BLE001 - whatever it is, the thread lives on
                _log.exception("what saves leave to do could not be done; the next save tries again")

    def _drain(self) -> bool:
        """Return whether more is left to do that can wait for its turn."""
        came_meanwhile = drain(self._search, once=True)
        return look_for_news(self._search) or came_meanwhile


@contextmanager
def _in_turn(lock: Path) -> Iterator[bool]:
    """Tell whether no other process is in such a block, or was a moment ago.

    The kernel frees the lock when a process dies; its file tells when the last block ended.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        # A clock that was set back tells nothing.
        if 0 <= time.time() - os.fstat(file.fileno()).st_mtime < GATHERING_SECONDS:
            yield False
            return
        try:
            yield True
        finally:
            os.utime(file.fileno())
