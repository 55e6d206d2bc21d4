"""API tokens: a member makes one for a program, sees it once, and revokes it."""

from datetime import date

from sqlalchemy import delete, func, select, update

from wiki.accounts.models import ApiToken
from wiki.accounts.rules import plain_name
from wiki.accounts.tokens import API_PREFIX, hash_token, new_token
from wiki.accounts.types import Scope
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.core.ids import UserId
from wiki.core.messages import message

NAME_MAX = 80
TOKENS_MAX = 50


def make_token(user_id: UserId, *, name: str, scope: Scope) -> str:
    """Make a token and return it, for this once. Raises :class:`Invalid`."""
    plain = plain_name(name)
    if not 1 <= len(plain) <= NAME_MAX:
        raise Invalid({"name": message("Say in at most {limit} characters what the token is for.", limit=NAME_MAX)})
    if (db.session.scalar(select(func.count()).where(ApiToken.user_id == user_id)) or 0) >= TOKENS_MAX:
        raise Invalid({"name": message("You have {limit} tokens. Revoke one that is not used.", limit=TOKENS_MAX)})
    token = API_PREFIX + new_token()
    made = ApiToken(user_id=user_id, name=plain, token_hash=hash_token(token), scope=scope, created_at=now())
    db.session.add(made)
    db.session.flush()
    return token


def revoke_token(user_id: UserId, token_id: int) -> None:
    """End a token of a member; their programs are refused from the next request on."""
    db.session.execute(delete(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user_id))


def note_use(token_id: int, day: date) -> None:
    """Remember the last day on which a token was used."""
    db.session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_on=day))
