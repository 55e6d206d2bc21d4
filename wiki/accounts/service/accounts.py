"""An account: how it is made, how its owner comes in, and what only they may change of it."""

import secrets
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from wiki.accounts.models import User
from wiki.accounts.passwords import hash_password, is_outdated, verify_password
from wiki.accounts.queries import get_person
from wiki.accounts.rules import account_errors, name_key, normal_email, password_errors, plain_name
from wiki.accounts.types import Person, Role
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.ids import UserId
from wiki.core.messages import message


def create_user(
    *,
    name: str,
    email: str,
    password: str,
    role: Role,
    city_id: int | None = None,
    reserved: Collection[str] = (),
) -> Person:
    """Make an account. Raises :class:`Invalid` with an error a field.

    ``reserved`` are names that history gives to people without an account; nobody may sign as one of them.
    """
    address = normal_email(email)
    errors = _taken(name, address, reserved) | account_errors(name=name, email=email, password=password)
    if errors or address is None:
        raise Invalid(errors)
    user = User(
        name=plain_name(name),
        name_key=name_key(name),
        email=address,
        role=role,
        active=True,
        password_hash=hash_password(password),
        session_key=_new_session_key(),
        city_id=city_id,
        created_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError as error:
        # Somebody took the name or the address between the look and the insert.
        raise Invalid(_taken(name, address, reserved)) from error
    return get_person(UserId(user.id))


def _taken(name: str, address: str | None, reserved: Collection[str]) -> dict[str, str]:
    errors: dict[str, str] = {}
    key = name_key(name)
    if key in {name_key(other) for other in reserved}:
        errors["name"] = message(
            "This name stands in the history of pages already. Write yours another way, or ask an administrator."
        )
    elif db.session.scalar(select(User.id).where(User.name_key == key)):
        errors["name"] = message("There is an account with this name already. Add your city, for example.")
    if address and db.session.scalar(select(User.id).where(User.email == address)):
        errors["email"] = message("There is an account with this address already.")
    return errors


def authenticate(email: str, password: str) -> Person | None:
    """Return the person whose address and password these are.

    Takes as long for an unknown address as for a wrong password.
    """
    user = db.session.scalar(select(User).where(User.email == (normal_email(email) or "")))
    right = verify_password(password, user.password_hash if user else None)
    if user is None or not right or not user.active:
        return None
    if is_outdated(user.password_hash):
        user.password_hash = hash_password(password)
        db.session.flush()
    return get_person(UserId(user.id))


def change_password(user_id: UserId, *, old: str, new: str) -> Person:
    """Change a password and sign out every other session. Raises :class:`Invalid`."""
    user = get_user(user_id)
    if not verify_password(old, user.password_hash):
        raise Invalid({"old_password": message("This is not your present password.")})
    return replace_password(user, new)


def replace_password(user: User, password: str) -> Person:
    """Set a password and sign out every session. Raises :class:`Invalid`."""
    if errors := password_errors(password):
        raise Invalid(errors)
    user.password_hash = hash_password(password)
    user.session_key = _new_session_key()
    db.session.flush()
    return get_person(UserId(user.id))


def end_sessions(user_id: UserId) -> None:
    """Sign a person out wherever their cookie was copied to."""
    get_user(user_id).session_key = _new_session_key()
    db.session.flush()


def set_locale(user_id: UserId, locale: str) -> None:
    """Remember the language of the interface that a person chose."""
    get_user(user_id).locale = locale
    db.session.flush()


def get_user(user_id: UserId) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def _new_session_key() -> str:
    return secrets.token_hex(16)
