"""Who asks: the owner of the token in the request, else a visitor. Cookies mean nothing here."""

from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from flask import g, request
from flask_limiter.util import get_remote_address

from wiki.accounts.queries import TokenHolder, find_token_holder
from wiki.accounts.service import note_use
from wiki.accounts.types import VISITOR, Actor
from wiki.api.problems import UNAUTHENTICATED, Refusal
from wiki.core.clock import now
from wiki.core.db import transaction
from wiki.core.errors import Unavailable

# Longer ones are no token of ours and need not be hashed.
_LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Caller:
    """``refused``: something was shown that is no token, or none any more."""

    holder: TokenHolder | None = None
    refused: bool = False


def caller() -> Caller:
    """Return who asks, found once for each request."""
    if "api_caller" not in g:
        g.api_caller = _find()
    return cast(Caller, g.api_caller)


def actor() -> Actor:
    holder = caller().holder
    return holder.actor if holder else VISITOR


def counted_as() -> str:
    """Return whose requests are counted: a token's, else those of an address, whatever it claims to be."""
    holder = caller().holder
    return f"token:{holder.token_id}" if holder else f"address:{get_remote_address()}"


def check_token() -> None:
    """Refuse a token that is none, and note once a day that one was used. Raises :class:`Refusal`."""
    if caller().refused:
        raise Refusal(UNAUTHENTICATED)
    holder, today = caller().holder, now().date()
    if holder and holder.last_used_on != today:
        # A reader does not wait for a writer's sake.
        with suppress(Unavailable), transaction():
            note_use(holder.token_id, today)


def _find() -> Caller:
    told = request.headers.get("Authorization")
    if told is None:
        return Caller()
    scheme, _, token = told.partition(" ")
    token = token.strip()
    known = scheme.lower() == "bearer" and 0 < len(token) <= _LONGEST
    holder = find_token_holder(token) if known else None
    return Caller(holder=holder, refused=holder is None)
