"""Questions that found nothing, gathered in memory and counted beside the requests: a search writes nothing."""

import logging
import os
import time
from threading import Lock, Thread

from flask import Flask

from wiki.core.db import db
from wiki.core.errors import Unavailable
from wiki.demand.rules import countable
from wiki.jobs import count_misses
from wiki.search.contract import SearchBackend

# A question counts once in so many seconds, however often it is asked: a reload is no second person. And a commit
# ends all answers that are kept, so that it should be rare.
WINDOW_SECONDS = 300.0
_MOST_GATHERED = 1_000
_log = logging.getLogger(__name__)


class Misses:
    """What was asked lately and not found; lost when the process ends before it is counted."""

    def __init__(self, app: Flask, search: SearchBackend, *, window: float = WINDOW_SECONDS) -> None:
        self._app = app
        self._search = search
        self._window = window
        self._lock = Lock()
        self._process = 0
        self._questions: set[str] = set()

    def hear(self, text: str) -> None:
        """Note a question, unless it may name a person; nothing of who asked reaches this. Returns at once.

        The first one in each process starts the thread that counts.
        """
        question = countable(text)
        if question is None:
            return
        with self._lock:
            if self._process != os.getpid():
                self._process = os.getpid()
                Thread(target=self._work, name="misses", daemon=True).start()
            if len(self._questions) < _MOST_GATHERED:
                self._questions.add(question)

    def _take(self) -> set[str]:
        with self._lock:
            taken, self._questions = self._questions, set()
            return taken

    def _work(self) -> None:
        while True:
            time.sleep(self._window)
            questions = self._take()
            if not questions:
                continue
            try:
                with self._app.app_context():
                    count_misses(self._search, questions)
                    db.session.remove()
            except Unavailable:
                _log.info("the database was busy; %d searches without result were not counted", len(questions))
            except Exception:  # noqa: BLE001 - whatever it is, the thread lives on
                _log.exception("searches without result could not be counted")
