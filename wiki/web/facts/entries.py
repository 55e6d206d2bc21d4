"""What stands in the fields of a section's form: values as text, whether they can be read or not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wiki.facts import ROW_ID, VOCABULARIES, Facts, Field, Kind, Section, rows_of, write_number
from wiki.facts.reading import ROWS_MAX
from wiki.http.context import taxonomy
from wiki.http.translating import translated

Raw = str | list[str] | list[dict[str, str]]
"""What was entered: a text, words of a vocabulary, or rows of texts."""
_YES, _NO = "yes", "no"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A control of the form. ``name`` is its name and its id, and the place that errors are told by."""

    name: str
    field: Field
    value: str = ""
    chosen: Sequence[str] = ()
    error: str = ""

    @property
    def options(self) -> list[tuple[str, str]]:
        """The choices and what people read of them."""
        if self.field.kind == Kind.YES_NO:
            return [(_YES, translated("Yes")), (_NO, translated("No"))]
        if self.field.kind == Kind.THEME:
            return [(theme.slug, theme.name) for theme in taxonomy().themes]
        if self.field.kind == Kind.CITY:
            return [(city.slug, city.name) for city in taxonomy().cities]
        return [(word, translated(label)) for word, label in VOCABULARIES[self.field.vocabulary].items()]


@dataclass(frozen=True, kw_only=True)
class RowEntries:
    """The controls of one row; ``id`` is how the row is known when it is moved."""

    name: str
    id: str
    cells: Sequence[Entry]


@dataclass(kw_only=True)
class SectionForm:
    """A section of the template with what was entered and what is wrong with it."""

    section: Section
    themes: Sequence[str]
    entered: dict[str, Raw]
    errors: dict[str, str] = field(default_factory=dict)
    form_errors: list[str] = field(default_factory=list)

    @property
    def fields(self) -> list[Field]:
        return [asked for asked in self.section.fields if asked.asked_of(self.themes) or self.entered.get(asked.key)]

    def entry(self, asked: Field) -> Entry:
        given = self.entered.get(asked.key, "")
        error = translated(self.errors.get(asked.key, ""))
        if isinstance(given, str):
            return Entry(name=asked.key, field=asked, value=given, error=error)
        return Entry(name=asked.key, field=asked, chosen=[str(word) for word in given], error=error)

    def rows(self, asked: Field) -> list[RowEntries]:
        """Return the rows of a field, with an empty one to begin with."""
        given = self._given_rows(asked.key) or [{}]
        return [self._row(asked, place, row) for place, row in enumerate(given)]

    def _row(self, asked: Field, place: int, row: Mapping[str, str]) -> RowEntries:
        name = f"{asked.key}.{place}"
        cells = [
            Entry(
                name=f"{name}.{column.key}",
                field=column,
                value=row.get(column.key, ""),
                error=translated(self.errors.get(f"{name}.{column.key}", "")),
            )
            for column in asked.columns
        ]
        return RowEntries(name=name, id=row.get(ROW_ID, ""), cells=cells)

    def _given_rows(self, key: str) -> list[dict[str, str]]:
        given = self.entered.get(key, [])
        return [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []

    def problems(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, name and text of each error at a field, in the order of the form."""
        for asked in self.fields:
            if asked.key in self.errors:
                yield asked.key, translated(asked.label), translated(self.errors[asked.key])
            for row, cells in enumerate(self.rows(asked) if asked.kind == Kind.ROWS else (), 1):
                for cell in cells.cells:
                    if cell.error:
                        yield cell.name, f"{translated(asked.label)} {row}, {translated(cell.field.label)}", cell.error

    def add_row(self, key: str) -> None:
        """Add an empty row at the end."""
        rows = self._given_rows(key) or [{}]
        self.entered[key] = [*rows, {}] if len(rows) < ROWS_MAX else rows

    def remove_row(self, key: str, place: int) -> None:
        rows = self._given_rows(key)
        self.entered[key] = [row for number, row in enumerate(rows) if number != place]

    def move_row(self, key: str, place: int, by: int) -> None:
        """Let a row and its neighbour change places."""
        rows = self._given_rows(key)
        if 0 <= place < len(rows) and 0 <= place + by < len(rows):
            rows[place], rows[place + by] = rows[place + by], rows[place]
        self.entered[key] = rows


def filled_form(section: Section, themes: Sequence[str], facts: Facts) -> SectionForm:
    """Return a section's form with what the facts say."""
    entered: dict[str, Raw] = {asked.key: _written(asked, facts) for asked in section.fields if asked.key in facts}
    return SectionForm(section=section, themes=themes, entered=entered)


def posted_form(section: Section, themes: Sequence[str], sent: Any) -> SectionForm:
    """Return a section's form with what was sent: ``name``, or ``name.0.column`` in rows, which stand as they were."""
    entered: dict[str, Raw] = {}
    for asked in section.fields:
        if asked.kind == Kind.ROWS:
            entered[asked.key] = _sent_rows(asked, sent)
        elif asked.kind == Kind.CHOICES:
            entered[asked.key] = sent.getlist(asked.key)
        else:
            entered[asked.key] = sent.get(asked.key, "")
    return SectionForm(section=section, themes=themes, entered=entered)


def _sent_rows(asked: Field, sent: Any) -> list[dict[str, str]]:
    keys = (ROW_ID, *asked.column)
    count = 0
    while any(f"{asked.key}.{count}.{key}" in sent for key in keys):
        count += 1
    return [{key: sent.get(f"{asked.key}.{place}.{key}", "") for key in keys} for place in range(count)]


def _written(asked: Field, facts: Facts) -> Raw:
    if asked.kind == Kind.ROWS:
        return [
            {ROW_ID: str(row[ROW_ID])} | {key: _text(row[key]) for key in asked.column if key in row}
            for row in rows_of(facts, asked.key)
        ]
    value = facts[asked.key]
    return [str(word) for word in value] if isinstance(value, tuple) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    return write_number(value) if isinstance(value, int | float) else str(value)
