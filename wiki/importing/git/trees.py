"""Trees of a repository: their files, and what changed between two of them."""

import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dulwich.diff_tree import tree_changes
from dulwich.object_store import BaseObjectStore, iter_tree_contents
from dulwich.objects import ObjectID, TreeEntry

from wiki.importing.git.renames import renamed
from wiki.importing.paths import is_page


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a tree; ``blob`` is the id of its content."""

    path: bytes
    blob: bytes
    is_regular: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One page between two trees: added (no ``old``), deleted (no ``new``), renamed or modified."""

    old: bytes | None
    new: bytes | None
    blob: bytes | None


def tree_entries(store: BaseObjectStore, tree: bytes) -> Iterator[Entry]:
    for entry in iter_tree_contents(store, ObjectID(tree)):
        yield Entry(bytes(entry.path), bytes(entry.sha), stat.S_ISREG(entry.mode))


def page_changes(store: BaseObjectStore, old: bytes | None, new: bytes) -> tuple[Change, ...]:
    """Tell what happened to the pages from one tree to the next, renames told apart from copies."""
    kept, deleted, added = _sorted_out(store, old, new)
    pairs = renamed(store, deleted, added) if deleted and added else {}
    return (
        *(Change(path, path, blob) for path, blob in kept.items()),
        *(Change(source, target, added[target]) for target, source in pairs.items()),
        *(Change(path, None, None) for path in deleted.keys() - pairs.values()),
        *(Change(None, path, blob) for path, blob in sorted(added.items()) if path not in pairs),
    )


def changed_blobs(store: BaseObjectStore, old: bytes, new: bytes) -> Mapping[bytes, bytes | None]:
    """Tell which page paths differ between two trees: the new blob of each, None where it is gone."""
    kept, deleted, added = _sorted_out(store, old, new)
    return {**dict.fromkeys(deleted), **kept, **added}


def decode_path(path: bytes) -> str:
    """Read a path as UTF-8, and where it is not as Latin-1, which never fails and can be undone."""
    try:
        return path.decode("utf-8")
    except UnicodeDecodeError:
        return path.decode("latin-1")


def encodings_of(path: str) -> tuple[bytes, ...]:
    """Give the bytes that ``decode_path`` may have read the path from, likeliest first."""
    try:
        return path.encode("utf-8"), path.encode("latin-1")
    except UnicodeEncodeError:
        return (path.encode("utf-8"),)


def _sorted_out(
    store: BaseObjectStore, old: bytes | None, new: bytes
) -> tuple[dict[bytes, bytes], dict[bytes, bytes], dict[bytes, bytes]]:
    """Give the modified pages with their new blob, the deleted with their old, the added with their new."""
    kept: dict[bytes, bytes] = {}
    deleted: dict[bytes, bytes] = {}
    added: dict[bytes, bytes] = {}
    for change in tree_changes(store, ObjectID(old) if old else None, ObjectID(new)):
        before, after = _page(change.old), _page(change.new)
        if after is not None:
            (kept if before is not None else added)[after.path] = bytes(after.sha)
        elif before is not None:
            deleted[before.path] = bytes(before.sha)
    # A file that became a link and a link that became a file come as two changes of one path.
    for path in deleted.keys() & added.keys():
        kept[path] = added.pop(path)
        del deleted[path]
    return kept, deleted, added


def _page(entry: TreeEntry | None) -> TreeEntry | None:
    if entry is None or not stat.S_ISREG(entry.mode) or not is_page(decode_path(entry.path)):
        return None
    return entry
