"""axe finds nothing on any template, light or dark, wide or narrow; nothing scrolls sideways at 320 px."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.factories import save
from tests.web.addresses import SHOWN
from tests.web.filled import Filled
from wiki.accounts.types import Role

NewContext = Callable[..., BrowserContext]
UNFOLD = "for (const folded of document.querySelectorAll('main details')) folded.open = true"
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
    "replication.feed",
    "downloads.page",
    "downloads.listed",
    "downloads.theme",
    "downloads.city",
    "downloads.found",
    "files.download",
    "files.thumbnail",
    "pages.history_feed",
    "practices.comparison",
    "practices.edition_file",
    "imports.report_json",
    "search.feed",
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
    "/pages/past",
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


def every_page(
    new_context: NewContext, filled: Filled, inside: Callable[..., Any], **options: Any
) -> Iterator[tuple[str, Page]]:
    visitor = new_context(None, **options).new_page()
    for address in FOR_VISITORS:
        visitor.goto(filled.address(address))
        yield f"{address} of a visitor", visitor
    page = new_context(Role.ADMINISTRATOR, **options).new_page()
    # What is typed in an editor asks before it is left.
    page.on("dialog", lambda dialog: dialog.accept())
    for address in [*(address for name, address in SHOWN.items() if name not in NO_PAGES), *MORE]:
        page.goto(filled.address(address))
        yield address, page
    changes_shown(page, filled)
    yield "changes shown", page
    refused(page, filled)
    yield "a form refused", page
    conflict(page, filled, inside)
    yield "a conflict", page


# The other scheme has other colours, and all else alike.
_RULES: dict[str, dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}


@pytest.mark.parametrize("scheme", _RULES)
def test_axe_finds_nothing(new_context: NewContext, filled: Filled, inside: Callable[..., Any], scheme: str) -> None:
    axe = Axe()
    found: dict[str, str] = {}
    for address, page in every_page(new_context, filled, inside, color_scheme=scheme):
        page.evaluate(UNFOLD)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            results = axe.run(page, options=_RULES[scheme])
            if results.violations_count:
                found[f"{address}, {width} px"] = told(results)
    assert found == {}


def told(results: AxeResults) -> str:
    return "; ".join(
        f"{violation['id']}: {node['target']} {node['html'][:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"][:3]
    )


def test_no_page_scrolls_sideways_at_320_pixels(
    new_context: NewContext, filled: Filled, inside: Callable[..., Any]
) -> None:
    too_wide = {}
    for address, page in every_page(new_context, filled, inside, viewport={"width": 320, "height": 640}):
        page.evaluate(UNFOLD)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            too_wide[address] = width
    assert too_wide == {}


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
