"""What an index keeps of a document to show it, as text that any storage can hold.

Two lines of JSON, of what is shown and of what the document says most, and behind them the body as it is: a search
reads dozens, of most of which it looks only into the body.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from wiki.search.reasons import joined
from wiki.search.types import SearchDocument

Stored = Mapping[str, Any]
Repeated = Sequence[tuple[str, float]]
"""The stems that a page says most, each with its weighted count; see `DocumentTerms`."""


def stored_form(document: SearchDocument) -> Stored:
    """Plain values only: an index outlives the classes of the release that wrote it."""
    text, fields = joined(document)
    return {
        "page_id": document.page_id,
        "slug": document.slug,
        "title": document.title,
        "aliases": document.aliases,
        "summary": document.summary,
        "body": text,
        "fields": fields,
        "language": document.language,
        "facets": {facet: values for facet, values in document.facets.items() if values},
        "updated_at": document.updated_at.timestamp(),
    }


def as_text(stored: Stored, repeated: Repeated) -> str:
    # JSON has no end of line in it.
    shown = {name: value for name, value in stored.items() if name != "body"}
    return "\n".join((_line(shown), _line(repeated), stored["body"]))


def from_text(text: str) -> Stored:
    """Return the document that `as_text` was given, but for tuples, which JSON does not know."""
    shown, _, body = text.split("\n", 2)
    return {**json.loads(shown), "body": body}


def repeated_in(text: str) -> Repeated:
    """Return the other thing that `as_text` was given."""
    return [(term, count) for term, count in json.loads(text.split("\n", 2)[1])]


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_bytes(text: str) -> bytes:
    # A text that came in by an import may hold half of a character, which is no UTF-8.
    return text.encode("utf-8", "surrogatepass")


def from_bytes(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
