"""Short ways to write a field, and the columns that every number carries."""

from functools import partial

from wiki.core.messages import message as _
from wiki.facts.types import Field, Kind

text = partial(Field, kind=Kind.TEXT)
prose = partial(Field, kind=Kind.PROSE, longest=20_000)
choice = partial(Field, kind=Kind.CHOICE)
choices = partial(Field, kind=Kind.CHOICES)
date = partial(Field, kind=Kind.DATE)
number = partial(Field, kind=Kind.NUMBER)
count = partial(Field, kind=Kind.NUMBER, least=0, is_whole=True)
yes_no = partial(Field, kind=Kind.YES_NO)
link = partial(Field, kind=Kind.LINK, longest=2_000)
time = partial(Field, kind=Kind.TIME)
theme = partial(Field, kind=Kind.THEME)
city = partial(Field, kind=Kind.CITY)
pages = partial(Field, kind=Kind.PAGES, longest=1_000)
rows = partial(Field, kind=Kind.ROWS)

PROVENANCE = (
    choice(key="state", label=_("What kind of number"), vocabulary="figure_kind", required=True),
    date(key="from", label=_("Date, or from"), example="2018-01"),
    date(key="to", label=_("To"), example="2018-12"),
    choice(key="method", label=_("How it was found"), vocabulary="method"),
    choice(key="grade", label=_("Grade"), vocabulary="grade"),
    text(key="source", label=_("Source"), help=_("Its number in the list of evidence, or its name."), example="3"),
    text(key="note", label=_("Note")),
)
"""What every number says of itself: its kind, its period, how it was found, how good it is, and who says so."""


def figure(*, unit: str = "") -> tuple[Field, ...]:
    """Return the columns of a number with its provenance; without a unit each row names its own."""
    value = number(key="value", label=_("Value"), unit=unit, required=True)
    if unit:
        return (value, *PROVENANCE)
    return (value, choice(key="unit", label=_("Unit"), vocabulary="unit", required=True), *PROVENANCE)
