"""Filling in facts with script: rows come, go and move in place, by mouse and keyboard, and a draft keeps them."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import practice
from wiki.accounts.types import Role

Inside = Callable[..., Any]
ADDRESS = "/pages/lamp-posts/facts/actors"
FACTS = {
    "actors": [
        {"organisation": "City", "type": "municipality", "role": "owner"},
        {"organisation": "Utility", "type": "utility", "role": "operator"},
    ]
}


@pytest.fixture
def context(new_context: Callable[..., BrowserContext], inside: Inside) -> BrowserContext:
    inside(practice, "Lamp posts", facts=FACTS)
    return new_context(Role.EDITOR)


def organisations(page: Page) -> list[str]:
    return list(
        page.eval_on_selector_all(
            "[data-row]:not([hidden]) input[name$='.organisation']", "all => all.map(i => i.value)"
        )
    )


def test_rows_are_arranged_by_keyboard_and_saved(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(ADDRESS)
    page.get_by_role("button", name="Move row 2 up").focus()
    page.keyboard.press("Enter")
    assert organisations(page) == ["Utility", "City"]
    # The row is at the top now: the focus is on the button that still works.
    expect(page.locator("[data-row]").first.locator("[value^='down:']")).to_be_focused()
    page.get_by_role("button", name="Add a row").press("Enter")
    expect(page.locator("[name='actors.2.organisation']")).to_be_focused()
    page.keyboard.type("Tenants")
    page.select_option("[name='actors.2.type']", "citizens")
    page.select_option("[name='actors.2.role']", "user")
    page.get_by_role("button", name="Remove row 2").click()
    assert organisations(page) == ["Utility", "Tenants"]
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_url("**/facts")
    page.goto(ADDRESS)
    assert organisations(page) == ["Utility", "Tenants"]


def test_labels_of_a_new_row_belong_to_its_own_fields(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(ADDRESS)
    page.get_by_role("button", name="Add a row").click()
    page.get_by_label("Organisation").nth(2).fill("Bank")
    assert organisations(page) == ["City", "Utility", "Bank"]
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_a_draft_with_more_rows_comes_back_whole(context: BrowserContext) -> None:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(ADDRESS)
    page.get_by_role("button", name="Add a row").click()
    page.fill("[name='actors.2.organisation']", "Bank")
    deadline = time.monotonic() + 5
    while not page.evaluate("JSON.stringify(localStorage).includes('Bank')") and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    page.close()
    again = context.new_page()
    again.goto(ADDRESS)
    again.click("[data-draft-restore]")
    assert organisations(again) == ["City", "Utility", "Bank"]
