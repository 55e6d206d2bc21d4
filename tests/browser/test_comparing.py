"""Choosing practices with script: how many are chosen is told, a fifth is refused, and no choice is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.factories import practice

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def context(new_context: NewContext, inside: Callable[..., Any]) -> BrowserContext:
    def make() -> None:
        for number in range(6):
            facts = {
                "phase": "operation",
                "quantities": [{"what": "pv", "value": number, "unit": "kWp", "state": "design"}],
            }
            practice(f"Practice {number}", facts=facts, themes=("data",) if number < 5 else ("heating",))

    inside(make)
    return new_context(viewport={"width": 360, "height": 740})


def test_a_fifth_is_refused_and_the_choice_goes_along(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/practices?sort=title")
    for number in range(4):
        page.get_by_label(f"Compare Practice {number}").check()
    told = page.locator(".compare-count")
    expect(told).to_have_text("4 of at most 4 chosen")
    page.get_by_label("Compare Practice 4").click()
    expect(page.get_by_label("Compare Practice 4")).not_to_be_checked()
    expect(told).to_have_text("At most 4 practices can be compared. Take one away first.")
    page.get_by_label("Compare Practice 3").uncheck()
    page.locator(".facets summary").click()
    page.locator(".facets").get_by_role("link", name="Heating").click()
    expect(told).to_have_text("3 of at most 4 chosen")
    page.get_by_label("Compare Practice 5").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("table.compare thead th")).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.go_back()
    expect(page.get_by_label("Compare Practice 5")).to_be_checked()


def test_without_script_the_boxes_are_a_form(new_context: NewContext, context: BrowserContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/practices?sort=title")
    page.get_by_label("Compare Practice 1").check()
    page.get_by_label("Compare Practice 2").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("table.compare thead th")).to_have_count(3)


def test_the_bar_goes_along_and_covers_no_focus(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/practices?sort=title")
    page.get_by_label("Compare Practice 0").check()
    last = page.get_by_label("Compare Practice 5")
    last.focus()
    expect(page.locator(".compare-count")).to_be_in_viewport()
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate("""() => {
            const bar = document.querySelector(".compare-bar").getBoundingClientRect();
            const focused = document.activeElement;
            if (focused.closest(".compare-bar")) return false;
            const place = focused.getBoundingClientRect();
            return place.bottom > bar.top && place.top < bar.bottom;
        }""")
        assert not covered


def test_the_choice_goes_along_with_another_order_and_to_an_earlier_day(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/practices?sort=title")
    page.get_by_label("Compare Practice 1").check()
    page.locator(".orders").get_by_role("link", name="Newest").click()
    expect(page.get_by_label("Compare Practice 1")).to_be_checked()
    page.get_by_label("Compare Practice 2").check()
    page.locator(".as-of summary").click()
    page.get_by_label("Day").fill("2019-03-01")
    page.locator(".as-of button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2019")
    page.get_by_role("link", name="Show the practices of today").click()
    expect(page.locator(".compare-count")).to_have_text("2 of at most 4 chosen")


def test_an_address_with_five_says_at_once_that_one_is_too_many(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/practices?sort=title&" + "&".join(f"with=practice-{number}" for number in range(5)))
    told = page.locator(".compare-count")
    expect(told).to_have_text("At most 4 practices can be compared. Take one away first.")
    page.get_by_label("Compare Practice 4").uncheck()
    expect(told).to_have_text("4 of at most 4 chosen")
