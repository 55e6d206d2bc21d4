"""Which file of which commit is which page: a page lives on through renames, merges and restoring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wiki.importing.git.trees import Change

# Where the pages of one commit stand: by path, the page and its blob. A blob of None is a grave: the page
# was deleted here, and a file that appears at this path again is that page restored.
Standing = dict[bytes, tuple[int, bytes | None]]
_Place = tuple[bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit did to one page. ``position`` is the commit's place in the order."""

    position: int
    path: bytes
    previous_path: bytes | None
    blob: bytes | None


class PageBook:
    """Numbers the pages and keeps the steps of each.

    Commits are told in an order that respects ancestry. The same file begun on two branches is two pages
    until a merge shows that they are one; from then on both numbers mean the older page.
    """

    def __init__(self) -> None:
        self._same: list[int] = []
        self._steps: list[tuple[int, Step]] = []
        self._latest: dict[int, tuple[int, _Place]] = {}

    def pages(self) -> list[list[Step]]:
        """Give the steps of every page, in the order they were told."""
        pages: dict[int, list[Step]] = {}
        for page, step in self._steps:
            pages.setdefault(self.resolve(page), []).append(step)
        return list(pages.values())

    def new_page(self) -> int:
        self._same.append(len(self._same))
        return len(self._same) - 1

    def resolve(self, page: int) -> int:
        while self._same[page] != page:
            self._same[page] = page = self._same[self._same[page]]
        return page

    def latest(self, page: int) -> _Place | None:
        found = self._latest.get(self.resolve(page))
        return found[1] if found else None

    def record(self, page: int, step: Step) -> None:
        self._latest[self.resolve(page)] = (len(self._steps), (step.path, step.blob))
        self._steps.append((page, step))

    def unite(self, first: int, second: int, in_flight: Iterable[Standing]) -> bool:
        """Make two pages one, unless some branch still under way holds both as different ones."""
        older, younger = sorted((self.resolve(first), self.resolve(second)))
        for standing in in_flight:
            held = {self.resolve(page) for page, _ in standing.values()}
            if older in held and younger in held:
                return False
        self._same[younger] = older
        newest = max(self._latest[page] for page in (older, younger) if page in self._latest)
        self._latest[older] = newest
        return True


def follow(book: PageBook, standing: Standing, position: int, changes: Sequence[Change]) -> None:
    """Apply a commit with one parent, or none, to the parent's standing; every change is a step."""
    moving = {change.old: standing.pop(change.old)[0] for change in changes if _is_rename(change) and change.old}
    for change in changes:
        if change.new is None:
            path = change.old or b""
            page = standing[path][0]
        else:
            path = change.new
            page = moving[change.old] if _is_rename(change) and change.old else _page_at(book, standing, path)
        standing[path] = (page, change.blob)
        previous = change.old if _is_rename(change) else None
        book.record(page, Step(position, path, previous, change.blob))


def page_places(book: PageBook, standing: Mapping[bytes, tuple[int, bytes | None]]) -> dict[int, _Place]:
    """Turn a standing round: where each living page stands, with its blob."""
    return {book.resolve(page): (path, blob) for path, (page, blob) in standing.items() if blob is not None}


def _is_rename(change: Change) -> bool:
    return change.old is not None and change.new is not None and change.old != change.new


def _page_at(book: PageBook, standing: Standing, path: bytes) -> int:
    return standing[path][0] if path in standing else book.new_page()
