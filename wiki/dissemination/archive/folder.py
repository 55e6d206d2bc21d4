"""The folder an export goes into: nothing is overwritten but an earlier export, and of that only what it wrote."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dulwich.errors import NotGitRepository
from dulwich.objects import Commit
from dulwich.repo import Repo

from wiki.dissemination.archive.history import BRANCH, LAST_MESSAGE
from wiki.dissemination.archive.paths import PUBLISHED, page_path
from wiki.dissemination.archive.reviews import review_path
from wiki.dissemination.archive.types import FORMAT, MANIFEST

ATTRIBUTES = ".gitattributes"


class ExportError(Exception):
    """The export cannot be made; the message is a sentence for the person who asked for it."""


def take_folder(folder: Path, *, overwrite: bool) -> None:
    """Make the folder ready for an export. Raises :class:`ExportError` when something of other people lies there."""
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder} is a file. Name a folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            return
        if not (folder / MANIFEST).is_file():
            raise ExportError(f"{folder} is not empty. Name a new folder.")
        if not overwrite:
            raise ExportError(f"{folder} holds an export already. Name a new folder, or add --overwrite to renew it.")
        _remove_export(folder)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}.") from error


def write_file(folder: Path, path: str, data: bytes) -> None:
    """Write a file of the export. Raises :class:`ExportError` where a link would lead out of the folder."""
    target = folder / path
    _require_no_link(folder, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _require_no_link(folder: Path, target: Path) -> None:
    for place in (target, *target.parents):
        if place == folder:
            return
        if place.is_symlink():
            raise ExportError(f"{place} is a link. Remove it, or name a new folder.")


def _remove_export(folder: Path) -> None:
    paths = list(_written(folder))
    for path in paths:
        _require_no_link(folder, folder / path)
    repository = folder / ".git"
    if repository.exists() or repository.is_symlink():
        _require_ours(folder)
    for path in paths:
        (folder / path).unlink(missing_ok=True)
    for place in sorted({parent for path in paths for parent in (folder / path).parents}, reverse=True):
        if place != folder and place.is_relative_to(folder) and place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    if repository.exists():
        shutil.rmtree(repository)


def _written(folder: Path) -> Iterator[str]:
    """Give the paths that the export lists."""
    try:
        with (folder / MANIFEST).open(encoding="utf-8") as lines:
            if json.loads(next(lines, "{}")).get("format") != FORMAT:
                raise ValueError(MANIFEST)
            for line in lines:
                yield from _paths_of(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExportError(f"{folder / MANIFEST} is not one that an export wrote. Name a new folder.") from error
    yield from (MANIFEST, ATTRIBUTES)


def _paths_of(entry: dict[str, Any]) -> tuple[str, ...]:
    paths: tuple[str, ...] = ()
    if "page" in entry:
        slug = str(entry["page"]["slug"])
        paths = page_path(slug), page_path(slug, PUBLISHED), review_path(slug)
    elif "file" in entry:
        paths = (f"files/{entry['file']['key']}/{entry['file']['name']}",)
    if any({"", ".", ".."} & set(path.split("/")) for path in paths):
        raise ValueError(paths)
    return paths


def _require_ours(folder: Path) -> None:
    """Raise unless the repository holds an export's commits and nothing else."""
    try:
        if (folder / ".git").is_symlink() or not (folder / ".git").is_dir():
            raise NotGitRepository
        with Repo(str(folder)) as repo:
            names = {name for name in repo.refs.allkeys() if name != b"HEAD"}
            head = repo[repo.head()]
            is_ours = isinstance(head, Commit) and head.message.decode("utf-8", "replace").strip() == LAST_MESSAGE
    except (NotGitRepository, KeyError, OSError, ValueError) as error:
        raise ExportError(f"{folder} holds a repository that no export wrote. Name a new folder.") from error
    if names != {b"refs/heads/" + BRANCH} or not is_ours:
        raise ExportError(f"The repository in {folder} holds commits or branches of others. Name a new folder.")
