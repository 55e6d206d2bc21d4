"""Which page of the wiki a file becomes: its kind and its slug."""

import hashlib
from pathlib import PurePosixPath

from wiki.core.slugs import MAX_LENGTH, is_reserved, slugify

KINDS = ("practice", "city", "theme", "news", "meeting", "article")
_BY_FOLDER = {
    "news": "news",
    "events": "meeting",
    "cities": "city",
    "solutions": "theme",
    "practices": "practice",
}
_BY_WORD = {
    **{kind: kind for kind in KINDS},
    **{f"{word}-page": kind for word, kind in (("city", "city"), ("news", "news"), ("events", "meeting"))},
    "event": "meeting",
    "event-page": "meeting",
    "theme-page": "theme",
    "practice-page": "practice",
}


def kind_of_page(path: str, *, declared: str = "", layout: str = "") -> str:
    """Tell a page's kind: as its author declared it, as its layout has it, as its folder has it."""
    for word in (declared, layout):
        if kind := _BY_WORD.get(word.strip().lower()):
            return kind
    place = PurePosixPath(path)
    folder = place.parts[0].lstrip("_").lower() if len(place.parts) > 1 else ""
    # The index of a folder of news is a list of news, not one of them.
    return "article" if place.stem.lower() == "index" else _BY_FOLDER.get(folder, "article")


def slug_of_page(path: str, *, declared: str = "") -> str:
    """Make a page's address from its path: no suffix, no leading underscores, no ``index``.

    The words the wiki itself uses below a page get "-page" behind them, and a path without a letter or
    figure gets an address made of its checksum. Two paths may share a slug: see ``free_slug``.
    """
    place = PurePosixPath(path)
    bare = place.with_suffix("")
    if bare.name.lower() == "index" and len(bare.parts) > 1:
        bare = bare.parent
    slug = slugify(declared) or slugify("/".join(part.lstrip("_") for part in bare.parts))
    if not slug:
        slug = _checksum_slug(path)
    return within_reach(slug)


def within_reach(slug: str) -> str:
    """Return the address for a page that is wanted at one: "-page" stands behind words the wiki uses below a page."""
    renamed = "/".join(f"{part}-page" if is_reserved(part) else part for part in slug.split("/"))
    return renamed if len(renamed) <= MAX_LENGTH else _checksum_slug(slug)


def _checksum_slug(text: str) -> str:
    return f"page-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def free_slug(slug: str, taken: frozenset[str] | set[str]) -> str:
    """Give the slug, or the first of "slug-2", "slug-3" … that nobody has."""
    number, free = 1, slug
    while free in taken:
        number += 1
        ending = f"-{number}"
        free = slug[: MAX_LENGTH - len(ending)].rstrip("-/") + ending
    return free
