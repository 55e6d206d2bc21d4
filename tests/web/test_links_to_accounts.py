"""Links that work once, as a browser follows them, also behind a proxy that speaks HTTPS; names and their addresses."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from werkzeug.test import TestResponse

from tests.clients import PASSWORD, FormClient, client_of, email_of, form_values
from tests.factories import new_person, page, person
from wiki.accounts.types import Role
from wiki.core.db import db, transaction
from wiki.pages.models import EventRow

Inside = Callable[..., Any]
HOST = "https://wiki.example.org"
NEW = "another four words"


def link_in(answer: TestResponse) -> str:
    found = re.search(rf"{re.escape(HOST)}(/welcome/[\w-]+)", answer.text)
    assert found, answer.text
    return found[1]


def password_link(administrator: FormClient, number: int) -> str:
    return link_in(administrator.submit("/people", to=f"/people/{number}/password-link"))


def send_over_https(client: FormClient, path: str, **entered: str) -> TestResponse:
    """Fill in a form as a browser does that reaches the wiki over HTTPS: it names the page it comes from, if it may."""
    shown = client.get(path, base_url=HOST)
    policies = html.fromstring(shown.text).xpath("//meta[@name='referrer']/@content")
    policy = policies[-1] if policies else shown.headers["Referrer-Policy"]
    headers = {} if policy == "no-referrer" else {"Referer": urljoin(HOST, path)}
    return client.post(path, base_url=HOST, headers=headers, data=form_values(shown.text) | entered)


def test_an_invitation_works_over_https(administrator: FormClient, client: FormClient) -> None:
    link = link_in(administrator.submit("/people", role="editor"))
    answer = send_over_https(client, link, name="Ada", email="ada@example.org", password=PASSWORD)
    assert answer.status_code == 303


def test_a_new_password_is_set_over_https(administrator: FormClient, client: FormClient, inside: Inside) -> None:
    link = password_link(administrator, inside(person, Role.EDITOR).id)
    assert send_over_https(client, link, password=NEW).status_code == 303


def test_the_link_itself_is_told_to_no_other_site(administrator: FormClient, client: FormClient) -> None:
    link = link_in(administrator.submit("/people", role="editor"))
    shown = client.get(link)
    assert html.fromstring(shown.text).xpath("//meta[@name='referrer']/@content") == ["same-origin"]


def test_who_forgot_the_password_sets_a_new_one_and_is_signed_in(
    administrator: FormClient, editor: FormClient, client: FormClient, inside: Inside
) -> None:
    link = password_link(administrator, inside(person, Role.EDITOR).id)
    weak = client.submit(link, password="short")
    assert weak.status_code == 422
    assert 'id="password-error"' in weak.text
    assert client.submit(link, password=NEW).status_code == 303
    assert "Editor" in client.get("/account").text
    assert editor.get("/account").status_code == 302
    assert client.get(link).status_code == 404
    fresh = client_of(client.application)
    assert fresh.sign_in(Role.EDITOR).status_code == 401
    assert fresh.sign_in(Role.EDITOR, NEW).status_code == 303


def test_open_links_are_listed_and_withdrawn(administrator: FormClient, client: FormClient, inside: Inside) -> None:
    link = link_in(administrator.submit("/people", role="reviewer", email="cy@example.org"))
    shown = administrator.get("/people").text
    assert "cy@example.org" in shown
    assert link not in shown
    (action,) = html.fromstring(shown).xpath("//form/@action[contains(., '/withdraw')]")
    assert administrator.submit("/people", to=str(action)).status_code == 303
    assert client.get(link).status_code == 404
    assert "cy@example.org" not in administrator.get("/people").text


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.EDITOR, Role.REVIEWER])
def test_nobody_else_makes_or_withdraws_links(
    role: Role, signed_in: Callable[[Role], FormClient], inside: Inside
) -> None:
    client, number = signed_in(role), inside(person, Role.ADMINISTRATOR).id
    assert client.push(f"/people/{number}/password-link").status_code == 403
    assert client.push("/people/invitations/1/withdraw").status_code == 403


def test_an_account_that_is_off_offers_no_link(administrator: FormClient, inside: Inside) -> None:
    made = inside(new_person, active=False)
    assert f"/people/{made.id}/password-link" not in administrator.get("/people").text
    assert administrator.push(f"/people/{made.id}/password-link", token_from="/people").status_code == 422


@pytest.mark.parametrize("name", ["editor", "Old Author", "Ada\u202eecila"])
def test_a_name_of_somebody_else_is_refused_at_its_field(
    administrator: FormClient, client: FormClient, inside: Inside, name: str
) -> None:
    def import_author() -> None:
        page("Old story")
        with transaction():
            db.session.execute(db.update(EventRow).values(actor="Old author", actor_id=None))

    inside(import_author)
    link = link_in(administrator.submit("/people", role="editor"))
    answer = client.submit(link, name=name, email="ada@example.org", password=PASSWORD)
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text


def test_the_contributions_of_a_name_with_a_slash_have_an_address(
    administrator: FormClient, client: FormClient, inside: Inside
) -> None:
    inside(new_person, name="Ann/Vienna")
    links = html.fromstring(administrator.get("/people").text).xpath("//a[. = 'Ann/Vienna']/@href")
    shown = client.get(str(links[0]))
    assert shown.status_code == 200
    (feed,) = html.fromstring(shown.text).xpath("//link[@type='application/atom+xml'][contains(@href, 'Ann')]/@href")
    assert client.get(str(feed)).mimetype == "application/atom+xml"


def test_who_signs_out_is_out_wherever_the_cookie_was_copied_to(
    editor: FormClient, signed_in: Callable[[Role], FormClient]
) -> None:
    copy = signed_in(Role.EDITOR)
    assert copy.get("/account").status_code == 200
    assert editor.push("/logout", token_from="/account").status_code == 303
    assert copy.get("/account").status_code == 302
    assert copy.sign_in(Role.EDITOR).status_code == 303


def test_to_sign_out_twice_is_no_error(client: FormClient) -> None:
    assert client.push("/logout").status_code == 303


FROM_MANY = [f"203.0.113.{number}" for number in range(40)]


def failures(client: FormClient, addresses: list[str], email: str) -> list[int]:
    token = client.token()
    fields = {"csrf_token": token, "email": email, "password": "wrong"}
    return [client.post("/login", data=fields, environ_base={"REMOTE_ADDR": at}).status_code for at in addresses]


def test_one_account_is_guessed_at_from_many_addresses_only_so_often(client: FormClient) -> None:
    variants = [email_of(Role.EDITOR), f" {email_of(Role.EDITOR).upper()} "]
    answers = [code for email in variants for code in failures(client, FROM_MANY[:15], email)]
    assert set(answers) == {401}
    assert failures(client, FROM_MANY[30:31], variants[0]) == [429]
    assert failures(client, FROM_MANY[30:31], email_of(Role.REVIEWER)) == [401]


def test_who_knows_the_password_is_not_counted(client: FormClient) -> None:
    token = client.token()
    fields = {"csrf_token": token, "email": email_of(Role.EDITOR), "password": PASSWORD}
    for address in FROM_MANY[:31]:
        fresh = client_of(client.application)
        fresh.set_cookie("session", client.get_cookie("session").value)  # type: ignore[union-attr]
        assert fresh.post("/login", data=fields, environ_base={"REMOTE_ADDR": address}).status_code == 303


def test_a_password_is_not_guessed_at_on_a_computer_left_alone(editor: FormClient, reviewer: FormClient) -> None:
    def tries(client: FormClient, count: int) -> list[int]:
        token = client.token("/account")
        wrong = {"csrf_token": token, "old_password": "wrong", "password": NEW}
        return [client.post("/account", data=wrong).status_code for _ in range(count)]

    assert tries(editor, 11) == [422] * 10 + [429]
    assert tries(reviewer, 1) == [422]
    assert editor.get("/account").status_code == 200
