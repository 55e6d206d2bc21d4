"""Every operation shows and does what the owner of the token may see and do, and nothing else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from tests.api.addresses import MEMBERS, OF_A_CITY, OF_A_CITYS_ACCOUNTS, OF_ACCOUNTS, READING, REVIEWERS, WRITING
from tests.api.conftest import Program, token_of
from tests.factories import new_person, practice, published_with_draft
from tests.web.filled import Filled
from wiki.accounts.models import ApiToken
from wiki.accounts.service import make_token, revoke_token, set_active
from wiki.accounts.types import Actor, Role, Scope
from wiki.api.operations import operations
from wiki.core.db import db, transaction
from wiki.http.extensions import limiter
from wiki.pages.models import PageRow
from wiki.search.indexer import rebuild_index
from wiki.search.whoosh import WhooshBackend

Inside = Callable[..., Any]
Programs = Callable[..., Program]
# Of drafts, newer revisions, comments on them, and of archived pages.
SECRETS = {"sesame", "Hidden thing", "One more", "Quoted again", "Past", "Hauffgasse anew", "Remarkable"}
MEMBERS_ROLES = {Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR}
CALLERS = [(None, Scope.READ), (Role.EDITOR, Scope.READ), *((role, Scope.WRITE) for role in Role)]


@pytest.fixture
def secretive(filled: Filled, inside: Inside, whoosh: WhooshBackend) -> Filled:
    """The filled wiki with more that not everybody may know, and an index of all of it."""
    inside(published_with_draft, "Lanterns", "[[sesame]]", themes=("data",))
    inside(practice, "Hidden thing", "See [[Story]]. Quoted.", published=False, themes=("data",))
    inside(rebuild_index, whoosh)
    return filled


def asked(program: Program, filled: Filled, app: Flask) -> Iterator[tuple[str, str, TestResponse]]:
    with app.app_context():
        slugs = list(db.session.scalars(select(PageRow.slug)))
    for name, patterns in READING.items():
        with app.app_context():
            # So many questions a minute nobody is answered.
            limiter.reset()
        for pattern in patterns:
            for slug in slugs if "{slug}" in pattern else [""]:
                address = pattern.format_map({**filled.values, "slug": slug})
                yield name, address, program.get(address)


def test_every_operation_is_walked() -> None:
    assert {told.name for told in operations() if told.method == "GET"} == set(READING)
    assert {told.name for told in operations() if told.method != "GET"} == set(WRITING)


@pytest.mark.parametrize(("role", "scope"), CALLERS)
def test_nobody_reads_what_is_not_for_them(
    secretive: Filled, program: Programs, app: Flask, role: Role | None, scope: Scope
) -> None:
    seen: set[str] = set()
    for name, address, answer in asked(program(role, scope), secretive, app):
        if name in MEMBERS and role not in MEMBERS_ROLES:
            assert answer.status_code == (403 if role else 401), address
        elif name in OF_ACCOUNTS and role is None:
            assert answer.status_code == 401, address
        else:
            assert answer.status_code in {200, 404}, address
        assert "@example.org" not in answer.text, address
        told = {secret for secret in SECRETS if secret in answer.text}
        assert role in MEMBERS_ROLES or not told, address
        seen |= told
    assert seen == (SECRETS if role in MEMBERS_ROLES else set())


def test_what_is_hidden_answers_as_what_is_not_there(secretive: Filled, program: Programs) -> None:
    for caller in (program(), program(Role.OBSERVER)):
        missing = caller.get("/pages/nobody-wrote-this")
        for slug in ("hidden-thing", "past"):
            for rest in ("", "/revisions", "/revisions/1", "/diff?from=1&to=1", "/links", "/files"):
                answer = caller.get(f"/pages/{slug}{rest}")
                assert (answer.status_code, answer.data) == (404, missing.data), (slug, rest)


@pytest.mark.parametrize(("role", "scope"), CALLERS)
def test_who_may_not_write_is_refused_and_nothing_happens(
    filled: Filled, program: Programs, app: Flask, role: Role | None, scope: Scope
) -> None:
    caller = program(role, scope)
    caller.get("/")
    before = rows(app)
    for name, (method, address, body) in WRITING.items():
        allowed = role in MEMBERS_ROLES and (name not in REVIEWERS or role is not Role.EDITOR)
        allowed = allowed or (role is not None and name in OF_ACCOUNTS)
        if allowed and scope is Scope.WRITE:
            continue
        # Whose city it is, is asked of who may write such a thing at all: nonsense is told to be nonsense first.
        is_editors = name in OF_A_CITY and role is Role.EDITOR
        is_read = (is_editors or (name in OF_A_CITYS_ACCOUNTS and role is not None)) and scope is Scope.WRITE
        refusal = OF_A_CITYS_ACCOUNTS.get(name, 403) if is_read else 403
        for sent in (body,) if is_read else (body, {"nonsense": 1}):
            answer = caller.open(method, address, json=sent)
            assert answer.status_code == (refusal if role else 401), name
    assert rows(app) == before


@pytest.mark.parametrize("role", sorted(MEMBERS_ROLES))
def test_who_may_write_does(filled: Filled, program: Programs, role: Role) -> None:
    caller = program(role)
    for name, (method, address, body) in WRITING.items():
        status = caller.open(method, address, json=body).status_code
        # An old base is a conflict, and JSON is no file: what matters is that it was looked at.
        assert status in {200, 201, 409, 415} or (name in REVIEWERS and role is Role.EDITOR), name


def test_reading_changes_nothing(filled: Filled, program: Programs, app: Flask) -> None:
    caller = program(Role.ADMINISTRATOR)
    caller.get("/")
    before = rows(app)
    assert [answer for _, _, answer in asked(caller, filled, app)]
    assert rows(app) == before


def rows(app: Flask) -> dict[str, object]:
    with app.app_context():
        return {
            name: [tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key))]
            for name, table in db.metadata.tables.items()
        }


def test_a_token_that_is_none_is_refused_everywhere(app: Flask, visitor: Program, inside: Inside) -> None:
    person = inside(new_person)

    def make_and_end() -> str:
        with transaction():
            token = make_token(person.id, name="Old", scope=Scope.WRITE)
        with transaction():
            revoke_token(person.id, db.session.scalars(select(ApiToken.id)).one())
        return token

    revoked = inside(make_and_end)
    for told in (f"Bearer {revoked}", "Bearer nonsense", "Bearer", "Basic dTpw", "Bearer " + "x" * 5000, ""):
        answer = visitor.open("GET", "/pages", headers={"Authorization": told})
        assert answer.status_code == 401, told
        assert answer.headers["WWW-Authenticate"].startswith("Bearer "), told
        assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    assert Program(app, revoked).put("/pages/x", title="x", kind="article").status_code == 401


def test_a_token_dies_with_its_owners_account(app: Flask, inside: Inside) -> None:
    person = inside(new_person)

    def make() -> str:
        with transaction():
            return make_token(person.id, name="Program", scope=Scope.WRITE)

    caller = Program(app, inside(make))
    assert caller.get("/files").status_code == 200

    def switch_off() -> None:
        with transaction():
            set_active(Actor(role=Role.ADMINISTRATOR), person.id, False)

    inside(switch_off)
    assert caller.get("/files").status_code == 401


def test_a_session_means_nothing_here(filled: Filled, app: Flask, signed_in: Callable[[Role], Any]) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    assert browser.get("/account").status_code == 200
    assert browser.get("/api/v1/pages/past").status_code == 404
    assert browser.get("/api/v1/files").status_code == 401
    answer = browser.put("/api/v1/pages/new", json={"title": "New", "kind": "article"})
    assert answer.status_code == 401
    assert "Set-Cookie" not in answer.headers


def test_the_day_a_token_was_used_is_noted_once(
    app: Flask, program: Programs, inside: Inside, query_count: Callable[[], Any]
) -> None:
    caller = program(Role.EDITOR, Scope.READ)

    def used_on() -> object:
        return db.session.scalars(select(ApiToken.last_used_on)).one()

    assert inside(used_on) is None
    caller.get("/")
    noted = inside(used_on)
    assert noted is not None
    with query_count() as statements:
        caller.get("/")
    assert not [statement for statement in statements if statement.startswith("UPDATE")]

    def long_ago() -> None:
        with transaction():
            db.session.execute(update(ApiToken).values(last_used_on=None))

    inside(long_ago)
    caller.get("/")
    assert inside(used_on) == noted
    assert inside(token_of, Role.EDITOR)
