"""What an address in a page of the source means there: another page, a file, or nothing."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from wiki.importing.cleaning.addresses import path_of
from wiki.importing.paths import is_page

_PAGE_ENDS = (".html", ".htm", ".md", ".markdown")
_DATE_PARTS = 3


class SiteMap:
    """The files of one commit, found by any address a site made of them has had.

    ``hosts`` are the site's own names; an address of any other host means nothing here. All answers are
    paths as ``paths`` has them, so none leaves the source.
    """

    def __init__(self, paths: Iterable[str], *, hosts: Iterable[str] = ()) -> None:
        self._hosts = frozenset(host.lower().removeprefix("www.") for host in hosts)
        self._files: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        # Where a folder has both, its index is what its address means, not its README.
        for path in sorted(paths, key=lambda path: (PurePosixPath(path).stem.lower() == "readme", path)):
            self._files.setdefault(_folded(path), path)
            if is_page(path):
                for address in _addresses(path):
                    self._pages.setdefault(_folded(address), path)
        # A page's own path always means that page, whatever shorter address another page claims.
        self._pages |= {_folded(path): path for path in self._files.values() if is_page(path)}

    def page(self, href: str, *, seen_in: str) -> tuple[str, str] | None:
        """Give the path of the page an address means, and the fragment behind it."""
        fragment = path_of(href)[1]
        for place in self._places(href, seen_in):
            ends = [end for end in _PAGE_ENDS if place.lower().endswith(end)]
            bare = place[: -len(ends[0])] if ends else place
            for candidate in (place, bare, bare.removesuffix("/index").removesuffix("index") or "index"):
                if found := self._pages.get(_folded(candidate)):
                    return found, unquote(fragment)
        return None

    def file(self, href: str, *, seen_in: str) -> str | None:
        """Give the path of the file an address means: a picture, a document, a page's source."""
        for place in self._places(href, seen_in):
            if found := self._files.get(_folded(place)):
                return found
        return None

    def _places(self, href: str, seen_in: str) -> Iterator[str]:
        """Give the paths an address may mean, likeliest first; those above the root are none."""
        path = self._own_path(href)
        if path is None:
            return
        folder = PurePosixPath(seen_in).parent.as_posix()
        bases = ("",) if path.startswith("/") else (folder, "")
        for written in dict.fromkeys((unquote(path), path)):
            for base in bases:
                place = normpath(f"{base}/{written.lstrip('/')}").lstrip("/")
                if not place.startswith(".."):
                    yield "" if place == "." else place

    def _own_path(self, href: str) -> str | None:
        try:
            parts = urlsplit(href.strip())
        except ValueError:
            return None
        if parts.netloc or parts.scheme:
            is_own = (parts.hostname or "").removeprefix("www.") in self._hosts
            return (parts.path or "/") if is_own else None
        # A question mark may belong to a file's name; an address that is only a fragment names no file.
        return parts.path or None


def _addresses(path: str) -> Iterator[str]:
    """Give the addresses a static site generator serves a page at, without suffixes."""
    bare = path[: -len(PurePosixPath(path).suffix)]
    folder, _, name = bare.rpartition("/")
    if name.lower() in {"index", "readme"}:
        yield folder
        bare = folder
    yield from dict.fromkeys((bare, "/".join(part.lstrip("_") for part in bare.split("/"))))
    public = "/".join(part for part in folder.lstrip("_").split("/") if part)
    year_month_day = name.split("-", _DATE_PARTS)
    if len(year_month_day) == _DATE_PARTS + 1 and all(part.isdigit() for part in year_month_day[:_DATE_PARTS]):
        for address in ("/".join(year_month_day), year_month_day[-1]):
            yield f"{public}/{address}" if public else address


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold().strip("/")
