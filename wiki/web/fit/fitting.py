"""Which practices fit a city best, and what would have to change for each."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from wiki.core.paging import page_number
from wiki.fit.queries import all_profiles, list_fitting
from wiki.fit.rules import may_edit_profile
from wiki.http.addresses import with_query
from wiki.web.context import actor, taxonomy
from wiki.web.fit import bp
from wiki.web.fit.profiles import city_at
from wiki.web.fit.words import sentence_of

_MOST_GAPS = 3


@bp.get("/cities/<slug>/fitting")
def fitting(slug: str) -> ResponseReturnValue:
    city, number = city_at(slug), page_number(request.args.get("page"))
    profiles = {slug: found.place for slug, found in all_profiles(taxonomy()).items()}
    found = list_fitting(actor(), city, profiles, taxonomy(), number=number)
    lines = [
        (
            each,
            [sentence_of(gap.condition) for gap in each.fit.gaps[:_MOST_GAPS]],
            [sentence_of(unknown.condition) for unknown in each.fit.unknown[:_MOST_GAPS]],
        )
        for each in found.items
    ]
    return render_template(
        "fit/fitting.html",
        city=city,
        found=found,
        lines=lines,
        known=len(profiles[slug]),
        may_edit=may_edit_profile(actor(), slug),
        taxonomy=taxonomy(),
        page_address=lambda to: with_query(url_for("fit.fitting", slug=slug), [("page", str(to))]),
    )
