"""Addresses in the map of the application."""

from collections.abc import Callable
from functools import cache, partial

from werkzeug.routing import Rule


class LateRule(Rule):
    """Writes the function that builds its address when that is asked for, as compiling two each takes a while.

    It leans on an inner method of the library. If that is gone one day, addresses are built as the library does it.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        written = cache(partial(super()._compile_builder, append_unknown))
        return lambda rule, /, **values: written()(rule, **values)
