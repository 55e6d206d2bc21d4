"""The history of every page of a repository, over every parent of every merge."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dulwich.object_store import BaseObjectStore
from dulwich.objects import Blob, ObjectID

from wiki.importing.git.commits import Commit
from wiki.importing.git.identity import PageBook, Standing, Step, follow
from wiki.importing.git.merges import merged, record_merge
from wiki.importing.git.trees import Entry, changed_blobs, decode_path, page_changes
from wiki.importing.types import PageHistory, Version


def histories_of(store: BaseObjectStore, commits: Sequence[Commit]) -> Iterator[PageHistory]:
    """Give the pages of a linear order one by one; the bytes of a page are read when its turn comes."""
    for steps in _told(store, commits).pages():
        yield _history(store, commits, steps)


def snapshot_of(store: BaseObjectStore, head: Commit, pages: Iterable[Entry]) -> Iterator[PageHistory]:
    """Give the pages of one commit, each with the one version it has there."""
    for page in pages:
        yield _history(store, [head], [Step(0, page.path, None, page.blob)])


def disagreements(files: Mapping[str, bytes], histories: Iterable[PageHistory]) -> tuple[str, ...]:
    """Compare what the histories end in with the pages of the tree they should end in; empty if all is well.

    Every file has to be the last version of exactly one living page, byte for byte, and no other page lives.
    """
    living = [history for history in histories if history.is_live]
    counts = Counter(history.path for history in living)
    found = [f"{path}: no page" for path in files if path not in counts]
    found += [f"{path}: {count} pages" for path, count in counts.items() if count > 1]
    found += [f"{path}: no such file" for path in counts if path not in files]
    found += [
        f"{history.path}: other content"
        for history in living
        if history.path in files and history.versions[-1].data != files[history.path]
    ]
    return tuple(sorted(found))


def _told(store: BaseObjectStore, commits: Sequence[Commit]) -> PageBook:
    book = PageBook()
    heirs = Counter(parent for commit in commits for parent in commit.parents)
    trees = {commit.id: commit.tree for commit in commits}
    standings: dict[bytes, Standing] = {}
    for position, commit in enumerate(commits):
        if len(commit.parents) < 2:
            tree = trees[commit.parents[0]] if commit.parents else None
            standing = _inherited(standings, heirs, commit.parents)
            follow(book, standing, position, page_changes(store, tree, commit.tree))
        else:
            standing = _merge(store, book, commit, trees, standings)
            record_merge(book, [standings[parent] for parent in commit.parents], standing, position)
            for parent in commit.parents:
                _release(standings, heirs, parent)
        standings[commit.id] = standing
    return book


def _inherited(standings: dict[bytes, Standing], heirs: Counter[bytes], parents: Sequence[bytes]) -> Standing:
    """Take over the parent's standing, copied only if another child still needs it."""
    if not parents:
        return {}
    standing = standings[parents[0]]
    _release(standings, heirs, parents[0])
    return dict(standing) if parents[0] in standings else standing


def _release(standings: dict[bytes, Standing], heirs: Counter[bytes], parent: bytes) -> None:
    heirs[parent] -= 1
    if not heirs[parent]:
        del standings[parent]


def _merge(
    store: BaseObjectStore,
    book: PageBook,
    commit: Commit,
    trees: Mapping[bytes, bytes],
    standings: Mapping[bytes, Standing],
) -> Standing:
    parents = [standings[parent] for parent in commit.parents]
    changed = changed_blobs(store, trees[commit.parents[0]], commit.tree)
    blobs = {path: blob for path, (_, blob) in parents[0].items() if blob and path not in changed}
    blobs |= {path: blob for path, blob in changed.items() if blob}

    def renames(number: int) -> Mapping[bytes, bytes]:
        changes = page_changes(store, trees[commit.parents[number]], commit.tree)
        return {change.new: change.old for change in changes if change.new and change.old}

    return merged(book, parents, blobs, renames=renames, in_flight=standings.values())


def _history(store: BaseObjectStore, commits: Sequence[Commit], steps: Sequence[Step]) -> PageHistory:
    contents: dict[bytes | None, bytes] = {step.blob: _content(store, step.blob) for step in steps if step.blob}
    versions = tuple(_version(commits[step.position], step, contents) for step in steps)
    return PageHistory(path=versions[-1].path, versions=versions)


def _version(commit: Commit, step: Step, contents: Mapping[bytes | None, bytes]) -> Version:
    return Version(
        commit=commit.id.decode(),
        position=step.position,
        path=decode_path(step.path),
        previous_path=decode_path(step.previous_path) if step.previous_path else None,
        author=commit.author,
        at=commit.at,
        message=commit.message,
        data=contents.get(step.blob),
    )


def _content(store: BaseObjectStore, blob: bytes) -> bytes:
    found = store[ObjectID(blob)]
    return found.data if isinstance(found, Blob) else b""
