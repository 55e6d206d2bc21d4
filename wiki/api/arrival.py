"""The operations arrive with the first request that asks for the API, in each process.

Their models and the library behind them are a fifth of the start and of what it loads; most readers never ask for it.
"""

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.routing import Map, Rule

from wiki.api.addresses import PREFIX

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Arrival:
    """A WSGI application around another one, which gets its operations before it sees a request for one."""

    def __init__(self, app: Flask) -> None:
        self._app, self._inner = app, app.wsgi_app
        self._lock = Lock()
        self._is_over = False

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if not self._is_over and PREFIX in environ["PATH_INFO"]:
            self.bring()
        return self._inner(environ, start_response)

    def bring(self) -> None:
        """Let the application have all operations; the first who asks does it, and others wait."""
        with self._lock:
            if not self._is_over:
                _bind(self._app)
                self._is_over = True


def _bind(app: Flask) -> None:
    from wiki.api.binding import rules_and_views

    rules, views = rules_and_views()
    app.view_functions |= views
    # A map cannot grow while others look something up in it: a new one takes its place.
    app.url_map = _map_of(app.url_map, rules)


def _map_of(old: Map, more: Iterable[Rule]) -> Map:
    return Map([*(_copy(rule) for rule in old.iter_rules()), *more], converters=old.converters)


def _copy(rule: Rule) -> Rule:
    copied = rule.empty()
    # What Flask notes on its rules.
    copied.provide_automatic_options = rule.provide_automatic_options  # type: ignore[attr-defined]
    return copied
