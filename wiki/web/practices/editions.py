"""Editions: the list of a practice's, and each of them as it was disseminated."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wiki.core.errors import NotFound
from wiki.files.queries import find_by_path
from wiki.pages.queries import find_page, get_view
from wiki.pages.types import Page, PageKind, Picture
from wiki.practices import queries
from wiki.practices.edition_types import Edition
from wiki.practices.tokens import TOKEN_LENGTH
from wiki.web.addresses import permanent_address
from wiki.web.context import actor, taxonomy
from wiki.web.facts.told import told_edition
from wiki.web.pages.reading import practice_at
from wiki.web.practices import bp
from wiki.web.presenting import LEAD_WIDTH, thumbnail_url
from wiki.web.similar import similar_to


@bp.get("/pages/<path:slug>/editions")
def editions(slug: str) -> ResponseReturnValue:
    page = practice_at(slug)
    marks = queries.editions_of(actor(), page)
    return render_template(
        "practices/editions.html",
        page=page,
        title=get_view(actor(), page, taxonomy()).revision.title,
        marks=marks,
        addresses={mark.number: permanent_address(mark) for mark in marks},
        validity=queries.validity_of(actor(), page),
    )


@bp.get("/pages/<path:slug>/editions/<int:number>")
def edition(slug: str, number: int) -> ResponseReturnValue:
    page = page_of_edition(slug, number)
    found, known = queries.get_edition(actor(), page, number), taxonomy()
    document = found.document
    # A theme or city that was renamed goes by its present name; one that is gone leads nowhere.
    themes = [known.theme_by_slug[slug] for slug in document["themes"] if slug in known.theme_by_slug]
    cities = [known.city_by_slug[slug] for slug in document["cities"] if slug in known.city_by_slug]
    return render_template(
        "practices/edition.html",
        page=page,
        edition=found,
        mark=found.mark,
        document=document,
        validity=queries.validity_of(actor(), page),
        themes=themes,
        cities=cities,
        picture=_picture(found),
        authors=document["facts"].get("lead_organisation") or ", ".join(city.name for city in cities),
        permanent=permanent_address(found.mark),
        similar=similar_to(page.id),
        **told_edition(found),
    )


@bp.get(f"/p/<string(length={TOKEN_LENGTH}):token>")
def permanent_edition(token: str) -> ResponseReturnValue:
    """Lead from the address that is cited, which no rename changes, to where the edition is now."""
    found = queries.find_permanent(actor(), token)
    if found is None:
        queries.tell_withdrawn_at(actor(), token)
        raise NotFound
    slug, number = found
    return redirect(url_for("practices.edition", slug=slug, number=number), 302)


def page_of_edition(slug: str, number: int) -> Page:
    """Return the practice at an address, as :func:`practice_at` does. Raises :class:`EditionWithdrawn`."""
    page = find_page(actor(), slug)
    if page is None:
        # Before a page of that title is looked for, which is another one.
        queries.tell_withdrawn(actor(), slug, number)
        return practice_at(slug)
    if page.kind is not PageKind.PRACTICE:
        raise NotFound
    return page


def _picture(found: Edition) -> tuple[Picture, str] | None:
    """Return the lead picture and its thumbnail's address, if the wiki still has it."""
    stored = find_by_path(found.document["lead_picture"])
    if stored is None or not stored.is_picture:
        return None
    picture = Picture(path=stored.path, alt=stored.alt, width=stored.width, height=stored.height)
    return picture, thumbnail_url(picture, LEAD_WIDTH)
