"""What was said of cities last, as a feed and below each profile; visitors learn of no names."""

from urllib.parse import quote

from flask import Response, request, url_for
from flask_babel import gettext

from wiki.dissemination.feeds import FeedEntry, atom_feed
from wiki.fit.attributes import ATTRIBUTES
from wiki.fit.queries import profile_changes
from wiki.fit.types import ProfileChange
from wiki.http.addresses import absolute
from wiki.http.translating import translated
from wiki.web.context import actor, taxonomy
from wiki.web.fit import bp


@bp.get("/profiles.atom")
def feed() -> Response:
    """Answer what was said of all cities last, or of one; an unknown one narrows nothing."""
    city = taxonomy().city_by_slug.get(request.args.get("city", ""))
    title = gettext("Profile of %(city)s", city=city.name) if city else gettext("Profiles of cities")
    home = url_for("fit.profile", slug=city.slug) if city else url_for("taxonomy.cities")
    here = quote(request.path) + (f"?city={quote(city.slug)}" if city else "")
    entries = [_entry(change) for change in profile_changes(taxonomy(), city)]
    made = atom_feed(title=title, link=absolute(home), self_link=absolute(here), entries=entries)
    return Response(made, mimetype="application/atom+xml")


def named_attributes(change: ProfileChange) -> str:
    return ", ".join(translated(ATTRIBUTES[key].label) for key in change.attributes)


def _entry(change: ProfileChange) -> FeedEntry:
    link = absolute(url_for("fit.profile", slug=change.city))
    name = taxonomy().city_by_slug[change.city].name
    return FeedEntry(
        id=f"{link}#{change.at.isoformat()}",
        title=gettext("Profile of %(city)s", city=name),
        link=link,
        updated=change.at,
        author=change.by if actor().role is not None else "",
        summary=named_attributes(change),
    )
