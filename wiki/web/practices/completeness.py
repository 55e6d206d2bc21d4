"""All practices with what each lacks to be standardised, for those who write them."""

from collections.abc import Mapping
from datetime import date
from typing import get_args

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from wiki.accounts.permissions import require
from wiki.core.clock import now
from wiki.core.paging import page_number
from wiki.facts.dates import last_day, months_later
from wiki.facts.gate import MONTHS_VERIFIED
from wiki.http.addresses import with_query
from wiki.pages.facets import Choices
from wiki.practices.queries import CompletenessOrder, list_completeness
from wiki.web.context import actor, taxonomy
from wiki.web.facts.telling import day
from wiki.web.practices import bp

_ORDERS: Mapping[str, CompletenessOrder] = {name: name for name in get_args(CompletenessOrder)}


@bp.get("/practices/completeness")
def completeness() -> ResponseReturnValue:
    require(actor(), "page.edit")
    known, order = taxonomy(), _ORDERS.get(request.args.get("sort", ""), "missing")
    theme, city = request.args.get("theme", ""), request.args.get("city", "")
    choices: Choices = {"theme": (theme,) if theme else (), "city": (city,) if city else ()}
    number = page_number(request.args.get("page"))
    return render_template(
        "practices/completeness.html",
        found=list_completeness(actor(), choices, known, number=number, order=order),
        taxonomy=known,
        theme=theme,
        city=city,
        sort=order,
        told_day=day,
        is_stale=_is_stale,
        page_address=_page_address,
    )


def _is_stale(verified_on: str) -> bool:
    return months_later(last_day(verified_on), MONTHS_VERIFIED) < _today()


def _today() -> date:
    return now().date()


def _page_address(number: int) -> str:
    kept = [(name, request.args[name]) for name in ("theme", "city", "sort") if request.args.get(name)]
    return with_query(url_for("practices.completeness"), [*kept, ("page", str(number))])
