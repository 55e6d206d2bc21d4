"""Addresses of pages: one rule for slugs, used by page creation, wiki links and the importer."""

import unicodedata

MAX_LENGTH = 200
# What may stand behind an address below /pages/; a page there would be out of reach.
RESERVED = frozenset(
    {
        *("archive", "compare", "copy", "diff", "edit", "editions", "facts", "fit", "history", "kind", "links"),
        *("publish", "remark", "remarks", "rename", "replicate", "restore", "results", "revert", "review", "revisions"),
        *("source", "undo"),
    }
)


def slugify(text: str) -> str:
    """Turn a title or a path into a slug: lower-case words joined by "-", segments joined by "/".

    Letters of every script are kept, because an address in Bulgarian is an address too. The result is
    empty when the text holds no letter and no digit. It is stable: ``slugify(slugify(x)) == slugify(x)``.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    spaced = "".join(char if char == "/" or _belongs_to_word(char) else " " for char in folded)
    segments = ("-".join(filter(_has_letter, segment.split())) for segment in spaced.split("/"))
    slug = "/".join(segment for segment in segments if segment)
    return slug[:MAX_LENGTH].rstrip("-/")


def _belongs_to_word(char: str) -> bool:
    # Marks are kept with their letters: Indic vowels, and what casefolding makes of a Turkish İ.
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _has_letter(word: str) -> bool:
    return any(char.isalnum() for char in word)


def is_reserved(slug: str) -> bool:
    """Tell whether a segment of the slug is also the name of an action below ``/pages/``."""
    return any(segment in RESERVED for segment in slug.split("/"))
