"""The series of a practice: read by whoever may read the practice, entered, corrected and ruled on by editors."""

from collections.abc import Sequence

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.finding import page_here, present_slug
from wiki.api.resources.indicators import TAG
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
from wiki.pages.queries import get_page

_TRUTH = {True: "yes", False: "no", None: ""}


@operation(
    "GET",
    "/pages/{slug}/series",
    tag=TAG,
    summary="List the results of a practice",
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
    moves=True,
)
def list_series(slug: str) -> Reply:
    """What was before, what is aimed at, and what was measured, by indicator and boundary."""
    return _shown(Subject(page=page_here(slug).id))


@operation(
    "POST",
    "/pages/{slug}/series",
    tag=TAG,
    summary="Enter results of a practice",
    needs="monitoring.enter",
    body=ValuesInput,
    answers={201: EnteredOut},
    problems=(NOT_FOUND,),
)
def enter_values(slug: str, body: ValuesInput) -> Reply:
    """A value that stands there already with the same number is left as it is: the same may be sent twice."""
    subject = _subject(slug)
    drafts = _drafts(body.values)
    try:
        with transaction():
            entered = service.enter(actor(), subject, drafts)
    except Invalid as problem:
        raise Invalid({f"values.{place}": text for place, text in problem.errors.items()}) from problem
    after_save()
    return Reply(document=EnteredOut(added=tuple(entered.added), unchanged=entered.unchanged), status=201)


@operation(
    "POST",
    "/pages/{slug}/series/values/{value}/correct",
    tag=TAG,
    summary="Correct a value",
    needs="monitoring.enter",
    body=CorrectionInput,
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def correct_value(slug: str, value: str, body: CorrectionInput) -> Reply:
    """The former value is kept."""
    subject = _subject(slug)
    series, found = queries.find_series(actor(), subject, _number(value))
    row = _read(body, series.indicator.key, series.boundary)
    if row.draft is None:
        raise Invalid(row.errors)
    with transaction():
        service.correct(actor(), found.id, row.draft)
    after_save()
    return _shown(subject)


@operation(
    "POST",
    "/pages/{slug}/series/values/{value}/set-aside",
    tag=TAG,
    summary="Set a value aside",
    needs="monitoring.rule",
    body=RulingInput,
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def set_value_aside(slug: str, value: str, body: RulingInput) -> Reply:
    """It counts no more, and is kept with the reason."""
    subject = _subject(slug)
    _, found = queries.find_series(actor(), subject, _number(value))
    with transaction():
        service.set_aside(actor(), found.id, body.why)
    after_save()
    return _shown(subject)


@operation(
    "POST",
    "/pages/{slug}/series/values/{value}/readmit",
    tag=TAG,
    summary="Let a value count again",
    needs="monitoring.rule",
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def readmit_value(slug: str, value: str) -> Reply:
    """One that was set aside."""
    subject = _subject(slug)
    _, found = queries.find_series(actor(), subject, _number(value))
    with transaction():
        service.readmit(actor(), found.id)
    after_save()
    return _shown(subject)


def _subject(slug: str) -> Subject:
    return Subject(page=get_page(actor(), present_slug(slug)).id)


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


def _shown(subject: Subject) -> Reply:
    items = tuple(map(_out, queries.list_series(actor(), subject)))
    return Reply(document=SeriesList(items=items))


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
