"""The board by mouse and by keyboard: both make the same move, and what it lacks is asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.factories import A_DAY, actor, practice
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.replication.service import start_replication
from wiki.replication.types import Details, MoveDraft, Stage

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def board(new_context: NewContext, inside: Callable[..., Any]) -> Page:
    def start() -> None:
        slug = practice("Lamp posts", cities=("munich",))
        with transaction():
            begun = MoveDraft(stage=Stage.INTEREST, happened_on=A_DAY)
            start_replication(actor(Role.REVIEWER), slug, Details(city="sofia", shared=True), begun)

    inside(start)
    page = new_context(Role.REVIEWER, viewport={"width": 1280, "height": 900}).new_page()
    page.goto("/replications/board")
    return page


def test_a_card_is_dragged_to_another_stage(board: Page) -> None:
    card = board.locator("[data-card]")
    card.drag_to(board.locator("[data-stage='2'] h2"), source_position={"x": 24, "y": 14})
    expect(board.locator("[data-stage='2'] [data-card]")).to_contain_text("Sofia")
    expect(board.get_by_text("The move is recorded.")).to_be_visible()


def test_the_keyboard_makes_the_same_move(board: Page) -> None:
    board.get_by_label("Move Sofia to").focus()
    board.keyboard.press("ArrowDown")
    board.keyboard.press("Tab")
    board.keyboard.press("Enter")
    expect(board.locator("[data-stage='3'] [data-card]")).to_contain_text("Sofia")


def test_what_a_dragged_card_lacks_is_asked_for(board: Page) -> None:
    board.locator("[data-card]").drag_to(board.locator("[data-stage='4'] h2"), source_position={"x": 24, "y": 14})
    expect(board.get_by_role("alert")).to_contain_text("From the plan on, say what shows it")
    board.get_by_label("What shows it").fill("The roadmap")
    board.get_by_role("button", name="Record the move").click()
    expect(board.locator("[aria-current='step']")).to_contain_text("Replication plan")


def test_without_script_the_board_moves_cards_too(new_context: NewContext, board: Page) -> None:
    plain = new_context(Role.REVIEWER, java_script_enabled=False).new_page()
    plain.goto("/replications/board")
    plain.get_by_label("Move Sofia to").select_option("3")
    plain.get_by_role("button", name="Move", exact=True).click()
    expect(plain.locator("[data-stage='3'] [data-card]")).to_contain_text("Sofia")


def test_a_long_lane_shows_more_in_place_and_what_it_shows_is_dragged_and_moved(
    board: Page, inside: Callable[..., Any]
) -> None:
    def more() -> None:
        begun = MoveDraft(stage=Stage.INTEREST, happened_on=A_DAY)
        for number in range(24):
            with transaction():
                details = Details(city="venice", title=f"Street {number}", shared=True)
                start_replication(actor(Role.REVIEWER), "lamp-posts", details, begun)

    inside(more)
    board.reload()
    cards = board.locator("[data-stage='1'] [data-card]")
    expect(cards).to_have_count(20)
    board.get_by_role("link", name="Show more").focus()
    board.keyboard.press("Enter")
    expect(cards).to_have_count(25)
    expect(board.get_by_role("link", name="Show more")).to_have_count(0)
    expect(cards.nth(20).get_by_role("link")).to_be_focused()
    last = cards.nth(24)
    name = last.get_by_role("link").inner_text()
    # To the lane beside it at the same height, for nothing may scroll while it is dragged.
    last.scroll_into_view_if_needed()
    beside = board.locator("[data-stage='2']")
    here, there = last.bounding_box(), beside.bounding_box()
    assert here
    assert there
    height = here["y"] - there["y"] + 14
    last.drag_to(beside, source_position={"x": 24, "y": 14}, target_position={"x": 24, "y": height})
    expect(board.locator("[data-stage='2'] [data-card]")).to_contain_text(name)
