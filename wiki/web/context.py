"""What a view needs of the application and of the request: the actor, the taxonomy, the services' homes."""

import logging
from typing import cast

from flask import current_app, g, request
from flask_login import current_user

from wiki.accounts.permissions import Action, can
from wiki.accounts.queries import actor_of
from wiki.accounts.types import VISITOR, Actor, Person
from wiki.core.db import db, transaction
from wiki.jobs import drain
from wiki.services import EXTENSION, Services
from wiki.taxonomy.queries import load_taxonomy
from wiki.taxonomy.types import Taxonomy

__all__ = ["actor", "after_save", "may", "person", "services", "taxonomy", "transaction"]
_log = logging.getLogger(__name__)
# Drawing one page takes some milliseconds, and somebody waits for the answer.
_MOST_PAGES = 50


def services() -> Services:
    return cast(Services, current_app.extensions[EXTENSION])


def person() -> Person | None:
    """Return the signed-in person, if there is one."""
    return current_user.person if current_user.is_authenticated else None


def actor() -> Actor:
    signed_in = person()
    return actor_of(signed_in) if signed_in else VISITOR


def may(action: Action) -> bool:
    """Tell a template whether to offer something; the service decides again."""
    return can(actor(), action)


def taxonomy() -> Taxonomy:
    """Return the themes and cities, read once for each request."""
    if "taxonomy" not in g:
        g.taxonomy = load_taxonomy()
    return cast(Taxonomy, g.taxonomy)


def after_save() -> None:
    """Bring what was just committed to the index and to the pages that link there.

    The save stands whatever happens here: what cannot be done now stays in the outbox for the next save.
    """
    g.pop("taxonomy", None)
    try:
        drain(services().search, most_pages=_MOST_PAGES)
    except Exception:  # noqa: BLE001 - whatever it is, the person's text is saved and the answer must say so
        db.session.rollback()
        _log.exception("what a save leaves to do could not be done", extra={"request_path": request.path})
