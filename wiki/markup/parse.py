"""From text to tokens: the one door through which every text goes, and the limit at it."""

import re

from markdown_it.token import Token
from markdown_it.utils import EnvType

from wiki.markup.profiles import PROFILES, parser
from wiki.markup.types import MAX_SOURCE

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Leave out the control characters that neither a page nor a feed may hold; tabs and line ends stay."""
    return _NOT_TEXT.sub("", text)


def tokenise(source: str, *, profile: str = "page", env: EnvType | None = None) -> list[Token]:
    """Give the block tokens of a text; ``env`` receives what rendering them needs.

    Raises ValueError if the text is longer than ``MAX_SOURCE`` characters.
    """
    if len(source) > MAX_SOURCE:
        raise ValueError(f"The text has {len(source)} characters; at most {MAX_SOURCE} can be shown.")
    markdown = parser(profile)
    read = markdown.parse if PROFILES[profile].blocks else markdown.parseInline
    return read(printable(source), {} if env is None else env)
