"""On the page about the API a person sends requests, and sees what comes of them."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Dialog, Locator, Page, Request, expect

from tests.api.conftest import token_of
from tests.browser.axe import faults, width_at
from tests.factories import page as make_page
from wiki.accounts.types import VISITOR, Role
from wiki.pages import queries

NewContext = Callable[..., BrowserContext]
Inside = Callable[..., Any]
DOCS = "/api/v1/docs"


def opened(page: Page, name: str) -> Locator:
    """Open the form of an operation, with the keyboard alone."""
    form = page.locator(f"#{name} details.try")
    form.locator("summary").focus()
    page.keyboard.press("Enter")
    return form


def answered(form: Locator) -> Locator:
    status = form.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d{3} .*, after \d+ ms$"))
    return status


def test_a_search_is_tried_without_a_token(new_context: NewContext, inside: Inside) -> None:
    inside(make_page, "Story", "One.")
    page = new_context().new_page()
    page.goto(DOCS)
    form = opened(page, "search")
    form.get_by_label("practice").check()
    form.get_by_label("q", exact=True).fill("nothing such")
    with page.expect_request("**/api/v1/search?*") as asked:
        page.keyboard.press("Enter")
    assert asked.value.url.endswith("/search?q=nothing+such&kind=practice")
    expect(answered(form)).to_contain_text("200 OK")
    expect(form.get_by_role("region")).to_contain_text('"total": 0,\n')
    for name in ("ETag:", "X-RateLimit-Remaining:"):
        expect(form.locator("dl")).to_contain_text(name)


def test_axe_finds_nothing_when_an_answer_is_shown(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto(DOCS)
    form = opened(page, "search")
    form.get_by_role("button", name="Send").click()
    answered(form)
    # Each operation is drawn as this one; what stands before them is the page itself.
    assert faults(page, within="#search") == {}
    assert faults(page, within=".page-head") == {}
    for width in (1280, 360):
        assert width_at(page, width) == width


def test_a_page_is_made_with_a_token_when_it_is_confirmed(new_context: NewContext, inside: Inside) -> None:
    token = inside(token_of, Role.EDITOR)
    page = new_context(Role.OBSERVER).new_page()
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))  # noqa: PLW0108 - the library marks what it is given
    page.goto(DOCS)
    # Entered at one of the forms, it serves all.
    opened(page, "list_themes").get_by_label("Your token").fill(token)
    form = opened(page, "put_page")
    form.get_by_label("slug").fill("lamps/smart-ones")
    form.get_by_label("If-None-Match").fill("*")
    asked = answer_next(page, accept=False)
    form.get_by_role("button", name="Send").click()
    assert "PUT /api/v1/pages/lamps%2Fsmart-ones" in asked[0]
    assert not [request for request in sent if request.method == "PUT"]

    answer_next(page, accept=True)
    form.get_by_role("button", name="Send").click()
    expect(answered(form)).to_contain_text("201 CREATED")
    expect(form.locator("dl")).to_contain_text("Location:")
    assert inside(queries.get_page, VISITOR, "lamps/smart-ones")
    [request] = [request for request in sent if request.method == "PUT"]
    headers = request.all_headers()
    assert headers["authorization"] == f"Bearer {token}"
    assert "cookie" not in headers
    shown_to = [each.url for each in sent if token in each.url or token in str(each.all_headers())]
    assert shown_to == [request.url]


def test_a_token_is_kept_nowhere(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto(DOCS)
    opened(page, "list_themes").get_by_label("Your token").fill("rwiki_secret")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "rwiki_secret" not in kept
    page.reload()
    assert not [field for field in page.locator("[data-token]").all() if field.input_value()]


def answer_next(page: Page, *, accept: bool) -> list[str]:
    """Answer the next question; return where it will be noted."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if accept:
            dialog.accept()
        else:
            dialog.dismiss()

    page.once("dialog", answer)
    return asked


def test_without_script_a_form_that_reads_opens_the_answer(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(DOCS)
    form = opened(page, "get_theme")
    form.get_by_label("theme").fill("data")
    page.keyboard.press("Enter")
    page.wait_for_url("**/api/v1/themes/data")
    assert '"slug":"data"' in page.inner_text("body")
    page.goto(DOCS)
    assert not opened(page, "put_page").get_by_role("button").count()


def test_a_request_that_cannot_be_sent_is_told(new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(DOCS)
    form = opened(page, "list_themes")
    form.get_by_label("Your token").fill("–")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("status")).to_contain_text("could not be sent")
