"""A git repository that tells every revision as a commit. No git program is needed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dulwich.index import Index, index_entry_from_stat
from dulwich.objects import Blob, Commit, ObjectID, ShaFile
from dulwich.pack import UnpackedObject, full_unpacked_object
from dulwich.refs import Ref
from dulwich.repo import Repo

from wiki.dissemination.archive.trees import GrowingTree
from wiki.dissemination.archive.types import Document

BRANCH = b"main"
# Nobody's address: who wrote is told by name.
ADDRESS = "wiki@localhost"
WRITER = "Replication Wiki"
LAST_MESSAGE = "The export as a whole: texts, files, and the list of what belongs to no text"
_OBJECTS_A_PACK, _BYTES_A_PACK = 2_000, 16_000_000


@dataclass
class HistoryWriter:
    """Writes commits, one upon another; they can be read when ``finish`` has been called."""

    repo: Repo
    commits: int = 0
    _tree: GrowingTree = field(default_factory=GrowingTree)
    _head: ObjectID | None = None
    _waiting: list[UnpackedObject] = field(default_factory=list)
    _known: set[ObjectID] = field(default_factory=set)
    _bytes: int = 0
    _last_time: int = 0

    def add_revision(self, path: str, data: bytes, document: Document) -> str:
        """Commit a revision and return the name of its object."""
        blob = self.put(path, data)
        message = document.comment or f"Revision {document.revision} of “{document.title}”"
        self._commit(author=document.author, at=document.saved_at, message=message)
        return blob.decode("ascii")

    def put(self, path: str, data: bytes) -> ObjectID:
        """Let a file be part of the next commit."""
        blob = Blob.from_string(data)
        name = ObjectID(blob.id)
        if self._tree.put(path, name) and name not in self._known:
            self._keep(blob)
        return name

    def finish(self, paths: Iterable[str]) -> None:
        """Commit what was put last, and let the repository stand there with these files checked out."""
        self._commit(author=WRITER, at=None, message=LAST_MESSAGE)
        self._write_pack()
        assert self._head is not None  # noqa: S101 - just made
        self.repo.refs[Ref(b"refs/heads/" + BRANCH)] = self._head
        self._write_index(paths)

    def _commit(self, *, author: str, at: datetime | None, message: str) -> None:
        for folder in self._tree.changed():
            self._wait(folder)
        # Git knows no time before 1970.
        self._last_time = max(0, int(at.timestamp())) if at else self._last_time
        commit = Commit()
        commit.tree = self._tree.id
        commit.parents = [self._head] if self._head else []
        commit.author = commit.committer = _identity(author)
        commit.author_time = commit.commit_time = self._last_time
        commit.author_timezone = commit.commit_timezone = 0
        commit.message = f"{message}\n".encode()
        self._keep(commit)
        self._head, self.commits = ObjectID(commit.id), self.commits + 1
        if len(self._waiting) >= _OBJECTS_A_PACK or self._bytes >= _BYTES_A_PACK:
            self._write_pack()

    def _keep(self, made: ShaFile) -> None:
        self._known.add(ObjectID(made.id))
        self._wait(full_unpacked_object(made))

    def _wait(self, unpacked: UnpackedObject) -> None:
        self._waiting.append(unpacked)
        self._bytes += sum(map(len, unpacked.decomp_chunks))

    def _write_pack(self) -> None:
        self.repo.object_store.add_pack_data(len(self._waiting), iter(self._waiting))
        self._waiting, self._known, self._bytes = [], set(), 0
        self._tree.begin_pack()

    def _write_index(self, paths: Iterable[str]) -> None:
        """Tell git that what lies in the folder is what was committed."""
        index = Index(self.repo.index_path(), read=False)
        for path in paths:
            if blob := self._tree.find(path):
                index[path.encode()] = index_entry_from_stat(Path(self.repo.path, path).stat(), blob)
        index.write()


def _identity(name: str) -> bytes:
    """Return a name as git takes one: on one line, without what begins an address."""
    plain = " ".join("".join(" " if char in "<>\0" else char for char in name).split())
    return f"{plain or 'unknown'} <{ADDRESS}>".encode()
