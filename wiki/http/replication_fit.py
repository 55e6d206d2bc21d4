"""How a practice fits where it is taken up: its conditions, the city's profile, and what people answered."""

from wiki.accounts.types import Actor
from wiki.fit.queries import answers_of, needs_of, profile_of
from wiki.fit.rules import conditions_of, fit_of
from wiki.fit.types import Condition, Fit
from wiki.http.context import taxonomy
from wiki.pages.queries import get_content, get_page
from wiki.practices.queries import editions_of
from wiki.replication.types import Replication


def conditions_for(actor: Actor, replication: Replication) -> tuple[Condition, ...]:
    """Return what the edition says that a replication is based on; without one, what the practice says now."""
    page = get_page(actor, replication.practice.slug)
    for edition in editions_of(actor, page) if replication.edition else ():
        if edition.number == replication.edition:
            return conditions_of(get_content(actor, page, edition.revision).facts)
    needs = needs_of(actor, page.id, taxonomy())
    return needs.conditions if needs else ()


def fit_for(actor: Actor, replication: Replication) -> Fit:
    """Return how it fits; answers of people go before what the city's profile says."""
    place = profile_of(taxonomy().city_by_slug[replication.city]).place
    return fit_of(conditions_for(actor, replication), place, answers_of(replication.id))
