"""Filling in the facts of a practice, without script: sections, rows, errors, conflicts. Nothing entered is lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

from lxml import html

from tests.clients import FormClient, form_values
from tests.factories import actor, archive, page, practice, rename, restore, save
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.pages import queries, service
from wiki.pages.types import PageKind

Inside = Callable[..., Any]
FACTS = {"phase": "operation", "trl": 9}


def content_of(slug: str) -> Any:
    editor = actor(Role.EDITOR)
    found = queries.get_page(editor, slug)
    return queries.get_content(editor, found, found.current_number)


def facts_of(slug: str) -> Any:
    return content_of(slug).facts


def make_article(slug: str) -> None:
    with transaction():
        service.change_kind(actor(Role.REVIEWER), slug, PageKind.ARTICLE, "")


def comes_back(answer: Any, reason: str) -> bool:
    """Tell whether what was entered is in the form again, with a word on why it was not saved."""
    assert (answer.status_code, "There is a problem" in answer.text) == (422, True)
    return [text.strip() for text in values(answer.text)["delay_reason"]] == [reason]


def pressed(client: FormClient, address: str, action: str, **entered: Any) -> Any:
    return client.submit(address, **entered, action=action)


def values(text: str) -> dict[str, list[str]]:
    return form_values(text)


def test_a_section_is_saved_and_leads_to_the_next(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", facts=FACTS)
    entered = {"spatial_scale": "district", "people_served": "1200"}
    answer = pressed(editor, "/pages/lamp-posts/facts/scale", "next", **entered)
    assert (answer.status_code, answer.location) == (303, "/pages/lamp-posts/facts/funding")
    assert inside(facts_of, "lamp-posts") == FACTS | {"spatial_scale": "district", "people_served": 1200}
    shown = editor.get("/pages/lamp-posts").text
    assert "District" in shown
    assert "1,200 people" in shown


def test_the_overview_tells_what_is_missing_and_leads_there(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", facts=FACTS)
    text = editor.get("/pages/lamp-posts/facts").text
    assert "/pages/lamp-posts/facts/funding#cost_band" in text
    assert "/pages/lamp-posts/edit#summary" in text
    assert "facts/status#phase" not in text


def test_what_cannot_be_read_comes_back_with_an_error_at_its_field(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts")
    entered = {"quantities.0.what": "dwellings", "quantities.0.value": "485 flats", "people_served": "TBD"}
    answer = pressed(editor, "/pages/lamp-posts/facts/scale", "save", **entered)
    assert answer.status_code == 422
    sent = values(answer.text)
    assert sent["quantities.0.value"] == ["485 flats"]
    assert sent["people_served"] == ["TBD"]
    tree = html.fromstring(answer.text)
    links = tree.xpath("//div[@role='alert']//a/@href")
    assert links == ["#quantities.0.value", "#people_served"]
    field = tree.get_element_by_id("quantities.0.value")
    assert field.get("aria-invalid") == "true"
    assert tree.get_element_by_id(field.get("aria-describedby").split()[-1]).text_content().strip().startswith("Error:")
    assert tree.findtext(".//title").startswith("Error: ")
    assert inside(facts_of, "lamp-posts") == {}


def test_rows_are_added_moved_and_removed_by_buttons_that_save_nothing(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts")
    address = "/pages/lamp-posts/facts/actors"
    first = pressed(editor, address, "add:actors", **{"actors.0.organisation": "City"})
    held = values(first.text)
    assert held["actors.0.organisation"] == ["City"]
    assert held["actors.1.organisation"] == [""]
    second = editor.post(address, data=held | {"actors.1.organisation": "Utility", "action": "up:actors.1"})
    held = values(second.text)
    assert [held[f"actors.{place}.organisation"] for place in (0, 1)] == [["Utility"], ["City"]]
    third = editor.post(address, data=held | {"action": "remove:actors.0"})
    assert values(third.text)["actors.0.organisation"] == ["City"]
    assert "actors.1.organisation" not in values(third.text)
    assert inside(facts_of, "lamp-posts") == {}


def test_a_row_stays_itself_when_it_is_changed_and_moved(editor: FormClient, inside: Inside) -> None:
    row = {"organisation": "City", "type": "municipality", "role": "owner"}
    inside(practice, "Lamp posts", facts={"actors": [row, row | {"organisation": "Utility"}]})
    before = {row["organisation"]: row["id"] for row in inside(facts_of, "lamp-posts")["actors"]}
    address = "/pages/lamp-posts/facts/actors"
    moved = values(pressed(editor, address, "down:actors.0", **{"actors.0.organisation": "The city"}).text)
    assert editor.post(address, data=moved | {"action": "save"}).status_code == 303
    after = [(row["organisation"], row["id"]) for row in inside(facts_of, "lamp-posts")["actors"]]
    assert after == [("Utility", before["Utility"]), ("The city", before["City"])]


def test_changes_of_two_people_in_one_section_are_merged(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", facts=FACTS)
    address = "/pages/lamp-posts/facts/status"
    held = values(editor.get(address).text)
    inside(save, "lamp-posts", facts=FACTS | {"trl": 8})
    answer = editor.post(address, data=held | {"phase": "evaluation", "action": "save"})
    assert answer.status_code == 303
    assert inside(facts_of, "lamp-posts") == {"phase": "evaluation", "trl": 8}


def test_a_conflict_shows_theirs_and_keeps_mine_until_i_save_again(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", facts=FACTS)
    address = "/pages/lamp-posts/facts/status"
    held = values(editor.get(address).text)
    inside(save, "lamp-posts", facts={"phase": "stopped", "trl": 8})
    answer = editor.post(address, data=held | {"phase": "evaluation", "action": "save"})
    assert answer.status_code == 409
    assert "Stopped" in html.fromstring(answer.text).xpath("string(//section[contains(@class, 'theirs')])")
    again = values(answer.text)
    assert again["phase"] == ["evaluation"]
    assert editor.post(address, data=again | {"action": "save"}).status_code == 303
    # What they alone changed stays.
    assert inside(facts_of, "lamp-posts") == {"phase": "evaluation", "trl": 8}


def test_what_happened_to_the_page_meanwhile_loses_nothing(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", facts=FACTS)
    address = "/pages/lamp-posts/facts/status"
    held = values(editor.get(address).text) | {"delay_reason": "Rain.", "action": "save"}
    inside(rename, "lamp-posts", "masts")
    assert editor.post(address, data=held).location == "/pages/masts/facts"
    assert inside(facts_of, "masts")["delay_reason"] == "Rain."
    inside(archive, "masts")
    assert comes_back(editor.post(address, data=held), "Rain.")
    inside(restore, "masts")
    assert comes_back(editor.post("/pages/masts/facts/status", data=held | {"base": "nonsense"}), "Rain.")
    inside(make_article, "masts")
    assert comes_back(editor.post(address, data=held), "Rain.")


def test_more_rows_than_a_field_takes_come_back_all(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts")
    rows = {f"actors.{place}.organisation": f"Office {place}" for place in range(205)}
    answer = pressed(editor, "/pages/lamp-posts/facts/actors", "save", **rows)
    assert answer.status_code == 422
    assert values(answer.text)["actors.204.organisation"] == ["Office 204"]


def test_facts_of_a_page_that_is_no_practice_are_kept_and_not_shown(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", facts={"abstract": "Light for all."})
    inside(make_article, "lamp-posts")
    shown = editor.get("/pages/lamp-posts").text
    assert "Light for all." not in shown
    assert "#facts-identity" not in shown
    assert inside(facts_of, "lamp-posts") == {"abstract": "Light for all."}


def test_an_expired_login_hands_back_what_was_entered(editor: FormClient, client: FormClient, inside: Inside) -> None:
    inside(practice, "Secret practice", published=False)
    held = values(editor.get("/pages/secret-practice/facts/status").text)
    answer = client.post("/pages/secret-practice/facts/status", data=held | {"delay_reason": "Rain.", "action": "save"})
    assert answer.status_code == 403
    assert [text.strip() for text in values(answer.text)["delay_reason"]] == ["Rain."]
    assert "Secret practice" not in answer.text


def test_the_text_of_a_practice_is_edited_without_touching_its_facts(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", facts=FACTS)
    editor.submit("/pages/lamp-posts/edit", body="New words.", action="save")
    assert inside(facts_of, "lamp-posts") == FACTS


def test_history_tells_a_changed_fact_in_words(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", facts={"cost_band": "250k_1m"})
    inside(save, "lamp-posts", facts={"cost_band": "1m_5m"})
    tree = html.fromstring(editor.get("/pages/lamp-posts/diff/1..2").text)
    assert tree.xpath("//tr[th='Investment']//text()[contains(., '€')]") == ["250k–1M €", "1–5M €"]


def test_history_tells_facts_in_the_readers_language(editor: FormClient, inside: Inside) -> None:
    rows = [{"organisation": name} for name in ("City", "Utility")]
    inside(practice, "Lamp posts", facts={"lifetime": 10, "actors": rows})
    held = inside(facts_of, "lamp-posts")
    inside(save, "lamp-posts", facts={"lifetime": 12.5, "actors": held["actors"][::-1], "operating_since": "2018-07"})
    german = editor.get("/pages/lamp-posts/diff/1..2?lang=de", headers={"Accept-Language": "de"}).text
    assert "10 Jahre" in german
    assert "12,5 Jahre" in german
    assert "Juli 2018" in german
    assert "Beteiligte, 1, Stelle" in german or "Beteiligte, 2, Stelle" in german


def test_other_pages_have_no_facts_to_fill_in(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story")
    assert editor.get("/pages/story/facts").status_code == 404
    assert editor.get("/pages/story/facts/status").status_code == 404
    inside(practice, "Lamp posts")
    assert editor.get("/pages/lamp-posts/facts/no-such-section").status_code == 404


def test_readers_choose_how_much_to_read(client: FormClient, inside: Inside) -> None:
    steps = [{"step": "Ask the owners"}]
    inside(practice, "Lamp posts", facts={"abstract": "Light.", "problem": "Dark **streets**.", "steps": steps})
    minute, brief, all_of_it = (
        client.get(f"/pages/lamp-posts?depth={depth}").text for depth in ("minute", "brief", "implementer")
    )
    assert ("Light." in minute, "streets" in minute, "Ask the owners" in minute) == (True, False, False)
    assert ("<strong>streets</strong>" in brief, "Ask the owners" in brief) == (True, False)
    assert "Ask the owners" in all_of_it
    assert "<strong>streets</strong>" in client.get("/pages/lamp-posts?depth=nonsense").text


def test_figures_that_disagree_stand_side_by_side_and_are_marked(client: FormClient, inside: Inside) -> None:
    figure = {"what": "dwellings", "unit": "number", "state": "measured"}
    rows = [figure | {"value": 485}, figure | {"value": 486}, figure | {"value": 500, "state": "target"}]
    inside(practice, "Lamp posts", facts={"quantities": rows})
    cells = html.fromstring(client.get("/pages/lamp-posts").text).xpath(
        "//table[contains(@class, 'figures')]//td[@class='num']"
    )
    assert [" ".join(cell.text_content().split()) for cell in cells] == [
        "485sources differ",
        "486sources differ",
        "500",
    ]


def test_a_figure_leads_to_each_of_its_sources(client: FormClient, inside: Inside) -> None:
    figure = {"what": "dwellings", "value": 485, "unit": "number", "state": "measured"}
    rows = [figure | {"source": "1; 3"}, figure | {"source": "heat, power"}]
    evidence = [{"title": "Report"}, {"title": "Unnamed"}, {"title": "Heat, power"}]
    inside(practice, "Lamp posts", facts={"quantities": rows, "evidence": evidence})
    all_of_it, minute = (
        html.fromstring(client.get(f"/pages/lamp-posts?depth={depth}").text) for depth in ("implementer", "minute")
    )
    for tree in (all_of_it, minute):
        first, second = tree.xpath("//table[contains(@class, 'figures')]//td[@class='provenance']")
        assert first.xpath("a/@href") == ["#evidence-1", "#evidence-3"]
        assert second.text_content().split() == ["heat,", "power"]
    cited = minute.xpath("//section[contains(@class, 'cited')]//li")
    assert [(item.get("id"), item.text_content()) for item in cited] == [
        ("evidence-1", "Report"),
        ("evidence-3", "Heat, power"),
    ]


def test_a_practice_begins_as_a_copy_that_nobody_verified_yet(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", "Light.", facts=FACTS | {"verified_on": "2026-01"})
    answer = editor.submit("/pages/lamp-posts/copy", title="Lamp posts in Sofia")
    assert (answer.status_code, answer.location) == (303, "/pages/lamp-posts-in-sofia/facts")
    assert inside(facts_of, "lamp-posts-in-sofia") == FACTS
    assert editor.submit("/pages/lamp-posts/copy", title="Lamp posts").status_code == 422


def test_a_practice_begins_from_an_ordinary_page_and_names_it_as_its_source(editor: FormClient, inside: Inside) -> None:
    tags = {"themes": ("data",), "cities": ("munich",)}
    inside(page, "Lamps are lit", "Light.", slug="news/lamps", kind=PageKind.NEWS, starts_on=date(2017, 7, 28), **tags)
    assert "/pages/news/lamps/copy" in editor.get("/pages/news/lamps").text
    assert "names it as its first source" in editor.get("/pages/news/lamps/copy").text
    answer = editor.submit("/pages/news/lamps/copy", title="Lamp posts")
    assert (answer.status_code, answer.location) == (303, "/pages/lamp-posts/facts")
    begun = inside(content_of, "lamp-posts")
    assert (begun.body, begun.themes, begun.cities, begun.starts_on) == ("Light.\n", ("data",), ("munich",), None)
    (source,) = begun.facts["evidence"]
    assert (source["type"], source["title"], source["date"]) == ("news", "Lamps are lit", "2017-07-28")
    assert source["link"] == "/pages/news/lamps"
    # What it says can be saved again as it is.
    assert editor.submit("/pages/lamp-posts/facts/evidence").status_code == 303


def test_figures_keep_their_source_when_the_evidence_is_put_in_another_order(
    editor: FormClient, inside: Inside
) -> None:
    sources = [{"type": "report", "title": title, "claim": "Says it."} for title in ("Final report", "Meters")]
    figure = {"what": "dwellings", "value": 485, "unit": "number", "state": "measured", "source": "2"}
    inside(practice, "Lamp posts", facts={"quantities": [figure], "evidence": sources})
    turned = form_values(pressed(editor, "/pages/lamp-posts/facts/evidence", "down:evidence.0").text)
    editor.post("/pages/lamp-posts/facts/evidence", data=turned | {"action": "save"})
    facts = inside(facts_of, "lamp-posts")
    assert [row["title"] for row in facts["evidence"]] == ["Meters", "Final report"]
    assert facts["quantities"][0]["source"] == "1"


def test_a_conflict_names_all_who_saved_meanwhile(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts", facts=FACTS)
    mine = form_values(editor.get("/pages/lamp-posts/facts/status").text) | {"current_step": ["Mine"]}
    inside(save, "lamp-posts", by=Role.REVIEWER, facts=FACTS | {"current_step": "Theirs"})
    inside(save, "lamp-posts", summary="Something else.")
    answer = editor.post("/pages/lamp-posts/facts/status", data=mine | {"action": "save"})
    assert answer.status_code == 409
    assert "Reviewer changed the same fields meanwhile" in answer.text


def test_a_section_that_needs_nothing_is_not_called_complete(editor: FormClient, inside: Inside) -> None:
    inside(practice, "Lamp posts")
    rows = html.fromstring(editor.get("/pages/lamp-posts/facts").text).xpath("//tbody/tr")
    said = {row.xpath("string(th)").strip(): row.xpath("string(td[last()])").strip() for row in rows}
    assert said["12 Impacts and side effects"] == "nothing needed"
    assert "missing" in said["0 Identity"]
