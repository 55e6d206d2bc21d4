"""The template as a JSON schema, for programs."""

from typing import Any

from wiki.facts.definition import TEMPLATE
from wiki.facts.reading import ROWS_MAX
from wiki.facts.types import ROW_ID, Field, Kind, Template
from wiki.facts.vocabularies import VOCABULARIES

_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def json_schema(template: Template = TEMPLATE) -> dict[str, Any]:
    """Return the schema of a practice's facts."""
    return {
        "type": "object",
        "title": "Facts",
        "description": f"The filled fields of the practice template, version {template.version}.",
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
    columns = {ROW_ID: {"type": "string", "pattern": "^[a-z0-9]{1,12}$", "description": "Made when it is left out."}}
    columns |= {column.key: field_schema(column) for column in field.columns}
    row = {"type": "object", "additionalProperties": False, "properties": columns}
    return {"type": "array", "maxItems": ROWS_MAX, "items": row}


def _text(field: Field) -> dict[str, Any]:
    return {"type": "string"} if field.counts_words else {"type": "string", "maxLength": field.longest}


_SHAPES: Any = {
    Kind.TEXT: _text,
    Kind.PROSE: _text,
    Kind.LINK: _text,
    Kind.CHOICE: _words,
    Kind.CHOICES: lambda field: {"type": "array", "uniqueItems": True, "items": _words(field)},
    Kind.DATE: lambda _: {"type": "string", "pattern": _DATE},
    Kind.NUMBER: _number,
    Kind.YES_NO: lambda _: {"type": "boolean"},
    Kind.ROWS: _rows,
}
