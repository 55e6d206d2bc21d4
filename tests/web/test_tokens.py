"""A member makes a token for a program, sees it once, and revokes it."""

import logging
import re
from collections.abc import Callable

import pytest
from flask import Flask
from lxml import html

from tests.clients import FormClient
from tests.factories import person
from wiki.accounts import queries
from wiki.accounts.types import Role, Scope, Token

PAGE = "/account/tokens"


@pytest.fixture
def owned(app: Flask) -> Callable[[Role], tuple[Token, ...]]:
    def read(role: Role) -> tuple[Token, ...]:
        with app.app_context():
            return queries.list_tokens(person(role).id)

    return read


Owned = Callable[[Role], tuple[Token, ...]]


@pytest.mark.parametrize("role", Role)
def test_every_member_makes_a_token_and_sees_it_only_in_that_answer(
    role: Role, signed_in: Callable[[Role], FormClient], owned: Owned, app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = signed_in(role)
    answer = client.submit(PAGE, name="Monthly figures", scope="write")
    token = html.fromstring(answer.text).xpath("string(//code[@id='new-token'])")
    assert re.fullmatch(r"rwiki_[\w-]{32}", token)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.text.count(token) == 1
    assert token not in f"{answer.headers}{client.get(PAGE).text}{caplog.text}"
    with app.app_context():
        holder = queries.find_token_holder(token)
    assert holder is not None
    assert holder.actor.role is role
    assert [(each.name, each.scope) for each in owned(role)] == [("Monthly figures", Scope.WRITE)]


def test_a_token_may_only_read_unless_one_says_otherwise(observer: FormClient, owned: Owned) -> None:
    observer.submit(PAGE, name="A script")
    assert [each.scope for each in owned(Role.OBSERVER)] == [Scope.READ]


@pytest.mark.parametrize("entered", [{"name": " "}, {"name": "a" * 81}, {"name": "x", "scope": "everything"}])
def test_what_is_missing_is_said_and_no_token_is_made(
    editor: FormClient, owned: Owned, entered: dict[str, str]
) -> None:
    answer = editor.submit(PAGE, **entered)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "new-token" not in answer.text
    assert owned(Role.EDITOR) == ()


def test_a_token_is_revoked_by_its_owner_alone(editor: FormClient, reviewer: FormClient, owned: Owned) -> None:
    editor.submit(PAGE, name="A script")
    address = f"{PAGE}/{owned(Role.EDITOR)[0].id}/revoke"
    assert reviewer.push(address, token_from="/account").status_code == 303
    assert len(owned(Role.EDITOR)) == 1
    assert editor.submit(PAGE, to=address).status_code == 303
    assert "no longer works" in editor.get(PAGE).text
    assert owned(Role.EDITOR) == ()


def test_a_form_from_elsewhere_makes_and_revokes_nothing(editor: FormClient, owned: Owned) -> None:
    editor.submit(PAGE, name="A script")
    assert editor.post(PAGE, data={"name": "Stolen", "scope": "write"}).status_code == 400
    assert editor.post(f"{PAGE}/{owned(Role.EDITOR)[0].id}/revoke").status_code == 400
    assert [each.name for each in owned(Role.EDITOR)] == ["A script"]


def test_a_visitor_is_sent_to_sign_in(client: FormClient) -> None:
    assert client.push(PAGE, name="A script").location.startswith("/login")
    assert client.push(f"{PAGE}/1/revoke").location.startswith("/login")
