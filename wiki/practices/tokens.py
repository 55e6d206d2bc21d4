"""What the permanent address of an edition says in place of its practice: nothing that is ever given out again."""

import re
import secrets

_BYTES = 6
TOKEN_LENGTH = 1 + 2 * _BYTES
_TOKEN = re.compile(f"e[0-9a-f]{{{TOKEN_LENGTH - 1}}}")


def new_token() -> str:
    """Return a token; the letter before it keeps its address apart from the short one of a page, which is a number."""
    return f"e{secrets.token_hex(_BYTES)}"


def is_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


def permanent_path(token: str) -> str:
    """Return the address to cite, which neither a rename nor an import elsewhere changes."""
    return f"/p/{token}"
