"""Which practices and replications have results: theme by city as a matrix, and the lists behind its numbers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.paging import page_number
from wiki.http.addresses import with_query
from wiki.monitoring import queries
from wiki.monitoring.coverage import NONE, Asked, Coverage, Place, State, What, summed
from wiki.taxonomy.types import City, Theme
from wiki.web.context import actor, taxonomy
from wiki.web.monitoring import bp

Tag = Theme | City


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Cells by the addresses of a theme and a city; ``themes`` and ``cities`` are those that have any, with names.

    An address that is None is that of what has no theme or no city. ``asked`` is what it is narrowed to,
    ``path`` where its lists are.
    """

    asked: Asked
    path: str
    cells: Mapping[Place, Coverage]
    themes: Sequence[tuple[str | None, str]]
    cities: Sequence[tuple[str | None, str]]

    def at(self, theme: str | None = "", city: str | None = "") -> Coverage:
        """Return a cell, or a sum where one of them is the empty text."""
        return summed(self.cells, theme=theme, city=city)

    def behind(self, theme: str | None, city: str | None, what: str = "", state: str = "") -> str:
        """Return the address of the list behind a number of what :meth:`at` returns."""
        return list_address(
            Asked(
                theme=self.asked.theme if theme == "" else theme or NONE,
                city=self.asked.city if city == "" else city or NONE,
                what=What(what) if what else None,
                state=State(state) if state else None,
            ),
            path=self.path,
        )


@bp.get("/results")
def covered() -> ResponseReturnValue:
    """List practices and replications by how it stands with their results."""
    asked = _asked()
    return render_template(
        "monitoring/covered.html",
        found=queries.list_coverage(actor(), asked, number=page_number(request.args.get("page"))),
        asked=asked,
        none_asked=NONE,
        whats=what_names(),
        states=state_names(),
        taxonomy=taxonomy(),
        page_address=lambda page: list_address(asked, page=str(page)),
    )


def matrix_of(*, theme: str = "", city: str = "") -> Matrix:
    """Return the matrix of what an address asks for; an unknown theme or city narrows nothing."""
    tags = taxonomy()
    asked = Asked(theme=_known(theme, tags.themes), city=_known(city, tags.cities))
    cells = queries.count_coverage(actor(), asked)
    return Matrix(
        asked=asked,
        path=url_for("monitoring.covered"),
        cells=cells,
        themes=_present(tags.themes, {theme for theme, _ in cells}, gettext("No theme")),
        cities=_present(tags.cities, {city for _, city in cells}, gettext("No city")),
    )


def list_address(asked: Asked, *, path: str = "", **more: str) -> str:
    """Return the address of the list of what is asked for; ``path`` is its own where that is known."""
    told = {name: str(value) for name, value in vars(asked).items() if value}
    return with_query(path or url_for("monitoring.covered"), (told | more).items())


def what_names() -> Mapping[str, str]:
    return {What.PRACTICES: gettext("Practices"), What.REPLICATIONS: gettext("Replications")}


def state_names() -> Mapping[str, str]:
    return {
        State.MEASURED: gettext("Measured"),
        State.STALE: gettext("Stale"),
        State.MISSING: gettext("Nothing measured"),
    }


def _asked() -> Asked:
    told, tags = request.args, taxonomy()
    return Asked(
        theme=NONE if told.get("theme") == NONE else _known(told.get("theme", ""), tags.themes),
        city=NONE if told.get("city") == NONE else _known(told.get("city", ""), tags.cities),
        what=next((each for each in What if each == told.get("what")), None),
        state=next((each for each in State if each == told.get("state")), None),
    )


def _known(slug: str, tags: Sequence[Tag]) -> str:
    return slug if any(tag.slug == slug for tag in tags) else ""


def _present(tags: Sequence[Tag], slugs: Collection[str | None], without: str) -> Sequence[tuple[str | None, str]]:
    named: list[tuple[str | None, str]] = [(tag.slug, tag.name) for tag in tags if tag.slug in slugs]
    return [*named, (None, without)] if None in slugs else named
