"""The one rule that turns a heading, or the section named in a link, into an address within the page."""

from collections import Counter
from collections.abc import Iterable

from wiki.core.slugs import slugify

PREFIX = "s-"


def anchor(text: str) -> str:
    """Name the place of a heading: "s-" and the words of its text, or "s-section" if it has none."""
    return PREFIX + (slugify(text).replace("/", "-") or "section")


def unique_anchors(texts: Iterable[str]) -> tuple[str, ...]:
    """Give each heading of a page its own anchor; the first of several equal ones keeps the plain name."""
    repeats: Counter[str] = Counter()
    used: dict[str, None] = {}
    for text in texts:
        plain = candidate = anchor(text)
        while candidate in used:
            repeats[plain] += 1
            candidate = f"{plain}-{repeats[plain] + 1}"
        used[candidate] = None
    return tuple(used)
