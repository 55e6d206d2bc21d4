"""The operations, a module a resource. Importing them tells :mod:`wiki.api.operations` of them."""

from wiki.api.resources import (
    changes,
    cities,
    editions,
    entry,
    files,
    history,
    lifecycle,
    links,
    pages,
    practices,
    preview,
    remarks,
    reviews,
    saving,
    search,
    themes,
)

__all__ = [
    "changes",
    "cities",
    "editions",
    "entry",
    "files",
    "history",
    "lifecycle",
    "links",
    "pages",
    "practices",
    "preview",
    "remarks",
    "reviews",
    "saving",
    "search",
    "themes",
]
