"""Addresses of pages: one rule for slugs, used by page creation, wiki links and the importer."""

import re
import unicodedata

MAX_LENGTH = 200
RESERVED = frozenset(
    ["archive", "attach", "confirm", "delete", "diff", "draft", "edit", "files", "history", "kind", "links", "new", "preview", "publish", "rename", "restore", "revert", "revisions", "source", "undo", "unpublish"]
)
_SEPARATORS = re.compile(r"[^\w]+|_+")


def slugify(text: str) -> str:
    """Turn a title or a path into a slug: lower-case words joined by "-", segments joined by "/".

    Letters of every script are kept, because an address in Bulgarian is an address too. The result is
    empty when the text holds no letter and no digit. It is stable: ``slugify(slugify(x)) == slugify(x)``.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    segments = (_SEPARATORS.sub("-", segment).strip("-") for segment in folded.split("/"))
    slug = "/".join(segment for segment in segments if segment)
    return slug[:MAX_LENGTH].rstrip("-/")


def is_reserved(slug: str) -> bool:
    """Tell whether a segment of the slug is also the name of an action below ``/pages/``."""
    return any(segment in RESERVED for segment in slug.split("/"))
