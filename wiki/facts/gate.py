"""The gate to "Standardised": what a practice must have before it may be called a standard for others."""

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wiki.core.messages import message
from wiki.facts.completeness import Completeness, Missing, Subject, completeness
from wiki.facts.dates import first_day, last_day, months_later
from wiki.facts.definition import TEMPLATE
from wiki.facts.problems import problems
from wiki.facts.rows import rows_of, text_of
from wiki.facts.sources import known_sources, source_names
from wiki.facts.types import Facts, Field, Row, Section

MONTHS_MEASURED = 12
MONTHS_VERIFIED = 12
_GOOD_GRADES = frozenset({"a", "b"})
_METHODS = frozenset({"metered", "calculated", "survey"})
_MEASURED_SAYS = frozenset({"from", "method", "grade"})
_INDICATORS_NEEDED = 2


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Whether the practice may be standardised on the day it was asked.

    ``is_measured`` tells that one indicator was measured over twelve months with grade A or B; else the
    results are pending until ``pending_until``.
    """

    completeness: Completeness
    missing: tuple[Missing, ...]
    is_measured: bool
    pending_until: date | None

    @property
    def is_open(self) -> bool:
        return not self.missing


def judge(subject: Subject, facts: Facts, today: date) -> Gate:
    """Return what stands between the practice and being standardised, with ``missing`` in the template's order."""
    complete = completeness(subject, facts)
    measured = is_measured(facts, today)
    pending = None if measured else _pending_until(facts)
    lacks = [
        *complete.missing,
        *_mixes(facts),
        *_indicators(facts),
        *_measured(facts),
        *_sources(facts),
        *_verification(facts, today),
        *(() if measured else _results(pending, today)),
        *_problems(facts),
    ]
    order = {section.key: place for place, section in enumerate(TEMPLATE.sections)}
    missing = tuple(sorted(lacks, key=lambda lack: order[lack.section]))
    return Gate(completeness=complete, missing=missing, is_measured=measured, pending_until=pending)


def is_measured(facts: Facts, today: date) -> bool:
    """Tell whether an indicator was measured over twelve months with grade A or B."""
    return any(_is_good(row, today) for row in rows_of(facts, "kpis"))


def _is_good(row: Row, today: date) -> bool:
    """Tell whether a row says what was measured over twelve months, by meters or a count, well enough to rely on."""
    if row.get("state") != "measured" or row.get("grade") not in _GOOD_GRADES or row.get("method") not in _METHODS:
        return False
    if not {"from", "value"} <= row.keys():
        return False
    ends = last_day(text_of(row, "to" if "to" in row else "from"))
    return ends <= today and ends + timedelta(days=1) >= months_later(first_day(text_of(row, "from")), MONTHS_MEASURED)


def _pending_until(facts: Facts) -> date | None:
    """Return when results may be expected: on the date given, or after a year of operation."""
    if "results_due" in facts:
        return last_day(str(facts["results_due"]))
    if "operating_since" in facts:
        return months_later(last_day(str(facts["operating_since"])), MONTHS_MEASURED)
    return None


def _results(pending: date | None, today: date) -> Iterator[Missing]:
    reason = message("Nothing was measured over twelve months with grade A or B.")
    if pending is None:
        yield _lack("kpis", reason)
        yield _lack("results_due", message("Say when results are expected, as nothing was measured yet."))
    elif pending < today:
        yield _lack("results_due", message("Results were expected by {date}.", date=pending))


def _mixes(facts: Facts) -> Iterator[Missing]:
    kinds = {row.get("kind") for row in rows_of(facts, "influences")}
    if "influences" in facts and not {"enabler", "barrier"} <= kinds:
        yield _lack("influences", message("It needs at least one enabler and one barrier."))
    if "lessons" in facts and "differently" not in {row.get("kind") for row in rows_of(facts, "lessons")}:
        yield _lack("lessons", message("It needs one thing you would do differently."))


def _indicators(facts: Facts) -> Iterator[Missing]:
    states = defaultdict(set)
    for row in rows_of(facts, "kpis"):
        states[row.get("what"), row.get("boundary")].add(row.get("state"))
    complete = sum({"baseline", "target"} <= found for found in states.values())
    if states and complete < _INDICATORS_NEEDED:
        yield _lack("kpis", message("Two indicators need a baseline and a target; {count} has them.", count=complete))


def _measured(facts: Facts) -> Iterator[Missing]:
    rows = [row for row in rows_of(facts, "kpis") if row.get("state") == "measured"]
    if count := sum(not row.keys() >= _MEASURED_SAYS for row in rows):
        reason = message(
            "{count} of the measured numbers say not when, how or how well they were measured.", count=count
        )
        yield _lack("kpis", reason)


def _sources(facts: Facts) -> Iterator[Missing]:
    """Yield the fields whose figures name no source that is in the list of evidence."""
    known = known_sources(rows_of(facts, "evidence"))
    for field in TEMPLATE.fields.values():
        if field.holds_figures:
            without = sum(not _is_sourced(row, known) for row in rows_of(facts, field.key))
            if without:
                yield _lack(field.key, message("{count} of its numbers name no source of the evidence.", count=without))


def _is_sourced(row: Row, known: Container[str]) -> bool:
    """Tell whether a row names a source by its title or number, or several, and none that is not there."""
    names = source_names(text_of(row, "source"), known)
    return bool(names) and all(name.casefold() in known for name in names)


def _verification(facts: Facts, today: date) -> Iterator[Missing]:
    if "verified_on" not in facts:
        return
    verified = first_day(str(facts["verified_on"]))
    if verified > today:
        yield _lack("verified_on", message("This day is still to come."))
    elif months_later(last_day(str(facts["verified_on"])), MONTHS_VERIFIED) < today:
        yield _lack("verified_on", message("It is more than twelve months ago."))


def _problems(facts: Facts) -> Iterator[Missing]:
    for place, problem in problems(facts).items():
        key, *inside = place.split(".")
        yield _lack(key, _in_row(key, *inside, problem=problem) if inside else problem)


def _in_row(key: str, row: str, column: str, *, problem: str) -> str:
    label = TEMPLATE.fields[key].column[column].label
    return message("Row {row}, {column}: {problem}", row=int(row) + 1, column=label, problem=problem)


def _lack(key: str, reason: str) -> Missing:
    section, field = _PLACE[key]
    return Missing(section=section.key, field=key, label=field.label, reason=reason)


_PLACE: dict[str, tuple[Section, Field]] = {
    field.key: (section, field) for section in TEMPLATE.sections for field in section.fields
}
