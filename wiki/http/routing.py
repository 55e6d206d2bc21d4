"""Addresses in the map of the application."""

from collections.abc import Callable
from functools import cache
from threading import Lock

from werkzeug.routing import Rule

# Python 3.11 counts how deep it is in a syntax tree once for all threads, and fails when two write one at a time.
_ONE_AT_A_TIME = Lock()


class LateRule(Rule):
    """Writes the function that builds its address when that is asked for, as compiling two each takes a while.

    It leans on an inner method of the library. If that is gone one day, addresses are built as the library does it.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        write = super()._compile_builder

        @cache
        def written() -> Callable[..., tuple[str, str]]:
            with _ONE_AT_A_TIME:
                return write(append_unknown)

        return lambda rule, /, **values: written()(rule, **values)
