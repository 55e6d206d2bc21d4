"""What a schema says of a value, as words to read and as a control to enter it with."""

from dataclasses import replace
from typing import Any

from wiki.api.docs.types import Control, Kind

Schema = dict[str, Any]
_WORDS = {
    ("string", "date-time"): "time with its zone",
    ("string", "date"): "day, such as 2026-11-23",
    ("string", "binary"): "file",
    ("string", None): "text",
    ("integer", None): "whole number",
    ("number", None): "number",
    ("boolean", None): "true or false",
    ("object", None): "values by name",
}


def kind_of(schema: Schema, models: Schema) -> Kind:
    """Return what a value is. Raises :class:`KeyError` for a type that no answer of ours has."""
    inner = present(schema)
    if inner is not schema:
        kind = kind_of(inner, models)
        return replace(kind, after=f"{kind.after} or null")
    if "anyOf" in schema:
        return Kind(before=" or ".join(kind_of(each, models).before for each in schema["anyOf"]))
    choices = choices_of(schema, models)
    if choices:
        return Kind(before=f"one of {', '.join(choices)}")
    if "$ref" in schema:
        return Kind(model=model_name(schema))
    if schema["type"] == "array":
        return _list(schema, models)
    return Kind(before=_WORDS[schema["type"], schema.get("format")] + _bounds(schema))


def control_of(schema: Schema, models: Schema) -> Control:
    """Return the control for a value; a list of any text is entered as one of its items."""
    schema = present(schema)
    choices = choices_of(schema, models)
    if choices:
        return Control(shape="choice", choices=choices)
    match schema.get("type"):
        case "array":
            item = control_of(schema["items"], models)
            return replace(item, shape="choices") if item.choices else item
        case "boolean":
            return Control(shape="choice", choices=("true", "false"))
        case "integer":
            return Control(shape="number", least=schema.get("minimum"), most=schema.get("maximum"))
        case _ if schema.get("format") == "binary":
            return Control(shape="file")
    return Control(shape="text", longest=schema.get("maxLength"))


def present(schema: Schema) -> Schema:
    """Return the schema of a value that is there, where it may be null as well."""
    choices = schema.get("anyOf", ())
    there = [choice for choice in choices if choice.get("type") != "null"]
    if len(there) == len(choices):
        return schema
    return there[0] if len(there) == 1 else {"anyOf": there}


def choices_of(schema: Schema, models: Schema) -> tuple[str, ...]:
    """Return the only values there are; none where there are too many to name."""
    told = models[model_name(schema)] if "$ref" in schema else schema
    return tuple(told.get("enum", ()))


def model_name(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _list(schema: Schema, models: Schema) -> Kind:
    most = f", at most {schema['maxItems']}" if "maxItems" in schema else ""
    choices = choices_of(schema["items"], models)
    if choices:
        return Kind(before=f"any of {', '.join(choices)}")
    item = kind_of(schema["items"], models)
    return replace(item, before=f"list of {item.before}", after=item.after + most)


def _bounds(schema: Schema) -> str:
    if "maxLength" in schema:
        return f" of at most {schema['maxLength']:,} characters"
    least, most = schema.get("minimum"), schema.get("maximum")
    told = f" from {least:,} to {most:,}" if most is not None else ""
    return told + (f", {schema['default']} unless told" if isinstance(schema.get("default"), int) else "")
