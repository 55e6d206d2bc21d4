"""Which searches count as not found; nothing is written by asking."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.clients import FormClient
from tests.conftest import services_of
from tests.factories import practice
from wiki.services import EXTENSION


@pytest.fixture
def noted(app: Flask, whoosh: object) -> Iterator[list[str]]:
    """What the application notes as not found."""
    before, questions = services_of(app), list[str]()
    app.extensions[EXTENSION] = replace(before, note_miss=questions.append)
    yield questions
    app.extensions[EXTENSION] = before


def test_a_question_that_nothing_answers_is_noted(client: FormClient, noted: list[str]) -> None:
    client.get("/search?q=Heat+pumps")
    assert noted == ["Heat pumps"]


def test_what_is_found_or_narrowed_or_taken_literally_is_not(
    client: FormClient, noted: list[str], inside: Callable[..., Any]
) -> None:
    inside(practice, "Lamp posts")
    for question in ("q=lamp", "q=lamp&theme=data", "q=warm+water&theme=data", "q=wtr&as_typed=1", "q=", ""):
        client.get(f"/search?{question}")
    assert noted == []


def test_what_only_members_may_read_is_not_found_by_a_visitor(
    client: FormClient, editor: FormClient, noted: list[str], inside: Callable[..., Any]
) -> None:
    inside(practice, "Sesame", published=False)
    editor.get("/search?q=sesame")
    assert noted == []
    client.get("/search?q=sesame")
    assert noted == ["sesame"]
