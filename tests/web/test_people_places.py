"""Administrators say whose city a person speaks for and which themes they lead; the person sees it."""

import re
from collections.abc import Callable
from typing import Any

from tests.clients import FormClient, email_of
from tests.factories import person
from wiki.accounts.queries import get_person_by_email
from wiki.accounts.types import Role

Inside = Callable[..., Any]


def test_a_person_is_placed_and_sees_it_in_the_account(
    administrator: FormClient, reviewer: FormClient, inside: Inside
) -> None:
    number = inside(person, Role.REVIEWER).id
    answer = administrator.submit("/people", to=f"/people/{number}/place", city="munich", leads=["data", "mobility"])
    assert answer.status_code == 303
    placed = inside(person, Role.REVIEWER)
    assert (placed.city, placed.leads) == ("munich", {"data", "mobility"})
    assert "Munich" in reviewer.get("/account").text
    administrator.submit("/people", to=f"/people/{number}/place", city="")
    # The form holds the themes that were ticked, and sends them back.
    assert inside(person, Role.REVIEWER).city is None
    assert inside(person, Role.REVIEWER).leads == {"data", "mobility"}


def test_a_city_or_theme_that_is_not_there_changes_nothing(administrator: FormClient, inside: Inside) -> None:
    number = inside(person, Role.REVIEWER).id
    for wrong in ({"city": "atlantis"}, {"city": "", "leads": "nonsense"}):
        assert administrator.push(f"/people/{number}/place", **wrong).status_code == 422
    assert inside(person, Role.REVIEWER).city is None
    assert administrator.push("/people/99999/place", city="").status_code == 404


def test_an_invitation_carries_the_city(administrator: FormClient, client: FormClient, inside: Inside) -> None:
    shown = administrator.submit("/people", role="reviewer", city="vienna").text
    link = re.findall(r"/welcome/[\w-]+", shown)[0]
    entered = {"name": "Ruth", "email": "ruth@example.org", "password": "four words are enough"}
    assert client.submit(link, **entered).status_code == 303
    assert inside(get_person_by_email, "ruth@example.org").city == "vienna"
    assert administrator.submit("/people", role="reviewer", city="atlantis").status_code == 422
    assert email_of(Role.REVIEWER) in shown
