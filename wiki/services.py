"""What the application composes once for each process and every channel uses."""

from collections.abc import Callable
from dataclasses import dataclass

from wiki.config import Settings
from wiki.core.state import StateReader
from wiki.files.storage import FileStorage
from wiki.search.contract import SearchBackend

EXTENSION = "wiki"


@dataclass(frozen=True, kw_only=True)
class Services:
    """Kept by the application under ``extensions["wiki"]``."""

    settings: Settings
    search: SearchBackend
    files: FileStorage
    state: StateReader
    """Equal answers mean that nothing was committed between them; never equal where nothing is to be kept."""
    drain_soon: Callable[[], None]
    """Called after a commit, in an application context: what it left in the outbox is worked off."""
    note_miss: Callable[[str], None]
    """Called with a question that found nothing; returns at once and writes nothing itself."""
