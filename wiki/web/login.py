"""Who is signed in: read anew on every request, so that a deactivated account stops at once."""

from dataclasses import dataclass
from functools import cached_property

from flask import session
from flask_login import AnonymousUserMixin, UserMixin, login_user

from wiki.accounts.queries import actor_of, find_session, session_id_of
from wiki.accounts.types import VISITOR, Actor, Person
from wiki.http.extensions import login_manager
from wiki.http.observation import note_actor


@dataclass(frozen=True, eq=False)
class SignedIn(UserMixin):  # type: ignore[misc]  # the library has no types
    person: Person

    @cached_property
    def actor(self) -> Actor:
        return actor_of(self.person)

    def get_id(self) -> str:
        return session_id_of(self.person)

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def role(self) -> str:
        return self.person.role


class Visitor(AnonymousUserMixin):  # type: ignore[misc]  # see above
    person, actor = None, VISITOR


login_manager.anonymous_user = Visitor


@login_manager.user_loader  # type: ignore[untyped-decorator]  # the library has no types
def load(session_id: str) -> SignedIn | None:
    person = find_session(session_id)
    if person is None:
        return None
    note_actor(person.id)
    return SignedIn(person)


def start_session(person: Person) -> None:
    """Sign a person in; nothing of the session they came with is left."""
    session.clear()
    note_actor(person.id)
    login_user(SignedIn(person))
