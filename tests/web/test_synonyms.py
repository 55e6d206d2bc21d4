"""Editors say which words mean the same, in the browser, and the very next search knows it."""

from collections.abc import Callable
from re import findall
from typing import Any

import pytest

from tests.clients import FormClient, form_values
from tests.factories import page
from wiki.search.whoosh import WhooshBackend

EDIT = "/search/synonyms/1/edit"
pytestmark = pytest.mark.usefixtures("whoosh")


def test_the_next_search_knows_what_was_saved_and_what_was_deleted(
    editor: FormClient, inside: Callable[..., Any], whoosh: WhooshBackend
) -> None:
    inside(page, "Light", "A lantern at each corner.")
    whoosh.tidy()
    assert "Nothing found" in editor.get("/search?q=luminaire").text
    assert editor.submit("/search/synonyms/new", words="luminaire\nlantern").status_code == 303
    saved = editor.get("/search/synonyms").text
    assert "luminaire = lantern" in saved
    assert "Also searched: lantern" in editor.get("/search?q=luminaire").text

    (address,) = findall(r'href="([^"]+)">Edit<span class="visually-hidden"> luminaire', saved)
    assert editor.submit(address, to=address.replace("edit", "delete")).status_code == 303
    assert "Deleted: luminaire, lantern." in editor.get("/search/synonyms").text
    assert "Nothing found" in editor.get("/search?q=luminaire").text


def test_another_name_of_a_city_means_the_city(client: FormClient, inside: Callable[..., Any]) -> None:
    inside(page, "Travel", "We went to Vienna by train.")
    assert "Travel" in client.get("/search?q=Wien").text


def test_words_that_another_person_changed_meanwhile_are_neither_lost_nor_deleted(
    editor: FormClient, reviewer: FormClient
) -> None:
    delete = "/search/synonyms/1/delete"
    shown = editor.get(EDIT).text
    assert reviewer.submit(EDIT, words="theirs\ntheir own").status_code == 303
    late = editor.post(EDIT, data=form_values(shown) | {"words": "mine\nours"})
    assert (late.status_code, "their own" in late.text, "ours" in late.text) == (409, True, True)
    assert editor.post(delete, data=form_values(shown, delete)).status_code == 303
    assert "theirs = their own" in editor.get("/search/synonyms").text


def test_fewer_than_two_words_are_no_group(editor: FormClient) -> None:
    refused = editor.submit("/search/synonyms/new", words="alone")
    assert (refused.status_code, "Enter from 2 to 40 words." in refused.text) == (422, True)
