"""From a news page to an edition, by four people and a visitor: the whole way a practice goes, in the browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pressing import press
from tests.conftest import services_of
from tests.factories import imported, practice
from tests.integration.reviewing import disseminated, member, ready
from tests.unit.practices.facts import FACTS
from wiki.accounts.types import Role
from wiki.facts import TEMPLATE, Field, Kind, rows_of

Inside = Callable[..., Any]
NewContext = Callable[..., BrowserContext]
NEWS = "news/2017-04-20-hauffgasse"
SLUG = "hauffgasse-37-47"
SUMMARY = "A lived-in housing estate refurbished to a fifth of its heat demand."


@pytest.fixture
def news(app: Any, inside: Inside, tmp_path: Path) -> None:
    """A news page that was imported, and two practices: one that has an edition already, and a small one."""
    folder = tmp_path / "site" / "_news"
    folder.mkdir(parents=True)
    (folder / "2017-04-20-hauffgasse.md").write_text(
        "---\ntitle: Works begin in Vienna\n---\nThe estate is insulated.\n"
    )

    def fill() -> None:
        imported(services_of(app).files, folder.parent)
        disseminated(member(leads=("refurbishment",)), slug=ready("lory", "Lorystraße"))
        practice("Lamp posts", facts={"cost_band": "under_50k"})

    inside(fill)


def fill_in(page: Page, name: str, field: Field, value: Any) -> None:
    control = page.locator(f"[name='{name}']")
    if field.kind == Kind.CHOICES:
        for word in value:
            page.check(f"[name='{name}'][value='{word}']")
    elif field.kind in {Kind.CHOICE, Kind.YES_NO}:
        control.select_option("yes" if value is True else "no" if value is False else str(value))
    else:
        control.fill(str(value))


def fill_section(page: Page, key: str) -> None:
    """Fill in the fields of the section that is open, as far as the facts know them, and go on."""
    section = next(each for each in TEMPLATE.sections if each.key == key)
    for field in section.fields:
        if field.kind != Kind.ROWS and field.key in FACTS:
            fill_in(page, field.key, field, FACTS[field.key])
        for place, row in enumerate(rows_of(FACTS, field.key) if field.kind == Kind.ROWS else ()):
            if not page.locator(f"[name='{field.key}.{place}.id']").count():
                page.locator(f"button[value='add:{field.key}']").click()
            for column, value in row.items():
                if column != "id":
                    fill_in(page, f"{field.key}.{place}.{column}", field.column[column], value)
    with page.expect_navigation():
        press(page, "Save and go on")


def write_practice(editor: Page) -> None:
    """Begin a practice from the news page, give it its tags and its summary, and fill in every section."""
    editor.goto(f"/pages/{NEWS}")
    press(editor, "Begin a practice from this page")
    editor.fill("[name=title]", "Hauffgasse 37-47")
    press(editor, "Begin the practice")
    editor.wait_for_url(f"**/pages/{SLUG}/facts")
    editor.goto(f"/pages/{SLUG}/edit")
    editor.fill("[name=summary]", SUMMARY)
    editor.check("[name=themes][value=refurbishment]")
    editor.check("[name=cities][value=vienna]")
    editor.get_by_role("button", name="Save", exact=True).last.click()
    editor.wait_for_url(f"**/pages/{SLUG}")
    editor.goto(f"/pages/{SLUG}/facts/identity")
    while "/facts/" in editor.url:
        fill_section(editor, editor.url.rpartition("/")[2])
    expect(editor.get_by_text("The practice can be submitted for review.")).to_be_visible()


def submit(editor: Page) -> None:
    editor.goto(f"/pages/{SLUG}/review")
    press(editor, "Submit for review")
    expect(editor.get_by_text("In peer review")).to_be_visible()


def from_the_queue(page: Page) -> None:
    """Come to the practice by way of what waits for this person."""
    page.goto("/")
    page.get_by_role("link", name="Reviews").first.click()
    page.get_by_role("link", name="Hauffgasse 37-47").first.click()


def review(reviewer: Page, other: Page, editor: Page, lead: Page) -> None:
    """Return it once, mend it, approve it twice, check it and let it out."""
    from_the_queue(reviewer)
    reviewer.get_by_label("Comment").fill("Say when the works began.")
    press(reviewer, "Return with comments")
    expect(reviewer.get_by_text("Returned with comments").first).to_be_visible()
    from_the_queue(editor)
    expect(editor.get_by_text("Say when the works began.").first).to_be_visible()
    editor.goto(f"/pages/{SLUG}/facts/status")
    editor.fill("[name=started_on]", "2017-05")
    editor.get_by_role("button", name="Save", exact=True).last.click()
    expect(editor.get_by_text("Saved.")).to_be_visible()
    submit(editor)
    for page in (reviewer, other):
        from_the_queue(page)
        press(page, "Approve")
        expect(page.get_by_text("Approved.")).to_be_visible()
    from_the_queue(lead)
    press(lead, "Pass the quality check")
    press(lead, "Disseminate as an edition")
    expect(lead.get_by_text("Visitors read edition 1.")).to_be_visible()


def visit(visitor: Page) -> None:
    """Find it by its facts, read it at each depth, print it, cite it, compare it."""
    visitor.goto("/practices")
    visitor.get_by_role("link", name="over 20M €").first.click()
    visitor.get_by_role("link", name="Hauffgasse 37-47").click()
    headings = []
    for depth in ("One minute", "Decision brief", "Implementer"):
        press(visitor, depth)
        expect(visitor.locator(".depths [aria-current=page]")).to_have_text(depth)
        headings.append(visitor.locator(".fact-section").count())
    assert headings == sorted(set(headings)), headings
    assert len(visitor.pdf()) > 10_000
    press(visitor, "Compare with…")
    visitor.get_by_label("Compare: Lorystraße").or_(visitor.get_by_label("Lorystraße")).first.check()
    visitor.get_by_role("button", name="Compare").first.click()
    expect(visitor.locator("table.compare thead")).to_contain_text("Lorystraße")
    expect(visitor.locator("table.compare thead")).to_contain_text("Hauffgasse 37-47")


def test_a_news_page_becomes_an_edition_that_stays_while_the_next_is_written(
    news: None, sign_in: Callable[..., Page], new_context: NewContext
) -> None:
    editor = sign_in(Role.EDITOR, "Eva Editor", city="vienna")
    reviewer = sign_in(Role.REVIEWER, "Rosa Reviewer", city="munich")
    other = sign_in(Role.REVIEWER, "Otto Reviewer", city="vienna")
    lead = sign_in(Role.REVIEWER, "Lea Lead", city="lyon", leads=("refurbishment",))
    visitor = new_context().new_page()
    write_practice(editor)
    submit(editor)
    assert visitor.goto(f"/pages/{SLUG}").status == 404
    review(reviewer, other, editor, lead)
    visit(visitor)
    editor.goto(f"/pages/{SLUG}/edit")
    editor.fill("[name=summary]", "What the next edition will say.")
    editor.get_by_role("button", name="Save", exact=True).last.click()
    expect(editor.get_by_text("Working copy of edition 2")).to_be_visible()
    visitor.goto(f"/pages/{SLUG}")
    expect(visitor.get_by_text(SUMMARY)).to_be_visible()
    expect(visitor.get_by_text("Edition 1").first).to_be_visible()
    expect(visitor.get_by_text("What the next edition will say.")).to_have_count(0)
