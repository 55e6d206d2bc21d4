"""The texts of a list of pages as files, with the pictures they show."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.ids import PageId
from wiki.dissemination.archive.documents import keys_in, to_markdown
from wiki.dissemination.archive.paths import page_path
from wiki.dissemination.archive.types import Document
from wiki.dissemination.queries.documents import documents, shown_revision_ids
from wiki.dissemination.queries.snapshot import let_go
from wiki.dissemination.queries.vocabulary import files
from wiki.files.storage import FileStorage
from wiki.files.types import RASTER_TYPES

MOST_PICTURE_BYTES = 100_000_000
LEFT_OUT = "left-out.txt"
_AT_ONCE = 20
_WHY = "These pictures would have made the download too large. Each is shown at its address in the wiki:\n\n"

Entry = tuple[str, datetime, bytes]


def text_entries(
    actor: Actor,
    storage: FileStorage,
    page_ids: Sequence[PageId],
    *,
    addressed: Callable[[Document], Document] = lambda document: document,
) -> Iterator[Entry]:
    """Yield the texts the actor reads of the pages, then their pictures; what does not fit is named at the end.

    ``addressed`` makes the address of a text absolute, if it has one.
    """
    keys: set[str] = set()
    for start in range(0, len(page_ids), _AT_ONCE):
        found = list(documents(actor, shown_revision_ids(actor, page_ids[start : start + _AT_ONCE])))
        # Whoever takes the download may be slow; the database does not wait for them.
        let_go()
        for _, document in found:
            keys |= keys_in(document)
            yield page_path(document.slug), document.saved_at, to_markdown(addressed(document)).encode()
    yield from _picture_entries(storage, keys)


def _picture_entries(storage: FileStorage, keys: set[str]) -> Iterator[Entry]:
    left, left_out = MOST_PICTURE_BYTES, []
    records = [record for record in files(keys) if record.media_type in RASTER_TYPES.values()]
    let_go()
    for record in records:
        stored = storage.path(record.sha256)
        size = stored.stat().st_size if stored.is_file() else 0
        if size > left:
            left_out.append(record.path)
        elif size:
            left -= size
            yield record.path, record.created_at, stored.read_bytes()
    if left_out:
        yield LEFT_OUT, now(), (_WHY + "".join(f"/{path}\n" for path in left_out)).encode()
