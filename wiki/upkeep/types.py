"""What upkeep speaks of: findings, the stores beside the database, and the work that is under way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wiki.core.errors import WikiError
from wiki.files.storage import FileStorage
from wiki.search.contract import SearchBackend

Tell = Callable[[int], None]
"""Called now and then with how many more things were dealt with."""


Begin = Callable[[str], Tell]
"""Called with the name of the work that begins."""


class Severity(StrEnum):
    ERROR = "error"
    """Something is lost or wrong that nothing else in the wiki tells; a backup may."""
    DISPOSABLE = "disposable"
    """It can be made again from what is whole."""
    NOTE = "note"
    """Worth knowing, and no harm."""


class CannotCheck(WikiError):  # noqa: N818 - an outcome an operator meets, named as they would
    """The database cannot be read, or not by this version; the message says which."""


class BackupError(WikiError):
    """A backup cannot be made, or not be restored; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Stores:
    """What a wiki keeps beside its database."""

    search: SearchBackend
    files: FileStorage


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is not as it should be. ``target`` is what its mending begins with."""

    code: str
    subject: str
    sentence: str
    severity: Severity
    target: int | str | tuple[object, ...] = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class BackupSummary:
    """What a backup holds. ``tables`` counts rows; ``size`` is that of the files in bytes.

    ``problems`` are sentences about what was not as it should be, and is in the backup as it was.
    """

    file: str
    made_at: datetime
    product: str
    schema: str
    tables: Mapping[str, int]
    files: int
    size: int
    problems: tuple[str, ...] = ()
