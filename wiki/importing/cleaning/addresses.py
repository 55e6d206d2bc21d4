"""What kind of address a link holds, and the form a page may carry it in."""

import re
from enum import Enum
from urllib.parse import quote, urlsplit

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_MAIL = re.compile(r"[^\s/@:?#]+@[^\s/@:?#]+\.[A-Za-z]{2,}(?:\?\S*)?")
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?P<top>[A-Za-z]{2,})(?::\d+)?(?:[/?#]|$)")
_TOP_DOMAIN = re.compile(
    r"(?:at|be|bg|ch|com|cz|de|dk|es|eu|fi|fr|gr|hr|hu|ie|info|int|io|it|jp|lu|net|nl|no|org|pl|pt|ro|se|si|sk|ua|uk)",
    re.IGNORECASE,
)
_UNFIT = re.compile(r"[\s<>]")
_GOOD_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


class Kind(Enum):
    """Where an address leads."""

    WEB = "web"
    CONTACT = "contact"
    SECTION = "section"
    SITE = "site"
    REFUSED = "refused"
    NOTHING = "nothing"


def kind_of(href: str) -> Kind:
    """Sort an address. One without a scheme counts as the site's own unless it is plainly a host or mail."""
    if not href:
        return Kind.NOTHING
    if href.startswith("#"):
        return Kind.SECTION
    if scheme := _SCHEME.match(href):
        if scheme[1].lower() not in _GOOD_SCHEMES:
            return Kind.WEB if looks_like_host(href) else Kind.REFUSED
        return Kind.WEB if scheme[1].lower().startswith("http") else Kind.CONTACT
    if _MAIL.fullmatch(href):
        return Kind.CONTACT
    return Kind.WEB if href.startswith("//") or href.lower().startswith("www.") else Kind.SITE


def looks_like_host(href: str) -> bool:
    """Tell whether an address without a scheme is a host all the same, as in "smarter-together.eu/news"."""
    found = _HOST.match(href)
    return found is not None and _TOP_DOMAIN.fullmatch(found["top"]) is not None


def is_complete(href: str) -> bool:
    """Tell whether an address of the web or of a person can stay as it is written."""
    return _SCHEME.match(href) is not None and not looks_like_host(href) and not _UNFIT.search(href)


def complete(href: str) -> str:
    """Give an address of the web or of a person its scheme, and percent signs for what may not stand in it."""
    if not _SCHEME.match(href) or looks_like_host(href):
        href = f"mailto:{href}" if _MAIL.fullmatch(href) else "http://" + href.removeprefix("//")
    return quote(href, safe="!#$%&'*+,/:;=?@[]~-._")


def path_of(href: str) -> tuple[str, str]:
    """Part an address into its path as written and its fragment; a broken one has neither."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return "", ""
    return parts.path, parts.fragment
