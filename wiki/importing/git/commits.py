"""Commits of a repository and the one order an import tells them in."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dulwich.object_store import BaseObjectStore
from dulwich.objects import Commit as GitCommit
from dulwich.objects import ObjectID, Tag

from wiki.importing.types import SourceError

_LAST_SECOND = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())


@dataclass(frozen=True, kw_only=True, slots=True)
class Commit:
    """What an import needs of a commit. ``time`` is in seconds of the epoch, by the committer's clock."""

    id: bytes
    tree: bytes
    parents: tuple[bytes, ...]
    time: int
    author: str
    message: str

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(min(max(self.time, 0), _LAST_SECOND), UTC)


def read_commit(store: BaseObjectStore, commit_id: bytes) -> Commit:
    """Read a commit, through annotated tags. Raises :class:`SourceError` if there is none."""
    try:
        found = store[ObjectID(commit_id)]
        while isinstance(found, Tag):
            found = store[found.object[1]]
    except KeyError as error:
        raise SourceError(f"The repository lacks the commit {commit_id.decode(errors='replace')}.") from error
    if not isinstance(found, GitCommit):
        raise SourceError(f"{commit_id.decode(errors='replace')} is no commit.")
    encoding = (found.encoding or b"utf-8").decode("ascii", errors="replace")
    return Commit(
        id=bytes(found.id),
        tree=bytes(found.tree),
        parents=tuple(bytes(parent) for parent in found.parents),
        time=found.commit_time,
        author=_label(_decode(found.author, encoding)),
        message=_decode(found.message, encoding).strip(),
    )


def commits_from(store: BaseObjectStore, head: bytes) -> dict[bytes, Commit]:
    """Read everything that ``head`` descends from, over every parent.

    A parent that a shallow clone left out is left out here too: its child counts as a beginning.
    """
    found: dict[bytes, Commit] = {}
    waiting = [head]
    while waiting:
        commit_id = waiting.pop()
        if commit_id in found:
            continue
        commit = read_commit(store, commit_id)
        parents = tuple(dict.fromkeys(parent for parent in commit.parents if ObjectID(parent) in store))
        found[commit_id] = Commit(
            id=commit.id,
            tree=commit.tree,
            parents=parents,
            time=commit.time,
            author=commit.author,
            message=commit.message,
        )
        waiting.extend(parents)
    return found


def linear_order(commits: Mapping[bytes, Commit]) -> Sequence[Commit]:
    """Sort so that no commit stands before a parent, and otherwise the earlier comes first."""
    children: dict[bytes, list[bytes]] = {}
    missing: dict[bytes, int] = {}
    for commit in commits.values():
        missing[commit.id] = len(commit.parents)
        for parent in commit.parents:
            children.setdefault(parent, []).append(commit.id)
    ready = [(commits[name].time, name) for name, count in missing.items() if count == 0]
    heapq.heapify(ready)
    ordered = []
    while ready:
        _, name = heapq.heappop(ready)
        ordered.append(commits[name])
        for child in children.get(name, ()):
            missing[child] -= 1
            if missing[child] == 0:
                heapq.heappush(ready, (commits[child].time, child))
    return ordered


def _decode(text: bytes, encoding: str) -> str:
    for candidate in ("utf-8", encoding):
        try:
            return text.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    return text.decode("cp1252", errors="replace")


def _label(identity: str) -> str:
    """Keep the name of "Name <address>"; where people put the address for a name, keep what is before "@"."""
    return identity.partition("<")[0].strip().partition("@")[0].strip()
