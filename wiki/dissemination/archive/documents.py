"""A revision as Markdown with front matter."""

import json
import re
from dataclasses import asdict
from datetime import datetime
from enum import Enum

from wiki.dissemination.archive.types import Document

FENCE = "---"
_KEY = re.compile(r"/files/([0-9a-f]{24})/")


def to_markdown(document: Document) -> str:
    """Return the file's text: the front matter between two fences, an empty line, and the body as it is.

    What is empty is left out.
    """
    from wiki.dissemination.archive.front import front_matter  # Late, as told there.

    values = asdict(document)
    body = values.pop("body")
    told = {name: _plain(value) for name, value in values.items() if value}
    return f"{FENCE}\n{front_matter(told)}{FENCE}\n\n{body}"


def keys_in(document: Document) -> frozenset[str]:
    """Return the keys of the files that a text shows or leads to."""
    facts = json.dumps(document.facts) if document.facts else ""
    return frozenset(_KEY.findall(f"{document.body} {document.lead_picture} {facts}"))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value)
    return value
