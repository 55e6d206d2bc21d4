"""Merge commits: whose pages the merged files are, and what the merge itself did to them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from wiki.importing.git.identity import PageBook, Standing, Step, page_places

# Gives, for a parent by number, the renames between its tree and the merge: new path to old.
Renames = Callable[[int], Mapping[bytes, bytes]]


def merged(
    book: PageBook,
    parents: Sequence[Standing],
    blobs: Mapping[bytes, bytes],
    *,
    renames: Renames,
    in_flight: Iterable[Standing],
) -> Standing:
    """Find the page of every file of a merge. ``blobs`` are its files; ``in_flight`` the branches under way.

    A file is the page that a parent has at this path; else the page a parent had where the merge renamed
    it from; else the page deleted here; else a new one. No page gets two files: the first parent's wins.
    """
    owners: dict[bytes, int] = {}
    taken: set[int] = set()

    def claim(path: bytes, candidates: Iterable[int]) -> None:
        page = next((page for page in map(book.resolve, candidates) if page not in taken), None)
        if page is not None:
            owners[path] = page
            taken.add(page)

    _unite_twins(book, parents, blobs, list(in_flight))
    for parent in parents:
        for path in (path for path in parent if path in blobs and path not in owners):
            claim(path, _living(parents, path))
    rest = [path for path in blobs if path not in owners]
    for number, parent in enumerate(parents) if rest else ():
        origins = renames(number)
        for path in (path for path in rest if path in origins and path not in owners):
            claim(path, [parent[origins[path]][0]] if origins[path] in parent else [])
    for path in (path for path in rest if path not in owners):
        claim(path, [parent[path][0] for parent in parents if path in parent])
        owners.setdefault(path, book.new_page())
    standing: Standing = {path: (owners[path], blob) for path, blob in blobs.items()}
    _keep_graves(book, parents, standing)
    return standing


def record_merge(book: PageBook, parents: Sequence[Standing], standing: Standing, position: int) -> None:
    """Record a step for each page that the merge leaves otherwise than the last step told has it."""
    places = page_places(book, standing)
    before = [page_places(book, parent) for parent in parents]
    for page in dict.fromkeys([*places, *(page for parent in before for page in parent)]):
        place = places.get(page)
        if all(parent.get(page) == place for parent in before):
            continue
        latest = book.latest(page)
        if place is not None and place != latest:
            previous = latest[0] if latest and latest[0] != place[0] else None
            book.record(page, Step(position, place[0], previous, place[1]))
        elif place is None and latest and latest[1] is not None:
            book.record(page, Step(position, latest[0], None, None))


def _living(parents: Sequence[Standing], path: bytes) -> list[int]:
    return [parent[path][0] for parent in parents if path in parent and parent[path][1] is not None]


def _unite_twins(
    book: PageBook, parents: Sequence[Standing], blobs: Mapping[bytes, bytes], in_flight: list[Standing]
) -> None:
    first = parents[0]
    for parent in parents[1:]:
        for path in parent.keys() & first.keys() & blobs.keys():
            mine, theirs = book.resolve(first[path][0]), book.resolve(parent[path][0])
            if mine != theirs and first[path][1] and parent[path][1]:
                book.unite(mine, theirs, in_flight)


def _keep_graves(book: PageBook, parents: Sequence[Standing], standing: Standing) -> None:
    living = {book.resolve(page) for page, _ in standing.values()}
    for parent in parents:
        for path, (page, _) in parent.items():
            if path not in standing and book.resolve(page) not in living:
                standing[path] = (page, None)
                living.add(book.resolve(page))
