"""A success in Vienna recreated in Sofia, and measured: the whole way a replication goes, in the browser."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pressing import press
from tests.conftest import services_of
from tests.factories import actor, practice, save
from tests.integration.reviewing import disseminated, member
from tests.unit.practices.facts import FACTS, SUMMARY
from wiki import jobs
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.facts import read_facts, rows_of
from wiki.fit.queries import profile_of
from wiki.fit.service import save_profile
from wiki.fit.types import Told
from wiki.taxonomy.queries import load_taxonomy

Inside = Callable[..., Any]
NewContext = Callable[..., BrowserContext]
SLUG, TITLE = "hauffgasse-37-47", "Hauffgasse 37-47"
NEEDS = [
    {"attribute": "population", "operator": "at_least", "value": "100000", "weight": "core", "reason": "Shared costs"},
    {"attribute": "municipal_utility", "operator": "exists", "weight": "important", "reason": "It runs the heat"},
    {"attribute": "funding", "operator": "exists", "value": "A subsidy", "weight": "core", "reason": "Rents stay low"},
]
PROFILE = {"population": 1_300_000, "municipal_utility": False}
TOLD = read_facts({**FACTS, "conditions": NEEDS}).facts
NEW_STEPS = {"Hear the tenants": "Hear the tenants twice", "Tender": "Tender by open competition"}
REASON = "The owners' assembly refused the loan."
MONTHS = "\n".join(f"2025-{month:02d}\t{20 + month % 4}" for month in range(1, 13))


@pytest.fixture
def vienna(inside: Inside) -> None:
    """Vienna's practice has its first edition; Sofia has told how large it is and that it has no utility of its own."""

    def fill() -> None:
        tags = {"themes": ("refurbishment",), "cities": ("vienna",)}
        practice(TITLE, "Words.", slug=SLUG, published=False, summary=SUMMARY, facts=TOLD, **tags)
        disseminated(member(leads=("refurbishment",)), slug=SLUG)
        before = profile_of(load_taxonomy().city_by_slug["sofia"]).updated_at
        told = {key: Told(value=value, source="Statistics") for key, value in PROFILE.items()}
        with transaction():
            save_profile(actor(Role.REVIEWER), "sofia", told, base=before)

    inside(fill)


def ask_what_fits(sofia: Page) -> None:
    """See which practices fit the city, why, and what is missing."""
    sofia.goto("/cities/sofia")
    sofia.get_by_role("link", name="Practices that fit").or_(
        sofia.get_by_role("link", name="Which practices fit?")
    ).first.click()
    sofia.get_by_role("link", name=TITLE).click()
    expect(sofia.locator("[aria-labelledby=fit-met]")).to_contain_text("1,300,000 inhabitants")
    expect(sofia.locator("[aria-labelledby=fit-gaps]")).to_contain_text("utility")
    expect(sofia.locator("[aria-labelledby=fit-unknown]")).to_contain_text("A subsidy")


def take_up(page: Page, *, shared: bool = True) -> str:
    """Start a replication from the practice's page and return its address."""
    page.goto(f"/pages/{SLUG}")
    press(page, "Replicate this in my city")
    page.get_by_label("Insulation").check()
    page.get_by_label("Share it").set_checked(shared)
    press(page, "Start it")
    expect(page.get_by_text("Your city takes it up.")).to_be_visible()
    return page.url


def move(page: Page, address: str, stage: str, *, evidence: str = "", note: str = "") -> None:
    page.goto(address)
    page.get_by_label("Where it goes").select_option(stage)
    page.get_by_label("What shows it").fill(evidence)
    page.get_by_label("Note, or the reason").fill(note)
    press(page, "Record the move")
    expect(page.get_by_text("The move is recorded.")).to_be_visible()


def find_a_mentor(page: Page, address: str) -> None:
    """See who could help and why, and name the mentor that was found."""
    page.goto(address)
    page.get_by_role("link", name="Who could help").click()
    expect(page.locator("main")).to_contain_text("It has worked on the same practice")
    page.goto(address)
    press(page, "Name a mentor")
    page.get_by_label("What it was about").fill("From the first survey to the vote")
    page.get_by_label("First day").fill("2024-03-01")
    page.get_by_label("Host city").select_option("vienna")
    page.get_by_label("Mentor", exact=True).fill("Maria of the housing office")
    press(page, "Save")
    page.goto(address)
    expect(page.locator("[aria-labelledby=exchanges]")).to_contain_text("Vienna, Maria of the housing office")


