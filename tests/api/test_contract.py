"""The application keeps what its OpenAPI document says, whatever is sent to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import booleans
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks
from schemathesis.specs.openapi.schemas import OpenApiSchema

from tests.api.conftest import PREFIX, token_of
from tests.web.filled import Filled
from wiki.accounts.types import Role
from wiki.http.extensions import limiter

EXAMPLES = {GenerationMode.POSITIVE: 10, GenerationMode.NEGATIVE: 8}
_ALWAYS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
_REFUSING = [*_ALWAYS, checks.negative_data_rejection]
CHECKS = {GenerationMode.POSITIVE: _ALWAYS, GenerationMode.NEGATIVE: _REFUSING}
# Everything in a form is text: there is no wrong type to refuse.
FORMS = {"POST /api/v1/files"}
bounded = settings(database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@pytest.fixture
def schema(app: Flask, filled: Filled) -> Iterator[OpenApiSchema]:
    limiter.enabled = False
    yield schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", app)
    limiter.enabled = True


@pytest.mark.parametrize("mode", list(EXAMPLES))
@pytest.mark.parametrize("role", [None, Role.EDITOR])
def test_answers_are_as_described(
    schema: OpenApiSchema, filled: Filled, inside: Callable[..., Any], role: Role | None, mode: GenerationMode
) -> None:
    # The client of the framework unpacks nothing.
    headers = {"Accept-Encoding": "identity"}
    if role:
        headers["Authorization"] = f"Bearer {inside(token_of, role)}"
    there = {"slug": "story", "number": 1, "theme": "data", "city": "munich", "key": filled.values["key"]}
    there |= {"kind": "meeting", "indicator": "specific_heat", "value": filled.values["value"]}
    there |= {"edition": 1, "remark": 1, "group": 1, "step": "submitted", "wanted": 1, "saved": 1, "replication": 1}
    there["experience"] = 1
    there |= {"exchange": 1, "interest": 1}
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.POSITIVE or operation.query or operation.headers or operation.body:
            keeps(operation, mode, headers, there)


def keeps(operation: Any, mode: GenerationMode, headers: dict[str, str], there: dict[str, Any]) -> None:
    @settings(bounded, max_examples=EXAMPLES[mode])
    @given(case=operation.as_strategy(generation_mode=mode), known=booleans())
    def keep(case: schemathesis.Case, known: bool) -> None:
        if known and mode is GenerationMode.POSITIVE:
            case.path_parameters = {name: there[name] for name in case.path_parameters}
        case.call_and_validate(headers=headers, checks=_ALWAYS if operation.label in FORMS else CHECKS[mode])

    keep()
