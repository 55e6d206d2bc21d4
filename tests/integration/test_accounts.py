"""Accounts: one way in, no way to guess, and always somebody who can let others in."""

from datetime import timedelta

import pytest

from tests.clients import PASSWORD, email_of
from tests.factories import actor, new_person, person
from wiki.accounts import queries, service
from wiki.accounts.models import Invitation, User
from wiki.accounts.types import Role, Scope
from wiki.core.clock import now
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound

NEW = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD}


def test_a_person_signs_in_with_address_and_password_in_any_case_of_the_address() -> None:
    found = service.authenticate(" EDITOR@example.org ", PASSWORD)
    assert found == person(Role.EDITOR)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (email_of(Role.EDITOR), "wrong password"),
        ("nobody@example.org", PASSWORD),
        ("", ""),
        ("not an address", PASSWORD),
    ],
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(email: str, password: str) -> None:
    assert service.authenticate(email, password) is None


def test_an_account_that_is_off_is_nobody() -> None:
    made = new_person(active=False)
    assert service.authenticate(made.email, PASSWORD) is None
    assert queries.actor_of(queries.get_person(made.id)).role is None


def test_passwords_are_stored_as_argon2_hashes() -> None:
    hashes = list(db.session.scalars(db.select(User.password_hash)))
    assert all(stored.startswith("$argon2id$") for stored in hashes)
    assert len(set(hashes)) == len(hashes)


def test_an_invitation_makes_one_account_with_its_role() -> None:
    with transaction():
        token = service.invite(actor(Role.ADMINISTRATOR), role=Role.REVIEWER)
    with transaction():
        made = service.accept_invitation(token, **NEW)
    assert made.role is Role.REVIEWER
    with pytest.raises(NotFound), transaction():
        service.accept_invitation(token, **NEW | {"email": "eve@example.org"})


def test_an_invitation_ends() -> None:
    with transaction():
        token = service.invite(actor(Role.ADMINISTRATOR), role=Role.EDITOR)
        db.session.execute(db.update(Invitation).values(expires_at=now() - timedelta(seconds=1)))
    assert queries.find_invitation(token) is None


def test_the_tokens_of_invitations_are_not_stored() -> None:
    with transaction():
        token = service.invite(actor(Role.ADMINISTRATOR), role=Role.EDITOR)
    assert token not in list(db.session.scalars(db.select(Invitation.token_hash)))


def test_a_second_administrator_link_ends_the_first() -> None:
    with transaction():
        first = service.make_administrator_link()
        second = service.make_administrator_link()
    assert queries.find_invitation(first) is None
    assert queries.find_invitation(second) is not None


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_an_administrator_manages_people(role: Role) -> None:
    target = person(Role.OBSERVER).id
    for act in (
        lambda: service.invite(actor(role), role=Role.ADMINISTRATOR),
        lambda: service.set_role(actor(role), target, Role.ADMINISTRATOR),
        lambda: service.set_active(actor(role), target, False),
    ):
        with pytest.raises(Denied), transaction():
            act()


def test_the_last_administrator_stays() -> None:
    last = person(Role.ADMINISTRATOR)
    with pytest.raises(Invalid), transaction():
        service.set_active(actor(Role.ADMINISTRATOR), last.id, False)
    with pytest.raises(Invalid), transaction():
        service.set_role(actor(Role.ADMINISTRATOR), last.id, Role.EDITOR)
    new_person(Role.ADMINISTRATOR)
    with transaction():
        service.set_role(actor(Role.ADMINISTRATOR), last.id, Role.EDITOR)
    assert queries.has_administrator()


def test_an_administrator_who_is_off_does_not_count_as_one() -> None:
    new_person(Role.ADMINISTRATOR, active=False)
    with pytest.raises(Invalid), transaction():
        service.set_active(actor(Role.ADMINISTRATOR), person(Role.ADMINISTRATOR).id, False)


def test_a_new_password_ends_every_session_made_under_the_old_one() -> None:
    made = new_person()
    session = queries.session_id_of(made)
    assert queries.find_session(session) == made
    with transaction():
        service.change_password(made.id, old=PASSWORD, new="another four words")
    assert queries.find_session(session) is None
    assert service.authenticate(made.email, "another four words") is not None


def test_a_password_changes_only_for_who_knows_the_old_one() -> None:
    made = new_person()
    with pytest.raises(Invalid) as refused, transaction():
        service.change_password(made.id, old="wrong", new="another four words")
    assert list(refused.value.errors) == ["old_password"]


@pytest.mark.parametrize("session", ["", "1", "1:", "x:y", "999999:abc", "1:abc", "²:abc"])
def test_a_forged_session_stands_for_nobody(session: str) -> None:
    assert queries.find_session(session) is None


def test_two_accounts_have_no_address_in_common() -> None:
    with pytest.raises(Invalid) as refused, transaction():
        service.create_user(name="Second", email="EDITOR@Example.org", password=PASSWORD, role=Role.EDITOR)
    assert list(refused.value.errors) == ["email"]


def test_people_belong_to_a_city_and_lead_themes_and_their_session_knows() -> None:
    made = new_person(Role.REVIEWER)
    with transaction():
        service.place_person(actor(Role.ADMINISTRATOR), made.id, city="vienna", leads=("heating", "data"))
    session = queries.find_session(queries.session_id_of(made))
    assert session is not None
    who = queries.actor_of(session)
    assert (who.city, who.leads) == ("vienna", frozenset({"heating", "data"}))
    with transaction():
        token = service.make_token(made.id, name="Figures", scope=Scope.READ)
        service.place_person(actor(Role.ADMINISTRATOR), made.id, city="", leads=())
    holder = queries.find_token_holder(token)
    assert holder is not None
    assert (holder.actor.city, holder.actor.leads, holder.actor.read_only) == (None, frozenset(), True)


@pytest.mark.parametrize(("city", "leads"), [("atlantis", ()), ("", ("alchemy",))])
def test_nobody_belongs_to_a_city_or_leads_a_theme_that_is_not_there(city: str, leads: tuple[str, ...]) -> None:
    with pytest.raises(Invalid), transaction():
        service.place_person(actor(Role.ADMINISTRATOR), person(Role.EDITOR).id, city=city, leads=leads)
    with pytest.raises(Denied):
        service.place_person(actor(Role.REVIEWER), person(Role.EDITOR).id, city="", leads=())


def test_who_accepts_an_invitation_belongs_to_its_city() -> None:
    with transaction():
        token = service.invite(actor(Role.ADMINISTRATOR), role=Role.EDITOR, city="munich")
    with transaction():
        assert service.accept_invitation(token, **NEW).city == "munich"
