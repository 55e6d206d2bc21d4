"""Who asks for a page, and what they may do."""

from flask_login import current_user

from wiki.accounts.permissions import Action, can
from wiki.accounts.queries import actor_of
from wiki.accounts.types import VISITOR, Actor, Person
from wiki.core.db import transaction
from wiki.http.context import after_save, services, taxonomy

__all__ = ["actor", "after_save", "may", "person", "services", "taxonomy", "transaction"]


def person() -> Person | None:
    """Return the signed-in person, if there is one."""
    return current_user.person if current_user.is_authenticated else None


def actor() -> Actor:
    signed_in = person()
    return actor_of(signed_in) if signed_in else VISITOR


def may(action: Action) -> bool:
    """Tell a template whether to offer something; the service decides again."""
    return can(actor(), action)
