"""The operations, a module a resource. Importing them tells :mod:`wiki.api.operations` of them."""

from wiki.api.resources import (
    changes,
    cities,
    entry,
    files,
    history,
    lifecycle,
    links,
    pages,
    practices,
    preview,
    saving,
    search,
    themes,
)

__all__ = [
    "changes",
    "cities",
    "entry",
    "files",
    "history",
    "lifecycle",
    "links",
    "pages",
    "practices",
    "preview",
    "saving",
    "search",
    "themes",
]
