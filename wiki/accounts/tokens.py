"""Secrets that travel in links: shown once, stored as hashes."""

import hashlib
import secrets

_BYTES = 24


def new_token() -> str:
    return secrets.token_urlsafe(_BYTES)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
