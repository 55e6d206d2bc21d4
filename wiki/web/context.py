"""Who asks for a page, and what they may do."""

from typing import cast

from flask_login import current_user

from wiki.accounts.permissions import Action, can
from wiki.accounts.types import Actor, Person
from wiki.core.db import transaction
from wiki.http.context import after_save, services, taxonomy

__all__ = ["actor", "after_save", "may", "person", "services", "taxonomy", "transaction"]


def person() -> Person | None:
    """Return the signed-in person, if there is one."""
    return cast("Person | None", current_user.person)


def actor() -> Actor:
    return cast(Actor, current_user.actor)


def may(action: Action) -> bool:
    """Tell a template whether to offer something; the service decides again."""
    return can(actor(), action)
