"""Git bundles: the pack is unfolded into a temporary object store."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dulwich.bundle import read_bundle
from dulwich.object_store import DiskObjectStore

from wiki.importing.git.repositories import GitSource, default_head
from wiki.importing.types import Source, SourceError

_SIGNATURES = (b"# v2 git bundle\n", b"# v3 git bundle\n")


def is_bundle(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline(40) in _SIGNATURES


@contextmanager
def opened_bundle(path: Path, *, branch: str | None = None) -> Iterator[Source]:
    """Open a bundle that holds its whole history. Raises :class:`SourceError` for any other."""
    references = _references(path)
    with TemporaryDirectory(prefix="wiki-import-") as folder, closing(DiskObjectStore.init(folder)) as store:
        try:
            _unfold(path, store)
        except Exception as error:  # dulwich raises a dozen unrelated types for a damaged pack
            raise SourceError(f"The bundle {path} is damaged: {error}") from error
        yield GitSource(store, default_head(store, references, branch))


def _references(path: Path) -> dict[bytes, bytes]:
    try:
        with path.open("rb") as file, read_bundle(file) as bundle:
            needed, references = bundle.prerequisites, dict(bundle.references)
    except Exception as error:  # see opened_bundle
        raise SourceError(f"The bundle {path} cannot be read: {error}") from error
    if needed:
        raise SourceError(f"The bundle {path} builds on commits it does not hold. Make one of the whole history.")
    return {bytes(name): bytes(target) for name, target in references.items()}


def _unfold(path: Path, store: DiskObjectStore) -> None:
    pack, commit, abort = store.add_pack()
    try:
        with path.open("rb") as file:
            while file.readline() not in {b"\n", b""}:
                pass
            shutil.copyfileobj(file, pack)
    except BaseException:
        abort()
        raise
    commit()
