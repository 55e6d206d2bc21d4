"""A revision as Markdown with front matter."""

import json
import re
from dataclasses import asdict
from datetime import datetime
from enum import Enum

import yaml

from wiki.dissemination.archive.types import Document

FENCE = "---"
# As long as no line has to be broken; libyaml takes no infinity.
_WIDTH = 1_000_000
_KEY = re.compile(r"/files/([0-9a-f]{24})/")


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """The dumper that is written in C, where PyYAML was built with it; lists stand on one line."""


_Dumper.add_representer(
    tuple, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)


def to_markdown(document: Document) -> str:
    """Return the file's text: the front matter between two fences, an empty line, and the body as it is.

    What is empty is left out.
    """
    values = asdict(document)
    body = values.pop("body")
    told = {name: _plain(value) for name, value in values.items() if value}
    front = yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_WIDTH)
    return f"{FENCE}\n{front}{FENCE}\n\n{body}"


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
