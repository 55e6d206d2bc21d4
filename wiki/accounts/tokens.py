"""Secrets that travel in links and in programs' requests: shown once, stored as hashes."""

import hashlib
import secrets

_BYTES = 24
# By it people, and programs that look for leaked secrets, know what it is.
API_PREFIX = "rwiki_"


def new_token() -> str:
    return secrets.token_urlsafe(_BYTES)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
