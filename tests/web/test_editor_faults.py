"""What the editor does when something is wrong with the request or the wiki: the text is never lost."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from sqlalchemy.exc import OperationalError

from tests.clients import FormClient
from tests.factories import archive, page, png, save
from wiki.pages import service

Inside = Callable[..., Any]


def textarea(text: str) -> str:
    return str(html.fromstring(text).xpath("string(//textarea[@name='body'])")).lstrip("\n")


def test_a_busy_database_gives_the_text_back(
    editor: FormClient, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside(page, "Story", "Once.")

    def locked(*_: Any, **__: Any) -> None:
        raise OperationalError("UPDATE pages", {}, Exception("database is locked"))

    monkeypatch.setattr(service, "save_page", locked)
    answer = editor.submit("/pages/story/edit", body="Long work.", action="save")
    assert answer.status_code == 503
    assert textarea(answer.text) == "Long work."
    assert "busy" in html.fromstring(answer.text).xpath("string(//*[@data-error-summary])")


@pytest.mark.parametrize("base", ["", "7", "-1", "many"])
def test_a_text_on_an_unknown_base_is_not_saved_over_the_present_one(
    editor: FormClient, inside: Inside, base: str
) -> None:
    inside(page, "Story", "Once.")
    answer = editor.submit("/pages/story/edit", body="Mine.", base=base, action="save")
    assert answer.status_code == 422
    assert textarea(answer.text) == "Mine."
    assert editor.get("/pages/story/source?raw=1").text == "Once.\n"


def test_a_text_for_a_section_that_is_none_comes_back(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "## One\n\nFirst.")
    token = editor.token("/pages/story/edit")
    given = {"csrf_token": token, "base": "1", "body": "Mine.", "action": "save"}
    answer = editor.post("/pages/story/edit?section=99", data=given)
    assert answer.status_code == 422
    assert textarea(answer.text) == "Mine."


def test_an_archived_page_says_so_before_anybody_writes(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "Once.")
    inside(archive, "story")
    answer = editor.get("/pages/story/edit", follow_redirects=True)
    assert "Restore it before you edit it" in answer.text


def test_a_picture_is_put_into_the_text_and_nothing_is_saved_yet(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "Once.")
    given = {"file": (io.BytesIO(png()), "lamp [1].png"), "alt": "A [lit] lamp", "action": "attach"}
    answer = editor.submit("/pages/story/edit", body="Mine.", **given)
    assert answer.status_code == 200
    lines = textarea(answer.text).splitlines()
    assert lines[0] == "Mine."
    assert lines[2].startswith("![A lit lamp](/files/")
    assert editor.get(lines[2].partition("(")[2].rstrip(")")).mimetype == "image/png"
    assert editor.get("/pages/story/source?raw=1").text == "Once.\n"


def test_a_picture_without_words_comes_back_with_the_text(editor: FormClient) -> None:
    given = {"file": (io.BytesIO(png()), "lamp.png"), "alt": "", "action": "attach"}
    answer = editor.submit("/new", title="New", body="Mine.", **given)
    assert answer.status_code == 422
    assert textarea(answer.text) == "Mine."


@pytest.mark.parametrize("address", ["undo/1", "undo/9", "revert/9", "revert/0"])
def test_what_is_no_revision_cannot_be_taken_back(editor: FormClient, inside: Inside, address: str) -> None:
    inside(page, "Story", "Once.")
    inside(save, "story", body="Twice.")
    assert editor.get(f"/pages/story/{address}").status_code == 404
