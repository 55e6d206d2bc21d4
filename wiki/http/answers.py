"""Whole answers kept for readers without an account, and given again before anything else is done.

An answer is given again only while the database is in the very state it was made from, so that a save is seen
by everybody on their next request, on every worker. What an answer may depend on is in its key, and what is
not in the key is hidden from those who make it.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from http import HTTPStatus
from sys import intern
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from wiki.config import LOCALES
from wiki.core.state import StateReader
from wiki.http.asked_for import encoding_asked_for, language_asked_for
from wiki.http.observing import ANSWERED_FROM

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Bytes, not pages; numbers that belong to each request; or of no use to anybody twice. The router reads over
# slashes at the beginning, so that two of them may lead to any of these.
_NEVER = ("/static/", "/files/", "/api/", "/metrics", "/health", "/ready", "//")
# By these a reader is known, and gets answers of their own.
_PERSONAL = ("session=", "remember_token=")
_LARGEST = 1_000_000
# The bound for whatever no database knows of, such as an index made anew.
_LONGEST_SECONDS = 60.0
# What belongs to the one who asked.
_THEIRS = {"set-cookie", "x-ratelimit-limit"}
_TOLD_UNCHANGED = {"etag", "cache-control", "content-security-policy", "vary"}

Headers = list[tuple[str, str]]


class Key(NamedTuple):
    """All an answer may depend on, beside the database."""

    path: str
    query: str
    language: str
    encoding: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    headers: Headers
    body: bytes
    etag: str
    size: int
    until: float


class KeptAnswers:
    """A WSGI application around another one; ``most_bytes`` bounds what each process keeps."""

    def __init__(self, inner: "WSGIApplication", state: StateReader, *, language: str, most_bytes: int) -> None:
        self._inner = inner
        self._state = state
        self._default_language = language
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._bytes = 0
        self._made_from: object = None

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self._inner(environ, start_response)
        # Before anything is read: what is committed meanwhile makes the answer an old one.
        state = self._state()
        answer = self._find(key, state)
        if answer is not None:
            environ[ANSWERED_FROM] = "hit"
            return _give(answer, environ, start_response)
        environ[ANSWERED_FROM] = "miss"
        return self._make(key, state, environ, start_response)

    def _key(self, environ: "WSGIEnvironment") -> Key | None:
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
            return None
        # A chosen language is remembered by a cookie, which an answer that is kept cannot set.
        if path.startswith(_NEVER) or "lang=" in query:
            return None
        cookies = environ.get("HTTP_COOKIE", "")
        if cookies and any(name in cookies for name in _PERSONAL):
            return None
        chosen = _cookie(cookies, "lang") if cookies else ""
        asked_for = chosen if chosen in LOCALES else environ.get("HTTP_ACCEPT_LANGUAGE", "")
        language = language_asked_for(asked_for) or self._default_language
        return Key(path, query, language, encoding_asked_for(environ.get("HTTP_ACCEPT_ENCODING", "")))

    def _find(self, key: Key, state: object) -> Answer | None:
        with self._lock:
            if state != self._made_from:
                self._answers.clear()
                self._bytes, self._made_from = 0, state
                return None
            answer = self._answers.get(key)
            if answer is not None:
                if answer.until < monotonic():
                    self._drop(key)
                    return None
                self._answers.move_to_end(key)
            return answer

    def _make(
        self, key: Key, state: object, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        told: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, _error: object = None, /) -> Callable[[bytes], object]:
            told.append((status, headers))
            return lambda _: None

        parts = self._inner(_without_the_reader(environ, key), note)
        status, headers = told[-1]
        if not _may_be_kept(status, headers):
            start_response(status, headers)
            return parts if environ["REQUEST_METHOD"] == "GET" else _let_go(parts)
        answer = _answer(key, headers, parts)
        self._keep(key, state, answer)
        return _give(answer, environ, start_response)

    def _keep(self, key: Key, state: object, answer: Answer) -> None:
        with self._lock:
            if state != self._made_from:
                return
            if key in self._answers:
                self._drop(key)
            self._answers[key] = answer
            self._bytes += answer.size
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._answers)))

    def _drop(self, key: Key) -> None:
        self._bytes -= self._answers.pop(key).size


def _without_the_reader(environ: "WSGIEnvironment", key: Key) -> "WSGIEnvironment":
    hidden = {"HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_ACCEPT_ENCODING"}
    inner = {name: value for name, value in environ.items() if name not in hidden}
    inner |= {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_LANGUAGE": key.language}
    return inner | {"HTTP_ACCEPT_ENCODING": key.encoding} if key.encoding else inner


def _may_be_kept(status: str, headers: Headers) -> bool:
    # The pages say it themselves: to be kept and asked for again by anybody.
    names = {name.lower(): value for name, value in headers}
    if not status.startswith("200") or names.get("cache-control") != "no-cache" or not _THEIRS.isdisjoint(names):
        return False
    # What is made while it is sent, because it may be too large to hold, tells no length.
    return "content-length" in names and int(names["content-length"]) <= _LARGEST


def _let_go(parts: Iterable[bytes]) -> Iterable[bytes]:
    if close := getattr(parts, "close", None):
        close()
    return []


def _answer(key: Key, headers: Headers, parts: Iterable[bytes]) -> Answer:
    try:
        body = b"".join(parts)
    finally:
        _let_go(parts)
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    kept = [_shared(*header) for header in headers if header[0].lower() not in {"etag", "content-length"}]
    return Answer(
        headers=[*kept, ("ETag", etag), ("Content-Length", str(len(body)))],
        body=body,
        etag=etag,
        # An address may be longer than its answer, and everybody may ask for any number of them.
        size=len(body) + len(key.path) + len(key.query) + 1_500,
        until=monotonic() + _LONGEST_SECONDS,
    )


@lru_cache(maxsize=256)
def _shared(name: str, value: str) -> tuple[str, str]:
    """Return a header that is in memory once: most answers say the same in theirs."""
    return intern(name), intern(value)


def _give(answer: Answer, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and (answer.etag in known or known.strip() == "*"):
        unchanged = [(name, value) for name, value in answer.headers if name.lower() in _TOLD_UNCHANGED]
        start_response(f"304 {HTTPStatus.NOT_MODIFIED.phrase}", unchanged)
        return []
    start_response(f"200 {HTTPStatus.OK.phrase}", list(answer.headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def _cookie(cookies: str, wanted: str) -> str:
    """Return a cookie's value; ours hold no sign that needs quoting."""
    for pair in cookies.split(";"):
        name, _, value = pair.strip().partition("=")
        if name == wanted:
            return value
    return ""
