"""Under which name a page's text lies in an export. The name is only a name: the text itself says its address."""

import hashlib

PAGES, PUBLISHED = "pages", "published"
_LONGEST, _DEEPEST = 180, 8
_KEPT = 90
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789")}
)


def page_path(slug: str, folder: str = PAGES) -> str:
    """Return the path of a page's text.

    No two slugs share one, on a disk that takes capitals for small letters neither. What a disk could take for
    another name, or would not take at all, is marked by a part of its checksum behind "~", which no slug holds.
    """
    if _is_plain(slug):
        return f"{folder}/{slug}.md"
    start = slug.encode()[:_KEPT].decode(errors="ignore").rstrip("-/").replace("/", "-")
    return f"{folder}/{start}~{hashlib.sha256(slug.encode()).hexdigest()[:16]}.md"


def _is_plain(slug: str) -> bool:
    parts = slug.split("/")
    return (
        slug.upper().casefold() == slug
        and len(slug.encode()) <= _LONGEST
        and len(parts) <= _DEEPEST
        and _DEVICES.isdisjoint(parts)
    )
