"""Practices as they stood at the end of a day."""

from datetime import date

from wiki.api.callers import actor
from wiki.api.replies import Reply
from wiki.api.resources.finding import next_link
from wiki.api.resources.presenting import edition_url_of
from wiki.api.schemas.fields import cursor_of
from wiki.api.schemas.pages import PageList, PageListQuery, PageSummary
from wiki.core.clock import now
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.pages.facets import Choices
from wiki.pages.types import Standing
from wiki.practices.queries import PastEdition, walk_past

_ONLY = message("With “as_of” only theme, city, kind and language choose, and the oldest edition comes first.")


def editions_of_then(query: PageListQuery, day: date) -> Reply:
    """List the editions of a day, the oldest first."""
    errors = _errors(query, day)
    if errors:
        raise Invalid(errors)
    chosen: Choices = {"theme": query.theme, "city": query.city, "kind": query.kind, "language": query.language}
    found = walk_past(actor(), day, chosen, since=query.updated_since, after=query.cursor, limit=query.limit + 1)
    shown = found[: query.limit]
    cursor = cursor_of(shown[-1].disseminated_at, shown[-1].id) if len(found) > query.limit else None
    document = PageList(items=tuple(map(_summary, shown)), facets=None, next_cursor=cursor)
    return Reply(document=document, headers=next_link(cursor))


def _errors(query: PageListQuery, day: date) -> dict[str, str]:
    errors: dict[str, str] = {facet: _ONLY for facet, values in query.of_practices.items() if values}
    if query.sort != "changed":
        errors["sort"] = _ONLY
    if query.facets:
        errors["facets"] = _ONLY
    if day > now().date():
        errors["as_of"] = message("This day is still to come.")
    return errors


def _summary(edition: PastEdition) -> PageSummary:
    return PageSummary(
        id=edition.page_id,
        slug=edition.slug,
        url=edition_url_of(edition.slug, edition.number),
        kind=edition.kind,
        status=Standing.PUBLIC,
        title=edition.title,
        summary=edition.summary,
        language=edition.language,
        themes=edition.themes,
        cities=edition.cities,
        picture=None,
        date=edition.disseminated_at.date(),
        ends_on=edition.ends_on,
        place=edition.place,
        updated_at=edition.disseminated_at,
        edition=edition.number,
    )
