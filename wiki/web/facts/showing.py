"""The facts of a practice as its readers see them, at three depths."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wiki.facts import (
    ROW_ID,
    TEMPLATE,
    Depth,
    Facts,
    Field,
    Kind,
    Row,
    Template,
    disagreeing,
    known_sources,
    rows_of,
    source_names,
)
from wiki.web.facts.telling import figure, period, told, word

DEPTHS = tuple(Depth)
_LONG = frozenset({Kind.PROSE, Kind.ROWS})
_KEY_FACTS = ("phase", "cost_band", "trl", "spatial_scale", "started_on", "operating_since", "verified_on")


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """A number with where it comes from. ``disputed``: another source says another number."""

    what: str
    value: str
    state: str
    period: str
    quality: str
    sources: Sequence[str]
    note: str
    disputed: bool


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of text under those columns that any row fills; ``links`` are the addresses of cells, by row and column."""

    columns: Sequence[Field]
    rows: Sequence[Sequence[str]]
    links: Mapping[tuple[int, int], str]


@dataclass(frozen=True, kw_only=True)
class ShownFact:
    """A field with what it says: ``html`` of prose, ``figures`` or a ``table`` of rows, ``text`` of anything else."""

    field: Field
    text: str = ""
    html: str = ""
    figures: Sequence[FigureRow] = ()
    table: Table | None = None


@dataclass(frozen=True, kw_only=True)
class ShownSection:
    """``pairs`` are the short facts, ``parts`` those that need room."""

    key: str
    number: int
    title: str
    pairs: Sequence[ShownFact]
    parts: Sequence[ShownFact]

    @property
    def anchor(self) -> str:
        return f"facts-{self.key}"


def shown_sections(
    facts: Facts, prose: Mapping[str, str], depth: Depth, template: Template = TEMPLATE
) -> list[ShownSection]:
    """Return the filled sections with what this depth shows of them."""
    wanted = shown_at(depth)
    found = []
    for section in template.sections:
        fields = [field for field in section.fields if field.key in facts and field.depth in wanted]
        if fields:
            shown = [_shown(field, facts, prose) for field in fields]
            pairs = [fact for fact in shown if fact.field.kind not in _LONG]
            parts = [fact for fact in shown if fact.field.kind in _LONG]
            found.append(
                ShownSection(key=section.key, number=section.number, title=section.title, pairs=pairs, parts=parts)
            )
    return found


def shown_at(depth: Depth) -> frozenset[Depth]:
    """Return the depths of the fields that a reader of this depth is shown."""
    return frozenset(DEPTHS[: DEPTHS.index(depth) + 1])


def key_facts(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the labels and values of what is seen before any prose."""
    for key in _KEY_FACTS:
        if key in facts:
            yield TEMPLATE.fields[key].label, told(TEMPLATE.fields[key], facts[key])


def _shown(field: Field, facts: Facts, prose: Mapping[str, str]) -> ShownFact:
    if field.kind == Kind.PROSE:
        return ShownFact(field=field, html=prose.get(field.key, ""))
    if field.kind != Kind.ROWS:
        return ShownFact(field=field, text=told(field, facts[field.key]))
    rows = rows_of(facts, field.key)
    if field.holds_figures:
        return ShownFact(field=field, figures=list(_figures(field, rows, known_sources(rows_of(facts, "evidence")))))
    return ShownFact(field=field, table=_table(field, rows))


def _figures(field: Field, rows: Sequence[Row], known: Container[str]) -> Iterator[FigureRow]:
    disputed = disagreeing(field, rows)
    for row in _together(rows):
        said = (told(field.column[key], row.get(key)) for key in ("what", "part", "boundary") if key in field.column)
        quality = (word(name, str(row[name])) for name in ("method", "grade") if name in row)
        notes = (str(row[name]) for name in ("normalisation", "note") if name in row)
        yield FigureRow(
            what=", ".join(filter(None, said)),
            value=figure(field, row),
            state=told(field.column["state"], row.get("state")),
            period=period(row),
            quality=" · ".join(quality),
            sources=source_names(str(row.get("source", "")), known),
            note=". ".join(notes),
            disputed=row[ROW_ID] in disputed,
        )


def _together(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with those of one thing side by side, each thing where it is named first."""
    things: dict[object, list[Row]] = {}
    for row in rows:
        things.setdefault((row.get("what"), row.get("part"), row.get("boundary")), []).append(row)
    return [row for group in things.values() for row in group]


def _table(field: Field, rows: Sequence[Row]) -> Table:
    columns = [column for column in field.columns if any(column.key in row for row in rows)]
    links = {
        (number, place): str(row[column.key])
        for number, row in enumerate(rows)
        for place, column in enumerate(columns)
        if column.kind == Kind.LINK and column.key in row
    }
    cells = [[told(column, row.get(column.key)) for column in columns] for row in rows]
    return Table(columns=columns, rows=cells, links=links)
