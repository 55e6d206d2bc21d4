"""Themes and cities: what each is, what is tagged with it, and the forms that maintain them."""

from collections.abc import Callable
from typing import Any, Literal

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, NotFound
from wiki.http import listing
from wiki.pages import queries
from wiki.pages.facets import Choices
from wiki.pages.service import reindex_tagged
from wiki.pages.types import PageKind, PageView
from wiki.taxonomy import service
from wiki.taxonomy.types import City, Outdated, Theme
from wiki.web.cards import cards_of
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.exchanges_of import of_city as exchanges_of_city
from wiki.web.facts.points import points_of_city, points_of_theme
from wiki.web.offering import list_downloads
from wiki.web.openings import opens_with
from wiki.web.presenting import Card, counted_cities, counted_themes, newest_changes
from wiki.web.replications_of import of_city
from wiki.web.taxonomy_forms import CityForm, ThemeForm

bp = Blueprint("taxonomy", __name__)
_NEWEST, _LATEST = 6, 40


@bp.get("/themes")
def themes() -> ResponseReturnValue:
    return render_template(
        "taxonomy/themes.html", themes=counted_themes(taxonomy(), listing.count_by_kind(actor(), "theme"))
    )


@bp.get("/themes/<slug>")
def theme(slug: str) -> ResponseReturnValue:
    found = taxonomy().theme_by_slug.get(slug)
    if found is None:
        raise NotFound
    return render_template("taxonomy/theme.html", theme=found, **_about(PageKind.THEME, "theme", found))


@bp.get("/cities")
def cities() -> ResponseReturnValue:
    counted = counted_cities(taxonomy().cities, listing.count_by_kind(actor(), "city"))
    return render_template("taxonomy/cities.html", cities=counted)


@bp.get("/cities/<slug>")
def city(slug: str) -> ResponseReturnValue:
    found = taxonomy().city_by_slug.get(slug)
    if found is None:
        raise NotFound
    country = get_locale().territories.get(found.country, found.country)
    about = _about(PageKind.CITY, "city", found)
    return render_template(
        "taxonomy/city.html",
        city=found,
        country=country,
        replications=of_city(slug),
        exchanges=exchanges_of_city(slug),
        **about,
    )


def _about(kind: PageKind, facet: Literal["theme", "city"], tag: Theme | City) -> dict[str, Any]:
    """Return what the page of a theme or a city shows: its article, newest pages by kind, counts, changes."""
    chosen: Choices = {facet: (tag.slug,)}
    counts = {each.value: each.count for each in listing.count_facets(actor(), chosen)["kind"]}
    lists = {name: _newest(chosen, name) for name in ("practice", "news", "meeting") if counts.get(name)}
    narrowed: dict[str, Any] = {facet: tag.slug}
    events = queries.list_events(actor(), queries.EventFilter(**narrowed), limit=_LATEST)
    article = _article(kind, chosen)
    return {
        "article": article,
        "says_it_below": article is not None and opens_with(article.html, tag.description),
        "counts": counts,
        "lists": lists,
        "changes": newest_changes(events, 8),
        "downloads": list_downloads(sum(counts.values())),
        "points": points_of_theme(tag.slug) if facet == "theme" else points_of_city(tag.slug),
    }


def _newest(choices: Choices, kind: str) -> list[Card]:
    found = listing.list_pages(actor(), {**choices, "kind": (kind,)}, size=_NEWEST)
    return cards_of(found.items)


def _article(kind: PageKind, choices: Choices) -> PageView | None:
    slug = queries.find_article_of(actor(), kind, choices)
    return queries.get_view(actor(), queries.get_page(actor(), slug), taxonomy()) if slug else None


@bp.route("/themes/new", methods=["GET", "POST"])
def new_theme() -> ResponseReturnValue:
    form = ThemeForm()
    return _edit(form, lambda: service.create_theme(actor(), form.draft()), title=gettext("New theme"))


@bp.route("/themes/<slug>/edit", methods=["GET", "POST"])
def edit_theme(slug: str) -> ResponseReturnValue:
    found = taxonomy().theme_by_slug.get(slug)
    if found is None:
        raise NotFound
    form = ThemeForm()
    if request.method == "GET":
        form.fill(found)

    def save() -> str | Outdated:
        outdated = service.update_theme(actor(), slug, form.draft(), base=form.base)
        if outdated is None:
            reindex_tagged(theme_id=found.id)
        return outdated or slug

    return _edit(form, save, title=found.name)


@bp.route("/cities/new", methods=["GET", "POST"])
def new_city() -> ResponseReturnValue:
    form = CityForm()
    return _edit(form, lambda: service.create_city(actor(), form.draft()), title=gettext("New city"))


@bp.route("/cities/<slug>/edit", methods=["GET", "POST"])
def edit_city(slug: str) -> ResponseReturnValue:
    found = taxonomy().city_by_slug.get(slug)
    if found is None:
        raise NotFound
    form = CityForm()
    if request.method == "GET":
        form.fill(found)

    def save() -> str | Outdated:
        outdated = service.update_city(actor(), slug, form.draft(), base=form.base)
        if outdated is None:
            reindex_tagged(city_id=found.id)
        return outdated or slug

    return _edit(form, save, title=found.name)


def _edit(form: ThemeForm | CityForm, save: Callable[[], str | Outdated], *, title: str) -> ResponseReturnValue:
    """Show the form, or save what was entered and lead to the page of what was saved."""
    require(actor(), "taxonomy.edit")
    is_city, differences = isinstance(form, CityForm), None
    if request.method == "POST" and form.validate_all():
        try:
            with transaction():
                outcome = save()
        except Invalid as problem:
            form.add_errors(problem.errors)
        else:
            if not isinstance(outcome, Outdated):
                after_save()
                flash(gettext("Saved."), "success")
                return redirect(url_for("taxonomy.city" if is_city else "taxonomy.theme", slug=outcome), 303)
            differences = form.rebase(outcome.theirs)
    html = render_template("taxonomy/form.html", form=form, title=title, is_city=is_city, differences=differences)
    return html, 422 if form.errors else 200 if differences is None else 409
