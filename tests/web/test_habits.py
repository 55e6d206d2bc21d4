"""Addresses that other wikis have taught people lead to the same thing here."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.clients import FormClient
from tests.factories import page, practice

Inside = Callable[..., Any]


@pytest.fixture(autouse=True)
def vienna(inside: Inside) -> None:
    inside(page, "Vienna", "On the Danube.", slug="cities/vienna")


def last_address(client: FormClient, address: str) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, address
    return answer.request.full_path.rstrip("?")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/pages/Vienna", "/pages/cities/vienna"),
        ("/pages/Cities/Vienna", "/pages/cities/vienna"),
        ("/wiki/Vienna", "/pages/cities/vienna"),
        ("/wiki/Vienna?action=history", "/pages/cities/vienna/history"),
        ("/index.php?title=Vienna", "/pages/cities/vienna"),
        ("/index.php?title=Vienna&oldid=1", "/pages/cities/vienna/revisions/1"),
        ("/w/index.php?title=Vienna&action=raw", "/pages/cities/vienna/source"),
        ("/wiki/Special:Search?search=lamp+posts", "/search?q=lamp+posts"),
        ("/pages/Special:Search", "/search"),
        ("/index.php?title=Special:Search&search=lamp", "/search?q=lamp"),
        ("/index.php?search=lamp", "/search?q=lamp"),
        ("/index.php?title=Special:RecentChanges", "/recent"),
        ("/index.php?title=Special:WhatLinksHere/vienna", "/pages/vienna/links"),
        ("/index.php", "/"),
        ("/index.php?title=//evil.example", "/"),
    ],
)
def test_an_old_habit_finds_its_way(client: FormClient, address: str, expected: str) -> None:
    if "evil" in address:
        assert client.get(address).location.startswith("/wiki/")
    else:
        assert last_address(client, address) == expected


def test_a_title_nobody_wrote_and_one_that_is_no_name_are_not_found(client: FormClient) -> None:
    assert client.get("/wiki/Atlantis", follow_redirects=True).status_code == 404
    assert client.get("/wiki/!!!").status_code == 404


def test_the_title_of_a_draft_leads_members_there_and_visitors_nowhere(
    client: FormClient, observer: FormClient, editor: FormClient, inside: Inside
) -> None:
    inside(practice, "Hidden lamp", slug="practices/lamp", published=False)
    assert editor.get("/pages/Hidden lamp").location == "/pages/practices/lamp"
    for reader in (client, observer):
        assert reader.get("/pages/Hidden lamp").status_code == 404
