"""A practice on paper: the depth that was chosen, nothing of the screen around it, and the gist on one sheet."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import actor
from tests.web.filled import Filled
from wiki.accounts.types import Role
from wiki.cli.demo import load_demo
from wiki.cli.demo.writing import create_demo_practices
from wiki.core.clock import now
from wiki.core.db import transaction
from wiki.facts import TEMPLATE, Depth, rows_of

NewContext = Callable[..., BrowserContext]
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def sheets(page: Page) -> int:
    return len(_PAGE.findall(page.pdf(format="A4")))


def fullest() -> Sequence[str]:
    """Return the demo practices with the most figures in their gist."""
    keys = [key for key, field in TEMPLATE.fields.items() if field.holds_figures and field.depth == Depth.MINUTE]
    public = [practice for practice in load_demo(now().date()) if practice.is_public]
    public.sort(key=lambda each: -sum(len(rows_of(each.content.facts, key)) for key in keys))
    return [practice.slug for practice in public[:3]]


def test_the_gist_of_the_fullest_practice_is_one_sheet(new_context: NewContext, inside: Callable[..., Any]) -> None:
    def make() -> None:
        with transaction():
            create_demo_practices(actor(Role.ADMINISTRATOR))

    inside(make)
    page = new_context(color_scheme="dark").new_page()
    for slug in fullest():
        page.goto(f"/pages/{slug}?depth=minute")
        assert sheets(page) == 1, slug
        page.goto(f"/pages/{slug}?depth=implementer")
        assert sheets(page) > 3, slug


@pytest.mark.parametrize("depth", ["minute", "brief", "implementer"])
def test_what_is_printed_is_the_practice_and_light(new_context: NewContext, filled: Filled, depth: str) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(filled.address("/pages/{slug}") + f"?depth={depth}")
    page.emulate_media(media="print", color_scheme="dark")
    drawn = page.evaluate("(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))")
    assert drawn == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    for hidden in (".site-header", ".site-footer", ".tabs", ".depths", ".practice-actions", ".download-menu"):
        for found in page.locator(hidden).all():
            expect(found).to_be_hidden()
    expect(page.locator("#facts-scale")).to_be_visible()
    expect(page.get_by_role("heading", name="Steps to replicate")).to_have_count(int(depth == "implementer"))
    assert page.get_by_text("Detail", exact=True).last.is_visible() == (depth != "minute")
    link = page.locator("a[href='https://example.org/opening']")
    assert "https://example.org/opening" in link.evaluate("a => getComputedStyle(a, '::after').content")


def test_a_print_link_opens_the_dialogue_at_its_depth(new_context: NewContext, filled: Filled) -> None:
    context = new_context()
    context.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes' }")
    page = context.new_page()
    page.goto(filled.address("/pages/{slug}"))
    page.get_by_role("link", name="Print: One minute").click()
    page.wait_for_selector("[data-printed=yes]")
    assert "depth=minute" in page.url


def test_without_script_the_print_link_says_what_to_do(new_context: NewContext, filled: Filled) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(filled.address("/pages/{slug}"))
    page.get_by_role("link", name="Print: Implementer").click()
    expect(page.get_by_text("Ready to print")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Ready to print")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Back to reading").click()
    assert "print" not in page.url
