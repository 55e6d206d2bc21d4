"""The template as a JSON schema, for programs."""

from typing import Any

from wiki.facts.dates import PATTERN
from wiki.facts.definition import COMBINED
from wiki.facts.reading import ID_PATTERN, ROWS_MAX
from wiki.facts.scalars import characters_in
from wiki.facts.times import PATTERN as TIME_PATTERN
from wiki.facts.types import ROW_ID, Field, Kind, Template
from wiki.facts.vocabularies import VOCABULARIES


def json_schema(template: Template = COMBINED) -> dict[str, Any]:
    """Return the schema of facts, in the words of JSON Schema 2020-12: of every page's, or of those of one template."""
    return {
        "type": "object",
        "title": "Facts",
        "description": f"The filled fields of the template of the page's kind, version {template.version}.",
        "additionalProperties": False,
        "properties": {key: field_schema(field) for key, field in template.fields.items()},
    }


def field_schema(field: Field) -> dict[str, Any]:
    """Return the schema of one field or column."""
    told = {"title": str(field.label)}
    about = " ".join(filter(None, (str(field.help), f"Unit: {field.unit}." if field.unit else "")))
    if about:
        told["description"] = about
    return {**told, **_SHAPES[field.kind](field)}


def _number(field: Field) -> dict[str, Any]:
    bounds = {"minimum": field.least, "maximum": field.most}
    return {"type": "integer" if field.is_whole else "number"} | {k: v for k, v in bounds.items() if v is not None}


def _words(field: Field) -> dict[str, Any]:
    return {"type": "string", "enum": list(VOCABULARIES[field.vocabulary])}


def _rows(field: Field) -> dict[str, Any]:
    name = {"type": "string", "pattern": f"^{ID_PATTERN}$", "description": "Made when it is left out."}
    columns = {ROW_ID: name}
    columns |= {column.key: field_schema(column) for column in field.columns}
    row = {"type": "object", "additionalProperties": False, "properties": columns}
    return {"type": "array", "maxItems": ROWS_MAX, "items": row}


def _text(field: Field) -> dict[str, Any]:
    return {"type": "string", "maxLength": characters_in(field)}


_SHAPES: Any = {
    Kind.TEXT: _text,
    Kind.PROSE: _text,
    Kind.LINK: _text,
    Kind.CHOICE: _words,
    Kind.CHOICES: lambda field: {"type": "array", "uniqueItems": True, "items": _words(field)},
    Kind.DATE: lambda _: {"type": "string", "pattern": f"^{PATTERN}$"},
    Kind.NUMBER: _number,
    Kind.TIME: lambda _: {"type": "string", "pattern": f"^{TIME_PATTERN}$"},
    Kind.THEME: _text,
    Kind.CITY: _text,
    Kind.PAGES: _text,
    Kind.YES_NO: lambda _: {"type": "boolean"},
    Kind.ROWS: _rows,
}
