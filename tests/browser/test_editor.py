"""In the editor no keystroke is lost: not by a closed tab, an expired login, nor a conflict. Keys and preview work."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import page as make_page
from tests.factories import save
from wiki.accounts.types import Role

NewContext = Callable[..., BrowserContext]
Inside = Callable[..., Any]
BODY = "textarea[name=body]"
NOTICE = "[data-draft-notice]"


@pytest.fixture
def context(new_context: NewContext, inside: Inside) -> BrowserContext:
    inside(make_page, "Story", "One.\n\n## Part\n\nTwo.\n")
    return new_context(Role.EDITOR)


def typed(page: Page, text: str) -> None:
    page.fill(BODY, text)
    # The draft is written after half a second without a key.
    deadline = time.monotonic() + 5
    while not drafts(page) and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert drafts(page)


def drafts(page: Page) -> list[str]:
    return list(page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"))


@pytest.mark.parametrize("address", ["/pages/story/edit", "/pages/story/edit?section=1", "/new"])
def test_a_draft_is_offered_after_the_tab_was_closed(context: BrowserContext, address: str) -> None:
    first = context.new_page()
    first.goto(address)
    assert not first.is_visible(NOTICE)
    typed(first, "Written for an hour.")
    first.close()
    second = context.new_page()
    second.goto(address)
    expect(second.locator(NOTICE)).to_be_visible()
    second.click("[data-draft-restore]")
    expect(second.locator(BODY)).to_have_value("Written for an hour.")


def test_a_draft_is_offered_after_the_login_expired_and_saved_after_signing_in(context: BrowserContext) -> None:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/pages/story/edit")
    typed(page, "Written for an hour.")
    context.clear_cookies()
    page.click("button[value=save]:visible:not([aria-hidden])")
    expect(page.locator(BODY)).to_have_value("Written for an hour.")
    page.goto("/login?next=/pages/story/edit")
    page.fill("input[name=email]", "editor@example.org")
    page.fill("input[name=password]", "four words are enough")
    page.click("form.form button[type=submit]")
    expect(page.locator(NOTICE)).to_be_visible()
    page.click("[data-draft-restore]")
    page.click("button[value=save]:visible:not([aria-hidden])")
    expect(page.locator("main")).to_contain_text("Written for an hour.")


@pytest.mark.parametrize("address", ["/pages/story/edit", "/pages/story/edit?section=1", "/new"])
def test_a_draft_is_forgotten_after_a_save(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    if address == "/new":
        page.fill("input[name=title]", "Tale")
    typed(page, "## Part\n\nWritten for an hour.")
    page.click("button[value=save]:visible:not([aria-hidden])")
    expect(page.locator(".prose")).to_contain_text("Written for an hour.")
    assert drafts(page) == []
    page.goto(address)
    assert not page.is_visible(NOTICE)


def test_a_draft_that_is_not_wanted_is_discarded(context: BrowserContext) -> None:
    first = context.new_page()
    first.goto("/pages/story/edit")
    typed(first, "Nonsense.")
    first.close()
    second = context.new_page()
    second.goto("/pages/story/edit")
    second.click("[data-draft-discard]")
    assert drafts(second) == []
    expect(second.locator(BODY)).to_have_value("One.\n\n## Part\n\nTwo.\n")


def test_a_draft_on_an_older_revision_is_offered_and_merged(context: BrowserContext, inside: Inside) -> None:
    first = context.new_page()
    first.goto("/pages/story/edit")
    typed(first, "One, mine.\n\n## Part\n\nTwo.\n")
    first.close()
    inside(save, "story", body="One.\n\n## Part\n\nTwo, theirs.\n")
    second = context.new_page()
    second.goto("/pages/story/edit")
    second.click("[data-draft-restore]")
    second.click("button[value=save]:visible:not([aria-hidden])")
    expect(second.locator(".prose")).to_contain_text("One, mine.")
    expect(second.locator(".prose")).to_contain_text("Two, theirs.")


def test_after_a_conflict_the_draft_stands_on_the_new_base(context: BrowserContext, inside: Inside) -> None:
    page = context.new_page()
    page.goto("/pages/story/edit")
    typed(page, "Mine.")
    inside(save, "story", body="Theirs.")
    page.click("button[value=save]:visible:not([aria-hidden])")
    expect(page.locator("h1")).to_have_text("Somebody else changed this page too")
    assert [key.rpartition("@")[2] for key in drafts(page)] == ["2"]
    page.click("button[value=save]:visible:not([aria-hidden])")
    expect(page.locator(".prose")).to_contain_text("Mine.")
    assert drafts(page) == []


def test_the_preview_shows_the_text_beside_the_editor_and_asks_no_new_page(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/pages/story/edit")
    page.fill(BODY, "**Bold** and [[Nowhere]].")
    page.click("button[value=preview]")
    expect(page.locator("#preview strong")).to_have_text("Bold")
    assert page.url.endswith("/pages/story/edit")
    expect(page.locator(BODY)).to_have_value("**Bold** and [[Nowhere]].")


def test_the_preview_after_the_login_expired_gives_the_text_back(context: BrowserContext) -> None:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/pages/story/edit")
    page.fill(BODY, "Written for an hour.")
    context.clear_cookies()
    page.click("button[value=preview]")
    expect(page.locator("[data-error-summary]")).to_be_visible()
    expect(page.locator(BODY)).to_have_value("Written for an hour.")


def test_leaving_a_text_that_is_not_saved_asks_first(context: BrowserContext) -> None:
    page = context.new_page()
    asked: list[str] = []

    def accept(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    page.goto("/pages/story/edit")
    page.locator(BODY).press_sequentially("x")
    page.click(".wordmark")
    page.wait_for_url("**/")
    assert asked == ["beforeunload"]


def test_the_toolbar_writes_markdown(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/pages/story/edit")
    page.fill(BODY, "bold")
    page.locator(BODY).select_text()
    page.click("md-bold")
    expect(page.locator(BODY)).to_have_value("**bold**")


@pytest.mark.parametrize("keys", ["Control+s", "Control+Enter"])
def test_control_s_and_control_enter_save(context: BrowserContext, keys: str) -> None:
    page = context.new_page()
    page.goto("/pages/story/edit")
    page.fill(BODY, "Saved by key.")
    page.locator(BODY).press(keys)
    expect(page.locator(".prose")).to_contain_text("Saved by key.")


def test_single_keys_lead_to_search_editor_history_and_new_page(context: BrowserContext) -> None:
    page = context.new_page()
    for key, target in (("e", "**/pages/story/edit"), ("h", "**/pages/story/history"), ("n", "**/new")):
        page.goto("/pages/story")
        page.keyboard.press(key)
        page.wait_for_url(target)
    page.goto("/pages/story")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "site-search"
    page.keyboard.type("eh/n?")
    assert page.input_value("#site-search") == "eh/n?"
    assert page.url.endswith("/pages/story")


def test_the_list_of_keys_opens_and_single_keys_can_be_switched_off(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/pages/story")
    page.keyboard.press("?")
    expect(page.locator("#keyboard-help")).to_be_visible()
    page.uncheck("[data-single-keys]")
    page.keyboard.press("Escape")
    expect(page.locator("#keyboard-help")).not_to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "site-search"
    assert page.url.endswith("/pages/story")


def test_the_chosen_appearance_is_kept(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/pages/story")
    page.check("[data-theme-switch] input[value=dark]")
    page.goto("/recent")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_history_offers_only_pairs_that_make_sense(context: BrowserContext, inside: Inside) -> None:
    for number in range(3):
        inside(save, "story", body=str(number))
    page = context.new_page()
    page.goto("/pages/story/history")
    page.check("input[name=a][value='1']")
    page.check("input[name=b][value='2']")
    expect(page.locator("td:has(input[name=a][value='3'])")).to_have_class("pick unpickable")
    page.click("form.history button")
    page.wait_for_url("**/diff/1..2")


@pytest.mark.parametrize("address", ["/pages/story/edit", "/pages/story/edit?section=1"])
def test_enter_in_the_summary_of_a_change_saves(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    page.fill(BODY, "Three.")
    page.fill("[name=comment]", "A third part")
    page.press("[name=comment]", "Enter")
    expect(page.locator("main")).to_contain_text("Three.")
    assert page.url.split("#")[0].endswith("/pages/story")
