"""Every address answers every role as ``tests.web.addresses`` says, safely, and without changing anything."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.clients import FormClient
from tests.web.addresses import (
    ACTIONS,
    ADMINISTRATORS,
    MOVED,
    OPEN,
    SHARED,
    SHOWN,
    SIGNED_IN,
    TASK_FORCE,
    UNTOLD,
    WRITERS,
)
from tests.web.filled import Filled
from wiki.accounts.types import Role
from wiki.core.db import db

Reader = Callable[[Role | None], FormClient]
ROLES = [None, *Role]
WRITING = {Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR}


def test_every_route_has_its_expectation(app: Flask) -> None:
    expected = {*SHOWN, *MOVED, *ACTIONS}
    # Those for programs are walked in tests/api.
    assert {rule.endpoint for rule in app.url_map.iter_rules() if not rule.endpoint.startswith("api.")} == expected


def expected_status(endpoint: str, role: Role | None) -> int:
    if endpoint in OPEN:
        return 200
    if endpoint in MOVED or role is None:
        return 302
    for group, allowed in ((SIGNED_IN, set(Role)), (WRITERS, WRITING), (TASK_FORCE, WRITING - {Role.EDITOR})):
        if endpoint in group:
            return 200 if role in allowed else 403
    if endpoint in UNTOLD:
        return 200 if role in WRITING - {Role.EDITOR} else 404
    return 200 if role is Role.ADMINISTRATOR else 403


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_expected(filled: Filled, reader: Reader, role: Role | None) -> None:
    client = reader(role)
    answers = {name: client.get(filled.address(address)).status_code for name, address in SHOWN.items()}
    assert answers == {name: expected_status(name, role) for name in SHOWN}


@pytest.mark.parametrize("role", ROLES)
def test_what_has_moved_leads_where_it_is(filled: Filled, reader: Reader, role: Role | None) -> None:
    client = reader(role)
    for address, target in MOVED.values():
        answer = client.get(filled.address(address))
        assert answer.status_code in {301, 302}
        assert answer.location == filled.address(target)


def test_a_visitor_is_sent_to_sign_in_and_back(filled: Filled, client: FormClient) -> None:
    for address in (WRITERS | TASK_FORCE | UNTOLD | ADMINISTRATORS | SIGNED_IN).values():
        answer = client.get(filled.address(address))
        assert answer.location.startswith("/login?next=/"), address


def test_nothing_is_changed_by_a_get(filled: Filled, administrator: FormClient, app: Flask) -> None:
    def rows() -> dict[str, object]:
        with app.app_context():
            return {
                name: [tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key))]
                for name, table in db.metadata.tables.items()
            }

    before = rows()
    for address in SHOWN.values():
        administrator.get(filled.address(address))
    for name, address in ACTIONS.items():
        if name not in SHARED:
            # Below /pages/ the word is then a part of an address nobody wrote.
            assert administrator.get(filled.address(address)).status_code in {404, 405}, address
    assert rows() == before


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_act_is_refused_and_nothing_happens(filled: Filled, reader: Reader, role: Role | None) -> None:
    client = reader(role)
    refused = {
        "pages.publish": WRITING - {Role.EDITOR},
        "pages.restore": WRITING,
        "pages.preview": WRITING,
        "demand.answer": WRITING - {Role.EDITOR},
        "demand.drop_miss": WRITING,
        "demand.join": set(Role),
        "demand.leave": set(Role),
        "demand.told": set(Role),
        "files.describe": WRITING,
        "imports.confirm_tags": WRITING,
        "accounts.change_person": {Role.ADMINISTRATOR},
        "accounts.password_link": {Role.ADMINISTRATOR},
        "accounts.place_person": {Role.ADMINISTRATOR},
        "practices.look": WRITING - {Role.EDITOR},
        "practices.resolve": WRITING,
        "saved_searches.save": set(Role),
        "accounts.withdraw": {Role.ADMINISTRATOR},
    }
    for name, allowed in refused.items():
        if role not in allowed:
            answer = client.push(filled.address(ACTIONS[name]))
            assert answer.status_code == (403 if role else 302), name


def answers(client: FormClient, filled: Filled) -> Iterator[tuple[str, TestResponse]]:
    for address in [
        *SHOWN.values(),
        *(address for address, _ in MOVED.values()),
        "/pages/nobody-wrote-this",
        "/logout",
    ]:
        yield address, client.get(filled.address(address))


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_every_answer_carries_the_security_headers(filled: Filled, reader: Reader, role: Role | None) -> None:
    for address, answer in answers(reader(role), filled):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy, address
        assert "frame-ancestors 'none'" in policy or "sandbox" in policy, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        assert answer.headers["Referrer-Policy"], address


def test_no_shared_cache_keeps_what_a_member_sees(filled: Filled, administrator: FormClient) -> None:
    for address, answer in answers(administrator, filled):
        if answer.mimetype == "text/html":
            assert answer.headers["Cache-Control"] == "private, no-store", address


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_no_page_holds_inline_script_or_style_or_asks_another_host(
    filled: Filled, reader: Reader, role: Role | None
) -> None:
    for address, answer in answers(reader(role), filled):
        if answer.mimetype != "text/html":
            continue
        tree = html.fromstring(answer.text)
        assert not tree.xpath("//style | //@style | //script[not(@src)] | //script[normalize-space()]"), address
        assert not tree.xpath("//@*[starts-with(name(), 'on')]"), address
        loaded = tree.xpath("//script/@src | //img/@src | //link[not(@rel='canonical')]/@href | //iframe/@src")
        assert all(urlsplit(str(source)).netloc == "" for source in loaded), address
        targets = tree.xpath("//a/@href | //form/@action")
        assert not [t for t in targets if str(t).strip().lower().startswith(("javascript:", "data:"))], address


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_every_page_names_its_language_and_has_one_heading_and_one_main(
    filled: Filled, reader: Reader, role: Role | None
) -> None:
    for address, answer in answers(reader(role), filled):
        is_part = address == OPEN["suggestions.listed"]
        if is_part or answer.mimetype != "text/html" or answer.status_code in {301, 302}:
            continue
        tree = html.fromstring(answer.text)
        assert tree.get("lang") == "en", address
        assert len(tree.xpath("//main")) == 1, address
        assert len(tree.xpath("//h1")) == 1, address
        assert tree.xpath("string(//title)").strip(), address
        ids = tree.xpath("//@id")
        assert sorted(ids) == sorted(set(ids)), address


def test_a_visitor_who_reads_gets_no_cookie(filled: Filled, client: FormClient) -> None:
    reading = [address for name, address in OPEN.items() if name not in {"accounts.login", "accounts.welcome"}]
    for address in [*reading, *(address for address, _ in MOVED.values())]:
        assert "Set-Cookie" not in client.get(filled.address(address)).headers, address


def test_every_link_of_every_page_leads_somewhere(filled: Filled, administrator: FormClient) -> None:
    seen: set[str] = set()
    for address, answer in list(answers(administrator, filled)):
        if answer.mimetype != "text/html":
            continue
        tree = html.fromstring(answer.text)
        for link in tree.xpath(
            "//a[not(contains(@class, 'missing'))]/@href | //link/@href | //script/@src | //img/@src"
        ):
            target = urlsplit(str(link))
            if target.netloc or not target.path or target._replace(fragment="").geturl() in seen:
                continue
            seen.add(target._replace(fragment="").geturl())
            status = administrator.get(target._replace(fragment="").geturl()).status_code
            assert status < 400 or target.path.endswith(("/a-wish", "/a-wish/links")), f"{address} links to {link}"
