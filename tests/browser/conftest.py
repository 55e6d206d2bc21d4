"""Headless Chromium on the application, which answers from a thread of this process."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.clients import PASSWORD, FormClient
from tests.factories import actor, new_person
from wiki.accounts.service import place_person
from wiki.accounts.types import Person, Role
from wiki.core.db import transaction

CHROMIUM = Path("/usr/bin/chromium")
NewContext = Callable[..., BrowserContext]
# Flask-Compress takes the text of a static file and leaves the closing of the file to Python.
UNCLOSED = "ignore:.*_io.FileIO:pytest.PytestUnraisableExceptionWarning"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"))
            item.add_marker(pytest.mark.filterwarnings(UNCLOSED))


class Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Say nothing: a failed test tells more."""


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield launched
        launched.close()


class Complaints(list[str]):
    """What the browser's console says is wrong, but for answers that are meant to be errors."""

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.append(f"{message.text} at {message.location}")


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Fails the test when the console complained: of an error in a script, or of the security policy."""
    found = Complaints()
    yield found
    assert found == []


@pytest.fixture
def new_context(
    browser: Browser, site: str, signed_in: Callable[[Role], FormClient], complaints: Complaints
) -> Iterator[NewContext]:
    """Open a browser window of its own: for a person of a role, or a visitor."""
    opened: list[BrowserContext] = []

    def make(role: Role | None = None, **options: Any) -> BrowserContext:
        context = browser.new_context(base_url=site, reduced_motion="reduce", **options)
        context.set_default_timeout(10_000)
        context.on("page", complaints.listen)
        if role:
            cookie = signed_in(role).get_cookie("session")
            assert cookie is not None
            context.add_cookies([{"name": "session", "value": cookie.value, "url": site}])
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def sign_in(new_context: NewContext, inside: Callable[..., Any]) -> Callable[..., Page]:
    """Open the browser of somebody new, who signs in through the form."""

    def make(role: Role, name: str, *, city: str = "", leads: tuple[str, ...] = ()) -> Page:
        def account() -> Person:
            made = new_person(role, name=name)
            with transaction():
                place_person(actor(Role.ADMINISTRATOR), made.id, city=city, leads=leads)
            return made

        page = new_context().new_page()
        page.goto("/login")
        page.fill("[name=email]", inside(account).email)
        page.fill("[name=password]", PASSWORD)
        page.locator("main form button[type=submit], main form button").first.click()
        page.wait_for_url(lambda address: "login" not in address)
        return page

    return make
