"""Two to four practices side by side. What is compared stands in the address, so that it can be sent to a colleague."""

from collections.abc import Callable, Mapping, Sequence

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.errors import Invalid
from wiki.dissemination.downloads.tables import as_csv
from wiki.http.addresses import absolute, with_query
from wiki.practices.queries import ChosenPractice, chosen_practices
from wiki.web.chosen import LEAST, MOST, asked, chosen_here, each_once
from wiki.web.context import actor, taxonomy
from wiki.web.downloads import attached
from wiki.web.practices import bp
from wiki.web.practices.beside import Saying, ToldLine, told_lines

# What can be looked at: all lines, those that several practices tell of, and of these those that differ.
_VIEWS: Mapping[str, Callable[[ToldLine], bool]] = {
    "": lambda _: True,
    "shared": lambda line: line.is_shared,
    "different": lambda line: line.is_shared and not line.is_same,
}


@bp.get("/practices/compare")
def compare() -> ResponseReturnValue:
    at = chosen_practices(actor(), asked(), taxonomy())
    found = each_once(at)
    shown = found[:MOST]
    lines, only = _lines(shown), request.args.get("only", "")
    return render_template(
        "practices/compare.html",
        found=[practice.card for practice in found],
        shown=shown,
        most=MOST,
        unknown=[slug for slug in asked() if slug not in at],
        lines=[line for line in lines if _VIEWS.get(only, _VIEWS[""])(line)],
        only=only if only in _VIEWS else "",
        views=[(name, _view_href(shown, name), sum(map(holds, lines))) for name, holds in _VIEWS.items()],
        csv_href=_address("practices.comparison", shown),
        more_href=_address("lists.practices", found),
    )


@bp.get("/practices/compare.csv")
def comparison() -> ResponseReturnValue:
    """Answer with the comparison as a table for a spreadsheet, in the reader's language."""
    shown = chosen_here()
    if not LEAST <= len(shown) <= MOST:
        raise Invalid({"with": gettext("Choose two to four practices to compare.")})
    head = [gettext("Section"), gettext("Field"), gettext("What"), gettext("Unit")]
    table = [
        [*head, *_twice([each.card.title for each in shown], gettext("Notes"))],
        [
            "",
            gettext("Address"),
            "",
            "",
            *_twice([absolute(url_for("pages.view", slug=each.card.slug)) for each in shown]),
        ],
        ["", gettext("Edition"), "", "", *_twice([str(each.edition or "") for each in shown])],
        *([line.section, line.label, line.thing, line.unit, *_cells(line)] for line in _lines(shown)),
    ]
    return attached(Response(as_csv(table), mimetype="text/csv"), "comparison.csv")


def _twice(told: Sequence[str], beside: str = "") -> list[str]:
    """Give each practice two columns: one to reckon with, and one for what must be known of it."""
    return [cell for each in told for cell in (each, beside)]


def _lines(shown: Sequence[ChosenPractice]) -> list[ToldLine]:
    return told_lines([practice.facts for practice in shown]) if len(shown) >= LEAST else []


def _cells(line: ToldLine) -> list[str | float]:
    return [beside for cell in line.cells for beside in (_bare(cell), _notes(cell))]


def _bare(cell: Sequence[Saying]) -> str | float:
    return cell[0].bare if len(cell) == 1 else "\n".join(str(each.bare) for each in cell)


def _notes(cell: Sequence[Saying]) -> str:
    return "\n".join(" · ".join((*saying.details, *saying.warnings)) for saying in cell)


def _view_href(shown: Sequence[ChosenPractice], name: str) -> str:
    return _address("practices.compare", shown, (("only", name),) if name else ())


def _address(endpoint: str, practices: Sequence[ChosenPractice], more: Sequence[tuple[str, str]] = ()) -> str:
    return with_query(url_for(endpoint), [*(("with", practice.card.slug) for practice in practices), *more])
