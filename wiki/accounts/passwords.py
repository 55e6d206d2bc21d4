"""Passwords are stored as argon2id hashes."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    return _HASHER.hash(password)


def verify_password(password: str, stored: str | None) -> bool:
    """Tell whether the password is right; takes as long for an unknown account (``stored`` None)."""
    try:
        return _HASHER.verify(stored or _unknown_account(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Tell whether the hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _unknown_account() -> str:
    return _HASHER.hash("nobody has this password")
