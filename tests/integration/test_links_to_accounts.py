"""Links that work once: a forgotten password is helped, and what was sent to the wrong person is taken back."""

from datetime import timedelta

import pytest

from tests.clients import PASSWORD
from tests.factories import actor, new_person, page, person
from wiki.accounts import queries, service
from wiki.accounts.models import Invitation
from wiki.accounts.types import VISITOR, Person, Role
from wiki.core.clock import now
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.pages.models import EventRow
from wiki.pages.queries import list_unclaimed_authors

NEW = "another four words"


def link_for(found: Person) -> str:
    with transaction():
        return service.make_password_link(actor(Role.ADMINISTRATOR), found.id)


def accept(token: str, password: str = NEW) -> Person:
    with transaction():
        return service.accept_password_link(token, password)


def test_a_link_sets_the_password_once_and_ends_every_session() -> None:
    made = new_person()
    session, token = queries.session_id_of(made), link_for(made)
    assert accept(token) == made
    assert service.authenticate(made.email, NEW) == made
    assert service.authenticate(made.email, PASSWORD) is None
    assert queries.find_session(session) is None
    with pytest.raises(NotFound):
        accept(token)


def test_a_weak_password_leaves_the_link_as_it_was() -> None:
    token = link_for(new_person())
    with pytest.raises(Invalid):
        accept(token, "short")
    accept(token)


def test_a_second_link_ends_the_first_and_those_of_others_stay() -> None:
    made = new_person()
    first, other = link_for(made), link_for(new_person())
    second = link_for(made)
    assert queries.find_invitation(first) is None
    assert queries.find_invitation(second) is not None
    assert queries.find_invitation(other) is not None


def test_a_link_for_a_password_makes_no_account_and_an_invitation_sets_no_password() -> None:
    with pytest.raises(NotFound), transaction():
        service.accept_invitation(link_for(new_person()), name="Eve", email="eve@example.org", password=NEW)
    with transaction():
        invitation = service.invite(actor(Role.ADMINISTRATOR), role=Role.EDITOR)
    with pytest.raises(NotFound):
        accept(invitation)


def test_an_account_that_is_off_gets_no_new_password() -> None:
    off = new_person(active=False)
    with pytest.raises(Invalid):
        link_for(off)
    made = new_person()
    token = link_for(made)
    with transaction():
        service.set_active(actor(Role.ADMINISTRATOR), made.id, False)
    with pytest.raises(NotFound):
        accept(token)


@pytest.mark.parametrize("who", [None, *(role for role in Role if role is not Role.ADMINISTRATOR)])
def test_only_an_administrator_makes_and_withdraws_links(who: Role | None) -> None:
    acting = actor(who) if who else VISITOR
    target = person(Role.ADMINISTRATOR).id
    with pytest.raises(Denied), transaction():
        service.make_password_link(acting, target)
    with pytest.raises(Denied), transaction():
        service.withdraw_invitation(acting, 1)


def test_links_that_still_work_are_listed_and_can_be_withdrawn() -> None:
    made, administrator = new_person(name="Ada"), actor(Role.ADMINISTRATOR)
    link_for(made)
    with transaction():
        used = service.invite(administrator, role=Role.EDITOR)
        service.accept_invitation(used, name="Bea", email="bea@example.org", password=NEW)
        token = service.invite(administrator, role=Role.REVIEWER, email="cy@example.org")
        ended = service.invite(administrator, role=Role.OBSERVER)
        db.session.execute(
            db.update(Invitation).where(Invitation.role == "observer").values(expires_at=now() - timedelta(seconds=1))
        )
    assert queries.find_invitation(ended) is None
    listed = queries.list_open_invitations()
    assert [(link.role, link.email, link.person) for link in listed] == [
        (Role.REVIEWER, "cy@example.org", ""),
        (Role.EDITOR, made.email, "Ada"),
    ]
    with transaction():
        service.withdraw_invitation(administrator, listed[0].id)
    assert queries.find_invitation(token) is None
    assert [link.person for link in queries.list_open_invitations()] == ["Ada"]


def test_signing_out_ends_every_session_of_the_person_and_nobody_elses() -> None:
    made, other = new_person(), new_person()
    session, others = queries.session_id_of(made), queries.session_id_of(other)
    with transaction():
        service.end_sessions(made.id)
    assert queries.find_session(session) is None
    assert queries.find_session(others) == other


@pytest.mark.parametrize("name", ["Editor", "EDITOR", " editor ", "Ｅditor"])
def test_nobody_signs_like_somebody_with_an_account(name: str) -> None:
    with pytest.raises(Invalid) as refused, transaction():
        service.create_user(name=name, email="eve@example.org", password=NEW, role=Role.EDITOR)
    assert list(refused.value.errors) == ["name"]


def test_an_author_without_an_account_is_nobodys_name_unless_who_runs_the_wiki_says_so() -> None:
    page("Old story")
    with transaction():
        db.session.execute(db.update(EventRow).values(actor="B. Imported", actor_id=None))
    reserved = list_unclaimed_authors()
    assert reserved == {"B. Imported"}
    ada = {"name": "b. imported", "email": "b@example.org", "password": NEW, "role": Role.EDITOR}
    with pytest.raises(Invalid) as refused, transaction():
        service.create_user(**ada, reserved=reserved)
    assert list(refused.value.errors) == ["name"]
    with transaction():
        assert service.create_user(**ada).name == "b. imported"
