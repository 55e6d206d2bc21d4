"""What a record of results must be before anything is made of it. Each gives a sentence, "" when all is well."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from wiki.dissemination.archive.results import IndicatorRecord, ReportRecord, SeriesRecord, ValueRecord
from wiki.facts import VOCABULARIES
from wiki.importing.archives.rules import is_sound_time
from wiki.indicators.formulas import FORMULAS
from wiki.indicators.rules import CALCULATION_MAX, KEY_MAX, NAME_MAX, SOURCE_MAX
from wiki.indicators.units import compatible_units
from wiki.monitoring.reports import TEXT_MAX, to_stored
from wiki.monitoring.rules import BOUNDARY_MAX, NOTE_MAX, WHY_MAX
from wiki.monitoring.rules import SOURCE_MAX as VALUE_SOURCE_MAX
from wiki.replication.types import Exit

_KEY = re.compile("[a-z0-9_]+")
_SIGNED_MAX = 120
_POSITIONS = range(1_000_000)
_LARGEST = 10**14


def fault_of_indicator(record: IndicatorRecord) -> str:
    texts = (record.name, NAME_MAX), (record.calculation, CALCULATION_MAX), (record.source, SOURCE_MAX)
    if not _KEY.fullmatch(record.key) or len(record.key) > KEY_MAX or not record.name.strip() or _is_bad(*texts):
        return "A text of an indicator is missing, or too long."
    if record.unit not in VOCABULARIES["unit"] or (record.formula and record.formula not in FORMULAS):
        return "The unit or the formula of an indicator is none."
    return "" if record.position in _POSITIONS else "The place in the list is out of bounds."


def fault_of_series(record: SeriesRecord) -> str:
    if _is_bad((record.boundary, BOUNDARY_MAX)) or record.unit not in VOCABULARIES["unit"]:
        return "The boundary of a series is too long, or its unit is none."
    known: set[int] = set()
    replaced: set[int] = set()
    for value in record.values:
        # A correction comes after what it corrects, and one value has one.
        if value.number in known or (value.replaces is not None and value.replaces not in known - replaced):
            return "A value is told twice, or corrects none before it."
        known.add(value.number)
        replaced |= {value.replaces} if value.replaces is not None else set()
    return next(filter(None, (_fault_of_value(value, record.unit) for value in record.values)), "")


def fault_of_report(record: ReportRecord) -> str:
    figures = record.figures
    told = (record.introduction, TEXT_MAX), (record.assessment, TEXT_MAX), (record.by, _SIGNED_MAX)
    if _is_bad(*told, *((text, TEXT_MAX) for text in _texts(to_stored(figures)))):
        return "A text of a report is too long."
    if not all(map(_has_address, to_stored(figures).values())) or any(
        row.unit not in VOCABULARIES["unit"] for row in figures.results
    ):
        return "An address or a unit in a report is none."
    if any(row.exit and row.exit not in set(Exit) for row in figures.delays):
        return "A report says of a replication that it was left as none is."
    numbers = chain.from_iterable((row.baseline, row.target, row.measured, row.reached) for row in figures.results)
    if not all(abs(number or 0) <= _LARGEST for number in numbers) or record.ends < record.starts or record.number < 1:
        return "A figure of a report is too large a number or none, or its period ends before it starts."
    return "" if is_sound_time(record.at) else "A time is none."


def _has_address(rows: Iterable[Mapping[str, object]]) -> bool:
    return all(row["slug"] for row in rows)


def _texts(stored: object) -> Iterator[str]:
    """Yield every text within stored figures."""
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, dict):
        yield from chain.from_iterable(map(_texts, stored.values()))
    elif isinstance(stored, list | tuple):
        yield from chain.from_iterable(map(_texts, stored))


def _fault_of_value(value: ValueRecord, unit: str) -> str:
    ruling = value.set_aside
    texts = ((value.source, VALUE_SOURCE_MAX), (value.note, NOTE_MAX), (value.by, _SIGNED_MAX))
    ruled = ((ruling.why, WHY_MAX), (ruling.by, _SIGNED_MAX)) if ruling else ()
    if _is_bad(*chain(texts, ruled)):
        return "A text of a value is too long."
    words = (("method", value.method), ("grade", value.grade))
    if any(word and word not in VOCABULARIES[name] for name, word in words):
        return "The method or grade of a value is none."
    if value.unit not in compatible_units(unit):
        return "The unit of a value does not measure what its series does."
    if not all(abs(number) <= _LARGEST for number in (value.value, value.factor or 0)) or value.ends < value.starts:
        return "A value is too large a number or none, or its period ends before it starts."
    return "" if is_sound_time(value.at) and is_sound_time(ruling.at if ruling else None) else "A time is none."


def _is_bad(*texts: tuple[str, int]) -> bool:
    return any(len(text) > most or "\x00" in text for text, most in texts)
