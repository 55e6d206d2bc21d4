"""What no log may hold: tokens, passwords, and people's addresses."""

import re

from wiki.accounts.tokens import API_PREFIX

_MASK = "…"
# A word without which there is none, which is quicker to look for, and the secret beside it. The lengths are
# bounded so that a long text costs time in proportion to its length.
_HIDDEN = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("/welcome/", r"(?<=/welcome/)[^\s\"'<>\]?#]+"),
        (API_PREFIX, rf"(?<={API_PREFIX})[\w-]+"),
        ("@", r"(?<=://)[^\s/@]{1,200}(?=@)"),
        ("@", r"[\w.+%-]{1,64}@[\w.-]{1,255}"),
    )
)


def without_secrets(text: str) -> str:
    """Return the text with an ellipsis in the place of each secret that is known by its shape."""
    for sign, pattern in _HIDDEN:
        if sign in text:
            text = pattern.sub(_MASK, text)
    return text
