"""Facts as a column or a file keeps them, and back."""

from collections.abc import Mapping
from typing import Any

from wiki.facts.migrate import migrate
from wiki.facts.types import Facts, Value


def to_stored(facts: Facts) -> dict[str, Any]:
    """Return facts as JSON and YAML can say them."""
    return {key: _plain(value) for key, value in facts.items()}


def from_stored(stored: Mapping[str, Any], version: int) -> Facts:
    """Return what :func:`to_stored` gave for a version of the template, as the present template says it."""
    return migrate({key: _frozen(value) for key, value in stored.items()}, version)


def _plain(value: Value) -> object:
    if isinstance(value, tuple):
        return [dict(item) if isinstance(item, Mapping) else item for item in value]
    return value


def _frozen(value: object) -> Any:
    return tuple(value) if isinstance(value, list) else value
