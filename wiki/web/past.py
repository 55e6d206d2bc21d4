"""The practices as they stood at the end of a day: ``/practices?as_of=2019-03-01``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.clock import now
from wiki.core.paging import page_number
from wiki.http.addresses import with_query
from wiki.http.moments import day_of
from wiki.pages.facets import Facet, FacetCounts, Order, is_rank
from wiki.practices.queries import PastEdition, count_past, list_past
from wiki.taxonomy.types import City, Theme
from wiki.web.chosen import asked as asked_to_compare
from wiki.web.context import actor, taxonomy
from wiki.web.facets import FacetPanel, chosen, options_of, page_address, without_facets

_LONGEST = 40


@dataclass(frozen=True, kw_only=True)
class ShownEdition:
    """An edition in the list; a theme or city that is gone meanwhile is left out."""

    edition: PastEdition
    href: str
    themes: Sequence[Theme]
    cities: Sequence[City]


def show(asked: str, order: Order) -> ResponseReturnValue:
    day, fault = read_day(asked)
    fault = fault or _unanswered(order)
    if day is None or fault:
        return render_template("lists/as_of.html", as_of=asked[:_LONGEST], fault=fault, found=None), 422
    choices = chosen()
    found = list_past(actor(), day, choices, number=page_number(request.args.get("page")), order=order)
    facets = _panels(count_past(actor(), day, choices))
    return render_template(
        "lists/as_of.html",
        as_of=asked,
        day=day,
        fault="",
        found=found,
        items=[_shown(edition) for edition in found.items],
        facets=facets,
        chosen=[option for panel in facets for option in panel.options if option.chosen],
        clear_href=without_facets(),
        today_href=with_query(url_for("lists.practices"), [("with", slug) for slug in asked_to_compare()]),
        page_address=page_address,
    )


def read_day(asked: str) -> tuple[date | None, str]:
    """Return the day that was asked for, or None and what is wrong with it."""
    try:
        day = day_of(asked.strip())
    except ValueError:
        return None, gettext("This is no day. Write year, month and day, such as 2019-03-01.")
    if day > now().date():
        return None, gettext("This day is still to come. Choose today or an earlier one.")
    return day, ""


def _unanswered(order: Order) -> str:
    """Return what is wrong with an address that asks of a day what only the practices of today can be asked."""
    if is_rank(order) or not chosen().keys() <= {"theme", "city"}:
        return str(gettext("Of an earlier day, only a theme or a city can be chosen, and no rank orders the list."))
    return ""


def _shown(edition: PastEdition) -> ShownEdition:
    known = taxonomy()
    return ShownEdition(
        edition=edition,
        href=url_for("practices.edition", slug=edition.slug, number=edition.number),
        themes=[known.theme_by_slug[slug] for slug in edition.themes if slug in known.theme_by_slug],
        cities=[known.city_by_slug[slug] for slug in edition.cities if slug in known.city_by_slug],
    )


def _panels(counts: FacetCounts) -> list[FacetPanel]:
    taken, known = chosen(), taxonomy()
    titles: Mapping[Facet, str] = {"theme": gettext("Theme"), "city": gettext("City")}
    return [
        FacetPanel(title=title, options=options_of(name, counts.get(name, ()), taken.get(name, ()), known))
        for name, title in titles.items()
    ]
