"""How much of what a standardised practice needs is filled, and what exactly is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wiki.core.messages import message
from wiki.facts.definition import TEMPLATE
from wiki.facts.rows import rows_of
from wiki.facts.types import Facts, Field, Kind

TITLE_MAX, SUMMARY_MAX = 100, 140


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What the page itself says of the practice; ``themes`` and ``cities`` are slugs, the primary one first."""

    title: str
    summary: str
    themes: Sequence[str]
    cities: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Something a standardised practice needs. ``field`` is its key, ``label`` its name for people."""

    section: str
    field: str
    label: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """``filled`` of ``needed`` required fields; ``missing`` in the template's order."""

    filled: int
    needed: int
    missing: tuple[Missing, ...]

    @property
    def percent(self) -> int:
        """Whole per cent; 100 only when nothing is missing."""
        return self.filled * 100 // self.needed


EMPTY = message("It is empty.")
_OWN_FIELDS = 4


def completeness(subject: Subject, facts: Facts) -> Completeness:
    """Return what is filled and what is missing of the required fields, for a practice of the subject's themes."""
    own = list(_own(subject))
    asked = [
        (section.key, field)
        for section in TEMPLATE.sections
        for field in section.fields
        if field.required_of(subject.themes)
    ]
    lacking = [lack for key, field in asked if (lack := _lack(key, field, facts)) is not None]
    needed = _OWN_FIELDS + len(asked)
    return Completeness(filled=needed - len(own) - len(lacking), needed=needed, missing=(*own, *lacking))


def _own(subject: Subject) -> Iterator[Missing]:
    """Yield what is missing of the fields every page has."""
    title, summary = len(subject.title.strip()), len(subject.summary.strip())
    if not 0 < title <= TITLE_MAX:
        yield _page_field("title", message("Title"), _length(title, TITLE_MAX))
    if not 0 < summary <= SUMMARY_MAX:
        yield _page_field("summary", message("One-line summary"), _length(summary, SUMMARY_MAX))
    if not subject.themes:
        yield _page_field("themes", message("Primary theme"), EMPTY)
    if not subject.cities:
        yield _page_field("cities", message("Source city"), EMPTY)


def _page_field(key: str, label: str, reason: str) -> Missing:
    return Missing(section="identity", field=key, label=label, reason=reason)


def _length(length: int, limit: int) -> str:
    if not length:
        return EMPTY
    return message("At most {limit} characters; you have {length}.", limit=limit, length=length)


def _lack(section: str, field: Field, facts: Facts) -> Missing | None:
    if field.key not in facts:
        return Missing(section=section, field=field.key, label=field.label, reason=EMPTY)
    count = len(rows_of(facts, field.key)) if field.kind == Kind.ROWS else field.at_least
    if count >= field.at_least:
        return None
    reason = message("It has {count} of at least {needed} rows.", count=count, needed=field.at_least)
    return Missing(section=section, field=field.key, label=field.label, reason=reason)
