"""What every template of exchanges needs: words, names of cities, and what the address asks for."""

from typing import Any

from flask import request, url_for

from wiki.core.clock import now
from wiki.exchange.formats import FORMATS
from wiki.exchange.rules import may_log, may_log_some
from wiki.exchange.types import Chosen, Format
from wiki.http.addresses import with_query
from wiki.http.numbers import whole
from wiki.replication.types import ReplicationId
from wiki.web.context import actor, taxonomy

_ARGUMENTS = ("theme", "city", "format", "year", "practice", "replication")
_YEARS = range(1990, 2101)


def told(**more: Any) -> dict[str, Any]:
    """Return the names that every template of exchanges is given."""
    return {
        "formats": FORMATS,
        "taxonomy": taxonomy(),
        "today": now().date(),
        "may_log": may_log_some(actor()),
        "may_change": lambda each: may_log(actor(), each.cities),
    } | more


def chosen_here() -> Chosen:
    """Return what the address narrows to; what it cannot mean narrows nothing."""
    asked = request.args
    year, replication = number_asked("year"), number_asked("replication")
    return Chosen(
        theme=asked.get("theme", ""),
        city=asked.get("city", ""),
        format=next((each for each in Format if each == asked.get("format")), None),
        year=year if year in _YEARS else None,
        practice=asked.get("practice", ""),
        replication=None if replication is None else ReplicationId(replication),
    )


def here(endpoint: str, **more: str) -> str:
    """Return another view of what is chosen here."""
    kept = [(name, request.args[name]) for name in _ARGUMENTS if request.args.get(name) and name not in more]
    return with_query(url_for(f"exchange.{endpoint}"), [*kept, *more.items()])


def number_asked(name: str) -> int | None:
    """Return a whole number of the address; None for anything else."""
    try:
        return whole(request.args.get(name, ""))
    except ValueError:
        return None
