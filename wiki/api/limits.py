"""How many requests one token, or one address without a token, may make."""

from flask import Blueprint, request

from wiki.api.callers import caller, counted_as
from wiki.http.extensions import limiter

VISITOR_LIMIT = "300 per minute"
TOKEN_LIMIT = "1200 per minute"  # noqa: S105 - a number of requests, no secret
WRITE_LIMIT = "120 per minute"
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def limit_requests(bp: Blueprint) -> None:
    """Count what is asked below the blueprint: all together, and writes once more."""
    limiter.shared_limit(_limit, scope="api", key_func=counted_as)(bp)
    limiter.shared_limit(WRITE_LIMIT, scope="api-writes", key_func=counted_as, exempt_when=_is_reading)(bp)


def _limit() -> str:
    return TOKEN_LIMIT if caller().holder else VISITOR_LIMIT


def _is_reading() -> bool:
    return request.method in READING
