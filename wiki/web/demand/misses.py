"""What was searched and not found: shown to members, and taken off their list."""

from collections.abc import Sequence

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import require
from wiki.core.slugs import slugify
from wiki.demand import service
from wiki.demand.types import Miss
from wiki.http.searching import reader_of, search
from wiki.search.types import SearchQuery, SearchUnavailable
from wiki.web.context import actor, transaction
from wiki.web.demand import bp


def still_missing(misses: Sequence[Miss]) -> list[tuple[Miss, str]]:
    """Return what no page answers to this day, each with the address a page of that title would have."""
    try:
        return [(miss, slugify(miss.question)) for miss in misses if not _is_found(miss.question)]
    except SearchUnavailable:
        return []


def _is_found(question: str) -> bool:
    return search(SearchQuery(text=question, audience=reader_of(actor()), limit=1)).total > 0


@bp.post("/wanted-practices/misses")
def drop_miss() -> ResponseReturnValue:
    """Take a question off the list, because it is nobody's business or no practice."""
    require(actor(), "demand.drop_misses")
    with transaction():
        service.drop_miss(actor(), request.form.get("question", ""))
    flash(gettext("It is off the list."), "success")
    return redirect(url_for("demand.wanted", _anchor="misses"), 303)
