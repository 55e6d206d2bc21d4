"""Around every request: an id, one line in the log, and its share in the metrics.

It stands outside of everything that answers, so that it also sees what never reaches Flask's routing. It
tells routes, never addresses: who reads which page is nobody's business, and some addresses hold a secret.
"""

import logging
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from flask import Flask, request
from werkzeug.wsgi import ClosingIterator

from wiki.http.observation import Observation, current

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ANSWERED_FROM = "wiki.answer"
"""Where an inner layer leaves a word in the environment: ``hit`` or ``miss`` of the answers it keeps."""
OTHER, HOME = "other", "home"
_log = logging.getLogger("wiki.request")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Asked every few seconds by machines.
_PROBES = frozenset({"health", "ready", "metrics"})
_UNROUTED = {HOME: "/", OTHER: OTHER}
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class Meter(Protocol):
    def __call__(self, *, group: str, method: str, status: int, kept: str, seconds: float) -> None:
        """Count an answer. ``kept`` is ``hit``, ``miss`` or empty."""


def observed(app: Flask, *, trusts_ids: bool, meter: Meter | None = None) -> "WSGIApplication":
    """Return the application with an eye on it. Call it when all routes are known.

    ``trusts_ids`` takes the ids of a reverse proxy from ``X-Request-ID``.
    """
    inner, groups = app.wsgi_app, _groups(app)
    # The first thing that is done with a request once it is routed, whatever refuses it later.
    app.url_value_preprocessor(_note_route)

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        started = perf_counter()
        seen = Observation(request_id=_request_id(environ, trusts_ids=trusts_ids))
        current.set(seen)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            seen.status = int(status[:3])
            seen.size = _size(environ, seen.status, headers)
            # A list of its own: who keeps answers keeps their headers too.
            return start_response(status, [*headers, ("X-Request-ID", seen.request_id)], exc_info)

        def finish() -> None:
            _tell(environ, seen, groups=groups, seconds=perf_counter() - started, meter=meter)

        try:
            body = inner(environ, start)
        except BaseException:
            seen.status = 500
            finish()
            raise
        if seen.size is None:
            seen.size = 0
            return ClosingIterator(_counted(body, seen), [getattr(body, "close", _nothing), finish])
        finish()
        return body

    return answer


def _groups(app: Flask) -> frozenset[str]:
    """Return the first parts of all addresses: few, and none of them a secret."""
    parts = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}
    return frozenset(part for part in parts if part and "<" not in part)


def _request_id(environ: "WSGIEnvironment", *, trusts_ids: bool) -> str:
    given = str(environ.get("HTTP_X_REQUEST_ID", "")) if trusts_ids else ""
    return given if _ID.fullmatch(given) else secrets.token_hex(8)


def _size(environ: "WSGIEnvironment", status: int, headers: Iterable[tuple[str, str]]) -> int | None:
    """Return the bytes of the answer's body, or None when only sending it will tell."""
    if environ["REQUEST_METHOD"] == "HEAD" or status in {204, 304}:
        return 0
    return next((int(value) for name, value in headers if name.lower() == "content-length"), None)


def _counted(body: Iterable[bytes], seen: Observation) -> Iterator[bytes]:
    for piece in body:
        seen.size = (seen.size or 0) + len(piece)
        yield piece


def _nothing() -> None:
    """Stand in for the ``close`` that a body need not have."""


def _tell(
    environ: "WSGIEnvironment", seen: Observation, *, groups: frozenset[str], seconds: float, meter: Meter | None
) -> None:
    group, method = _group(environ, groups), str(environ["REQUEST_METHOD"])
    method = method if method in _METHODS else OTHER
    kept = str(environ.get(ANSWERED_FROM, ""))
    level = logging.WARNING if seen.status >= 500 else logging.DEBUG if group in _PROBES else logging.INFO
    if _log.isEnabledFor(level):
        told = {
            "method": method,
            "route": seen.route or _UNROUTED.get(group, f"/{group}/…"),
            "status": seen.status,
            "ms": round(seconds * 1000, 2),
            "bytes": seen.size or 0,
        }
        _log.log(level, "request", extra=told | {"answer": kept} if kept else told)
    if meter is not None:
        meter(group=group, method=method, status=seen.status, kept=kept, seconds=seconds)


def _group(environ: "WSGIEnvironment", groups: frozenset[str]) -> str:
    path = str(environ.get("PATH_INFO", ""))
    first = path[1:].partition("/")[0]
    return first if first in groups else HOME if path in {"", "/"} else OTHER


def _note_route(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    seen = current.get()
    if seen is not None and request.url_rule:
        seen.route = request.url_rule.rule
