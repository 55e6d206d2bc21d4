"""axe finds nothing on any template, light or dark, wide or narrow; nothing scrolls sideways at 320 px."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.axe import faults, width_at
from tests.factories import save
from tests.web.addresses import SHOWN
from tests.web.filled import Filled
from wiki.accounts.types import Role

NewContext = Callable[..., BrowserContext]
# So that those who share the work are done at about the same time.
PARTS = 6
# What is no page of ours: data for machines, files, and two pages that only a visitor sees.
NO_PAGES = {
    "site.robots",
    "site.sitemap",
    "site.health",
    "site.ready",
    "site.opensearch",
    "suggestions.listed",
    "suggestions.for_browsers",
    "static",
    "changes.recent_feed",
    "changes.contributions_feed",
    "demand.feed",
    "exchange.feed",
    "exchange.interest_feed",
    "exchange.table",
    "replication.feed",
    "downloads.page",
    "downloads.listed",
    "downloads.theme",
    "downloads.city",
    "downloads.found",
    "files.download",
    "fit.feed",
    "files.thumbnail",
    "meetings.feed",
    "meetings.meeting",
    "pages.history_feed",
    "practices.comparison",
    "practices.edition_file",
    "imports.report_json",
    "monitoring.table",
    "monitoring.of_replication_table",
    "monitoring.of_replication_picture",
    "monitoring.of_replication_series_table",
    "monitoring.picture",
    "monitoring.series_table",
    "monitoring.dashboard_table",
    "monitoring.comparison_picture",
    "monitoring.comparison_table",
    "monitoring.report_file",
    "challenges.table",
    "search.feed",
    "plans.plan_file",
    "plans.plan_table",
}
MORE = (
    "/pages/nobody-wrote-this",
    "/pages/{slug}/diff/1..3",
    "/pages/{slug}/diff/1..3?view=read",
    "/search?q=nothing+such",
    "/search?q=lamp&theme=data&city=lyon",
    "/wanted-practices/1",
    "/wanted-practices/2",
    "/wanted-practices?state=met",
    "/replications/2",
    "/replications/3",
    "/replications?city=lyon",
    "/replications/{followed}",
    "/replications/{followed}/plan",
    "/replications/{replication}/plan/edit/plan_costs",
    "/exchanges/2",
    "/interests/2",
    "/exchanges?city=kyiv",
    "/pages/past",
    "/pages/assembly",
    "/pages/assembly/facts/programme",
)
FOR_VISITORS = ("/", "/login", "/welcome/{token}", "/welcome/spent", "/pages/{slug}", "/practices", "/replications/1")


def conflict(page: Page, filled: Filled, inside: Callable[..., Any]) -> None:
    """Show the page of a conflict, with an error summary's neighbours and the three versions."""
    page.goto(filled.address("/pages/{slug}/edit"))
    inside(save, filled.values["slug"], title="Theirs", body="Theirs.")
    page.fill("textarea[name=body]", "Mine.")
    page.fill("input[name=title]", "Mine")
    page.click("button[value=save]:visible:not([aria-hidden])")
    page.wait_for_selector("form[data-draft-replaces]")


def refused(page: Page, filled: Filled) -> None:
    """Show a form that came back with its error."""
    page.goto(filled.address("/pages/{slug}/edit"))
    page.fill("input[name=title]", "")
    page.click("button[value=save]:visible:not([aria-hidden])")
    page.wait_for_selector(".error-summary")


def changes_shown(page: Page, filled: Filled) -> None:
    page.goto(filled.address("/pages/{slug}/edit"))
    page.fill("textarea[name=body]", "Other words.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    page.click("button[value=changes]")
    page.wait_for_selector(".preview table.diff")


def pages_of(part: int, new_context: NewContext, filled: Filled) -> Iterator[tuple[str, Page]]:
    visitor = new_context().new_page()
    for address in FOR_VISITORS[part::PARTS]:
        visitor.goto(filled.address(address))
        yield f"{address} of a visitor", visitor
    page = new_context(Role.ADMINISTRATOR).new_page()
    for address in [*(address for name, address in SHOWN.items() if name not in NO_PAGES), *MORE][part::PARTS]:
        page.goto(filled.address(address))
        yield address, page


def pages_of_an_editor(
    new_context: NewContext, filled: Filled, inside: Callable[..., Any]
) -> Iterator[tuple[str, Page]]:
    page = new_context(Role.ADMINISTRATOR).new_page()
    # What is typed in an editor asks before it is left.
    page.on("dialog", lambda dialog: dialog.accept())
    changes_shown(page, filled)
    yield "changes shown", page
    refused(page, filled)
    yield "a form refused", page
    conflict(page, filled, inside)
    yield "a conflict", page


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_and_nothing_scrolls_sideways(part: int, new_context: NewContext, filled: Filled) -> None:
    judge(pages_of(part, new_context, filled))


def test_nor_where_something_was_typed(new_context: NewContext, filled: Filled, inside: Callable[..., Any]) -> None:
    judge(pages_of_an_editor(new_context, filled, inside))


def judge(pages: Iterable[tuple[str, Page]]) -> None:
    found: dict[str, dict[str, str]] = {}
    too_wide: dict[str, int] = {}
    for address, page in pages:
        if wrong := faults(page):
            found[address] = wrong
        if (width := width_at(page, 320)) > 320:
            too_wide[address] = width
    assert (found, too_wide) == ({}, {})


def test_every_page_reads_without_script(new_context: NewContext, filled: Filled) -> None:
    page = new_context(Role.EDITOR, java_script_enabled=False).new_page()
    for address in ("/", "/pages/{slug}", "/practices", "/pages/{slug}/history"):
        page.goto(filled.address(address))
        assert page.inner_text("main").strip(), address
    page.goto(filled.address("/pages/{slug}/edit"))
    page.fill("textarea[name=body]", "**Bold** without script.")
    page.click("button[value=preview]")
    assert page.inner_text(".preview strong") == "Bold"
    page.click("button[value=save]:visible:not([aria-hidden])")
    assert "Bold without script." in page.inner_text("main")


def test_the_skip_link_is_first_and_the_focus_goes_with_it(new_context: NewContext, filled: Filled) -> None:
    page = new_context().new_page()
    page.goto(filled.address("/pages/{slug}"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
