"""Signing in: one answer for a wrong password and an unknown address, few tries, nowhere but here afterwards."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.clients import PASSWORD, FormClient, client_of, email_of
from tests.factories import actor, new_person, person
from wiki.accounts import service
from wiki.accounts.types import Role
from wiki.core.db import transaction

Inside = Callable[..., Any]
ENTERED = {"email": email_of(Role.EDITOR), "password": PASSWORD}


def without_token(text: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(client: FormClient) -> None:
    wrong = client.submit("/login", email=email_of(Role.EDITOR), password="not the password")
    unknown = client.submit("/login", email="nobody.xx@example.org", password="not the password")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    same = without_token(wrong.text).replace(email_of(Role.EDITOR), "?")
    assert same == without_token(unknown.text).replace("nobody.xx@example.org", "?")
    assert "is not right" in wrong.text
    assert "not the password" not in wrong.text


@pytest.mark.parametrize("target", ["/pages/x/edit", "/recent?theme=data&hide_minor=1"])
def test_after_signing_in_a_person_is_where_they_wanted_to_be(client: FormClient, target: str) -> None:
    answer = client.submit(f"/login?next={target.replace('&', '%26')}", **ENTERED)
    assert (answer.status_code, answer.location) == (303, target)


ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "evil.example",
    "",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_to_another_site(client: FormClient, target: str) -> None:
    token = client.token()
    answer = client.post("/login", query_string={"next": target}, data=ENTERED | {"csrf_token": token})
    assert (answer.status_code, answer.location) == (303, "/")
    answer = client.push("/language", token_from="/account", lang="de", next=target)
    assert (answer.status_code, answer.location) == (303, "/")


def test_an_open_redirect_is_not_to_be_had_from_the_host_header(client: FormClient) -> None:
    answer = client.get("/sitemap.xml", headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in answer.text
    assert "evil.example" not in client.get("/recent.atom", headers={"Host": "evil.example"}).text
    assert "evil.example" not in client.get("/account", headers={"Host": "evil.example"}).location


def test_too_many_tries_have_to_wait(client: FormClient) -> None:
    token = client.token()
    fields = {"email": email_of(Role.EDITOR), "password": "wrong", "csrf_token": token}
    assert [client.post("/login", data=fields).status_code for _ in range(10)] == [401] * 10
    assert client.post("/login", data=fields).status_code == 429
    assert client.post("/login", data=ENTERED | {"csrf_token": token}).status_code == 429
    assert client.get("/login").status_code == 200


def test_signing_out_ends_the_session(editor: FormClient) -> None:
    assert editor.push("/logout", token_from="/account").status_code == 303
    assert editor.get("/account").status_code == 302


def test_signing_in_replaces_the_session_one_came_with(client: FormClient) -> None:
    client.get("/login")
    before = client.get_cookie("session")
    client.sign_in(Role.EDITOR)
    after = client.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert after.http_only
    assert after.same_site == "Lax"


def test_an_account_that_is_switched_off_is_out_at_the_next_request(
    editor: FormClient, administrator: FormClient, inside: Inside
) -> None:
    assert editor.get("/account").status_code == 200
    number = inside(person, Role.EDITOR).id
    administrator.push(f"/people/{number}", token_from="/people", active="0")
    assert editor.get("/account").status_code == 302
    assert editor.get("/new").status_code == 302
    assert client_of(editor.application).submit("/login", **ENTERED).status_code == 401
    administrator.push(f"/people/{number}", token_from="/people", active="1")
    assert editor.get("/account").status_code == 200


def test_a_new_role_holds_at_the_next_request(editor: FormClient, administrator: FormClient, inside: Inside) -> None:
    number = inside(person, Role.EDITOR).id
    administrator.push(f"/people/{number}", token_from="/people", role="observer")
    assert editor.get("/new").status_code == 403


def test_the_last_administrator_is_told_why_they_stay(administrator: FormClient, inside: Inside) -> None:
    number = inside(person, Role.ADMINISTRATOR).id
    answer = administrator.push(f"/people/{number}", token_from="/people", active="0")
    assert answer.status_code == 422
    assert "only administrator" in answer.text


def test_an_invitation_link_makes_an_account_and_then_is_spent(administrator: FormClient, client: FormClient) -> None:
    made = administrator.submit("/people", role="editor", email="ada@example.org")
    found = re.search(r"https://wiki\.example\.org(/welcome/[\w-]+)", made.text)
    assert found
    assert 'value="ada@example.org"' in client.get(found[1]).text
    answer = client.submit(found[1], name="Ada", password=PASSWORD)
    assert answer.status_code == 303
    assert "Ada" in client.get("/account").text
    assert client_of(client.application).get(found[1]).status_code == 404


def test_nobody_gives_themselves_a_role(administrator: FormClient, client: FormClient) -> None:
    made = administrator.submit("/people", role="observer")
    found = re.search(r"/welcome/[\w-]+", made.text)
    assert found
    client.submit(
        found[0], name="Eve", email="eve@example.org", password=PASSWORD, role="administrator", active="1", id="1"
    )
    assert client.get("/people").status_code == 403
    assert client.get("/new").status_code == 403


def test_a_weak_account_is_refused_at_its_fields(administrator: FormClient, client: FormClient) -> None:
    made = administrator.submit("/people", role="observer")
    found = re.search(r"/welcome/[\w-]+", made.text)
    assert found
    answer = client.submit(found[0], name="", email="nothing", password="short")
    assert answer.status_code == 422
    for field in ("name", "email", "password"):
        assert f'id="{field}-error"' in answer.text
    assert (
        "short"
        not in answer.text.split("<form", 1)[1].split("password-error")[1].split("</form>")[0].split("value=")[-1]
    )


def test_a_new_password_signs_out_everywhere_else(editor: FormClient, signed_in: Callable[[Role], FormClient]) -> None:
    elsewhere = signed_in(Role.EDITOR)
    answer = editor.submit("/account", old_password=PASSWORD, password="another four words")
    assert answer.status_code == 303
    assert editor.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


@pytest.mark.parametrize("cookie", ["", "x", "eyJfdXNlcl9pZCI6IjEifQ.aaaa.bbbb"])
def test_a_forged_cookie_is_nobody(client: FormClient, cookie: str) -> None:
    client.set_cookie("session", cookie)
    assert client.get("/account").status_code == 302
    assert client.get("/").status_code == 200


def test_the_language_is_remembered_by_the_account(editor: FormClient, client: FormClient) -> None:
    editor.push("/language", token_from="/account", lang="de", next="/themes")
    assert '<html lang="de">' in editor.get("/").text
    assert '<html lang="en">' in client.get("/").text
    assert '<html lang="de">' in client.get("/?lang=de").text
    assert '<html lang="de">' in client.get("/", headers={"Accept-Language": "de-AT,de;q=0.9"}).text
    assert '<html lang="en">' in client_of(client.application).get("/?lang=xx").text


def test_the_list_of_people_shows_accounts_and_what_roles_may_do(administrator: FormClient, inside: Inside) -> None:
    made = inside(new_person, name="Ольга <script>")
    shown = administrator.get("/people").text
    assert made.email in shown
    assert "Ольга &lt;script&gt;" in shown
    assert "Who may do what" in shown


def test_an_invitation_that_has_ended_says_so(client: FormClient, inside: Inside) -> None:
    def two_links() -> str:
        with transaction():
            first = service.make_administrator_link()
            service.make_administrator_link()
        assert actor(Role.ADMINISTRATOR)
        return first

    answer = client.get(f"/welcome/{inside(two_links)}")
    assert answer.status_code == 404
    assert "spent" in answer.text
