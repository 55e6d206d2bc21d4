"""Reading a page: its default revision, an old one, its source, what links to it."""

from flask import Response, abort, get_flashed_messages, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wiki.core.clock import now
from wiki.core.errors import NotFound
from wiki.core.ids import PageId
from wiki.core.slugs import slugify
from wiki.http.addresses import with_query
from wiki.http.numbers import whole
from wiki.pages import queries
from wiki.pages.types import Page, PageKind
from wiki.practices.edition_types import Validity
from wiki.practices.queries import tell_withdrawn, validity_of
from wiki.web.addresses import permanent_address
from wiki.web.context import actor, taxonomy
from wiki.web.exchanges_of import of_practice as exchanges_of_practice
from wiki.web.experience_words import telling
from wiki.web.facts.points import Points, points_about
from wiki.web.facts.told import told_facts
from wiki.web.openings import opens_with
from wiki.web.pages import bp
from wiki.web.presenting import LEAD_WIDTH, thumbnail_url
from wiki.web.replications_of import of_practice
from wiki.web.reviews.bar import bar_of
from wiki.web.reviews.in_text import with_remarks
from wiki.web.similar import similar_to

OLD_HABITS = {"edit": "pages.edit", "history": "pages.history", "raw": "pages.source", "view": "pages.view"}

# The session carries it, so that no link can make a browser forget what somebody typed.
SAVED_DRAFT = "saved-draft"
_WORDS_MAX = 500


@bp.get("/pages/<path:slug>")
def view(slug: str) -> ResponseReturnValue:
    page = queries.find_page(actor(), slug)
    if page is None:
        return redirect(moved_to(slug), 301)
    habit = _old_habit(slug)
    return redirect(habit, 301) if habit else _show(page, None)


@bp.get("/pages/<path:slug>/revisions/<int:number>")
def revision(slug: str, number: int) -> ResponseReturnValue:
    return _show(page_or_redirect(slug), number)


@bp.get("/pages/<path:slug>/source")
def source(slug: str) -> ResponseReturnValue:
    page = page_or_redirect(slug)
    number = request.args.get("revision", type=whole) or shown_number(page)
    content = queries.get_content(actor(), page, number)
    if "raw" in request.args:
        return Response(content.body, mimetype="text/markdown")
    return render_template("pages/source.html", page=page, content=content, number=number)


@bp.get("/pages/<path:slug>/links")
def links(slug: str) -> ResponseReturnValue:
    page = queries.find_page(actor(), slug)
    found = queries.list_linking(actor(), page.id) if page else queries.list_linking_to_key(actor(), slugify(slug))
    return render_template("pages/links.html", page=page, slug=slug, found=found)


@bp.get("/p/<int:page_id>")
def short(page_id: int) -> ResponseReturnValue:
    slug = queries.find_slug(actor(), PageId(page_id))
    if slug is None:
        raise NotFound
    return redirect(url_for("pages.view", slug=slug), 302)


def page_or_redirect(slug: str) -> Page:
    """Return the page at an address; a former address answers with a redirect to the same view of the present one."""
    page = queries.find_page(actor(), slug)
    if page is None:
        abort(redirect(moved_to(slug), 301))
    return page


def practice_at(slug: str) -> Page:
    """Return the practice at an address, as :func:`page_or_redirect` does. Raises :class:`NotFound` for others."""
    page = page_or_redirect(slug)
    if page.kind is not PageKind.PRACTICE:
        raise NotFound
    return page


def page_here(slug: str) -> Page:
    """Return the page at an address or, when it was renamed while somebody edited it, where it is now."""
    return queries.find_page(actor(), slug) or queries.get_page(actor(), queries.find_redirect(actor(), slug) or slug)


def moved_to(slug: str) -> str:
    """Return where the page once at ``slug``, or of that title, is now, for this view.

    Raises :class:`EditionWithdrawn` where everybody read a practice until it was archived, else :class:`NotFound`.
    """
    present = _present_address(slug)
    if present is None:
        tell_withdrawn(actor(), slug)
    if present is None or request.endpoint is None:
        raise NotFound
    arguments = dict(request.view_args or {}) | {"slug": present}
    return with_query(url_for(request.endpoint, **arguments), request.args.items(multi=True))


def _present_address(slug: str) -> str | None:
    present, tidy = queries.find_redirect(actor(), slug), slugify(slug)
    if present is None and tidy != slug:
        present = tidy if queries.find_page(actor(), tidy) else queries.find_redirect(actor(), tidy)
    return present or queries.find_titled(actor(), tidy)


def shown_number(page: Page) -> int:
    """Return the number of the revision the reader sees by default."""
    number = page.current_number if queries.reads_drafts(actor()) else page.published_number
    if number is None:
        raise NotFound
    return number


def _show(page: Page, number: int | None) -> ResponseReturnValue:
    view = queries.get_view(actor(), page, taxonomy(), number)
    default = shown_number(page)
    is_old = number is not None and number != default
    before, after = queries.neighbours(actor(), page, view.revision.number) if is_old else (None, None)
    review = None if is_old else bar_of(page)
    says_it_below = opens_with(view.html, view.revision.summary)
    if review:
        view = with_remarks(view)
    picture, validity = view.revision.picture, validity_of(actor(), page)
    html = render_template(
        "pages/view.html",
        page=page,
        revision=view.revision,
        html=view.html,
        is_old=is_old,
        permanent=number is not None,
        default_number=default,
        before=before,
        after=after,
        picture_url=thumbnail_url(picture, LEAD_WIDTH) if picture else "",
        says_it_below=says_it_below,
        searched=request.args.get("q", "").strip()[:_WORDS_MAX],
        saved_draft=saved_draft(),
        review=review,
        validity=validity,
        cited_at=_cited_at(validity, view.revision.number),
        similar=() if is_old or page.kind is not PageKind.PRACTICE else similar_to(page.id),
        taxonomy=taxonomy(),
        about_it=_about_it(page, is_old=is_old),
        today=now().date().isoformat(),
        replications=None if is_old or page.kind is not PageKind.PRACTICE else of_practice(view),
        exchanges=None if is_old or page.kind is not PageKind.PRACTICE else exchanges_of_practice(page.id),
        **told_facts(view),
        **telling(),
    )
    response = make_response(html)
    if number is not None:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _about_it(page: Page, *, is_old: bool) -> Points:
    """Return what meetings say of a practice."""
    return Points() if is_old or page.kind is not PageKind.PRACTICE else points_about(page)


def _cited_at(validity: Validity | None, number: int) -> str:
    """Return the address to cite of a revision that is an edition."""
    if validity is None or validity.edition.revision != number:
        return ""
    return permanent_address(validity.edition)


def saved_draft() -> str:
    """Return the key of the draft that was just saved, which the browser may forget."""
    kept = get_flashed_messages(category_filter=[SAVED_DRAFT])
    return str(kept[-1]) if kept else ""


def _old_habit(slug: str) -> str | None:
    """Return our address for one that other wikis have taught people: ``?action=…``, ``?oldid=n``."""
    oldid = request.args.get("oldid", type=whole)
    if oldid:
        return url_for("pages.revision", slug=slug, number=oldid)
    endpoint = OLD_HABITS.get(request.args.get("action", ""))
    return url_for(endpoint, slug=slug) if endpoint else None
