"""No shared cache keeps what belongs to one person; what never changes is kept for good."""

import re

import pytest

from tests.clients import FormClient


def test_an_answer_that_sets_the_session_is_in_no_cache(client: FormClient) -> None:
    first = client.get("/login")
    assert "session=" in first.headers["Set-Cookie"]
    assert first.headers["Cache-Control"] == "private, no-store"
    # The second answer sets no cookie, and holds the token of the session all the same.
    assert client.get("/login").headers["Cache-Control"] == "private, no-store"


def test_a_page_without_a_session_may_be_kept_and_asked_for_again(client: FormClient) -> None:
    answer = client.get("/")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers


def test_a_static_file_is_kept_for_good_under_the_address_of_its_content(client: FormClient) -> None:
    found = re.search(r"/static/css/base\.css\?v=\w+", client.get("/").text)
    assert found
    assert client.get(found[0]).headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("version", ["", "?v=", "?v=0000000000"])
def test_a_static_file_under_another_address_is_not(client: FormClient, version: str) -> None:
    assert "immutable" not in client.get(f"/static/css/base.css{version}").headers["Cache-Control"]
