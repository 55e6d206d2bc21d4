"""Calls that start at the same moment, each in a context of its own as a request has one."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from flask import Flask

T = TypeVar("T")


def at_once(app: Flask, acts: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Return what each call returned or raised, in their order."""
    barrier = Barrier(len(acts))

    def start(act: Callable[[], T]) -> T | Exception:
        with app.app_context():
            barrier.wait()
            try:
                return act()
            except Exception as problem:  # noqa: BLE001 - what it raised is the result
                return problem

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(start, acts))
