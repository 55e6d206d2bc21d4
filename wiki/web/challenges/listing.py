"""Open challenges by category and theme, as a page, a table, and the agenda of the next workshop."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.dissemination.downloads.tables import as_csv
from wiki.experience.challenges import Asked, Challenge, Narrowing
from wiki.experience.queries import list_challenges
from wiki.experience.rules import CATEGORIES, PHASES
from wiki.http.addresses import absolute, with_query
from wiki.pages.types import PageKind
from wiki.web.challenges import bp
from wiki.web.context import actor, taxonomy
from wiki.web.downloads import attached

# More is no list that anybody reads; the filters and the table lead to all.
_MOST_SHOWN = 200
_MOST_ON_AGENDA = 100
# In an address; servers take some eight thousand characters.
_LONGEST_BODY = 2_000
_COLUMNS = (
    *("challenge", "help_wanted", "severity", "category", "phase", "themes", "cities", "practice", "address"),
    *("solved_by", "solved_how", "solved_at"),
)
_ARGUMENTS = ("theme", "city", "category", "phase")
Groups = Sequence[tuple[str, Sequence[tuple[str, Sequence[Asked]]]]]


@bp.get("/challenges")
def listed() -> ResponseReturnValue:
    """Show what is open, help wanted first."""
    narrowing = _narrowing()
    found = list_challenges(actor(), narrowing, most=_MOST_SHOWN)
    return render_template(
        "challenges/listed.html",
        found=found,
        groups=_grouped(found.items),
        narrowing=narrowing,
        table_href=with_query(url_for("challenges.table"), _kept()),
        **_words(),
    )


@bp.get("/challenges.csv")
def table() -> Response:
    """Answer what is open as a table, a line for each who solved the like."""
    lines = [line for asked in list_challenges(actor(), _narrowing()).items for line in _lines(asked)]
    return attached(Response(as_csv([_COLUMNS, *lines]), mimetype="text/csv"), "challenges.csv")


@bp.get("/challenges/agenda")
def agenda() -> ResponseReturnValue:
    """Show the challenges that were picked as the agenda of a workshop, to be printed."""
    picked = Narrowing(keys=frozenset(request.args.getlist("pick")[:_MOST_ON_AGENDA]))
    found = list_challenges(actor(), picked).items if picked.keys else ()
    cities = {city: True for asked in found for each in (asked.challenge, *asked.solvers) for city in each.cities}
    told = {"found": found, "groups": _grouped(found), "cities": cities, "meeting": _meeting(found, cities)}
    return render_template("challenges/agenda.html", **told, **_words())


def _meeting(found: Sequence[Asked], cities: Iterable[str]) -> str:
    """Return the address of a form for a meeting about challenges, filled in with as many as an address can hold."""
    asked = [each.challenge for each in found]
    themes = dict.fromkeys(theme for each in asked for theme in each.themes)
    lines = "\n".join(f"- {each.text} ({each.practice})" for each in asked)
    return url_for(
        "pages.new",
        kind=PageKind.MEETING,
        title=gettext("Peer workshop"),
        theme=list(themes),
        city=list(cities),
        body=lines[:_LONGEST_BODY].rpartition("\n")[0] if len(lines) > _LONGEST_BODY else lines,
    )


def _words() -> dict[str, object]:
    return {"taxonomy": taxonomy(), "categories": CATEGORIES, "phases": PHASES, "href": _href}


def _narrowing() -> Narrowing:
    theme, city, category, phase = (request.args.get(name, "") for name in _ARGUMENTS)
    return Narrowing(theme=theme, city=city, category=category, phase=phase)


def _kept() -> list[tuple[str, str]]:
    return [(name, request.args[name]) for name in _ARGUMENTS if request.args.get(name)]


def _grouped(found: Sequence[Asked]) -> Groups:
    """Return challenges by category and, within it, by their first theme; where help is wanted comes first.

    Else categories and themes keep their own order, and what has no theme comes last.
    """
    themes = [*(theme.slug for theme in taxonomy().themes), ""]
    made = []
    for category in sorted(CATEGORIES, key=_wants_help(found, lambda asked: asked.challenge.category)):
        of_it = [asked for asked in found if asked.challenge.category == category]
        by_theme = [
            (theme, [asked for asked in of_it if _first_theme(asked) == theme])
            for theme in sorted(themes, key=_wants_help(of_it, _first_theme))
        ]
        if of_it:
            made.append((category, [(theme, these) for theme, these in by_theme if these]))
    return made


def _wants_help(found: Sequence[Asked], group: Callable[[Asked], str]) -> Callable[[str], bool]:
    """Return what orders groups: first those in which somebody wants help."""
    wanting = {group(asked) for asked in found if asked.challenge.help_wanted}
    return lambda name: name not in wanting


def _first_theme(asked: Asked) -> str:
    known = taxonomy().theme_by_slug
    return next((theme for theme in asked.challenge.themes if theme in known), "")


def _href(challenge: Challenge) -> str:
    """Return where a challenge is told: on its replication's page, or its practice's."""
    if challenge.replication is not None:
        return url_for("replication.page", number=challenge.replication, _anchor="experience")
    return url_for("pages.view", slug=challenge.slug)


def _lines(asked: Asked) -> Iterator[Sequence[str | float]]:
    each = asked.challenge
    told = (
        each.text,
        "yes" if each.help_wanted else "no",
        each.severity or "",
        *(each.category, each.phase, " ".join(each.themes), " ".join(each.cities), each.practice),
        absolute(_href(each)),
    )
    for solver in asked.solvers:
        yield *told, " ".join(solver.cities), solver.solved, absolute(_href(solver))
    if not asked.solvers:
        yield *told, "", "", ""
