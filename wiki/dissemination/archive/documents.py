"""A revision as Markdown with front matter."""

from dataclasses import asdict
from datetime import datetime
from enum import Enum

import yaml

from wiki.dissemination.archive.types import Document

FENCE = "---"
# As long as no line has to be broken; libyaml takes no infinity.
_WIDTH = 1_000_000
# The one that is written in C, where PyYAML was built with it.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def to_markdown(document: Document) -> str:
    """Return the file's text: the front matter between two fences, an empty line, and the body as it is.

    What is empty is left out.
    """
    values = asdict(document)
    body = values.pop("body")
    told = {name: _plain(value) for name, value in values.items() if value not in {None, "", ()} and value is not False}
    front = yaml.dump(told, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_WIDTH)
    return f"{FENCE}\n{front}{FENCE}\n\n{body}"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
