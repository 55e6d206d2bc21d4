"""Small repositories, built in memory; and the programme's own site where a checkout has it beside it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from dulwich.object_store import BaseObjectStore, MemoryObjectStore
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.repo import Repo

from wiki.importing.git.commits import commits_from, linear_order
from wiki.importing.git.history import histories_of
from wiki.importing.sources import opened
from wiki.importing.types import PageHistory, Source

BUNDLE = Path(__file__).parents[3].parent / "shared/data/smarter-together-2017-06.bundle"
TEXT = "".join(f"Line {number} of a page that stays.\n" for number in range(40))


class Story:
    """Writes commits; ``files`` maps paths to text, or to bytes and a mode."""

    def __init__(self, store: BaseObjectStore) -> None:
        self.store = store
        self.clock = 1_480_000_000

    def commit(self, files: Mapping[str, str | tuple[bytes, int]], *parents: bytes, **told: object) -> bytes:
        self.clock += 60
        commit = Commit()
        commit.tree = self._tree(files)
        commit.parents = [ObjectID(parent) for parent in parents]
        commit.author = commit.committer = str(told.get("author", "Ada <ada@example.org>")).encode()
        commit.author_time = commit.commit_time = int(str(told.get("time", self.clock)))
        commit.author_timezone = commit.commit_timezone = 3600
        commit.message = str(told.get("message", "Change")).encode()
        self.store.add_object(commit)
        return bytes(commit.id)

    def histories(self, head: bytes) -> dict[str, list[PageHistory]]:
        found: dict[str, list[PageHistory]] = {}
        for history in histories_of(self.store, linear_order(commits_from(self.store, head))):
            found.setdefault(history.path, []).append(history)
        return found

    def _tree(self, files: Mapping[str, str | tuple[bytes, int]]) -> ObjectID:
        tree, folders = Tree(), {}
        for path, content in files.items():
            folder, _, rest = path.partition("/")
            if rest:
                folders.setdefault(folder, {})[rest] = content
                continue
            data, mode = content if isinstance(content, tuple) else (content.encode(), 0o100644)
            blob = Blob.from_string(data)
            self.store.add_object(blob)
            tree.add(path.encode(), mode, blob.id)
        for folder, inner in folders.items():
            tree.add(folder.encode(), 0o40000, self._tree(inner))
        self.store.add_object(tree)
        return tree.id


@pytest.fixture
def story() -> Story:
    return Story(MemoryObjectStore())


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def new_repository(tmp_path: Path) -> Iterator[Callable[..., tuple[Repo, Story]]]:
    """Make a repository on disk, bare or with a worktree, and a story that writes into it."""
    repositories = []

    def make(name: str = "site", *, bare: bool = False) -> tuple[Repo, Story]:
        folder = tmp_path / name
        folder.mkdir()
        repo = Repo.init_bare(str(folder)) if bare else Repo.init(str(folder))
        repositories.append(repo)
        return repo, Story(repo.object_store)

    yield make
    for repo in repositories:
        repo.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Source]:
    if not BUNDLE.exists():
        pytest.skip("the programme's site is not beside this checkout")
    with opened(BUNDLE) as source:
        yield source


@pytest.fixture(scope="session")
def site_histories(site: Source) -> tuple[PageHistory, ...]:
    return tuple(site.histories(full=True))
