"""What a city says of itself, with who says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from wiki.core.errors import NotFound
from wiki.fit.attributes import ATTRIBUTES
from wiki.fit.queries import profile_changes, profile_of
from wiki.fit.rules import may_edit_profile
from wiki.fit.types import Profile
from wiki.http.translating import translated
from wiki.taxonomy.types import City
from wiki.web.context import actor, taxonomy
from wiki.web.facts.telling import day
from wiki.web.fit import bp
from wiki.web.fit.changes import named_attributes
from wiki.web.fit.words import told_value

_CHANGES = 10


@dataclass(frozen=True, kw_only=True)
class ToldValue:
    label: str
    value: str
    source: str
    as_of: str
    by: str
    is_demo: bool


def city_at(slug: str) -> City:
    """Return the city at an address. Raises :class:`NotFound`."""
    city = taxonomy().city_by_slug.get(slug)
    if city is None:
        raise NotFound
    return city


@bp.get("/cities/<slug>/profile")
def profile(slug: str) -> ResponseReturnValue:
    city = city_at(slug)
    found = profile_of(city)
    return render_template(
        "fit/profile.html",
        city=city,
        lines=told_profile(found),
        unknown=[translated(field.label) for key, field in ATTRIBUTES.items() if key not in found.told],
        may_edit=may_edit_profile(actor(), slug),
        changes=profile_changes(taxonomy(), city, limit=_CHANGES),
        named_attributes=named_attributes,
        with_names=actor().role is not None,
    )


def told_profile(found: Profile) -> Sequence[ToldValue]:
    """Return what a profile says, in the reader's language; visitors learn of no names."""
    with_names = actor().role is not None
    return [
        ToldValue(
            label=translated(ATTRIBUTES[key].label),
            value=told_value(key, told.value),
            source=told.source,
            as_of=day(told.as_of) if told.as_of else "",
            by=told.updated_by if with_names else "",
            is_demo=told.is_demo,
        )
        for key, told in found.told.items()
    ]
