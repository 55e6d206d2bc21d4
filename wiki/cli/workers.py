"""The workers of a server: made by granian as copies of this process, then watched by a smaller one."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterable
from multiprocessing import set_start_method
from typing import Any

from flask import Flask
from granian.constants import Interfaces
from granian.server.mp import MPServer

from wiki.cli.watching import hold_signals, release_signals, turn_into_watcher

_LIBRARY = ctypes.CDLL(None)
# PR_SET_PDEATHSIG of <linux/prctl.h>.
_SIGNAL_AT_PARENTS_DEATH = 1


class Workers(MPServer):
    """Granian's server, which watches its workers by turning into a program that does nothing else."""

    def __init__(self, *, replaced: Iterable[int], folder: str, **settings: Any) -> None:
        super().__init__("wiki.app:create_app", factory=True, interface=Interfaces.WSGI, **settings)
        self._replaced = replaced
        self._folder = folder

    def _serve_loop(self, _spawn_target: object, _target_loader: object) -> None:
        turn_into_watcher((worker.inner.pid for worker in self.wrks), replaced=self._replaced, folder=self._folder)


def serve_with_workers(app: Flask, *, host: str, port: int, count: int, replaced: Iterable[int], folder: str) -> None:
    """Serve with as many processes, in place of those ``replaced``. Does not return.

    ``folder`` is removed when the server ends, unless it is empty text.
    """
    set_start_method("fork", force=True)
    workers = Workers(
        replaced=replaced,
        folder=folder,
        address=host,
        port=port,
        workers=count,
        blocking_threads=4,
        log_access=False,
        log_level="warning",
    )
    hold_signals()
    workers.serve(target_loader=within_a_worker(app, watcher=os.getpid()), wrap_loader=False)


def within_a_worker(app: Flask, *, watcher: int) -> Callable[[], Flask]:
    """Return what a worker begins with; it ends the process if the one numbered ``watcher`` is not its parent."""

    def load() -> Flask:
        # Until granian listens to signals: what listened in the process that this is a copy of would swallow them.
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, signal.SIG_DFL)
        release_signals()
        _die_with(watcher)
        return app

    return load


def _die_with(watcher: int) -> None:
    """Let this process be killed when the one that watches it dies, however that comes. On Linux only."""
    if control := getattr(_LIBRARY, "prctl", None):
        # Nobody is left who would see to it that the process ends when it is only told to.
        control(_SIGNAL_AT_PARENTS_DEATH, int(signal.SIGKILL))
        if os.getppid() != watcher:
            sys.exit("nobody watches this worker")
