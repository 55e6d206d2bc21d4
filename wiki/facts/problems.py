"""What does not fit together in facts whose every value is of its type.

A draft may hold such problems; a standardised practice may not.
"""

from collections.abc import Iterator, Mapping

from wiki.core.messages import message
from wiki.facts.dates import first_day, last_day
from wiki.facts.definition import TEMPLATE
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import Facts, Field, Kind, Row

_ORDERED = (("started_on", "operating_since"), ("started_on", "planned_for"), ("verified_on", "review_due"))
_WHOLE = 100.0
_ROUNDING = 1.0


def problems(facts: Facts) -> Mapping[str, str]:
    """Return what does not fit, by its place as in :func:`wiki.facts.reading.read_facts`, in the rows of the facts."""
    return dict([*_coordinates(facts), *_dates(facts), *_cells(facts), *_funding(facts)])


def _coordinates(facts: Facts) -> Iterator[tuple[str, str]]:
    for key, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if key in facts and other not in facts:
            yield other, message("Fill in both coordinates, or neither.")


def _dates(facts: Facts) -> Iterator[tuple[str, str]]:
    for earlier, later in _ORDERED:
        if earlier in facts and later in facts and last_day(str(facts[later])) < first_day(str(facts[earlier])):
            yield later, message("This is before “{field}”.", field=TEMPLATE.fields[earlier].label)


def _cells(facts: Facts) -> Iterator[tuple[str, str]]:
    for key, field in TEMPLATE.fields.items():
        if field.kind == Kind.ROWS:
            for place, row in enumerate(rows_of(facts, key)):
                for column, sentence in _row(field, row):
                    yield f"{key}.{place}.{column}", sentence


def _row(field: Field, row: Row) -> Iterator[tuple[str, str]]:
    for column in field.columns:
        if column.required and column.key not in row:
            yield column.key, message("Fill this in, or remove the row.")
    if "from" in row and "to" in row and last_day(text_of(row, "to")) < first_day(text_of(row, "from")):
        yield "to", message("The end is before the beginning.")


def _funding(facts: Facts) -> Iterator[tuple[str, str]]:
    shares = [float(row["share"]) for row in rows_of(facts, "funding") if "share" in row]
    if sum(shares) > _WHOLE + _ROUNDING:
        yield "funding", message("The shares add up to {sum} per cent.", sum=round(sum(shares), 1))
