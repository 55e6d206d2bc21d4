"""Opens what a person names: a folder of Markdown, a git repository or a git bundle, and sees when it is an export."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dulwich.errors import NotGitRepository
from dulwich.repo import Repo

from wiki.importing.archives.manifest import find_archive
from wiki.importing.archives.source import ArchiveSource
from wiki.importing.folders import FolderSource
from wiki.importing.git.bundles import is_bundle, opened_bundle
from wiki.importing.git.repositories import GitSource, default_head
from wiki.importing.types import Source, SourceError


@contextmanager
def opened(path: Path, *, branch: str | None = None) -> Iterator[Source]:
    """Open ``path`` for reading; whatever had to be unpacked is gone afterwards.

    ``branch`` chooses a branch of a repository or bundle. Raises :class:`SourceError`.
    """
    with _opened(path, branch) as source:
        archive = find_archive(source)
        yield source if archive is None else ArchiveSource(source, archive)


@contextmanager
def _opened(path: Path, branch: str | None) -> Iterator[Source]:
    if path.is_file():
        if not is_bundle(path):
            raise SourceError(f"{path} is a file, and no git bundle. Name a folder, a repository or a bundle.")
        with opened_bundle(path, branch=branch) as source:
            yield source
    elif not path.is_dir():
        raise SourceError(f"There is no folder or file {path}.")
    else:
        yield from _opened_folder(path, branch)


def _opened_folder(path: Path, branch: str | None) -> Iterator[Source]:
    try:
        repo = Repo(str(path))
    except NotGitRepository:
        yield FolderSource(path)
        return
    with repo:
        references = {bytes(name): bytes(target) for name, target in repo.get_refs().items()}
        yield GitSource(repo.object_store, default_head(repo.object_store, references, branch))
