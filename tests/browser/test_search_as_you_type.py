"""Search fields suggest while somebody types: with keys, pointer and touch, and never in the way."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.factories import page as make_page
from tests.factories import practice
from wiki.search.whoosh import WhooshBackend

NewContext = Callable[..., BrowserContext]
Inside = Callable[..., Any]
SUGGESTIONS = "**/search/suggestions?*"


@pytest.fixture(autouse=True)
def pages(whoosh: WhooshBackend, inside: Inside) -> Iterator[WhooshBackend]:
    inside(practice, "Mobility hubs")
    inside(practice, "Mobile heating")
    inside(make_page, "Mobile library", "x")
    return whoosh


@pytest.fixture
def home(new_context: NewContext) -> Page:
    page = new_context().new_page()
    page.goto("/practices")
    return page


def field(page: Page) -> Locator:
    return page.locator("#site-search")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def type_slowly(page: Page, text: str) -> None:
    field(page).focus()
    page.keyboard.type(text, delay=10)


def test_options_are_walked_by_keys_and_opened_by_enter(home: Page) -> None:
    type_slowly(home, "mob")
    expect(options(home)).to_have_text(["Mobile heating", "Mobility hubs", "E-Mobility", "Mobile library"])
    expect(field(home)).to_have_attribute("aria-expanded", "true")
    expect(home.get_by_role("group").filter(has=options(home)).first).to_have_accessible_name("Practices")
    expect(home.locator(".search-form [role=status]")).to_have_text("4 suggestions")

    def active() -> str:
        option = field(home).get_attribute("aria-activedescendant")
        return home.locator(f"#{option}[aria-selected=true]").inner_text() if option else ""

    walked = []
    for key in ("ArrowDown", "ArrowDown", "End", "Home", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"):
        home.keyboard.press(key)
        walked.append(active())
    last, first = "Mobile library", "Mobile heating"
    assert walked == [first, "Mobility hubs", last, first, "", last, "", first]
    expect(field(home)).to_be_focused()
    home.keyboard.press("Enter")
    home.wait_for_url("**/pages/mobile-heating")


def test_escape_closes_and_then_clears(home: Page) -> None:
    type_slowly(home, "mob")
    expect(options(home).first).to_be_visible()
    home.keyboard.press("Escape")
    expect(options(home)).to_have_count(0)
    expect(field(home)).to_have_value("mob")
    expect(field(home)).to_have_attribute("aria-expanded", "false")
    home.keyboard.press("ArrowDown")
    expect(options(home).first).to_be_visible()
    home.keyboard.press("Escape")
    home.keyboard.press("Escape")
    expect(field(home)).to_have_value("")


def test_enter_without_a_choice_searches_and_a_click_opens(home: Page) -> None:
    type_slowly(home, "mobile")
    expect(options(home).first).to_be_visible()
    home.keyboard.press("Enter")
    home.wait_for_url("**/search?q=mobile&go=1")
    field(home).fill("mobile lib")
    options(home).get_by_text("Mobile library").click()
    home.wait_for_url("**/pages/mobile-library")


def test_leaving_the_field_closes_the_list(home: Page) -> None:
    type_slowly(home, "mob")
    expect(options(home).first).to_be_visible()
    home.keyboard.press("Tab")
    expect(options(home)).to_have_count(0)


def test_an_answer_that_comes_late_is_ignored_and_one_that_fails_shows_nothing(home: Page) -> None:
    held: list[Route] = []
    home.route(
        SUGGESTIONS, lambda route: held.append(route) if "q=m&" in f"{route.request.url}&" else route.continue_()
    )
    type_slowly(home, "m")
    home.wait_for_timeout(300)
    assert len(held) == 1
    home.keyboard.type("obility")
    expect(options(home)).to_have_text(["Mobility hubs", "E-Mobility"])
    home.route(SUGGESTIONS, lambda route: route.fulfill(status=429))
    home.keyboard.type("x")
    expect(options(home)).to_have_count(0)


def test_typing_fast_asks_once_and_the_same_again_not_at_all(home: Page) -> None:
    asked: list[str] = []
    home.on("request", lambda request: asked.append(request.url) if "/suggestions" in request.url else None)
    type_slowly(home, "mobi")
    expect(options(home).first).to_be_visible()
    home.keyboard.press("Backspace")
    expect(options(home).first).to_be_visible()
    home.wait_for_timeout(300)
    home.keyboard.type("i")
    home.wait_for_timeout(300)
    assert [url.rpartition("=")[2] for url in asked] == ["mobi", "mob"]


def test_unfinished_words_of_an_input_method_ask_nothing(home: Page) -> None:
    asked: list[str] = []
    home.on("request", lambda request: asked.append(request.url) if "/suggestions" in request.url else None)
    field(home).focus()
    client = home.context.new_cdp_session(home)
    client.send("Input.imeSetComposition", {"text": "mob", "selectionStart": 3, "selectionEnd": 3})
    home.wait_for_timeout(300)
    assert asked == []
    client.send("Input.insertText", {"text": "mob"})
    expect(options(home).first).to_be_visible()


@pytest.mark.parametrize("address", ["/", "/practices", "/search?q=x"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_covers_or_cuts_the_list(new_context: NewContext, address: str, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    page.goto(address)
    field(page).fill("mob")
    expect(options(page).last).to_be_visible()
    at_its_middle = """option => {
        const { x, y, width, height } = option.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) === option;
    }"""
    assert all(option.evaluate(at_its_middle) for option in options(page).all())
    assert options(page).first.evaluate("option => option.getBoundingClientRect().width") > 250


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_is_accessible_and_fits_a_phone(new_context: NewContext, scheme: str) -> None:
    page = new_context(viewport={"width": 360, "height": 640}, color_scheme=scheme, has_touch=True).new_page()
    page.goto("/search?q=x")
    field(page).fill("mob")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert Axe().run(page).response["violations"] == []
    options(page).filter(has_text="E-Mobility").first.tap()
    page.wait_for_url("**/themes/mobility")


def test_the_chosen_option_is_marked_in_forced_colours(new_context: NewContext) -> None:
    page = new_context(forced_colors="active").new_page()
    page.goto("/")
    field(page).fill("mob")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert options(page).first.evaluate("option => getComputedStyle(option).outlineStyle") == "solid"


def test_without_script_the_field_searches(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/practices")
    field(page).fill("mobile")
    field(page).press("Enter")
    assert "/search?q=mobile" in page.url
