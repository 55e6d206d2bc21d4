"""An edition as Markdown and as JSON: the same bytes for ever, whatever becomes of the page."""

from hashlib import blake2b
from typing import Literal

from flask import Response, request, url_for

from wiki.dissemination.editions import edition_json, edition_markdown
from wiki.http.addresses import absolute
from wiki.pages.types import Page
from wiki.practices import queries
from wiki.web.addresses import permanent_address
from wiki.web.context import actor, person
from wiki.web.practices import bp
from wiki.web.practices.editions import page_of_edition

Form = Literal["md", "json"]
_MADE = {"md": edition_markdown, "json": edition_json}
_TYPES = {"md": "text/markdown", "json": "application/json"}
# No longer, for a practice that is archived has to leave the caches of others too.
_A_DAY = 86_400


@bp.get("/pages/<path:slug>/editions/<int:number>.<any(md, json):form>")
def edition_file(slug: str, number: int, form: Form) -> Response:
    page = page_of_edition(slug, number)
    edition = queries.get_edition(actor(), page, number)
    made = _MADE[form](edition, permanent_address(edition.mark))
    response = Response(made, mimetype=_TYPES[form])
    response.headers["Link"] = _links(page, number, form)
    if person() is None:
        response.headers["Cache-Control"] = f"public, max-age={_A_DAY}"
    response.set_etag(blake2b(made, digest_size=12).hexdigest())
    response.make_conditional(request)
    return response


def _links(page: Page, number: int, form: Form) -> str:
    """Return how the file stands to others (RFC 8288, RFC 5829)."""
    other: Form = "json" if form == "md" else "md"
    leading = [
        (_address(page, number), 'rel="canonical"'),
        (_address(page, number, other), f'rel="alternate"; type="{_TYPES[other]}"'),
    ]
    if page.edition not in {None, number}:
        leading.append((_address(page, page.edition or number), 'rel="latest-version"'))
    return ", ".join(f"<{address}>; {relation}" for address, relation in leading)


def _address(page: Page, number: int, form: Form | None = None) -> str:
    if form is None:
        return absolute(url_for("practices.edition", slug=page.slug, number=number))
    return absolute(url_for("practices.edition_file", slug=page.slug, number=number, form=form))
