"""Does this practice fit your city? A first guess for everybody, from the profiles alone."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from wiki.core.errors import NotFound
from wiki.fit.likeness import likeness
from wiki.fit.queries import all_profiles, needs_of
from wiki.fit.queries.practices import Needs, worked_in
from wiki.fit.rules import fit_of, may_edit_profile
from wiki.fit.types import Place
from wiki.http.translating import translated
from wiki.pages.queries import get_view
from wiki.taxonomy.types import City
from wiki.web.context import actor, taxonomy
from wiki.web.fit import bp
from wiki.web.fit.words import told_attributes, told_conditions
from wiki.web.pages.reading import practice_at

_MOST_LIKE = 5
_LIKE_FROM = 50


@bp.get("/pages/<path:slug>/fit")
def practice(slug: str) -> ResponseReturnValue:
    """Lay a practice beside the city that ``?city=`` names; without one, let the reader choose."""
    page = practice_at(slug)
    needs = needs_of(actor(), page.id, taxonomy())
    if needs is None:
        raise NotFound
    profiles = {slug: found.place for slug, found in all_profiles(taxonomy()).items()}
    city = taxonomy().city_by_slug.get(request.args.get("city", ""))
    view = get_view(actor(), page, taxonomy(), page.published_number)
    source = worked_in(needs, profiles)
    return render_template(
        "fit/practice.html",
        page=page,
        title=view.revision.title,
        language=view.revision.language,
        city=city,
        is_source=city is not None and city.slug in needs.cities,
        has_conditions=bool(needs.conditions),
        like_cities=_like_source(needs, source, profiles),
        taxonomy=taxonomy(),
        **(_beside(city, needs, source, profiles) if city else {}),
    )


def _beside(city: City, needs: Needs, source: Place, profiles: Mapping[str, Place]) -> dict[str, object]:
    here = profiles[city.slug]
    fit, like = fit_of(needs.conditions, here), likeness(here, source)
    return {
        "fit": fit,
        "met": told_conditions(fit.met),
        "gaps": told_conditions(fit.gaps),
        "unknown": told_conditions(fit.unknown),
        "spread": [(translated(each.category), each) for each in fit.spread],
        "alike": told_attributes(like.alike, here),
        "unlike": [
            (label, ours, theirs)
            for (label, ours), (_, theirs) in zip(
                told_attributes(like.unlike, here), told_attributes(like.unlike, source), strict=True
            )
        ],
        "may_edit": may_edit_profile(actor(), city.slug),
    }


def _like_source(needs: Needs, source: Place, profiles: Mapping[str, Place]) -> list[tuple[City, int]]:
    """Return the cities that are most like the place where the practice worked, with how much they are."""
    others = ((city, likeness(profiles[city.slug], source).percent) for city in taxonomy().cities)
    found = [(city, like) for city, like in others if like is not None and city.slug not in needs.cities]
    found = [(city, like) for city, like in found if like >= _LIKE_FROM]
    return sorted(found, key=lambda each: -each[1])[:_MOST_LIKE]
