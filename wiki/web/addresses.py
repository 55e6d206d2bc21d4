"""Where a form may lead back to, and where an edition is for ever."""

from flask import url_for

from wiki.core.ids import PageId
from wiki.http.addresses import absolute


def is_local(target: str) -> bool:
    """Tell whether a redirect's target stays on this site: a path, not another host in disguise."""
    # A browser drops tabs and line ends before it reads an address, so "/<tab>/" is "//" to it.
    return target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()


def permanent_address(page_id: PageId, number: int) -> str:
    """Return the address of an edition that no renaming changes."""
    return absolute(url_for("practices.permanent_edition", page_id=page_id, number=number))
