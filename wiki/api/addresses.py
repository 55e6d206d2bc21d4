"""Where the API is."""

from urllib.parse import quote

from wiki.api.problems import ProblemKind

PREFIX = "/api/v1"


def page_address(slug: str) -> str:
    """Return where programs read a page."""
    return f"{PREFIX}/pages/{quote(slug)}"


def type_of(kind: ProblemKind) -> str:
    """Return the address that names a kind of problem, and at which it is explained."""
    return f"{PREFIX}/problems#{kind.name}"
