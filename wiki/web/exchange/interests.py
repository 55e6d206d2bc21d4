"""What cities want to learn: the list, its feed, one of them, and saying it."""

from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from wiki.accounts.permissions import can, require
from wiki.core.errors import Invalid, Unavailable
from wiki.core.paging import page_number
from wiki.dissemination.feeds import FeedEntry, atom_feed
from wiki.exchange import queries, service
from wiki.exchange.rules import may_express
from wiki.exchange.types import InterestId, InterestState, Step
from wiki.http.addresses import absolute, with_query
from wiki.http.extensions import limiter
from wiki.http.peers import because
from wiki.web.context import actor, may, taxonomy, transaction
from wiki.web.exchange import bp
from wiki.web.exchange.interest_forms import AnswerForm, InterestForm
from wiki.web.exchange.interest_words import STATES, STEPS, categories
from wiki.web.exchange.showing import told
from wiki.web.forms import busy

_ARGUMENTS = ("state", "theme", "city")
_MOST_OFFERED, _MOST_PEERS = 200, 5


@bp.get("/interests")
def interests() -> ResponseReturnValue:
    """List what cities want to learn: to the task force all, to others their own city's."""
    require(actor(), "interest.read")
    asked = request.args
    state = next((each for each in InterestState if each == asked.get("state")), None)
    theme, city = asked.get("theme", ""), asked.get("city", "")
    number = page_number(asked.get("page"))
    return render_template(
        "exchange/interests.html",
        **told(
            found=queries.list_interests(actor(), state=state, theme=theme, city=city, number=number),
            state=state,
            theme=theme,
            city=city,
            states=STATES,
            page_address=_page_address,
            has_city=_has_city(),
        ),
    )


@bp.get("/interests.atom")
def interest_feed() -> Response:
    """Answer what was asked and answered last, as far as the reader reads it."""
    require(actor(), "interest.read")
    made = atom_feed(
        title=gettext("Expressions of interest"),
        link=absolute(url_for("exchange.interests")),
        self_link=absolute(quote(request.path)),
        entries=[_entry(step) for step in queries.list_interest_news(actor())],
    )
    return Response(made, mimetype="application/atom+xml")


@bp.route("/interests/new", methods=["GET", "POST"])
@limiter.limit("60 per hour", methods=["POST"])
def express() -> ResponseReturnValue:
    """Say what a city wants to learn; ``?practice=`` and ``theme`` fill the form in."""
    require(actor(), "interest.express")
    form = InterestForm(formdata=request.form if request.method == "POST" else None)
    form.offer(taxonomy(), lambda city: may_express(actor(), city))
    if request.method == "GET":
        form.begin(request.args.get("practice", ""), request.args.get("theme", ""), actor().city or "")
        return _show_form(form)
    if not form.validate():
        return _show_form(form, code=422)
    try:
        with transaction():
            made = service.express_interest(actor(), form.draft())
    except Invalid as problem:
        form.add_errors(problem.errors)
        return _show_form(form, code=422)
    except Unavailable:
        form.form_errors.append(busy())
        return _show_form(form, code=503)
    flash(
        gettext("Your city has expressed its interest. The task force looks for an exchange or a partner."), "success"
    )
    return redirect(url_for("exchange.interest", number=made), 303)


@bp.get("/interests/<int:number>")
def interest(number: int) -> ResponseReturnValue:
    require(actor(), "interest.read")
    return show(InterestId(number), AnswerForm(formdata=None))


def show(interest_id: InterestId, form: AnswerForm, *, code: int = 200) -> ResponseReturnValue:
    """Answer with the page of an interest. Raises :class:`NotFound`."""
    found = queries.get_interest(actor(), interest_id)
    is_open, may_answer = found.state is InterestState.OPEN, can(actor(), "interest.answer")
    if is_open and may_answer:
        form.offer(taxonomy(), found, queries.list_exchanges(actor(), size=_MOST_OFFERED).items)
    html = render_template(
        "exchange/interest.html",
        **told(
            interest=found,
            exchange=queries.get_exchange(actor(), found.exchange) if found.exchange else None,
            log=queries.list_steps(actor(), interest_id),
            states=STATES,
            steps=STEPS,
            categories=categories(),
            form=form,
            may_answer=may_answer,
            peers=queries.peers_of_interest(actor(), found, taxonomy())[:_MOST_PEERS],
            because=because,
            may_close=may_express(actor(), found.city) and found.state is not InterestState.CLOSED,
        ),
    )
    return html, code


def _show_form(form: InterestForm, *, code: int = 200) -> ResponseReturnValue:
    return render_template("exchange/express.html", **told(form=form, has_city=_has_city())), code


def _has_city() -> bool:
    """Tell whether there is a city for which the reader may express an interest."""
    return may("interest.answer") or actor().city is not None


def _entry(step: Step) -> FeedEntry:
    city, theme = taxonomy().city_by_slug[step.city].name, taxonomy().theme_by_slug[step.theme].name
    words = str(STEPS[step.kind])
    return FeedEntry(
        id=absolute(f"/interests/steps/{step.id}"),
        title=f"{city}, {theme}: {words}",
        link=absolute(url_for("exchange.interest", number=step.interest)),
        updated=step.at,
        author=step.actor,
        summary=step.comment or words,
    )


def _page_address(number: int) -> str:
    kept = [(name, request.args[name]) for name in _ARGUMENTS if name in request.args]
    return with_query(url_for("exchange.interests"), [*kept, ("page", str(number))])
