"""What does not fit together in facts whose every value is of its type.

A draft may hold such problems; a standardised practice may not.
"""

from collections.abc import Iterator, Mapping

from wiki.core.messages import message
from wiki.facts.dates import first_day, last_day
from wiki.facts.definition import TEMPLATE
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import Facts, Kind, Row, Template

_ORDERED = (("started_on", "operating_since"), ("started_on", "planned_for"), ("verified_on", "review_due"))
_WHOLE = 100.0
_ROUNDING = 1.0


def problems(facts: Facts) -> Mapping[str, str]:
    """Return what does not fit, by its place as in :func:`wiki.facts.reading.read_facts`, in the rows of the facts."""
    return dict([*_coordinates(facts), *_dates(facts), *unfilled(facts, TEMPLATE), *_periods(facts), *_funding(facts)])


def _coordinates(facts: Facts) -> Iterator[tuple[str, str]]:
    for key, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if key in facts and other not in facts:
            yield other, message("Fill in both coordinates, or neither.")


def _dates(facts: Facts) -> Iterator[tuple[str, str]]:
    for earlier, later in _ORDERED:
        if earlier in facts and later in facts and last_day(str(facts[later])) < first_day(str(facts[earlier])):
            yield later, message("This is before “{field}”.", field=TEMPLATE.fields[earlier].label)


def unfilled(facts: Facts, template: Template) -> Iterator[tuple[str, str]]:
    """Yield the cells that a row needs and does not have."""
    for key, place, row in _rows(facts, template):
        for column in template.fields[key].columns:
            if column.required and column.key not in row:
                yield f"{key}.{place}.{column.key}", message("Fill this in, or remove the row.")


def _periods(facts: Facts) -> Iterator[tuple[str, str]]:
    for key, place, row in _rows(facts, TEMPLATE):
        if "from" in row and "to" in row and last_day(text_of(row, "to")) < first_day(text_of(row, "from")):
            yield f"{key}.{place}.to", message("The end is before the beginning.")


def _rows(facts: Facts, template: Template) -> Iterator[tuple[str, int, Row]]:
    for key, field in template.fields.items():
        if field.kind == Kind.ROWS:
            for place, row in enumerate(rows_of(facts, key)):
                yield key, place, row


def _funding(facts: Facts) -> Iterator[tuple[str, str]]:
    shares = [float(row["share"]) for row in rows_of(facts, "funding") if "share" in row]
    if sum(shares) > _WHOLE + _ROUNDING:
        yield "funding", message("The shares add up to {sum} per cent.", sum=round(sum(shares), 1))
