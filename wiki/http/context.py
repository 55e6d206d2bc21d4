"""What a view of either channel needs of the application: its services, the taxonomy, and what a save leaves to do."""

import logging
from typing import cast

from flask import current_app, g, request

from wiki.core.db import db
from wiki.jobs import redraw_pages
from wiki.services import EXTENSION, Services
from wiki.taxonomy.queries import load_taxonomy_afresh
from wiki.taxonomy.types import Taxonomy

_log = logging.getLogger(__name__)
# Drawing one page takes some milliseconds, and somebody waits for the answer.
_MOST_PAGES = 50
_KEPT = "wiki.taxonomy"


def services() -> Services:
    return cast(Services, current_app.extensions[EXTENSION])


def taxonomy() -> Taxonomy:
    """Return the themes and cities, the same throughout a request."""
    if "taxonomy" not in g:
        g.taxonomy = _present_taxonomy()
    return cast(Taxonomy, g.taxonomy)


def _present_taxonomy() -> Taxonomy:
    """Return what this process read before while nothing has been committed since, else read it."""
    state = services().state()
    kept = current_app.extensions.get(_KEPT)
    if kept is None or kept[0] != state:
        # What this request has read already may be older than the state.
        kept = current_app.extensions[_KEPT] = state, load_taxonomy_afresh()
    return cast(Taxonomy, kept[1])


def after_save() -> None:
    """Draw the pages anew whose links the save has changed, and see to it that the rest is done beside the requests.

    The save stands whatever happens here: what cannot be done now stays in the outbox for the next save.
    """
    g.pop("taxonomy", None)
    try:
        try:
            redraw_pages(_MOST_PAGES)
        finally:
            # A page that cannot be drawn keeps none from being found.
            services().drain_soon()
    except Exception:  # noqa: BLE001 - whatever it is, the person's text is saved and the answer must say so
        db.session.rollback()
        _log.exception("what a save leaves to do could not be done", extra={"request_path": request.path})
