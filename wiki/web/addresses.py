"""Absolute addresses: from the setting, never from a request's Host header."""

from wiki.web.context import services

_FALLBACK = "http://127.0.0.1:8000"


def absolute(path: str) -> str:
    """Return the public address of a path of ours."""
    return (services().settings.base_url or _FALLBACK).rstrip("/") + path


def is_local(target: str) -> bool:
    """Tell whether a redirect's target stays on this site: a path, not another host in disguise."""
    # A browser drops tabs and line ends before it reads an address, so "/<tab>/" is "//" to it.
    return target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
