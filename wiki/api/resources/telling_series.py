"""Series as programs read and write them, of whatever subject."""

from collections.abc import Sequence

from wiki.api.callers import actor
from wiki.api.replies import Reply
from wiki.api.schemas.series import (
    CorrectionInput,
    EnteredOut,
    RulingInput,
    SeriesList,
    SeriesOut,
    SeriesValueOut,
    ValueInput,
    ValuesInput,
)
from wiki.core.db import transaction
from wiki.core.errors import Invalid, NotFound
from wiki.core.ids import SeriesValueId
from wiki.facts.numbers import simplest, write_number
from wiki.http.context import after_save
from wiki.http.numbers import whole
from wiki.indicators.queries import list_indicators
from wiki.monitoring import queries, service
from wiki.monitoring.entries import Reading, ReadRow, read_row
from wiki.monitoring.periods import write_period
from wiki.monitoring.rules import conflicts, months_measured
from wiki.monitoring.types import Series, SeriesValue, Subject, ValueDraft

_TRUTH = {True: "yes", False: "no", None: ""}


def shown(subject: Subject) -> Reply:
    """Answer with all series of a subject."""
    items = tuple(map(_out, queries.list_series(actor(), subject)))
    return Reply(document=SeriesList(items=items))


def entered(subject: Subject, body: ValuesInput) -> Reply:
    drafts = _drafts(body.values)
    try:
        with transaction():
            found = service.enter(actor(), subject, drafts)
    except Invalid as problem:
        raise Invalid({f"values.{place}": text for place, text in problem.errors.items()}) from problem
    after_save()
    return Reply(document=EnteredOut(added=tuple(found.added), unchanged=found.unchanged), status=201)


def corrected(subject: Subject, value: str, body: CorrectionInput) -> Reply:
    series, found = queries.find_series(actor(), subject, _number(value))
    row = _read(body, series.indicator.key, series.boundary)
    if row.draft is None:
        raise Invalid(row.errors)
    with transaction():
        service.correct(actor(), found.id, row.draft)
    after_save()
    return shown(subject)


def ruled_out(subject: Subject, value: str, body: RulingInput) -> Reply:
    _, found = queries.find_series(actor(), subject, _number(value))
    with transaction():
        service.set_aside(actor(), found.id, body.why)
    after_save()
    return shown(subject)


def readmitted(subject: Subject, value: str) -> Reply:
    _, found = queries.find_series(actor(), subject, _number(value))
    with transaction():
        service.readmit(actor(), found.id)
    after_save()
    return shown(subject)


def _number(value: str) -> SeriesValueId:
    try:
        return SeriesValueId(whole(value))
    except ValueError as problem:
        raise NotFound from problem


def _drafts(values: Sequence[ValueInput]) -> Sequence[ValueDraft]:
    rows = [_read(value, value.indicator, value.boundary) for value in values]
    errors = {f"values.{n}.{column}": text for n, row in enumerate(rows) for column, text in row.errors.items()}
    if errors:
        raise Invalid(errors)
    return [row.draft for row in rows if row.draft]


def _read(body: CorrectionInput, indicator: str, boundary: str) -> ReadRow:
    """Read a value as that of a table is read, so that both are refused alike."""
    number = {name: getattr(body, name) for name in ("value", "factor")}
    cells = {name: getattr(body, name) for name in ("kind", "period", "unit", "method", "grade", "source", "note")}
    cells |= {name: "" if told is None else write_number(simplest(told)) for name, told in number.items()}
    cells |= {"indicator": indicator, "boundary": boundary, "weather_corrected": _TRUTH[body.weather_corrected]}
    return read_row(cells, Reading(indicators=list_indicators()))


def _out(series: Series) -> SeriesOut:
    return SeriesOut(
        id=series.id,
        indicator=series.indicator.key,
        boundary=series.boundary,
        unit=series.unit,
        values=tuple(map(_value_out, series.values)),
        conflicts=tuple(tuple(value.id for value in group) for group in conflicts(series)),
        months_measured=months_measured(series.values),
    )


def _value_out(value: SeriesValue) -> SeriesValueOut:
    ruling = vars(value.set_aside) if value.set_aside else None
    return SeriesValueOut.model_validate(vars(value) | {"period": write_period(value.period), "set_aside": ruling})
