"""Steps of a review, for tests to take; each is a transaction of its own."""

from collections.abc import Callable

from tests.factories import actor, new_person, practice
from tests.unit.practices.facts import FACTS, SUMMARY
from wiki.accounts.queries import actor_of, get_person
from wiki.accounts.service import place_person
from wiki.accounts.types import Actor, Role
from wiki.core.db import transaction
from wiki.pages import queries as pages
from wiki.practices import queries, service
from wiki.practices.types import ReviewStanding

SLUG = "hauffgasse"


def member(role: Role = Role.REVIEWER, *, city: str = "", leads: tuple[str, ...] = ()) -> Actor:
    made = new_person(role)
    with transaction():
        place_person(actor(Role.ADMINISTRATOR), made.id, city=city, leads=leads)
    return actor_of(get_person(made.id))


def ready(slug: str, title: str = "Hauffgasse") -> str:
    """Make a draft whose gate is open."""
    tags = {"themes": ("refurbishment",), "cities": ("vienna",)}
    return practice(title, "Words.", slug=slug, published=False, summary=SUMMARY, facts=FACTS, **tags)


def take(step: Callable[..., object], who: Actor, *arguments: object, slug: str = SLUG) -> None:
    with transaction():
        step(who, slug, *arguments)


def standing(slug: str = SLUG) -> ReviewStanding:
    who = actor(Role.EDITOR)
    found = queries.standing_of(who, pages.get_page(who, slug))
    assert found is not None
    return found


def disseminated(lead: Actor, *, slug: str = SLUG, number: int = 1) -> None:
    """Take a revision through its review by two new reviewers."""
    take(service.submit, actor(Role.EDITOR), number, slug=slug)
    take(service.approve, member(city="vienna"), number, slug=slug)
    take(service.approve, member(city="munich"), number, slug=slug)
    take(service.pass_check, lead, number, slug=slug)
    take(service.disseminate, lead, number, slug=slug)
