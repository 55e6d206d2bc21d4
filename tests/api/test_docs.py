"""The page on which a person reads the API holds all of the document, and its commands and forms ask what they say."""

import re
import shlex
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from lxml import html
from werkzeug.test import TestResponse

from tests.api.conftest import PREFIX, Program
from tests.clients import FormClient
from tests.factories import png
from wiki.accounts.types import Role
from wiki.api.docs.drawing import reference
from wiki.api.docs.types import Described
from wiki.api.openapi import document

DOCS = f"{PREFIX}/docs"
# Nothing is there yet, or a base is missing or not the newest: the request itself was understood.
UNDERSTOOD = {200, 201, 404, 409, 428}


@pytest.fixture
def page(client: FormClient) -> Any:
    return html.fromstring(client.get(DOCS).text)


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def article(page: Any, name: str) -> Any:
    [found] = page.xpath(f"//article[@id='{name}']")
    return found


def operations() -> dict[str, Described]:
    return {told.name: told for group in reference().groups for told in group.operations}


def test_every_operation_is_on_the_page_with_all_that_is_told_of_it(page: Any) -> None:
    for path, methods in document()["paths"].items():
        for method, told in methods.items():
            shown = article(page, told["operationId"])
            text = text_of(shown)
            assert f"{method.upper()} {path}" in text
            assert text_of(shown.find("h3")) == told["summary"]
            assert " ".join(told["description"].split()) in text
            for parameter in told["parameters"]:
                assert parameter["name"] in text
                assert parameter["description"] in text
            for status, answer in told["responses"].items():
                assert status in text
                assert answer["description"].replace("`", "") in text
            assert f"#{told['operationId']}" in page.xpath("//nav//a/@href")


def test_every_field_of_what_is_sent_and_answered_is_on_the_page(page: Any) -> None:
    schemas = document()["components"]["schemas"]
    sent = {
        content["schema"]["$ref"].rpartition("/")[2]: told["operationId"]
        for methods in document()["paths"].values()
        for told in methods.values()
        for content in told.get("requestBody", {}).get("content", {}).values()
    }
    for name, model in schemas.items():
        if "properties" in model:
            shown = article(page, sent.get(name, f"model-{name}"))
            assert set(model["properties"]) <= {text_of(node) for node in shown.xpath(".//dt/code")}, name


def test_every_link_within_the_page_leads_to_a_part_of_it(page: Any) -> None:
    parts = set(page.xpath("//@id"))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= parts
    described = {word for words in page.xpath("//@aria-describedby | //@aria-labelledby") for word in words.split()}
    assert described <= parts


def test_writing_is_told_to_need_a_token_and_can_be_sent_only_by_script(page: Any) -> None:
    for name, told in operations().items():
        [form] = article(page, name).xpath(".//form")
        assert (form.get("hidden") is not None) == (told.method != "GET"), name
        assert ("with a token" in text_of(article(page, name))) == told.needs_token, name
        # A form sent without script tells an address nothing of a token.
        assert all(field.get("name") is None for field in form.xpath(".//input[@data-token]")), name


def test_every_example_is_a_command_that_the_api_understands(visitor: Program, reviewer: Program) -> None:
    for name, told in operations().items():
        words = shlex.split(told.curl.replace("\\\n", " "))[1:]
        assert ("Authorization: Bearer $TOKEN" in words) == told.needs_token, name
        answer = sent(words, reviewer if told.needs_token else visitor)
        assert answer.status_code in UNDERSTOOD, (name, answer.text)


def sent(words: list[str], caller: Program) -> TestResponse:
    method = words[words.index("-X") + 1] if "-X" in words else "GET"
    [address] = [word for word in words if word.startswith("$WIKI")]
    path = address.removeprefix("$WIKI")
    if "-F" in words:
        return caller.open(method, path, data={"file": (BytesIO(png()), "map.png"), "alt": "A map"})
    body = words[words.index("-d") + 1] if "-d" in words else None
    return caller.open(method, path, data=body, content_type="application/json" if body else None)


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("search?q=lamp&kind=news&kind=practice&limit=", "/api/v1/search?q=lamp&kind=news&kind=practice"),
        ("get_page?slug=cities/vienna&revision=2", "/api/v1/pages/cities%2Fvienna?revision=2"),
        ("get_page?slug=//example.org/", "/api/v1/pages/%2F%2Fexample.org%2F"),
        ("list_themes?token=secret&_external=1", "/api/v1/themes"),
        ("get_page?slug=", f"{DOCS}#get_page"),
    ],
)
def test_a_form_that_reads_leads_to_the_answer_without_script(client: FormClient, asked: str, leads_to: str) -> None:
    answer = client.get(f"{DOCS}/open/{asked}")
    assert (answer.status_code, answer.location) == (302, leads_to)


@pytest.mark.parametrize("name", ["put_page", "nothing"])
def test_nothing_else_is_opened(client: FormClient, name: str) -> None:
    assert client.get(f"{DOCS}/open/{name}?slug=story").status_code == 404


def test_a_visitor_is_told_that_nothing_changed(client: FormClient) -> None:
    answer = client.get(DOCS)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(DOCS, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_programs_are_shown_the_way_to_it_and_people_too(visitor: Program, client: FormClient) -> None:
    assert visitor.get("/").json["links"]["docs"] == DOCS
    assert DOCS in html.fromstring(client.get("/").text).xpath("//footer//a/@href")


def test_it_is_not_counted_as_a_request_of_a_program(client: FormClient) -> None:
    assert "X-RateLimit-Limit" not in client.get(DOCS).headers


def test_it_holds_no_token_whoever_reads_it(
    client: FormClient, signed_in: Callable[[Role], FormClient], program: Callable[..., Program]
) -> None:
    program(Role.EDITOR)
    for reader in (client, signed_in(Role.EDITOR)):
        assert not re.findall(r"rwiki_\w+", reader.get(DOCS).text)


def test_labels_are_translated_and_the_document_is_marked_as_english(client: FormClient) -> None:
    page = html.fromstring(client.get(f"{DOCS}?lang=de").text)
    assert page.get("lang") == "de"
    for told in article(page, "put_page").xpath(".//*[contains(@class, 'told') or self::h3]"):
        assert told.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["en"]
