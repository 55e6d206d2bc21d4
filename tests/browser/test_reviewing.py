"""A review by keyboard: a remark on a section, a step with its comment, and the remark resolved where it is mended."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import actor, person
from tests.integration.reviewing import SLUG, ready, standing, take
from wiki.accounts.service import place_person
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.practices import service

Inside = Callable[..., Any]
NewContext = Callable[..., BrowserContext]


def submitted() -> None:
    ready(SLUG)
    with transaction():
        place_person(actor(Role.ADMINISTRATOR), person(Role.REVIEWER).id, city="munich", leads=())
    take(service.submit, actor(Role.EDITOR), 1)


@pytest.fixture(autouse=True)
def practice(inside: Inside) -> None:
    inside(submitted)


def press(page: Page, name: str) -> None:
    """Reach a link or a button by its name alone and press Enter."""
    said = re.compile(rf"^{name}\s*$")
    found = page.get_by_role("link", name=said).or_(page.get_by_role("button", name=said))
    found.first.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("script", [True, False])
def test_a_reviewer_remarks_and_returns_and_the_author_mends(
    new_context: NewContext, inside: Inside, script: bool
) -> None:
    page = new_context(Role.REVIEWER, java_script_enabled=script).new_page()
    page.goto(f"/pages/{SLUG}?depth=implementer")
    press(page, "Remark.*Status and time")
    expect(page.get_by_label("The words it speaks of")).to_have_value("Operation")
    page.get_by_label("Remark", exact=True).focus()
    page.keyboard.type("Since when?")
    press(page, "Keep the remark")
    expect(page.locator(".remark:target")).to_contain_text("Since when?")
    page.get_by_label("Comment").focus()
    page.keyboard.type("Name the day.")
    press(page, "Return with comments")
    expect(page.get_by_text("Returned. Its authors see it under Reviews.")).to_be_visible()

    author = new_context(Role.EDITOR, java_script_enabled=script).new_page()
    author.goto("/")
    expect(author.locator(".waiting-count")).to_contain_text("1")
    press(author, "Hauffgasse")
    expect(author.get_by_text("Name the day.").first).to_be_visible()
    press(author, "Mend it.*Phase")
    author.get_by_label("In operation since").fill("2018-07-06")
    author.get_by_label("Resolved with what I save").focus()
    author.keyboard.press("Space")
    author.get_by_role("button", name="Save", exact=True).last.click()
    expect(author.get_by_text("Saved.")).to_be_visible()
    press(author, "Submit for review")
    expect(author.get_by_text("1 resolved remark")).to_be_visible()
    press(author, "Submit for review")
    expect(author.get_by_text("In peer review since today")).to_be_visible()
    assert inside(standing).copy.open_remarks == 0


def test_an_error_takes_the_focus_and_keeps_the_words(new_context: NewContext) -> None:
    page = new_context(Role.REVIEWER).new_page()
    page.goto(f"/pages/{SLUG}/review")
    page.get_by_label("Comment").fill("x" * 2001)
    press(page, "Return with comments")
    expect(page.get_by_role("alert")).to_contain_text("At most 2000 characters")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Comment")).to_be_focused()
    expect(page.get_by_label("Comment")).to_have_value("x" * 2001)
