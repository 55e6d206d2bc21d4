"""Where a form of the reference leads without script: a plain form fills no path and leaves nothing out."""

from collections.abc import Mapping
from urllib.parse import quote

from wiki.api.docs.types import Described
from wiki.http.addresses import with_query


def address_asked_for(told: Described, given: Mapping[str, list[str]]) -> str | None:
    """Return the address of an operation with what was entered; None while a part of its path is missing."""
    address = told.path
    for each in told.parameters:
        if each.place == "path":
            value = next(iter(given.get(each.name, [])), "")
            if not value:
                return None
            address = address.replace(f"{{{each.name}}}", quote(value, safe=""))
    asked = [
        (each.name, value)
        for each in told.parameters
        if each.place == "query"
        for value in given.get(each.name, [])
        if value
    ]
    return with_query(address, asked)
