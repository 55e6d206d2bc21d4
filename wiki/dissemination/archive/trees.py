"""The folders of a git history while it grows, as the objects git keeps of them."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field

from dulwich.objects import ObjectID, Tree
from dulwich.pack import UnpackedObject, create_delta, full_unpacked_object

_FILE, _FOLDER = stat.S_IFREG | 0o644, stat.S_IFDIR
# How many differences a reader has to put together at most.
_LONGEST_CHAIN = 50


@dataclass
class _Folder:
    tree: Tree = field(default_factory=Tree)
    folders: dict[bytes, "_Folder"] = field(default_factory=dict)
    changed: bool = True
    # What git has of it: its name there, and its content; no name while the next one has to be kept whole.
    written: tuple[bytes, bytes] | None = None
    chain: int = 0


class GrowingTree:
    """Takes files one by one and gives the folders that changed, most as a mere difference from before.

    A folder of ten thousand pages is half a megabyte; a history that kept it whole for each save would be huge.
    """

    def __init__(self) -> None:
        self._root = _Folder()

    @property
    def id(self) -> ObjectID:
        return ObjectID(self._root.tree.id)

    def put(self, path: str, blob: ObjectID) -> bool:
        """Let a file be at a path; tell whether that is new. What comes of it is told by ``changed``."""
        if self.find(path) == blob:
            return False
        *way, name = path.encode().split(b"/")
        folder = self._root
        folder.changed = True
        for part in way:
            folder = folder.folders.setdefault(part, _Folder())
            folder.changed = True
        folder.tree[name] = (_FILE, blob)
        return True

    def find(self, path: str) -> ObjectID | None:
        """Return the name of the object at a path."""
        *way, name = path.encode().split(b"/")
        folder: _Folder | None = self._root
        for part in way:
            folder = folder.folders.get(part) if folder else None
        return ObjectID(folder.tree[name][1]) if folder is not None and name in folder.tree else None

    def changed(self) -> Iterator[UnpackedObject]:
        """Give the folders that are not written yet, the innermost first."""
        yield from _changed(self._root)

    def begin_pack(self) -> None:
        """Tell no difference from what lies in another pack: none may lean on another."""
        _forget(self._root)


def _changed(folder: _Folder) -> Iterator[UnpackedObject]:
    if not folder.changed:
        return
    for name, inner in folder.folders.items():
        if inner.changed:
            yield from _changed(inner)
            folder.tree[name] = (_FOLDER, ObjectID(inner.tree.id))
    folder.changed = False
    yield _unpacked(folder)


def _unpacked(folder: _Folder) -> UnpackedObject:
    before, folder.written = folder.written, (folder.tree.sha().digest(), folder.tree.as_raw_string())
    if before is None or folder.chain >= _LONGEST_CHAIN:
        folder.chain = 0
        return full_unpacked_object(folder.tree)
    folder.chain += 1
    base, content = before
    return UnpackedObject(
        folder.tree.type_num,
        delta_base=base,
        sha=folder.written[0],
        decomp_chunks=list(create_delta(content, folder.written[1])),
    )


def _forget(folder: _Folder) -> None:
    folder.written = None
    for inner in folder.folders.values():
        _forget(inner)
