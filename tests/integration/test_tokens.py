"""Tokens for programs: they act for their owner, never for more, and only while both stand."""

from datetime import date
from unittest.mock import ANY

import pytest

from tests.factories import actor, new_person, person
from wiki.accounts import queries, service
from wiki.accounts.models import ApiToken
from wiki.accounts.permissions import PERMISSIONS, can
from wiki.accounts.types import Role, Scope, Token
from wiki.core.db import db, transaction
from wiki.core.errors import Invalid

READING = {"page.read_drafts", "import.read", "demand.read_misses", "search.read_saved"}
READING |= {"replication.read_drafts", "replication.read_any", "interest.read", "interest.read_any"}


def make(role: Role = Role.EDITOR, *, name: str = "A script", scope: Scope = Scope.WRITE) -> str:
    with transaction():
        return service.make_token(person(role).id, name=name, scope=scope)


@pytest.mark.parametrize("role", Role)
def test_a_token_to_write_may_what_its_owner_may(role: Role) -> None:
    holder = queries.find_token_holder(make(role))
    assert holder is not None
    assert holder.actor == actor(role)


@pytest.mark.parametrize("role", Role)
def test_a_token_to_read_reads_what_its_owner_reads_and_changes_nothing(role: Role) -> None:
    holder = queries.find_token_holder(make(role, scope=Scope.READ))
    assert holder is not None
    for action in PERMISSIONS:
        assert can(holder.actor, action) == (action in READING and can(actor(role), action)), action


def test_a_revoked_token_stands_for_nobody() -> None:
    kept, ended = make(name="Kept"), make(name="Ended")
    newest = queries.list_tokens(person(Role.EDITOR).id)[0]
    with transaction():
        service.revoke_token(person(Role.EDITOR).id, newest.id)
    assert queries.find_token_holder(ended) is None
    assert queries.find_token_holder(kept) is not None


def test_nobody_revokes_the_token_of_another() -> None:
    token = make()
    number = queries.list_tokens(person(Role.EDITOR).id)[0].id
    with transaction():
        service.revoke_token(person(Role.ADMINISTRATOR).id, number)
    assert queries.find_token_holder(token) is not None


def test_the_tokens_of_an_account_that_is_off_stand_for_nobody_until_it_is_on_again() -> None:
    owner = new_person()
    with transaction():
        token = service.make_token(owner.id, name="A script", scope=Scope.READ)
        service.set_active(actor(Role.ADMINISTRATOR), owner.id, False)
    assert queries.find_token_holder(token) is None
    with transaction():
        service.set_active(actor(Role.ADMINISTRATOR), owner.id, True)
    assert queries.find_token_holder(token) is not None


@pytest.mark.parametrize("token", ["", "rwiki_", "rwiki_made-up", "²", "a" * 10_000])
def test_what_is_no_token_stands_for_nobody(token: str) -> None:
    make()
    assert queries.find_token_holder(token) is None


def test_the_secret_is_stored_nowhere_and_says_what_it_is() -> None:
    token = make()
    assert token.startswith("rwiki_")
    row = db.session.scalars(db.select(ApiToken)).one()
    assert token not in vars(row).values()
    assert token.removeprefix("rwiki_") not in str(vars(row))


def test_the_owner_sees_what_each_is_for_and_when_it_was_last_used() -> None:
    make(name="  A\tscript  ", scope=Scope.READ)
    make(Role.REVIEWER)
    owner = person(Role.EDITOR).id
    (listed,) = queries.list_tokens(owner)
    assert listed == Token(id=ANY, name="A script", scope=Scope.READ, created_at=ANY, last_used_on=None)
    day = date(2026, 11, 23)
    with transaction():
        service.note_use(listed.id, day)
    assert [each.last_used_on for each in queries.list_tokens(owner)] == [day]


@pytest.mark.parametrize("name", ["", "  ", "a" * 81])
def test_a_token_says_what_it_is_for(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        make(name=name)
    assert list(refused.value.errors) == ["name"]


def test_a_person_has_a_bounded_number_of_tokens() -> None:
    owner = person(Role.EDITOR).id
    with transaction():
        for _ in range(50):
            service.make_token(owner, name="A script", scope=Scope.READ)
    with pytest.raises(Invalid):
        make()
    assert make(Role.REVIEWER)
