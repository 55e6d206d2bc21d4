"""Script makes pages better: times are the reader's own, one box chooses all."""

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
