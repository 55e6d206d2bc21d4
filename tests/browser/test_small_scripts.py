"""Script makes pages better: times are the reader's own, one box chooses all, a token is copied."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.factories import page as make_page
from wiki.accounts.types import Role

NewContext = Callable[..., BrowserContext]
Inside = Callable[..., Any]


def test_times_are_those_of_the_readers_clock_and_days_stay(new_context: NewContext, inside: Inside) -> None:
    inside(make_page, "Story", "One.")
    shown = {}
    for zone in ("Asia/Tokyo", "America/Lima"):
        page = new_context(timezone_id=zone, locale="en-GB").new_page()
        page.goto("/pages/story")
        time = page.locator(".byline time")
        expect(time).not_to_contain_text("UTC")
        expect(time).to_have_attribute("title", re.compile("UTC$"))
        shown[zone] = time.inner_text()
        assert time.get_attribute("datetime")
        assert ":" not in page.locator(".facts time").inner_text()
    assert len(set(shown.values())) == len(shown)


@pytest.mark.usefixtures("filled")
def test_one_box_chooses_all_guessed_tags(new_context: NewContext) -> None:
    page = new_context(Role.EDITOR).new_page()
    page.goto("/imports/tags")
    boxes = page.locator("tbody input[type=checkbox]")
    page.get_by_label("Choose all").check()
    assert all(box.is_checked() for box in boxes.all())
    boxes.first.uncheck()
    expect(page.get_by_label("Choose all")).not_to_be_checked()


def test_a_new_token_is_copied_with_one_click(new_context: NewContext) -> None:
    context = new_context(Role.OBSERVER)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/account/tokens")
    page.get_by_label("What the token is for").fill("Monthly figures")
    page.get_by_role("button", name="Make a token").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#new-token").inner_text()
