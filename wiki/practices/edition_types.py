"""Editions as the rest of the product sees them: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wiki.core.errors import NotFound
from wiki.core.ids import PageId
from wiki.markup import Heading


@dataclass(frozen=True, kw_only=True)
class FrozenValue:
    """A fact that two revisions have otherwise, or a ``column`` of its rows, as it is stored; None for nothing."""

    field: str
    column: str = ""
    old: Any
    new: Any


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that two revisions have otherwise, in words; of the text (``body``), how many lines went and came.

    A fact is named ``facts.cost_band``, or ``facts.blocks.2.kind`` in the second row; ``label`` is what people read.
    The words are English; ``values`` are what they were made of, for who tells a fact in another language.
    """

    name: str
    label: tuple[str, ...]
    old: str
    new: str
    values: tuple[FrozenValue, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EditionMark:
    """An edition in a list. ``token`` names it for ever; ``results_due`` is None where its results are measured."""

    page_id: PageId
    number: int
    token: str
    revision: int
    disseminated_at: datetime
    results_due: date | None
    citation: str
    changes: tuple[Difference, ...]

    @property
    def label(self) -> str:
        return f"{self.number}.0"

    @property
    def is_measured(self) -> bool:
        return self.results_due is None


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition as it was disseminated: HTML for readers, ``document`` for programs (see ``contents.document_of``)."""

    mark: EditionMark
    html: str
    headings: tuple[Heading, ...]
    prose: Mapping[str, str]
    document: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class WithdrawnEdition:
    """What is still told of an edition whose practice was archived; ``superseded_by`` as of :class:`Validity`."""

    title: str
    language: str
    number: int
    disseminated_at: datetime
    superseded_by: tuple[str, str] | None


class EditionWithdrawn(NotFound):
    """An edition that everybody could read is read no more."""

    def __init__(self, edition: WithdrawnEdition) -> None:
        super().__init__(edition.number)
        self.edition = edition


@dataclass(frozen=True, kw_only=True)
class Validity:
    """What everybody may know of a practice's newest edition on a day.

    ``superseded_by`` are address and title of the practice that took its place, if the reader may see it.
    """

    edition: EditionMark
    review_due: date
    is_due: bool
    reconfirmed_at: datetime | None
    is_superseded: bool
    superseded_by: tuple[str, str] | None
