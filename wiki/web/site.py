"""The home page and the pages about the wiki itself; what machines ask for first."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from wiki.accounts.service import set_locale
from wiki.config import LOCALES
from wiki.http import listing
from wiki.http.addresses import absolute
from wiki.http.readiness import look
from wiki.pages import queries
from wiki.pages.facets import WAITING, Choices
from wiki.pages.queries.sitemap import MOST_ADDRESSES, list_public_addresses
from wiki.pages.types import PageKind, PageView
from wiki.practices.queries import list_public_editions
from wiki.web.addresses import is_local
from wiki.web.cards import cards_of
from wiki.web.context import actor, may, person, services, taxonomy, transaction
from wiki.web.practices.queue import my_queue
from wiki.web.presenting import counted_cities, counted_themes, newest_changes

bp = Blueprint("site", __name__)
WELCOME = "welcome"
_LATEST = 40
_PRACTICES: Choices = {"kind": (PageKind.PRACTICE,)}
_NEWS: Choices = {"kind": (PageKind.NEWS,)}


@bp.get("/")
def home() -> ResponseReturnValue:
    who, known = actor(), taxonomy()
    welcome = _welcome()
    waiting = listing.count_pages(who, {**_PRACTICES, "state": (WAITING,)}) if may("page.publish") else 0
    return render_template(
        "home.html",
        themes=counted_themes(known, listing.count_by_kind(who, "theme")),
        cities=counted_cities(known.cities, listing.count_by_kind(who, "city")),
        practices=cards_of(listing.list_pages(who, _PRACTICES, size=3).items),
        news=cards_of(listing.list_pages(who, _NEWS, size=3).items),
        waiting=waiting,
        my_queue=my_queue(),
        changes=newest_changes(queries.list_events(who, queries.EventFilter(), limit=_LATEST), 8),
        welcome=welcome,
    )


def _welcome() -> PageView | None:
    page = queries.find_page(actor(), WELCOME)
    return queries.get_view(actor(), page, taxonomy()) if page and not page.is_archived else None


@bp.get("/help")
def help_page() -> ResponseReturnValue:
    return render_template("site/help.html")


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    return render_template("site/accessibility.html")


@bp.post("/language")
def set_language() -> ResponseReturnValue:
    """Remember the language a person chose; the address to go back to stays on this site."""
    locale, signed_in = request.form.get("lang", ""), person()
    if locale in LOCALES and signed_in:
        with transaction():
            set_locale(signed_in.id, locale)
    target = request.form.get("next", "/")
    return redirect(target if is_local(target) else "/", 303)


@bp.get("/robots.txt")
def robots() -> Response:
    lines = [
        "User-agent: *",
        "Disallow: /search",
        "Disallow: /pages/*/diff/",
        "Disallow: /pages/*/revisions/",
        "Disallow: /login",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@bp.get("/opensearch.xml")
def opensearch() -> Response:
    """Describe the search to browsers, which then offer it in their address bar."""
    return Response(render_template("site/opensearch.xml"), mimetype="application/opensearchdescription+xml")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    pages = list_public_addresses()
    # Of the editions the newest: the page of an older one names that as the one to be found. Pages come before them.
    editions = list_public_editions(MOST_ADDRESSES - len(pages))
    found = [
        *((url_for("pages.view", slug=slug), updated) for slug, updated in pages),
        *((url_for("practices.edition", slug=slug, number=number), at) for slug, number, at in editions),
    ]
    entries = [(absolute(path), at.date().isoformat()) for path, at in found]
    return Response(render_template("site/sitemap.xml", entries=entries), mimetype="application/xml")


@bp.get("/health")
def health() -> Response:
    """Answer that the process lives; touches nothing."""
    return _probed("ok")


@bp.get("/ready")
def ready() -> Response:
    """Answer whether the wiki can work now, and in a few words why not."""
    found = look(services())
    if found.faults:
        return _probed(f"not ready: {', '.join(found.faults)}", 503)
    return _probed("; ".join(("ready", *found.notes)))


def _probed(words: str, status: int = 200) -> Response:
    return Response(f"{words}\n", status, {"Cache-Control": "no-store"}, mimetype="text/plain")
