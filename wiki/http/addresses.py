"""Addresses: absolute ones from the setting, never from a request's Host header; paths with what follows the "?"."""

from collections.abc import Iterable
from urllib.parse import urlencode

from wiki.http.context import services

_FALLBACK = "http://127.0.0.1:8000"


def absolute(path: str) -> str:
    """Return the public address of a path of ours."""
    return (services().settings.base_url or _FALLBACK).rstrip("/") + path


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return a path of ours with arguments.

    What a reader wrote into an address must not reach ``url_for``, whose keywords also name hosts and schemes.
    """
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path