def plan(page: Page, address: str, judge: Page) -> None:
    """Compose a plan from the edition, make it the city's own, and have it judged by another city."""
    page.goto(address)
    press(page, "Make a plan")
    press(page, "Compose a first plan")
    page.get_by_label("When it begins").fill("2024-05-01")
    press(page, "Compose the plan")
    expect(page.locator("main")).to_contain_text("Hear the tenants")
    page.goto(f"{address}/plan/edit/aims")
    page.locator("form.facts-form textarea").first.fill("A tenth of all panel blocks by 2030.")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("main")).to_contain_text("A tenth of all panel blocks by 2030.")
    press(page, "Submit for review")
    judge.goto(f"{address}/plan")
    press(judge, "Agree to this revision")
    expect(judge.locator("main")).to_contain_text("Agreed")


def take_over_two_of_three(page: Page, address: str) -> None:
    """Decide on each field that the practice's next edition changed."""
    page.goto(address)
    press(page, "Decide what you take over")
    fields = page.locator("main fieldset")
    expect(fields).to_have_count(3)
    for step in NEW_STEPS.values():
        fields.filter(has_text=step).get_by_role("checkbox").check()
    fields.filter(has_text="2019").get_by_role("textbox").fill("We count in today's prices.")
    press(page, "Decide, and go on with edition 2")
    page.goto(f"{address}/plan")
    for told in (*NEW_STEPS.values(), "We count in today's prices."):
        expect(page.locator("main")).to_contain_text(told)
    page.goto(address)
    expect(page.get_by_role("link", name="Edition 2", exact=True)).to_be_visible()


def answer_conditions(page: Page, address: str) -> None:
    page.goto(f"{address}/fit")
    press(page, "Answer the conditions")
    page.locator("[name='2.score']").select_option("2")
    page.locator("[name='1.mitigation']").fill("The district heating company runs it.")
    press(page, "Save")
    expect(page.locator("[aria-labelledby=fit-met]")).to_contain_text("A subsidy")


def paste_a_year(page: Page, address: str) -> None:
    """Enter twelve months of measurements by pasting a table, after looking at how each row is read."""
    page.goto(address)
    press(page, "Paste a table, or send a CSV or XLSX file")
    for name, value in (("indicator", "specific_heat"), ("kind", "measured"), ("method", "metered"), ("grade", "b")):
        page.locator(f"[name={name}]").select_option(value)
    page.locator("[name=unit]").fill("kWh/m²")
    page.locator("[name=source]").fill("Heat meters")
    page.locator("[name=table]").fill(MONTHS)
    press(page, "Look at the rows")
    expect(page.locator("table tbody tr")).to_have_count(12)
    press(page, "Save 12 values")
    expect(page.get_by_role("row").filter(has_text="Heat meters")).to_have_count(12)


@pytest.fixture
def write_edition_2(inside: Inside) -> Callable[[], None]:
    """Let Vienna change three fields of its practice, and disseminate it anew."""

    def write() -> None:
        steps = [row | {"step": NEW_STEPS.get(str(row["step"]), row["step"])} for row in rows_of(TOLD, "steps")]
        save(SLUG, facts=read_facts({**TOLD, "steps": steps, "price_year": 2019}).facts)
        disseminated(member(leads=("refurbishment",)), slug=SLUG, number=2)

    return lambda: inside(write)


@pytest.fixture
def index(app: Flask, whoosh: object, inside: Inside) -> Callable[[], Any]:
    """Do what the background does after a save."""
    return lambda: inside(jobs.drain, services_of(app).search)


def test_a_success_in_vienna_is_recreated_in_sofia_and_measured(
    vienna: None,
    index: Callable[[], Any],
    write_edition_2: Callable[[], None],
    sign_in: Callable[..., Page],
    new_context: NewContext,
) -> None:
    sofia = sign_in(Role.EDITOR, "Sonya", city="sofia")
    venice = sign_in(Role.EDITOR, "Vito", city="venice")
    judge = sign_in(Role.REVIEWER, "Rosa", city="munich")
    visitor = new_context().new_page()
    ask_what_fits(sofia)
    address = take_up(sofia)
    answer_conditions(sofia, address)
    find_a_mentor(sofia, address)
    plan(sofia, address, judge)
    for stage, evidence in (("4", "The plan"), ("5", "Decision of the council"), ("6", "Works began"), ("7", "Opened")):
        move(sofia, address, stage, evidence=evidence)
    paste_a_year(sofia, address)
    move(sofia, address, "8", evidence="Twelve months of meters")
    visitor.goto(f"/pages/{SLUG}")
    expect(visitor.locator(".replications")).to_contain_text("Sofia")
    expect(visitor.locator(".replications")).to_contain_text("Specific heat demand")
    stopped = take_up(venice)
    move(venice, stopped, "stopped", note=REASON)
    index()
    visitor.goto("/search?q=owners+assembly+refused+loan")
    expect(visitor.locator("main")).to_contain_text(TITLE)
    write_edition_2()
    take_over_two_of_three(sofia, address)
