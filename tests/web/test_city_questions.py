"""Questions as cities ask them of the demo practices and the programme's site: what answers them comes first."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import actor
from tests.integration.conftest import import_path
from wiki.accounts.types import Role
from wiki.cli.demo import create_demo_practices
from wiki.core.db import transaction
from wiki.search.indexer import rebuild_index
from wiki.search.whoosh import WhooshBackend
from wiki.services import Services

SITE = Path(__file__).parents[3] / "shared/data/smarter-together-2017-06.bundle"
QUESTIONS, OF_VISITORS = (
    tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    for name in ("city_questions.toml", "visitor_questions.toml")
)
_OF_THE_SITE = ("cities/", "news/", "solutions/")


@pytest.fixture
def programme(services: Services, inside: Callable[..., Any], whoosh: WhooshBackend) -> None:
    """The wiki that a city would ask."""

    def fill() -> None:
        if SITE.exists():
            import_path(services, SITE)
        with transaction():
            create_demo_practices(actor(Role.ADMINISTRATOR))
        rebuild_index(whoosh)

    inside(fill)


@pytest.fixture
def practices(inside: Callable[..., Any], whoosh: WhooshBackend) -> None:
    """The demo practices alone: the site's own news would be right answers, too."""

    def fill() -> None:
        with transaction():
            create_demo_practices(actor(Role.ADMINISTRATOR))
        rebuild_index(whoosh)

    inside(fill)


def first_three(client: FormClient, question: str) -> list[str]:
    answer = client.get("/search", query_string={"q": question})
    links = html.fromstring(answer.text).xpath("//*[@class='result-title']/a/@href")
    return [unquote(link).removeprefix("/pages/") for link in links[:3]]


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_pages_that_answer_are_among_the_first_three(
    editor: FormClient, programme: None, language: str, subtests: pytest.Subtests
) -> None:
    for question, wanted in QUESTIONS[language].items():
        with subtests.test(question):
            if not SITE.exists() and any(slug.startswith(_OF_THE_SITE) for slug in wanted):
                pytest.skip("the programme's site is not here")
            assert set(wanted) <= set(first_three(editor, question))


@pytest.mark.parametrize("language", OF_VISITORS)
def test_visitors_find_what_is_disseminated(
    client: FormClient, practices: None, language: str, subtests: pytest.Subtests
) -> None:
    for question, wanted in OF_VISITORS[language].items():
        with subtests.test(question):
            assert set(wanted) <= set(first_three(client, question))


def test_cities_ask_in_all_their_languages() -> None:
    assert set(QUESTIONS) == set(OF_VISITORS) == {"bg", "de", "en", "es", "fr", "it", "ja", "uk"}
    assert sum(map(len, QUESTIONS.values())) >= 40
