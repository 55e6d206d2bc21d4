"""What a practice's texts do not say: its review and its editions, as a file beside them.

These values are the format: what writes it and what reads it both use them.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from wiki.dissemination.archive.paths import page_path
from wiki.practices.types import StepKind

_ENDING = ".review.json"


@dataclass(frozen=True, kw_only=True)
class StepRecord:
    """A step of the log: ``revision`` is a number, ``city`` and ``successor`` are slugs."""

    kind: StepKind
    at: datetime
    revision: int
    actor: str = ""
    city: str = ""
    comment: str = ""
    successor: str = ""


@dataclass(frozen=True, kw_only=True)
class RemarkRecord:
    revision: int
    place: str
    quote: str
    text: str
    author: str
    made_at: datetime
    resolved_at: datetime | None = None
    resolver: str = ""
    resolution: str = ""


@dataclass(frozen=True, kw_only=True)
class EditionRecord:
    """An edition, all that was frozen of it."""

    number: int
    token: str
    revision: int
    disseminated_at: datetime
    review_due: date
    results_due: date | None
    citation: str
    changes: list[dict[str, Any]]
    html: str
    headings: list[dict[str, Any]]
    prose: dict[str, str]
    document: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ReviewRecord:
    """``texts`` are the revisions the others speak of that lie in no file of their own, by number."""

    steps: tuple[StepRecord, ...] = ()
    remarks: tuple[RemarkRecord, ...] = ()
    editions: tuple[EditionRecord, ...] = ()
    texts: dict[int, str] = field(default_factory=dict)

    @property
    def revisions(self) -> frozenset[int]:
        return frozenset(
            [step.revision for step in self.steps]
            + [remark.revision for remark in self.remarks]
            + [edition.revision for edition in self.editions]
        )


def review_path(slug: str) -> str:
    return page_path(slug).removesuffix(".md") + _ENDING


def review_json(record: ReviewRecord) -> bytes:
    return json.dumps(asdict(record), ensure_ascii=False, indent=1, default=_plain).encode() + b"\n"


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value))
