"""History and what happens to a page as a whole, as people click through it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.factories import page, practice, published_with_draft, save
from wiki.accounts.types import Role

Inside = Callable[..., Any]


def source(client: FormClient, slug: str) -> str:
    return client.get(f"/pages/{slug}/source?raw=1").text


@pytest.fixture
def story(inside: Inside) -> str:
    slug = inside(page, "Story", "One.\n\nSame.")
    inside(save, slug, title="Tale", body="Two.\n\nSame.", comment="Better", by=Role.REVIEWER)
    inside(save, slug, body="Two.\n\nSame.\n\nMore.", minor=True)
    return str(slug)


def test_history_has_two_columns_to_choose_from_and_tells_authors_and_sizes(client: FormClient, story: str) -> None:
    tree = html.fromstring(client.get(f"/pages/{story}/history").text)
    rows = tree.xpath("//form[contains(@class, 'history')]//tbody/tr")
    assert [row.xpath("string(.//input[@name='a']/@value)") for row in rows] == ["3", "2", "1"]
    assert [row.xpath("string(td[3])").strip() for row in rows] == ["Editor", "Reviewer", "Editor"]
    assert "Better" in rows[1].text_content()
    assert not tree.xpath("//a[text()='undo']")


def test_a_long_history_is_read_page_by_page(client: FormClient, inside: Inside) -> None:
    inside(page, "Story", "0")

    def many() -> None:
        for number in range(1, 60):
            save("story", body=str(number))

    inside(many)
    first = client.get("/pages/story/history").text
    second = client.get("/pages/story/history?before=11").text
    assert 'href="/pages/story/history?before=11"' in first
    assert "/revisions/60" in first
    assert '/revisions/10"' in second
    assert '/revisions/11"' not in second
    assert 'rel="next"' not in second


def test_any_two_revisions_are_compared_line_by_line_and_word_by_word(client: FormClient, story: str) -> None:
    shown = html.fromstring(client.get(f"/pages/{story}/diff/1..3").text)
    assert [node.text_content() for node in shown.xpath("//table[contains(@class, 'diff')]//del")] == ["[deleted: One]"]
    inserted = [node.text_content() for node in shown.xpath("//table[contains(@class, 'diff')]//ins")]
    assert "[inserted: Two]" in inserted
    facts = shown.xpath("//table[caption='Changed facts']")[0].text_content()
    assert "Story" in facts
    assert "Tale" in facts


def test_a_comparison_is_read_without_markdown_too(client: FormClient, story: str) -> None:
    shown = client.get(f"/pages/{story}/diff/1..3?view=read").text
    assert "rendered-diff" in shown
    assert "<del" in shown
    assert "inserted: " in shown


def test_choosing_revisions_leads_to_their_comparison_in_order(client: FormClient, story: str) -> None:
    assert client.get(f"/pages/{story}/compare?a=3&b=1").location == f"/pages/{story}/diff/1..3"
    assert client.get(f"/pages/{story}/compare?a=x").location == f"/pages/{story}/history"


def test_an_old_revision_is_restored(editor: FormClient, story: str) -> None:
    assert editor.submit(f"/pages/{story}/revert/1").status_code == 303
    assert source(editor, story) == "One.\n\nSame.\n"
    assert "Restored revision 1" in editor.get(f"/pages/{story}/history").text


def test_one_change_is_taken_back(editor: FormClient, story: str) -> None:
    assert editor.submit(f"/pages/{story}/undo/2").status_code == 303
    assert source(editor, story) == "One.\n\nSame.\n\nMore.\n"


def test_restoring_what_stands_there_says_so(editor: FormClient, story: str) -> None:
    editor.submit(f"/pages/{story}/revert/3")
    assert "nothing was saved" in editor.get(f"/pages/{story}").text


def test_a_page_is_renamed_and_its_old_address_leads_to_the_new_one(
    editor: FormClient, client: FormClient, story: str
) -> None:
    answer = editor.submit(f"/pages/{story}/rename", slug="A better name", comment="Clearer")
    assert answer.location == "/pages/a-better-name"
    moved = client.get(f"/pages/{story}")
    assert (moved.status_code, moved.location) == (301, "/pages/a-better-name")
    assert "Clearer" in client.get("/pages/a-better-name/history").text


def test_an_address_that_is_taken_is_refused_at_its_field(editor: FormClient, story: str, inside: Inside) -> None:
    inside(page, "Other")
    answer = editor.submit(f"/pages/{story}/rename", slug="other")
    assert answer.status_code == 422
    assert 'id="slug-error"' in answer.text


def test_a_page_is_archived_and_restored(editor: FormClient, client: FormClient, story: str) -> None:
    assert editor.submit(f"/pages/{story}/archive", comment="Outdated").status_code == 303
    assert client.get(f"/pages/{story}").status_code == 404
    shown = editor.get(f"/pages/{story}")
    assert "This page is archived" in shown.text
    assert editor.submit(f"/pages/{story}", to=f"/pages/{story}/restore").status_code == 303
    assert client.get(f"/pages/{story}").status_code == 200


def test_a_reviewer_publishes_the_revision_they_saw(reviewer: FormClient, client: FormClient, inside: Inside) -> None:
    slug = inside(published_with_draft, "Lamp posts", "zirconium")
    shown = reviewer.get(f"/pages/{slug}").text
    assert "Publish revision 2" in shown
    inside(save, slug, body="Newer than what was seen.")
    token = reviewer.token(f"/pages/{slug}")
    assert reviewer.post(f"/pages/{slug}/publish", data={"csrf_token": token, "number": "2"}).status_code == 303
    assert "Lamp posts with zirconium." in client.get(f"/pages/{slug}").text


def test_an_editor_is_offered_no_button_that_is_not_theirs(editor: FormClient, inside: Inside) -> None:
    slug = inside(practice, "Advice", published=False)
    shown = editor.get(f"/pages/{slug}").text
    assert "Nothing of this page is public yet." in shown
    assert "Publish revision" not in shown


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_who_only_reads_is_offered_nothing_to_press(
    reader: Callable[[Role | None], FormClient], story: str, role: Role | None
) -> None:
    tree = html.fromstring(reader(role).get(f"/pages/{story}").text)
    offered = {re.sub(r"\?.*", "", str(link)) for link in tree.xpath("//main//a/@href | //main//form/@action")}
    assert not {f"/pages/{story}/{action}" for action in ("edit", "rename", "archive", "kind", "publish")} & offered


def test_the_kind_of_a_page_is_changed(editor: FormClient, client: FormClient, story: str) -> None:
    assert editor.submit(f"/pages/{story}/kind", kind="news").status_code == 303
    assert "Tale" in client.get("/news").text
    assert editor.submit(f"/pages/{story}/kind", kind="practice").status_code == 403
    assert editor.submit(f"/pages/{story}/kind", kind="nonsense").status_code == 422


def test_the_source_of_any_revision_can_be_read_as_it_was_written(client: FormClient, story: str) -> None:
    answer = client.get(f"/pages/{story}/source?raw=1&revision=1")
    assert (answer.mimetype, answer.text) == ("text/markdown", "One.\n\nSame.\n")
