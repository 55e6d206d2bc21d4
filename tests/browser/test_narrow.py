"""What a writer does not break, the page breaks: nothing is wider than a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.factories import page as make_page
from tests.factories import save

NewContext = Callable[..., BrowserContext]
Inside = Callable[..., Any]
ENDLESS = "W" * 190


@pytest.mark.parametrize("address", ["/pages/story", "/pages/story/diff/1..2", "/pages/story/diff/1..2?view=read"])
def test_an_endless_word_does_not_widen_the_page(new_context: NewContext, inside: Inside, address: str) -> None:
    inside(make_page, ENDLESS, f"# {ENDLESS}\n\n{ENDLESS * 15}", slug="story", summary=ENDLESS)
    inside(save, "story", body=f"# {ENDLESS}\n\n{ENDLESS * 16}\n\n|a|{ENDLESS}|\n|-|-|\n|b|c|")
    page = new_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
