"""A git repository as a source."""

import re
import stat
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from dulwich.errors import NotTreeError
from dulwich.object_store import BaseObjectStore, tree_lookup_path
from dulwich.objects import Blob, ObjectID

from wiki.importing.git.commits import commits_from, linear_order, read_commit
from wiki.importing.git.history import histories_of, snapshot_of
from wiki.importing.git.trees import Entry, decode_path, encodings_of, tree_entries
from wiki.importing.paths import is_page, stays_inside
from wiki.importing.types import MAX_FILE_BYTES, MAX_PAGE_BYTES, Finding, PageHistory, SourceError, UnreadableFile

_BRANCH = b"refs/heads/"
_REMOTE_BRANCH = b"refs/remotes/origin/"


def default_head(store: BaseObjectStore, named: Mapping[bytes, bytes], branch: str | None = None) -> bytes:
    """Choose the commit to import: ``branch``, or HEAD, main, master, the only branch, in this order.

    ``named`` maps full names to object ids; those that point nowhere do not count. Raises
    :class:`SourceError` where nothing is there or several are and none stands out.
    """
    references = {name: target for name, target in named.items() if ObjectID(target) in store}
    if branch is not None:
        return _first(references, _BRANCH + branch.encode(), _REMOTE_BRANCH + branch.encode(), branch.encode())
    for name in (b"HEAD", _BRANCH + b"main", _BRANCH + b"master"):
        if name in references:
            return references[name]
    branches = [name for name in references if name.startswith(_BRANCH)]
    if len(branches) == 1:
        return references[branches[0]]
    if not branches:
        raise SourceError("The repository has no branch with a commit.")
    names = ", ".join(sorted(name.removeprefix(_BRANCH).decode(errors="replace") for name in branches))
    raise SourceError(f"The repository has several branches and no main one. Choose one of: {names}.")


def _first(references: Mapping[bytes, bytes], *names: bytes) -> bytes:
    for name in names:
        if name in references:
            return references[name]
    raise SourceError(f"There is no branch {names[-1].decode()}.")


class GitSource:
    """Implements :class:`wiki.importing.types.Source` over an object store."""

    def __init__(self, store: BaseObjectStore, head: bytes) -> None:
        self._store = store
        self._head = read_commit(store, head)
        # A tree lists its whole content; most commits share most of their folders.
        self._paths = lru_cache(maxsize=64)(self._list_paths)

    @property
    def head(self) -> str:
        return self._head.id.decode()

    @cached_property
    def refusals(self) -> dict[str, Finding]:
        entries = tree_entries(self._store, self._head.tree)
        return {decode_path(entry.path): _refusal(entry) for entry in entries if not _is_allowed(entry)}

    def paths(self, commit: str) -> tuple[str, ...]:
        return self._paths(read_commit(self._store, commit.encode()).tree)

    def read(self, path: str, commit: str, limit: int = MAX_FILE_BYTES) -> bytes:
        tree = ObjectID(read_commit(self._store, commit.encode()).tree)
        blob = next((found for name in encodings_of(path) if (found := self._blob(tree, name))), None)
        if blob is None:
            raise UnreadableFile("The file is not in the source.")
        return _bytes(blob, limit)

    def read_object(self, name: str) -> bytes:
        is_name = re.fullmatch("[0-9a-f]{40}", name) is not None
        found = self._store[ObjectID(name.encode())] if is_name and ObjectID(name.encode()) in self._store else None
        if not isinstance(found, Blob):
            raise UnreadableFile("The repository does not hold this state of the page.")
        return _bytes(found, MAX_PAGE_BYTES)

    def histories(self, *, full: bool) -> Iterator[PageHistory]:
        if full:
            return histories_of(self._store, linear_order(commits_from(self._store, self._head.id)))
        pages = (entry for entry in tree_entries(self._store, self._head.tree) if _is_allowed(entry))
        return snapshot_of(self._store, self._head, [entry for entry in pages if is_page(decode_path(entry.path))])

    def _blob(self, tree: ObjectID, path: bytes) -> Blob | None:
        try:
            mode, found = tree_lookup_path(self._store.__getitem__, tree, path)
        except (KeyError, NotADirectoryError, NotTreeError, ValueError):
            return None
        blob = self._store[found] if stat.S_ISREG(mode) else None
        return blob if isinstance(blob, Blob) else None

    def _list_paths(self, tree: bytes) -> tuple[str, ...]:
        entries = tree_entries(self._store, tree)
        return tuple(sorted(decode_path(entry.path) for entry in entries if _is_allowed(entry)))


def _bytes(blob: Blob, limit: int) -> bytes:
    if blob.raw_length() > limit:
        raise UnreadableFile(f"The file is larger than {limit // 1_000_000} MB.")
    return blob.data


def _is_allowed(entry: Entry) -> bool:
    return entry.is_regular and stays_inside(decode_path(entry.path))


def _refusal(entry: Entry) -> Finding:
    if not stays_inside(decode_path(entry.path)):
        return Finding(code="leaves-folder", text="A path that leaves the folder is not followed.")
    return Finding(code="not-a-file", text="A symbolic link or submodule is not followed.")
