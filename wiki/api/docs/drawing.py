"""The OpenAPI document as the reference shows it."""

import json
from functools import cache
from typing import Any

from wiki.api.docs.examples import body_example, curl, options_of, written
from wiki.api.docs.kinds import control_of, kind_of, model_name
from wiki.api.docs.types import Answer, Body, Described, Field, Group, Model, Reference
from wiki.api.openapi import document
from wiki.core.slugs import slugify

Schema = dict[str, Any]
_JSON = "application/json"


@cache
def reference() -> Reference:
    """Return all of the document, the groups in its order."""
    told = document()
    models = told["components"]["schemas"]
    operations = [
        (operation["tags"][0], _described(method.upper(), path, operation, models))
        for path, methods in told["paths"].items()
        for method, operation in methods.items()
    ]
    groups = tuple(
        Group(
            name=tag["name"],
            anchor=f"group-{slugify(tag['name'])}",
            description=tag["description"],
            operations=tuple(operation for name, operation in operations if name == tag["name"]),
        )
        for tag in told["tags"]
    )
    return Reference(description=told["info"]["description"], groups=groups, models=_answered(told["paths"], models))


def _described(method: str, path: str, told: Schema, models: Schema) -> Described:
    needs_token = {} not in told["security"]
    parameters = tuple(_parameter(each, models) for each in told["parameters"])
    body, sent = _body(told["requestBody"], models) if "requestBody" in told else (None, None)
    options = options_of(body.fields if body else (), sent, needs_token=needs_token)
    return Described(
        name=told["operationId"],
        method=method,
        path=path,
        summary=told["summary"],
        description=told["description"],
        needs_token=needs_token,
        parameters=parameters,
        body=body,
        answers=tuple(_answer(status, answer, models) for status, answer in told["responses"].items()),
        curl=curl(method, path, parameters, options=options),
    )


def _parameter(told: Schema, models: Schema) -> Field:
    return Field(
        name=told["name"],
        kind=kind_of(told["schema"], models),
        control=control_of(told["schema"], models),
        required=told["required"],
        place=told["in"],
        description=told["description"],
        example=str(told.get("example", "")),
    )


def _body(told: Schema, models: Schema) -> tuple[Body, Schema | None]:
    """Return a body, and an example of it if it is JSON."""
    media_type, content = next(iter(told["content"].items()))
    model = models[model_name(content["schema"])]
    example = body_example(model, models) if media_type == _JSON else None
    body = Body(
        media_type=media_type,
        required=told["required"],
        description=model.get("description", ""),
        fields=_fields(model, models),
        example="" if example is None else written(example),
    )
    return body, example


def _fields(model: Schema, models: Schema) -> tuple[Field, ...]:
    needed = model.get("required", ())
    return tuple(
        Field(
            name=name,
            kind=kind_of(told, models),
            control=control_of(told, models),
            required=name in needed,
            description=told.get("description", ""),
            example=_example(told.get("examples", [""])[0]),
        )
        for name, told in model["properties"].items()
    )


def _example(value: object) -> str:
    """Return text as it is, and anything else as it stands in a body."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _answer(status: str, told: Schema, models: Schema) -> Answer:
    content = next(iter(told.get("content", {}).values()), None)
    kind = kind_of(content["schema"], models) if content else None
    return Answer(status=status, description=told["description"], kind=kind)


def _answered(paths: Schema, models: Schema) -> tuple[Model, ...]:
    """Return the models of answers and of their parts; those of bodies stand with their operations."""
    sent = {
        model_name(content["schema"])
        for methods in paths.values()
        for told in methods.values()
        for content in told.get("requestBody", {}).get("content", {}).values()
    }
    return tuple(
        Model(name=name, description=told.get("description", ""), fields=_fields(told, models))
        for name, told in models.items()
        if "properties" in told and name not in sent
    )
