"""The document says what there is: every route, complete enough to be read, and what programs were promised."""

import re
from typing import Any

from flask import Flask

from tests.api.conftest import Program
from wiki.api.openapi import document

_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


def described() -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": told
        for path, methods in document()["paths"].items()
        for method, told in methods.items()
    }


def test_the_document_lists_exactly_the_routes(app: Flask, visitor: Program) -> None:
    # The routes come with the first request.
    visitor.get("/")
    routes = {
        f"{method} " + _CONVERTER.sub(r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == set(described())


def test_every_operation_and_argument_is_told_in_words() -> None:
    for name, told in described().items():
        assert told["summary"], name
        assert told["description"], name
        assert told["operationId"].isidentifier(), name
        for parameter in told["parameters"]:
            assert parameter["description"], (name, parameter["name"])
            assert "example" in parameter or parameter["in"] != "path", (name, parameter["name"])


def test_every_group_is_told_of_and_holds_something() -> None:
    used = {tag for told in described().values() for tag in told["tags"]}
    assert {tag["name"] for tag in document()["tags"]} == used
    assert all(tag["description"] for tag in document()["tags"])


def test_every_reference_leads_to_a_model() -> None:
    text = str(document())
    named = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert named == set(document()["components"]["schemas"])


def test_what_is_left_out_of_a_body_has_no_default_that_a_client_would_send() -> None:
    schemas = document()["components"]["schemas"]
    for name in ("PageInput", "ThemeInput", "CityInput", "ReasonInput"):
        assert not [field for field, told in schemas[name]["properties"].items() if "default" in told], name


def test_writing_asks_for_a_token_and_reading_does_not() -> None:
    for_members = (
        "/practices/completeness",
        "/files",
        "/files/{key}",
        "/reviews",
        "/pages/{slug}/review",
        "/pages/{slug}/remarks",
        "/saved-searches",
        "/searches-without-result",
        "/replications/{replication}/plan",
        "/replications/{replication}/plan/revisions",
        "/replications/{replication}/alerts",
        "/interests",
        "/interests/{interest}",
        "/interests/{interest}/peers",
    )
    for name, told in described().items():
        assert told["security"][0] == ({"token": []} if "403" in told["responses"] else {}), name
        assert ("403" in told["responses"]) == (
            not name.startswith("GET") or name.removeprefix("GET /api/v1") in for_members
        ), name


def test_it_is_served_with_a_tag(visitor: Program) -> None:
    answer = visitor.get("/openapi.json")
    assert answer.json == document()
    assert visitor.get("/openapi.json", If_None_Match=answer.headers["ETag"]).status_code == 304
