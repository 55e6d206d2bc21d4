"""What two people do at the same moment has a clear answer for both, on either database."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import pytest
from flask import Flask

from tests.clients import PASSWORD
from tests.factories import actor, city_draft, new_person, page, person, png, theme_draft
from tests.threads import at_once
from wiki.accounts import queries, service
from wiki.accounts.types import VISITOR, Person, Role
from wiki.core.db import db, transaction
from wiki.core.errors import Invalid, NotFound
from wiki.files.queries import list_files
from wiki.files.service import upload
from wiki.pages import service as pages
from wiki.pages.queries import find_page, find_redirect
from wiki.pages.types import Content
from wiki.services import Services
from wiki.taxonomy import service as taxonomy
from wiki.taxonomy.queries import load_taxonomy

T = TypeVar("T")
MANY = 6
ROUNDS = range(5)


def writing(act: Callable[..., T], *arguments: Any, **named: Any) -> Callable[[], T]:
    """Return the call as one transaction."""

    def write() -> T:
        with transaction():
            return act(*arguments, **named)

    return write


@pytest.mark.parametrize("number", ROUNDS)
def test_an_invitation_makes_one_account_however_many_use_it_at_once(app: Flask, number: int) -> None:
    with transaction():
        token = service.invite(actor(Role.ADMINISTRATOR), role=Role.ADMINISTRATOR)
    new = partial(service.accept_invitation, token, password=PASSWORD)
    outcomes = at_once(app, [writing(new, name=f"Ada {n}", email=f"ada{n}@example.org") for n in range(MANY)])
    assert [type(outcome) for outcome in outcomes].count(Person) == 1
    assert [type(outcome) for outcome in outcomes].count(NotFound) == MANY - 1


@pytest.mark.parametrize("number", ROUNDS)
def test_two_administrators_who_demote_each_other_at_once_leave_one(app: Flask, number: int) -> None:
    first, second = person(Role.ADMINISTRATOR), new_person(Role.ADMINISTRATOR)
    outcomes = at_once(
        app,
        [
            writing(service.set_role, queries.actor_of(first), second.id, Role.EDITOR),
            writing(service.set_active, queries.actor_of(second), first.id, False),
        ],
    )
    db.session.rollback()
    assert queries.has_administrator()
    assert [type(outcome) for outcome in outcomes].count(Invalid) == 1


@pytest.mark.parametrize("number", ROUNDS)
def test_the_same_file_uploaded_at_once_is_one_file(app: Flask, services: Services, number: int) -> None:
    editor = actor(Role.EDITOR)
    put = partial(upload, editor, services.files, data=png(colour="red"), alt="A map")
    outcomes = at_once(app, [writing(put, name=f"{n}.png") for n in range(MANY)])
    db.session.rollback()
    assert set(outcomes) == set(list_files())
    assert len(list_files()) == 1


@pytest.mark.parametrize("make", [taxonomy.create_theme, taxonomy.create_city])
def test_the_same_new_name_at_once_makes_one_and_tells_the_others(app: Flask, make: Callable[..., str]) -> None:
    draft = theme_draft("Urban green") if make is taxonomy.create_theme else city_draft("Urban green")
    outcomes = at_once(app, [writing(make, actor(Role.EDITOR), draft)] * MANY)
    assert outcomes.count("urban-green") == 1
    refused = [outcome for outcome in outcomes if isinstance(outcome, Invalid)]
    assert [list(problem.errors) for problem in refused] == [["name"]] * (MANY - 1)


@pytest.mark.parametrize(("same", "other"), [("email", "name"), ("name", "email")])
def test_accounts_with_one_address_or_name_made_at_once_are_one(app: Flask, same: str, other: str) -> None:
    values = {"name": "Ada {}", "email": "ada{}@example.org"}

    def new(n: int) -> Callable[[], Person]:
        fields = {same: values[same].format("x"), other: values[other].format(n)}
        return writing(service.create_user, **fields, password=PASSWORD, role=Role.EDITOR)

    outcomes = at_once(app, [new(n) for n in range(MANY)])
    refused = [outcome for outcome in outcomes if isinstance(outcome, Invalid)]
    assert [list(problem.errors) for problem in refused] == [[same]] * (MANY - 1)


@pytest.mark.parametrize("number", ROUNDS)
def test_of_two_who_edit_a_theme_at_once_one_is_told_of_the_other(app: Flask, number: int) -> None:
    base = load_taxonomy().theme_by_slug["data"].updated_at
    drafts = [theme_draft("Data", description=f"Words of {n}.") for n in range(2)]
    editor = actor(Role.EDITOR)
    outcomes = at_once(app, [writing(taxonomy.update_theme, editor, "data", draft, base=base) for draft in drafts])
    db.session.rollback()
    (outdated,) = [outcome for outcome in outcomes if outcome is not None]
    assert not isinstance(outdated, Exception)
    stands = load_taxonomy().theme_by_slug["data"]
    assert outdated.theirs == stands
    assert stands.description == f"Words of {outcomes.index(None)}."


@pytest.mark.parametrize("number", ROUNDS)
def test_who_saves_while_others_rename_reaches_the_page_where_it_is(app: Flask, number: int) -> None:
    page("Story", "First.")
    acts = [
        *(writing(pages.rename_page, actor(Role.EDITOR), "story", f"tale-{n}") for n in range(3)),
        *(
            writing(pages.save_page, actor(Role.EDITOR), "story", Content(title="Story", body="Newer."), base_number=1)
            for _ in range(3)
        ),
    ]
    outcomes = at_once(app, acts)
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    db.session.rollback()
    present = find_redirect(VISITOR, "story")
    found = find_page(VISITOR, present or "")
    assert found
    assert found.current_number == 2
