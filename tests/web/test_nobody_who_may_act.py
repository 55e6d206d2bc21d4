"""A practice that waits for nobody who is here says so, and administrators are told."""

from collections.abc import Callable
from typing import Any

from lxml import html

from tests.clients import FormClient
from tests.factories import actor
from tests.integration.reviewing import SLUG, member, ready, standing, take
from wiki.accounts.types import VISITOR, Role
from wiki.pages import queries as pages
from wiki.practices import queries, service
from wiki.practices.types import Lack
from wiki.practices.waiting import lack_of, waits_of

Inside = Callable[..., Any]
Reader = Callable[[Role | None], FormClient]
NO_LEAD, NO_CITY = "Nobody leads this theme", "Nobody of another city"


def submitted() -> None:
    ready(SLUG)
    take(service.submit, actor(Role.EDITOR), 1)


def told(client: FormClient, address: str) -> Any:
    return html.fromstring(client.get(address).text).xpath("//main")[0]


def lack() -> Lack | None:
    (reminder,) = queries.list_reminders(actor(Role.ADMINISTRATOR))
    return reminder.lack


def test_a_review_tells_whom_it_waits_for_in_vain(reader: Reader, inside: Inside) -> None:
    inside(submitted)
    editor, administrator = reader(Role.EDITOR), reader(Role.ADMINISTRATOR)
    for address in (f"/pages/{SLUG}/review", "/reviews"):
        assert NO_CITY in told(editor, address).text_content()
        assert not told(editor, address).xpath(".//a[@href='/people']")
        assert told(administrator, address).xpath(".//a[@href='/people']")
    assert inside(lack) is Lack.OTHER_CITY
    inside(member, city="munich")
    inside(member, city="vienna")
    assert NO_CITY not in told(editor, "/reviews").text_content()
    assert inside(lack) is None


def test_one_reviewer_of_another_city_is_too_few(inside: Inside) -> None:
    def lacks() -> list[Lack | None]:
        submitted()
        found, people = standing(), [member(city="munich"), member()]
        return [lack_of(found, waits_of(found)[0], people[:most]) for most in (0, 1, 2)]

    assert inside(lacks) == [Lack.OTHER_CITY, Lack.REVIEWERS, None]


def test_an_administrator_is_told_what_nobody_else_can_take(reader: Reader, inside: Inside) -> None:
    def approved() -> None:
        submitted()
        for city in ("vienna", "munich"):
            take(service.approve, member(city=city), 1)

    inside(approved)
    administrator = reader(Role.ADMINISTRATOR)
    for address in ("/", "/reviews"):
        assert NO_LEAD in told(administrator, address).text_content()
    assert inside(lack) is Lack.LEAD
    inside(member, leads=("refurbishment",))
    assert NO_LEAD not in told(administrator, "/reviews").text_content()


def test_what_is_lacking_is_in_the_queue_of_an_administrator_who_could_not_act(inside: Inside) -> None:
    def waiting() -> list[Lack | None]:
        submitted()
        reviewer = member(Role.ADMINISTRATOR, city="vienna")
        take(service.approve, reviewer, 1)
        return [item.lack for item in queries.queue(reviewer)]

    assert inside(waiting) == [Lack.OTHER_CITY]


def test_visitors_know_of_no_review(inside: Inside) -> None:
    def known() -> tuple[object, ...]:
        submitted()
        found = queries.standing_of(actor(Role.EDITOR), pages.get_page(actor(Role.EDITOR), SLUG))
        assert found is not None
        return queries.lacks_of(VISITOR, found), queries.lacks_among(VISITOR, queries.all_in_review(VISITOR))

    assert inside(known) == ((), {})
