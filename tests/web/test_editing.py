"""The way of an edit: form, preview, changes, save, conflict. Whatever goes wrong, the text comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient, client_of, form_values
from tests.factories import actor, archive, page, person, practice, rename, save
from wiki.accounts import service as accounts
from wiki.accounts.types import Role
from wiki.core.db import transaction

Inside = Callable[..., Any]
SECTIONS = "Intro.\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n"


def textarea(text: str) -> str:
    return str(html.fromstring(text).xpath("string(//textarea[@name='body'])")).lstrip("\n")


def source(client: FormClient, slug: str) -> str:
    return client.get(f"/pages/{slug}/source?raw=1").text


def test_a_new_page_is_made_and_shown(editor: FormClient, client: FormClient) -> None:
    answer = editor.submit(
        "/new", title="Heat pumps", body="Warm.", kind="news", themes=["heating"], cities=["vienna"], action="save"
    )
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/pages/heat-pumps")
    shown = client.get("/pages/heat-pumps").text
    assert "Warm." in shown
    assert "/themes/heating" in shown
    assert "/cities/vienna" in shown


def test_a_red_link_leads_to_a_form_that_knows_the_title(editor: FormClient, inside: Inside) -> None:
    inside(page, "Linker", "[[Heat pumps]]")
    answer = editor.get("/pages/heat-pumps")
    assert answer.status_code == 404
    assert 'href="/new?slug=heat-pumps"' in answer.text
    assert 'value="Heat pumps"' in editor.get("/new?slug=heat-pumps").text


def test_an_edit_is_saved_with_its_comment(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    answer = editor.submit("/pages/story/edit", body="Two.", comment="Better", minor="y", action="save")
    assert answer.status_code == 303
    assert source(editor, "story") == "Two.\n"
    history = editor.get("/pages/story/history").text
    assert "Better" in history
    assert "minor edit" in history


def test_saving_nothing_says_so(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    editor.submit("/pages/story/edit", action="save")
    assert "Nothing was changed" in editor.get("/pages/story").text


def test_a_preview_saves_nothing_and_gives_the_text_back(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    answer = editor.submit("/pages/story/edit", body="**Two** [[Nowhere]].", action="preview")
    assert answer.status_code == 200
    assert "<strong>Two</strong>" in answer.text
    assert textarea(answer.text) == "**Two** [[Nowhere]]."
    assert source(editor, "story") == "One.\n"
    new = editor.submit("/new", title="X", body="**Three**", action="preview")
    assert "<strong>Three</strong>" in new.text


def test_the_preview_for_script_is_a_sanitised_fragment(editor: FormClient) -> None:
    answer = editor.push("/preview", token_from="/new", body="**Two** <script>alert(1)</script>")
    assert "<strong>Two</strong>" in answer.text
    assert "<script" not in answer.text
    assert "<html" not in answer.text


def test_show_changes_shows_them_and_saves_nothing(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    answer = editor.submit("/pages/story/edit", title="Tale", body="Two.", action="changes")
    text = html.fromstring(answer.text)
    assert "Your changes" in answer.text
    assert [node.text_content() for node in text.xpath("//del")] == ["[deleted: Story]", "[deleted: One]"]
    assert textarea(answer.text) == "Two."
    assert source(editor, "story") == "One.\n"


def test_one_section_is_edited_and_the_others_stay(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", SECTIONS)
    assert textarea(editor.get("/pages/story/edit?section=1").text).startswith("## One")
    editor.submit("/pages/story/edit?section=1", body="## One\n\nChanged.\n\n", action="save")
    assert source(editor, "story") == SECTIONS.replace("First.", "Changed.")


def test_two_sections_edited_at_once_are_merged(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", SECTIONS)
    inside(save, "story", body=SECTIONS.replace("Second.", "Theirs."), by=Role.REVIEWER)
    editor.submit("/pages/story/edit?section=1", base="1", body="## One\n\nMine.\n\n", action="save")
    assert source(editor, "story") == SECTIONS.replace("First.", "Mine.").replace("Second.", "Theirs.")


@pytest.mark.parametrize("section", ["0", "9", "-1", "x", "99999999999999999999"])
def test_a_section_that_is_none_is_not_found_or_the_whole_page(
    editor: FormClient, inside: Inside, section: str
) -> None:
    inside(page, "Story", SECTIONS)
    assert editor.get(f"/pages/story/edit?section={section}").status_code in {200, 404}


def conflict(editor: FormClient, inside: Inside) -> str:
    inside(page, "Story", "The line.", summary="Old gist.")
    inside(save, "story", body="Their line.", summary="Their gist.", by=Role.REVIEWER)
    answer = editor.submit(
        "/pages/story/edit", base="1", body="My line.", summary="My gist.", comment="Mine", action="save"
    )
    assert answer.status_code == 409
    return answer.text


def test_a_conflict_shows_base_theirs_and_mine_and_has_saved_nothing(editor: FormClient, inside: Inside) -> None:
    shown = conflict(editor, inside)
    panes = [node.text_content().strip() for node in html.fromstring(shown).xpath("//pre")]
    assert panes == ["Old gist.", "Their gist.", "My gist.", "The line.", "Their line.", "My line."]
    assert source(editor, "story") == "Their line.\n"
    assert textarea(shown) == "My line.\n"
    assert 'value="Mine"' in shown
    assert "<<<<" not in shown


def test_a_resolved_conflict_is_saved(editor: FormClient, inside: Inside) -> None:
    shown = conflict(editor, inside)
    token = html.fromstring(shown).xpath("string(//form[contains(@class, 'editor')]//input[@name='csrf_token']/@value)")
    answer = editor.post(
        "/pages/story/edit",
        data={
            "csrf_token": token,
            "base": "2",
            "title": "Story",
            "language": "en",
            "body": "Both lines.",
            "action": "save",
        },
    )
    assert answer.status_code == 303
    assert source(editor, "story") == "Both lines.\n"


def test_a_draft_on_the_new_base_takes_the_place_of_the_old_one(editor: FormClient, inside: Inside) -> None:
    form = html.fromstring(conflict(editor, inside)).xpath("//form[contains(@class, 'editor')]")[0]
    before, after = form.get("data-draft-replaces"), form.get("data-draft-key")
    assert before.endswith("#0@1")
    assert after == before.replace("@1", "@2")


def test_an_undo_that_cannot_be_done_alone_becomes_a_conflict_page(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "The line.")
    inside(save, "story", body="Second line.")
    inside(save, "story", body="Third line.")
    answer = editor.submit("/pages/story/undo/2")
    assert answer.status_code == 409
    assert "Third line." in answer.text


def test_what_is_wrong_stands_at_its_field_and_the_text_comes_back(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    answer = editor.submit("/pages/story/edit", title="", body="My words.", action="save")
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "<title>Error: " in answer.text
    assert textarea(answer.text) == "My words."
    assert html.fromstring(answer.text).xpath("//input[@name='title'][@aria-invalid='true'][@aria-describedby]")


def test_a_new_page_where_one_stands_is_a_conflict(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "Theirs.")
    answer = editor.submit("/new", title="Story", body="Mine.", kind="news", action="save")
    assert answer.status_code == 409
    assert "Theirs." in answer.text
    assert textarea(answer.text) == "Mine.\n"


ENTERED = {"title": "Story", "language": "en", "base": "1", "action": "save", "body": "What I wrote for an hour."}


@pytest.mark.parametrize("token", [None, "", "forged", "IjQi.aaaa.bbbb"])
def test_without_a_good_token_the_text_comes_back_and_nothing_is_saved(
    editor: FormClient, inside: Inside, token: str | None
) -> None:
    inside(page, "Story", "One.")
    fields = ENTERED | ({"csrf_token": token} if token is not None else {})
    for address in ("/pages/story/edit", "/new"):
        answer = editor.post(address, data=fields | ({"title": "Other"} if address == "/new" else {}))
        assert answer.status_code == 403
        assert textarea(answer.text).strip() == "What I wrote for an hour."
    assert source(editor, "story") == "One.\n"
    assert editor.get("/pages/other").status_code == 404


def test_other_forms_without_a_good_token_are_refused(administrator: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    for address in (
        "/pages/story/archive",
        "/pages/story/rename",
        "/people",
        "/themes/new",
        "/files",
        "/logout",
        "/language",
    ):
        assert administrator.post(address, data={"slug": "elsewhere"}).status_code == 400, address
    assert administrator.get("/pages/story").status_code == 200
    assert administrator.get("/account").status_code == 200


@pytest.mark.parametrize("published", [True, False])
def test_after_the_login_expired_the_text_of_any_page_comes_back(
    editor: FormClient, inside: Inside, published: bool
) -> None:
    slug = inside(practice, "Advice", "One.", published=published)
    if published:
        inside(save, slug, body="A draft nobody may see.")
    base = "2" if published else "1"
    visitor = client_of(editor.application)
    answer = visitor.post("/pages/advice/edit", data=ENTERED | {"base": base, "title": "Advice"})
    assert answer.status_code == 403
    assert textarea(answer.text).strip() == "What I wrote for an hour."
    assert "A draft nobody may see" not in answer.text
    assert source(editor, "advice") == ("A draft nobody may see.\n" if published else "One.\n")


def test_after_the_login_expired_a_new_page_comes_back(client: FormClient) -> None:
    answer = client.post("/new", data=ENTERED)
    assert answer.status_code == 403
    assert textarea(answer.text).strip() == "What I wrote for an hour."
    assert "signed out" in answer.text


def test_an_account_that_is_switched_off_stops_at_once_and_gets_its_text_back(
    editor: FormClient, inside: Inside
) -> None:
    inside(page, "Story", "One.")
    token = editor.token("/pages/story/edit")

    def switch_off() -> None:
        with transaction():
            accounts.set_active(actor(Role.ADMINISTRATOR), person(Role.EDITOR).id, False)

    inside(switch_off)
    answer = editor.post("/pages/story/edit", data=ENTERED | {"csrf_token": token})
    assert answer.status_code == 403
    assert textarea(answer.text).strip() == "What I wrote for an hour."
    assert editor.get("/account").status_code == 302
    assert client_of(editor.application).get("/pages/story/source?raw=1").text == "One.\n"


def test_a_page_of_100_kilobytes_is_saved_and_a_longer_one_comes_back(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    long = "Words and words.\n" * 6000
    assert editor.submit("/pages/story/edit", body=long, action="save").status_code == 303
    too_long = "x" * 1_900_000
    answer = editor.submit("/pages/story/edit", body=too_long, action="save")
    assert answer.status_code == 422
    assert textarea(answer.text) == too_long


def test_after_a_save_the_page_says_which_draft_to_forget(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    key = html.fromstring(editor.get("/pages/story/edit").text).xpath("string(//form[@data-draft-key]/@data-draft-key)")
    saved = editor.submit("/pages/story/edit", body="Two.", action="save")
    assert f'<meta name="saved-draft" content="{key}">' in editor.get(saved.location).text


def test_after_a_new_page_is_saved_its_draft_is_forgotten_too(editor: FormClient) -> None:
    key = html.fromstring(editor.get("/new").text).xpath("string(//form[@data-draft-key]/@data-draft-key)")
    saved = editor.submit("/new", title="Story", body="One.", kind="news", action="save")
    assert f'<meta name="saved-draft" content="{key}">' in editor.get(saved.location).text


def test_a_page_renamed_while_it_was_edited_gets_the_text_all_the_same(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    token = editor.token("/pages/story/edit")
    inside(rename, "story", "tale")
    answer = editor.post("/pages/story/edit", data=ENTERED | {"csrf_token": token})
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/pages/tale")
    assert source(editor, "tale") == "What I wrote for an hour.\n"


def test_a_page_archived_while_it_was_edited_gives_the_text_back(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", "One.")
    token = editor.token("/pages/story/edit")
    inside(archive, "story")
    answer = editor.post("/pages/story/edit", data=ENTERED | {"csrf_token": token})
    assert answer.status_code == 422
    assert "This page is archived" in answer.text
    assert textarea(answer.text) == "What I wrote for an hour."


def test_after_the_login_expired_a_section_comes_back(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story", SECTIONS)
    answer = client_of(editor.application).post("/pages/story/edit?section=1", data=ENTERED)
    assert answer.status_code == 403
    assert textarea(answer.text) == "What I wrote for an hour."
    assert "Second." not in answer.text


def test_a_text_handed_back_can_be_saved_after_signing_in_again(client: FormClient, inside: Inside) -> None:
    inside(practice, "Advice", "One.", published=False)
    handed_back = client.post("/pages/advice/edit", data=ENTERED | {"title": "Advice"}).text
    client.sign_in(Role.EDITOR)
    fields = form_values(handed_back) | {"csrf_token": client.token("/pages/advice/edit"), "action": "save"}
    assert client.post("/pages/advice/edit", data=fields).status_code == 303
    assert source(client, "advice") == "What I wrote for an hour.\n"
