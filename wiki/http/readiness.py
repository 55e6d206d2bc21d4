"""Whether this process can do its work: what a load balancer or a service manager asks."""

from dataclasses import dataclass

from wiki.core.schema import SchemaState, schema_state
from wiki.search.types import SearchUnavailable
from wiki.services import Services

_DATABASE: dict[SchemaState, str] = {
    "away": "the database does not answer",
    "outdated": "the database is of another version",
}


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """Sentences for operators: what keeps the wiki from working, and what it can do without."""

    faults: tuple[str, ...]
    notes: tuple[str, ...]


def look(services: Services) -> Readiness:
    """Ask everything a page view or a save stands on. Needs an application context."""
    faults = [_DATABASE[state] for state in (schema_state(),) if state in _DATABASE]
    if not services.files.is_writable():
        faults.append("the files folder cannot be written")
    return Readiness(faults=tuple(faults), notes=() if _can_search(services) else ("search is away",))


def _can_search(services: Services) -> bool:
    try:
        services.search.count()
    except SearchUnavailable:
        return False
    return True
