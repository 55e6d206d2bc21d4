"""Pure rules of peer exchange: who logs, asks and answers, who reads names, and what must be said."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from wiki.accounts.permissions import can
from wiki.accounts.types import Actor
from wiki.core.messages import message
from wiki.exchange.types import ExchangeDraft, InterestDraft, InterestState, InterestStepKind
from wiki.replication.rules import is_address

TITLE_MAX, NAME_MAX, OUTCOME_MAX, LINK_MAX = 160, 120, 4_000, 500
MOST_PEOPLE, MOST_GUESTS = 100_000, 100
ANSWER_MAX, TRAVEL_MAX, COMMENT_MAX = 1_500, 300, 400
_YEARS = range(1990, 2101)
# Where each step leads, and from where it may be taken.
_STEPS: Mapping[InterestStepKind, tuple[InterestState, frozenset[InterestState | None]]] = {
    InterestStepKind.MADE: (InterestState.OPEN, frozenset({None})),
    InterestStepKind.MATCHED: (InterestState.MATCHED, frozenset({InterestState.OPEN})),
    InterestStepKind.CLOSED: (InterestState.CLOSED, frozenset({InterestState.OPEN, InterestState.MATCHED})),
    InterestStepKind.REOPENED: (InterestState.OPEN, frozenset({InterestState.MATCHED, InterestState.CLOSED})),
}


def may_log(actor: Actor, cities: Collection[str]) -> bool:
    """Tell whether the actor may log and change an exchange of these cities: people of one, and the task force."""
    return can(actor, "exchange.log_any") or (can(actor, "exchange.log") and actor.city in cities)


def may_log_some(actor: Actor) -> bool:
    """Tell whether there is any exchange that the actor may log."""
    return can(actor, "exchange.log_any") or (can(actor, "exchange.log") and actor.city is not None)


def reads_names(actor: Actor) -> bool:
    """Tell whether the actor learns of people, as in a replication."""
    return can(actor, "replication.read_drafts")


def may_express(actor: Actor, city: str) -> bool:
    """Tell whether the actor may say what a city wants to learn: its own people and the task force."""
    return can(actor, "interest.answer") or (can(actor, "interest.express") and actor.city == city)


def may_express_some(actor: Actor) -> bool:
    """Tell whether there is any city for which the actor may."""
    return can(actor, "interest.answer") or (can(actor, "interest.express") and actor.city is not None)


def exchange_errors(draft: ExchangeDraft, *, cities: Collection[str], themes: Collection[str]) -> dict[str, str]:
    """Return what is wrong with what is said of an exchange, by field."""
    errors = dict(_of_days(draft.starts_on, draft.ends_on))
    if not draft.title:
        errors["title"] = message("Say in a few words what it was about.")
    for name, text, limit in (
        ("title", draft.title, TITLE_MAX),
        ("mentor", draft.mentor, NAME_MAX),
        ("outcome", draft.outcome, OUTCOME_MAX),
        ("link", draft.link, LINK_MAX),
    ):
        if len(text) > limit:
            errors[name] = _too_long(text, limit)
    if draft.link and "link" not in errors and not is_address(draft.link):
        errors["link"] = message("Give a whole address that begins with https://, or leave it empty.")
    if draft.people is not None and not 1 <= draft.people <= MOST_PEOPLE:
        errors["people"] = message("Give how many people came, or leave it empty.")
    if draft.theme and draft.theme not in themes:
        errors["theme"] = message("Choose a theme.")
    return errors | _of_cities(draft, cities)


def _of_days(first: date, last: date | None) -> Iterator[tuple[str, str]]:
    if first.year not in _YEARS:
        yield "starts_on", message("Look at the year: no exchange was then.")
    if last is not None and (last < first or last.year not in _YEARS):
        yield "ends_on", message("The last day cannot be before the first.")


def _of_cities(draft: ExchangeDraft, cities: Collection[str]) -> dict[str, str]:
    if draft.host not in cities:
        return {"host": message("Choose the city that was the host, or the mentor.")}
    if not draft.guests or not set(draft.guests) <= set(cities):
        return {"guests": message("Choose the cities that came to learn.")}
    if draft.host in draft.guests:
        return {"guests": message("A city is host or guest, not both.")}
    return {}


def interest_errors(
    draft: InterestDraft, *, cities: Collection[str], themes: Collection[str], categories: Collection[str]
) -> dict[str, str]:
    """Return what is wrong with an expression of interest, by field."""
    errors: dict[str, str] = {}
    for name, text, limit, missing in (
        ("does", draft.does, ANSWER_MAX, message("Say what your city does there today, be it nothing yet.")),
        ("issue", draft.issue, ANSWER_MAX, message("Say on which issue you want to work.")),
        ("travel", draft.travel, TRAVEL_MAX, message("Say who pays the travel.")),
    ):
        if not text:
            errors[name] = missing
        elif len(text) > limit:
            errors[name] = _too_long(text, limit)
    if draft.city not in cities:
        errors["city"] = message("Choose the city it is for.")
    if draft.theme not in themes:
        errors["theme"] = message("Choose a theme.")
    if draft.category and draft.category not in categories:
        errors["category"] = message("Choose what kind of issue it is.")
    return errors


def comment_errors(comment: str) -> dict[str, str]:
    """Return what is wrong with what is said beside an answer."""
    return {"comment": _too_long(comment, COMMENT_MAX)} if len(comment) > COMMENT_MAX else {}


def _too_long(text: str, limit: int) -> str:
    return message("At most {limit} characters; you have {length}.", limit=limit, length=len(text))


def state_after(steps: Sequence[InterestStepKind]) -> InterestState | None:
    """Return the state that a log leads to; None for one that no interest can have."""
    state: InterestState | None = None
    for kind in steps:
        leads, begins = _STEPS[kind]
        if state not in begins:
            return None
        state = leads
    return state


def may_follow(state: InterestState, kind: InterestStepKind) -> bool:
    """Tell whether a step may be taken where an interest stands."""
    return state in _STEPS[kind][1]
