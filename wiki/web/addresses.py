"""Where a form may lead back to, and where an edition is for ever."""

from wiki.http.addresses import absolute
from wiki.practices.edition_types import EditionMark
from wiki.practices.tokens import permanent_path


def is_local(target: str) -> bool:
    """Tell whether a redirect's target stays on this site: a path, not another host in disguise."""
    # A browser drops tabs and line ends before it reads an address, so "/<tab>/" is "//" to it.
    return target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()


def permanent_address(mark: EditionMark) -> str:
    """Return the address of an edition that no renaming changes."""
    return absolute(permanent_path(mark.token))
