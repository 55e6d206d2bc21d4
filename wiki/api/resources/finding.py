"""The page an address means to the caller, and what follows a piece of a list."""

from flask import Response, abort, request, url_for

from wiki.api.callers import actor
from wiki.core.errors import NotFound
from wiki.http.addresses import absolute, with_query
from wiki.pages import queries
from wiki.pages.types import Page


def page_here(slug: str) -> Page:
    """Return the page at an address; a former address answers with a redirect. Raises :class:`NotFound`."""
    page = queries.find_page(actor(), slug)
    if page is None:
        present = queries.find_redirect(actor(), slug)
        if present is None or request.endpoint is None:
            raise NotFound
        path = url_for(request.endpoint, **(request.view_args or {}) | {"slug": present})
        abort(Response(status=308, headers={"Location": with_query(path, request.args.items(multi=True))}))
    return page


def present_slug(slug: str) -> str:
    """Return where the page of an address is now: what is written follows a page that was renamed meanwhile."""
    return queries.find_redirect(actor(), slug) or slug


def next_link(cursor: str | None) -> dict[str, str]:
    """Return the header that leads to the rest of this list; none at its end."""
    if cursor is None:
        return {}
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    return {"Link": f'<{absolute(with_query(request.path, [*kept, ("cursor", cursor)]))}>; rel="next"'}
