"""The folders of a git history while it grows, as the objects git keeps of them."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha1

from dulwich.objects import ObjectID, Tree
from dulwich.pack import UnpackedObject, create_delta

_FILE, _FOLDER = b"100644", b"40000"
# How many differences a reader has to put together at most.
_LONGEST_CHAIN = 50


@dataclass
class _Folder:
    """A folder's entries as git orders them, each as its bytes: to sort and write all anew for each save is slow."""

    order: list[bytes] = field(default_factory=list)
    entries: list[bytes] = field(default_factory=list)
    files: dict[bytes, ObjectID] = field(default_factory=dict)
    folders: dict[bytes, "_Folder"] = field(default_factory=dict)
    changed: bool = True
    digest: bytes = b""
    # What the pack under way has of it; None while the next one has to be whole.
    content: bytes | None = None
    chain: int = 0

    def put(self, mode: bytes, name: bytes, digest: bytes) -> None:
        # A folder stands where its name with a slash would.
        key = name + b"/" if mode == _FOLDER else name
        entry = mode + b" " + name + b"\0" + digest
        place = bisect_left(self.order, key)
        if self.order[place : place + 1] == [key]:
            self.entries[place] = entry
        else:
            self.order.insert(place, key)
            self.entries.insert(place, entry)


class GrowingTree:
    """Takes files one by one and gives the folders that changed, most as a mere difference from before.

    A folder of ten thousand pages is half a megabyte; a history that kept it whole for each save would be huge.
    """

    def __init__(self) -> None:
        self._root = _Folder()

    @property
    def id(self) -> ObjectID:
        return ObjectID(self._root.digest.hex().encode())

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
        folder.files[name] = blob
        folder.put(_FILE, name, bytes.fromhex(blob.decode()))
        return True

    def find(self, path: str) -> ObjectID | None:
        """Return the name of the object at a path."""
        *way, name = path.encode().split(b"/")
        folder: _Folder | None = self._root
        for part in way:
            folder = folder.folders.get(part) if folder else None
        return folder.files.get(name) if folder is not None else None

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
            folder.put(_FOLDER, name, inner.digest)
    folder.changed = False
    yield _unpacked(folder)


def _unpacked(folder: _Folder) -> UnpackedObject:
    content, base = b"".join(folder.entries), folder.digest
    before, folder.content = folder.content, content
    folder.digest = sha1(b"tree %d\0" % len(content) + content, usedforsecurity=False).digest()
    if before is None or folder.chain >= _LONGEST_CHAIN:
        folder.chain = 0
        return UnpackedObject(Tree.type_num, sha=folder.digest, decomp_chunks=[content])
    folder.chain += 1
    difference = list(create_delta(before, content))
    return UnpackedObject(Tree.type_num, delta_base=base, sha=folder.digest, decomp_chunks=difference)


def _forget(folder: _Folder) -> None:
    folder.content = None
    for inner in folder.folders.values():
        _forget(inner)
