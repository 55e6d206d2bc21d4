"""Reads the review and the editions of a practice from an export. What is wrong in it refuses it as a whole."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wiki.dissemination.archive.reviews import EditionRecord, RemarkRecord, ReviewRecord, StepRecord
from wiki.facts import TEMPLATE, from_stored, read_facts
from wiki.importing.archives.documents import first_fault
from wiki.importing.archives.rules import is_sound_time
from wiki.importing.types import UnreadableFile
from wiki.markup import Heading, build_cleaner
from wiki.practices.edition_types import Difference
from wiki.practices.rules import COMMENT_MAX, QUOTE_MAX, REMARK_MAX, RESOLUTION_MAX
from wiki.practices.tokens import is_token

_NAME_MAX, _PLACE_MAX = 120, 200
_NUMBERS = range(1, 2**31)
_NUL = "\\u0000"


@dataclass(frozen=True, kw_only=True)
class _Frozen:
    """What the pages of an edition take from its document; it may hold more."""

    edition: int
    title: str
    summary: str
    language: str
    themes: list[str]
    cities: list[str]
    lead_picture: str
    starts_on: date | None
    ends_on: date | None
    place: str
    body: str
    template: int
    facts: dict[str, Any]


_REVIEW = TypeAdapter(ReviewRecord)
_DOCUMENT, _HEADINGS, _CHANGES = TypeAdapter(_Frozen), TypeAdapter(list[Heading]), TypeAdapter(list[Difference])


def read_review(data: bytes) -> ReviewRecord:
    """Read what ``review_json`` wrote. Raises :class:`UnreadableFile` with a sentence for anything else."""
    try:
        record = _REVIEW.validate_json(data)
        told = json.dumps(asdict(record), ensure_ascii=False, allow_nan=False, default=str)
        told.encode()
        for edition in record.editions:
            _read_frozen(edition)
    except ValidationError as error:
        raise UnreadableFile(first_fault(error)) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableFile("It is no review as an export writes it.") from error
    if _NUL in told or not _is_sound(record):
        raise UnreadableFile("It holds what no review has.")
    return record


def _read_frozen(edition: EditionRecord) -> None:
    """Raise for an edition whose pages could not be shown, or would show what no text of ours becomes."""
    _DOCUMENT.validate_python(edition.document)
    _HEADINGS.validate_python(edition.headings)
    _CHANGES.validate_python(edition.changes)
    template, cleaner = edition.document["template"], build_cleaner()
    if not 0 < template <= TEMPLATE.version or read_facts(from_stored(edition.document["facts"], template)).errors:
        raise ValueError(template)
    if any(cleaner.clean(html) != html for html in (edition.html, *edition.prose.values())):
        raise ValueError(edition.number)


def _is_sound(record: ReviewRecord) -> bool:
    numbers = [each.number for each in record.editions]
    return (
        all(each in _NUMBERS for each in record.revisions)
        and numbers == list(range(1, len(numbers) + 1))
        and len({each.token for each in record.editions}) == len(numbers)
        and all(map(_is_sound_step, record.steps))
        and all(map(_is_sound_remark, record.remarks))
        and all(is_sound_time(each.disseminated_at) and is_token(each.token) for each in record.editions)
    )


def _is_sound_step(step: StepRecord) -> bool:
    return is_sound_time(step.at) and len(step.actor) <= _NAME_MAX and len(step.comment) <= COMMENT_MAX


def _is_sound_remark(remark: RemarkRecord) -> bool:
    lengths = (
        (remark.place, _PLACE_MAX),
        (remark.quote, QUOTE_MAX),
        (remark.text, REMARK_MAX),
        (remark.author, _NAME_MAX),
        (remark.resolver, _NAME_MAX),
        (remark.resolution, RESOLUTION_MAX),
    )
    times = is_sound_time(remark.made_at) and is_sound_time(remark.resolved_at)
    return times and all(len(text) <= most for text, most in lengths)
