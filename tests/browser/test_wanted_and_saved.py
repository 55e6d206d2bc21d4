"""Nothing is found: one asks for it, another joins. Something is found: it is saved, shared, and told of when new."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import services_of
from tests.factories import practice
from wiki import jobs
from wiki.accounts.types import Role
from wiki.core.db import db

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def publish(app: Flask, whoosh: object, inside: Callable[..., Any]) -> Callable[..., None]:
    """Publish a practice, and do what the background does after a save."""

    def make(title: str, city: str = "munich") -> None:
        inside(practice, title, themes=("data",), cities=(city,))
        with app.app_context():
            jobs.drain(services_of(app).search)
            jobs.look_for_news(services_of(app).search)
            db.session.remove()

    return make


def search(page: Page, words: str) -> None:
    page.goto("/search")
    field = page.get_by_role("combobox", name="Search")
    field.fill(words)
    field.press("Enter")


def test_what_is_not_found_is_asked_for_and_joined(new_context: NewContext, publish: Callable[..., None]) -> None:
    publish("Lamp posts")
    observer, editor = (new_context(role).new_page() for role in (Role.OBSERVER, Role.EDITOR))
    search(observer, "heat pumps in listed buildings")
    expect(observer.get_by_role("heading", name="Nothing found")).to_be_visible()
    observer.get_by_role("link", name="Ask for this practice").click()
    expect(observer.get_by_label("What should the practice be about?")).to_have_value("heat pumps in listed buildings")
    observer.get_by_label("What do you need it for?").fill("We have 300 of them.")
    observer.get_by_label("City it is for").select_option("munich")
    observer.get_by_role("button", name="Ask for it").click()
    expect(observer.get_by_role("heading", level=1)).to_have_text("heat pumps in listed buildings")

    search(editor, "heat pump for a listed building")
    editor.get_by_role("button", name="I want this too").click()
    expect(editor.locator(".facts")).to_contain_text("2")
    editor.goto("/wanted-practices")
    expect(editor.locator("main")).to_contain_text("2 people want it (Munich)")


def test_a_search_is_narrowed_saved_told_of_and_shared(new_context: NewContext, publish: Callable[..., None]) -> None:
    publish("Lamp posts")
    publish("Lamp globes", "vienna")
    observer, visitor = new_context(Role.OBSERVER).new_page(), new_context().new_page()
    search(observer, "lamp")
    observer.locator(".facets a", has_text="Munich").first.click()
    observer.get_by_text("Save this search").click()
    observer.get_by_label("Name of the search").fill("Lamps in Munich")
    observer.get_by_role("button", name="Save", exact=True).click()
    expect(observer.locator("main")).to_contain_text("Lamps in Munich")
    expect(observer.locator(".site-header")).not_to_contain_text("new for you")

    publish("Lamp masts")
    observer.goto("/themes")
    observer.get_by_role("link", name="1 thing is new for you").click()
    observer.get_by_role("button", name="Lamps in Munich").click()
    expect(observer.locator(".results")).to_contain_text("Lamp masts")
    expect(observer.locator(".site-header")).not_to_contain_text("new for you")

    visitor.goto(observer.url)
    expect(visitor.locator(".results")).to_contain_text("Lamp masts")
    expect(visitor.get_by_role("link", name="Follow this search as a feed")).to_be_visible()
