"""Finds the names of a term in running text of any language."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

_PARTS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_ADDRESS = re.compile(r"(?<=\])\([^)\n]*\)|<[^<>\s]+>|https?://\S+")


def folded(text: str) -> str:
    """Take case and accents off, so that "München", "MÜNCHEN" and "Munchen" are one."""
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))


def prose(markdown: str) -> str:
    """Leave out the addresses of links: the host of a city's site is no mention of the city."""
    return _ADDRESS.sub(" ", markdown)


@lru_cache(maxsize=1024)
def pattern_for(names: tuple[str, ...]) -> re.Pattern[str]:
    """Make a pattern for folded text: whole words, a plural or genitive "s" allowed, the longest name first.

    Joints are free: "car sharing" finds "car-sharing". A script without spaces has no whole words to ask for.
    """
    written = sorted({folded(name) for name in names if _PARTS.search(folded(name))}, key=len, reverse=True)
    spaced = "|".join(_joined(name) for name in written if not _UNSPACED.search(name))
    unspaced = "|".join(_joined(name) for name in written if _UNSPACED.search(name))
    words = rf"(?<![^\W_])(?:{spaced})(?:['’]?s)?(?![^\W_])" if spaced else ""
    return re.compile("|".join(filter(None, (words, unspaced))) or r"(?!)")


def _joined(name: str) -> str:
    return r"[\W_]{1,3}".join(map(re.escape, _PARTS.findall(name)))
