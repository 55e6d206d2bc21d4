"""Which deleted page became which added one, in one step of the history."""

import stat
from collections.abc import Mapping

from dulwich.diff_tree import CHANGE_RENAME, RenameDetector
from dulwich.object_store import BaseObjectStore, MemoryObjectStore
from dulwich.objects import Blob, ObjectID, Tree

# The detector takes a pair whose likeness is over its threshold; ours is a rename from 60 % on.
_LIKENESS = 59


def renamed(store: BaseObjectStore, deleted: Mapping[bytes, bytes], added: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """Map added paths to the deleted ones they were before; both arguments map paths to blobs.

    A name that only changed its case is a rename whatever became of its content; otherwise the content has
    to be the same or at least 60 % like. What is copied from one deleted page twice is a rename once.
    """
    by_name = {path.lower(): path for path in deleted}
    pairs = {path: by_name.pop(path.lower()) for path in sorted(added) if path.lower() in by_name}
    rest_deleted = sorted(deleted.keys() - pairs.values())
    rest_added = sorted(added.keys() - pairs.keys())
    if rest_deleted and rest_added:
        blobs = [deleted[path] for path in rest_deleted], [added[path] for path in rest_added]
        for source, target in _alike(store, *blobs):
            pairs[rest_added[target]] = rest_deleted[source]
    return pairs


def _alike(store: BaseObjectStore, old: list[bytes], new: list[bytes]) -> list[tuple[int, int]]:
    """Pair blobs by likeness; the answer holds positions in both lists.

    The detector compares trees. It gets two that hold nothing but these blobs, so that no picture of the
    same commit is compared and no changed file is taken for the origin.
    """
    scratch = MemoryObjectStore()
    before, after = _flat_tree(store, scratch, old, b"old"), _flat_tree(store, scratch, new, b"new")
    detector = RenameDetector(scratch, rename_threshold=_LIKENESS)
    return [
        (_position(change.old.path), _position(change.new.path))
        for change in detector.changes_with_renames(before, after)
        if change.type == CHANGE_RENAME and change.old and change.new
    ]


def _flat_tree(store: BaseObjectStore, scratch: MemoryObjectStore, blobs: list[bytes], prefix: bytes) -> ObjectID:
    tree = Tree()
    for position, name in enumerate(blobs):
        # A page that only changed its line ends is the same to a reader, and to git itself.
        blob = Blob.from_string(store[ObjectID(name)].as_raw_string().replace(b"\r\n", b"\n"))
        scratch.add_object(blob)
        tree.add(b"%s-%08d" % (prefix, position), stat.S_IFREG | 0o644, blob.id)
    scratch.add_object(tree)
    return tree.id


def _position(name: bytes) -> int:
    return int(name.rpartition(b"-")[2])
