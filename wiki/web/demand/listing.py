"""The list of wanted practices, what most want first, and its feed."""

from urllib.parse import quote

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.core.paging import page_number
from wiki.core.slugs import slugify
from wiki.demand import queries
from wiki.demand.types import Miss, RequestState, RequestStep
from wiki.dissemination.feeds import FeedEntry, atom_feed
from wiki.http.addresses import absolute, with_query
from wiki.web.context import actor, may, taxonomy
from wiki.web.demand import bp
from wiki.web.demand.words import STATES, STEPS

_ARGUMENTS = ("state", "theme")


@bp.get("/wanted-practices")
def wanted() -> ResponseReturnValue:
    """List the practices that are wanted; beside them, for members, what was searched and not found."""
    state = next((each for each in RequestState if each == request.args.get("state")), RequestState.OPEN)
    theme = request.args.get("theme", "")
    number = page_number(request.args.get("page"))
    return render_template(
        "demand/list.html",
        found=queries.list_requests(actor(), state=state, theme=theme, number=number),
        state=state,
        states=STATES,
        theme=theme,
        taxonomy=taxonomy(),
        page_address=_page_address,
        misses=_misses() if may("demand.read_misses") else (),
    )


@bp.get("/wanted-practices.atom")
def feed() -> Response:
    """Answer what was asked for and answered last."""
    made = atom_feed(
        title=gettext("Wanted practices"),
        link=absolute(url_for("demand.wanted")),
        self_link=absolute(quote(request.path)),
        entries=[_entry(step) for step in queries.list_news(actor())],
    )
    return Response(made, mimetype="application/atom+xml")


def _misses() -> list[tuple[Miss, str]]:
    """Return what was not found, each with the address a page of that title would have."""
    return [(miss, slugify(miss.question)) for miss in queries.list_misses(actor())]


def _entry(step: RequestStep) -> FeedEntry:
    words = str(STEPS[step.kind])
    return FeedEntry(
        id=absolute(f"/wanted-practices/steps/{step.id}"),
        title=f"{step.title}: {words}",
        link=absolute(url_for("demand.request_page", number=step.request)),
        updated=step.at,
        author=step.actor,
        summary=step.comment or words,
    )


def _page_address(number: int) -> str:
    kept = [(name, request.args[name]) for name in _ARGUMENTS if name in request.args]
    return with_query(url_for("demand.wanted"), [*kept, ("page", str(number))])
