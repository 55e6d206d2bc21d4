"""An edition as a file. Only what was frozen goes in, so that it says the same for ever.

``address`` is the one that neither a rename nor a later edition changes.
"""

import json
from dataclasses import asdict
from typing import Any

from wiki.practices.edition_types import Edition

_TEXT = "body"
# A table of what changed belongs to programs; readers of the text see it at the address.
_FOR_PROGRAMS = frozenset({_TEXT, "changes"})


def edition_json(edition: Edition, address: str) -> bytes:
    """Return all that the edition says as one object."""
    return json.dumps(_told(edition, address), ensure_ascii=False, indent=1).encode() + b"\n"


def edition_markdown(edition: Edition, address: str) -> bytes:
    """Return the edition's text as it was written, below front matter that holds all the rest."""
    # Late: what an export knows of comes along with the one, YAML with the other.
    from wiki.dissemination.archive.documents import FENCE
    from wiki.dissemination.archive.front import front_matter

    told = _told(edition, address)
    front = {name: value for name, value in told.items() if name not in _FOR_PROGRAMS and value not in (None, "", [])}
    return f"{FENCE}\n{front_matter(front)}{FENCE}\n\n{told[_TEXT]}".encode()


def _told(edition: Edition, address: str) -> dict[str, Any]:
    mark = edition.mark
    own = {
        "edition": mark.number,
        "label": mark.label,
        "disseminated_on": mark.disseminated_at.date().isoformat(),
        "results_due": mark.results_due.isoformat() if mark.results_due else None,
        "citation": mark.citation,
        "address": address,
    }
    return own | dict(edition.document) | own | {"changes": [asdict(each) for each in mark.changes]}
