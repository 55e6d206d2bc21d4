"""A list of pages as a table: CSV for a spreadsheet, JSON for a program."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from wiki.dissemination.downloads.types import Row

# English in every language of the interface, so that tables of two people fit together.
COLUMNS = (
    *("title", "kind", "summary", "language", "themes", "cities", "date", "ends_on", "place"),
    *("updated_at", "status", "slug", "address"),
    *("edition", "disseminated_on", "citation", "edition_address"),
)
_FORMULA = frozenset("=+-@")
# What a spreadsheet may read over before it looks for a formula.
_SKIPPED = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Pi", "Pf"})
_QUOTES = frozenset("'\"`´")
_RAW = frozenset("\t\r\n")
_GUARD = "'"
# Where the comma is in decimal numbers, a spreadsheet begins a cell after each of these, even within quotes.
_SEPARATOR = ";"


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return the table of pages."""
    return as_csv([COLUMNS, *map(_cells, rows)])


def as_csv(lines: Iterable[Sequence[str | float]]) -> bytes:
    """Return a table as RFC 4180 has it, every cell quoted, marked as UTF-8 for a spreadsheet to see.

    Texts are made harmless; a number is none that anybody wrote into a text, so one below zero stays one.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def to_json(rows: Sequence[Row]) -> bytes:
    """Return the table as one object: ``total``, and ``pages`` with the columns of the CSV; tags as slugs."""
    pages = [dict(zip(COLUMNS, _values(row), strict=True)) for row in rows]
    return json.dumps({"total": len(pages), "pages": pages}, ensure_ascii=False, indent=1).encode()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what it could gets an apostrophe before it."""
    return _SEPARATOR.join(_GUARD + part if _is_guarded(part) else part for part in cell.split(_SEPARATOR))


def original(cell: str) -> str:
    """Return what a cell said before it was made harmless."""
    return _SEPARATOR.join(map(_unguarded, cell.split(_SEPARATOR)))


def _unguarded(part: str) -> str:
    return part[1:] if part.startswith(_GUARD) and _is_guarded(part[1:]) else part


def _is_guarded(part: str) -> bool:
    """Tell whether a part gets an apostrophe: it may be a formula, or would read as one that has been given its own."""
    return any(_may_be_formula(part[start:]) for start in range(len(part) - len(part.lstrip(_GUARD)) + 1))


def _may_be_formula(cell: str) -> bool:
    if cell[:1] in _RAW and cell:
        return True
    first = next((char for char in cell if not _is_skipped(char)), "")
    # A full-width sign is the plain one to some programs.
    return unicodedata.normalize("NFKC", first)[:1] in _FORMULA if first else False


def _is_skipped(char: str) -> bool:
    return char in _QUOTES or unicodedata.category(char) in _SKIPPED


def _cells(row: Row) -> Sequence[str]:
    named: Mapping[str, str] = {
        "themes": "; ".join(theme.name for theme in row.card.themes),
        "cities": "; ".join(city.name for city in row.card.cities),
    }
    values = zip(COLUMNS, _values(row), strict=True)
    return [named.get(name, str(value) if value is not None else "") for name, value in values]


def _values(row: Row) -> Sequence[object]:
    card, edition = row.card, row.edition
    return (
        *(card.title, card.kind.value, card.summary, card.language),
        [theme.slug for theme in card.themes],
        [city.slug for city in card.cities],
        card.date.isoformat(),
        card.ends_on.isoformat() if card.ends_on else None,
        card.place,
        card.updated_at.isoformat(timespec="seconds"),
        card.standing.value,
        card.slug,
        row.address,
        edition.number if edition else None,
        edition.disseminated_at.date().isoformat() if edition else None,
        edition.citation if edition else "",
        row.edition_address,
    )
