"""What a template is made of, and the values its fields hold.

A value is what JSON can say, so that it is stored, compared and exported as it is: a text, a number, a yes or no,
a list of words of a vocabulary, or a list of rows. A date is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as exactly as
it is known. What is not known is absent: there is no empty value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

Scalar = str | int | float | bool
Row = Mapping[str, Scalar]
"""The cells of a row by their keys, and ``id``, by which a row stays itself when it is moved or changed."""
Value = Scalar | tuple[str, ...] | tuple[Row, ...]
Facts = Mapping[str, Value]
"""The filled fields of a practice or a meeting by their keys."""

ROW_ID = "id"


class Kind(StrEnum):
    """What may be entered in a field."""

    TEXT = "text"
    """One line of plain text."""
    PROSE = "prose"
    """Markdown."""
    CHOICE = "choice"
    """A word of a vocabulary."""
    CHOICES = "choices"
    """Some words of a vocabulary."""
    DATE = "date"
    """A day, a month or a year."""
    NUMBER = "number"
    YES_NO = "yes_no"
    LINK = "link"
    """An address on the web, or of a page or file of the wiki."""
    TIME = "time"
    """A time of day, ``HH:MM``."""
    THEME = "theme"
    """The slug of a theme. That there is one, the taxonomy knows."""
    CITY = "city"
    """The slug of a city, likewise."""
    PAGES = "pages"
    """The addresses of some pages of the wiki, which may be still to be written: slugs with ", " between."""
    ROWS = "rows"


class Depth(StrEnum):
    """For whom a field is shown; each depth shows what the ones before it show."""

    MINUTE = "minute"
    """Who wants the gist in one minute."""
    BRIEF = "brief"
    """Who decides whether to go on."""
    IMPLEMENTER = "implementer"
    """Who does it."""


# There is one of each, so that it is what it is: comparing twenty values would cost the start of every command.
@dataclass(frozen=True, kw_only=True, eq=False)
class Field:
    """A field of the template, or a column of a field of rows.

    ``unit`` is what a number counts. ``least`` and ``most`` bound a number, ``longest`` a text in characters, or in
    words where ``counts_words``; ``at_least`` is how many rows a standardised practice has. ``themes`` are
    the slugs of the themes that ask for the field; none: all of them.
    """

    key: str
    label: str
    kind: Kind
    help: str = ""
    example: str = ""
    required: bool = False
    required_for: tuple[str, ...] = ()
    vocabulary: str = ""
    unit: str = ""
    least: float | None = None
    most: float | None = None
    is_whole: bool = False
    longest: int = 300
    counts_words: bool = False
    columns: tuple["Field", ...] = ()
    at_least: int = 1
    themes: tuple[str, ...] = ()
    depth: Depth = Depth.IMPLEMENTER

    @cached_property
    def column(self) -> Mapping[str, "Field"]:
        return {column.key: column for column in self.columns}

    @property
    def holds_figures(self) -> bool:
        """Tell whether each row is a number with its provenance."""
        return {"value", "state"} <= self.column.keys()

    def asked_of(self, themes: Sequence[str]) -> bool:
        """Tell whether a practice of these themes is asked for the field."""
        return not self.themes or not set(self.themes).isdisjoint(themes)

    def required_of(self, themes: Sequence[str]) -> bool:
        """Tell whether a practice of these themes, the first its primary one, needs the field to be standardised."""
        return self.required or (bool(themes) and themes[0] in self.required_for)


@dataclass(frozen=True, kw_only=True, eq=False)
class Section:
    key: str
    number: int
    title: str
    hint: str
    fields: tuple[Field, ...]

    def asks(self, themes: Sequence[str]) -> bool:
        """Tell whether the section has a field for a practice of these themes."""
        return any(field.asked_of(themes) for field in self.fields)


@dataclass(frozen=True, kw_only=True, eq=False)
class Template:
    """The one definition that form, validation, reading page, diff, search, API, export and import are made from."""

    version: int
    sections: tuple[Section, ...]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        return {field.key: field for section in self.sections for field in section.fields}

    @cached_property
    def section(self) -> Mapping[str, Section]:
        return {section.key: section for section in self.sections}
