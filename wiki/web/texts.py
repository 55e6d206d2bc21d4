"""Pages as texts with all they say. What an export knows of comes along, so this is imported when it is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wiki.core.ids import PageId
from wiki.dissemination.archive.documents import to_markdown
from wiki.dissemination.archive.types import Document
from wiki.dissemination.downloads.texts import text_entries
from wiki.dissemination.downloads.zips import zipped
from wiki.dissemination.queries.documents import get_document
from wiki.http.addresses import absolute
from wiki.web.context import actor, services


def text_of(page_id: PageId, number: int) -> str:
    """Return a revision as Markdown, front matter included."""
    return to_markdown(_addressed(get_document(actor(), page_id, number)))


def texts_in_zip(page_ids: Sequence[PageId]) -> Iterator[bytes]:
    """Yield a zip archive of pages as their reader sees them, with the pictures they show."""
    return zipped(text_entries(actor(), services().files, page_ids, addressed=_addressed))


def _addressed(document: Document) -> Document:
    return replace(document, address=absolute(document.address)) if document.address else document
