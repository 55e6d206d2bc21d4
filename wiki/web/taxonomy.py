"""Themes and cities: what each is, what is tagged with it, and the forms that maintain them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from wiki.accounts.permissions import require
from wiki.core.errors import Invalid, NotFound
from wiki.pages import queries
from wiki.pages.service import reindex_tagged
from wiki.pages.types import PageKind, PageView
from wiki.taxonomy import service
from wiki.web.context import actor, after_save, taxonomy, transaction
from wiki.web.presenting import card, change, counted_cities, counted_themes
from wiki.web.taxonomy_forms import CityForm, ThemeForm

bp = Blueprint("taxonomy", __name__)
_NEWEST = 6


@bp.get("/themes")
def themes() -> ResponseReturnValue:
    return render_template(
        "taxonomy/themes.html", themes=counted_themes(taxonomy(), queries.count_by_kind(actor(), "theme"))
    )


@bp.get("/themes/<slug>")
def theme(slug: str) -> ResponseReturnValue:
    found = taxonomy().theme_by_slug.get(slug)
    if found is None:
        raise NotFound
    return render_template("taxonomy/theme.html", theme=found, **_about(PageKind.THEME, theme=(slug,)))


@bp.get("/cities")
def cities() -> ResponseReturnValue:
    counted = counted_cities(taxonomy().cities, queries.count_by_kind(actor(), "city"))
    return render_template("taxonomy/cities.html", cities=counted)


@bp.get("/cities/<slug>")
def city(slug: str) -> ResponseReturnValue:
    found = taxonomy().city_by_slug.get(slug)
    if found is None:
        raise NotFound
    country = get_locale().territories.get(found.country, found.country)
    return render_template("taxonomy/city.html", city=found, country=country, **_about(PageKind.CITY, city=(slug,)))


def _about(kind: PageKind, **selection: tuple[str, ...]) -> dict[str, Any]:
    """Return what the page of a theme or a city shows: its article, newest pages by kind, counts, changes."""
    chosen = queries.Selection(**selection)
    counts = dict(queries.count_facets(actor(), chosen)["kind"])
    lists = {name: _newest(name, selection) for name in ("practice", "news", "meeting") if counts.get(name)}
    first: dict[str, Any] = {name: values[0] for name, values in selection.items()}
    events = queries.list_events(actor(), queries.EventFilter(**first), limit=8)
    return {
        "article": _article(kind, chosen),
        "counts": counts,
        "lists": lists,
        "changes": [change(event) for event in events],
    }


def _newest(kind: str, selection: dict[str, tuple[str, ...]]) -> list[Any]:
    chosen = queries.Selection(**selection, kind=(kind,))
    return [card(item) for item in queries.list_pages(actor(), chosen, taxonomy(), size=_NEWEST).items]


def _article(kind: PageKind, selection: queries.Selection) -> PageView | None:
    slug = queries.find_article_of(actor(), kind, selection)
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

    def save() -> str:
        service.update_theme(actor(), slug, form.draft())
        reindex_tagged(theme_id=found.id)
        return slug

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

    def save() -> str:
        service.update_city(actor(), slug, form.draft())
        reindex_tagged(city_id=found.id)
        return slug

    return _edit(form, save, title=found.name)


def _edit(form: ThemeForm | CityForm, save: Callable[[], str], *, title: str) -> ResponseReturnValue:
    """Show the form, or save what was entered and lead to the page of what was saved."""
    require(actor(), "taxonomy.edit")
    is_city = isinstance(form, CityForm)
    if request.method == "POST" and form.validate_all():
        try:
            with transaction():
                slug = save()
        except Invalid as problem:
            form.add_errors(problem.errors)
        else:
            after_save()
            flash(gettext("Saved."), "success")
            return redirect(url_for("taxonomy.city" if is_city else "taxonomy.theme", slug=slug), 303)
    html = render_template("taxonomy/form.html", form=form, title=title, is_city=is_city)
    return html, 422 if form.errors else 200
