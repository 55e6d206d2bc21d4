"""Remarks: made on a place, shown where it is mended, resolved one by one."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from lxml import html

from tests.clients import PASSWORD, FormClient, client_of, form_values
from tests.factories import actor, archive, new_person, save
from tests.integration.reviewing import SLUG, ready
from tests.web.test_reading import QueryCount
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.pages import queries as pages
from wiki.practices import queries, service
from wiki.practices.types import Remark

Inside = Callable[..., Any]
PAGE = f"/pages/{SLUG}"
REVIEW = f"{PAGE}/review"


@pytest.fixture(autouse=True)
def draft(inside: Inside) -> None:
    inside(ready, SLUG)
    inside(save, SLUG, body="Words.\n\n## Results\n\nThe demand fell within two years.\n\n## Needs\n\nAn owner.\n")


def remarks() -> tuple[Remark, ...]:
    who = actor(Role.EDITOR)
    return queries.list_remarks(who, pages.get_page(who, SLUG))


def remarked(place: str, text: str, quote: str = "") -> None:
    with transaction():
        service.add_remark(actor(Role.REVIEWER), SLUG, 2, place=place, text=text, quote=quote)


def tree(client: FormClient, address: str) -> Any:
    return html.fromstring(client.get(address).text)


def test_a_remark_on_a_section_of_the_text_begins_with_its_words(reviewer: FormClient, inside: Inside) -> None:
    (link,) = tree(reviewer, PAGE).xpath("//nav[contains(@class, 'toc')]//a[@aria-label='Remark on Results']/@href")
    assert tree(reviewer, link).xpath("string(//h1)") == "Remark on Hauffgasse"
    assert reviewer.submit(link, text="Say which years.").status_code == 303
    (made,) = inside(remarks)
    assert (made.revision, made.quote) == (2, "The demand fell within two years.")
    (shown,) = tree(reviewer, REVIEW).xpath(f"//li[@id='remark-{made.id}']")
    assert "Results" in shown.text_content()
    assert "no longer there" not in shown.text_content()
    address, _, name = shown.xpath(".//h3/a/@href")[0].partition("#")
    assert address == PAGE
    assert tree(reviewer, PAGE).xpath(f"//*[@id='{name}']")[0].text == made.quote


def test_a_remark_on_a_fact_is_made_beside_its_section(reviewer: FormClient, inside: Inside) -> None:
    (link,) = tree(reviewer, PAGE).xpath("//section[@id='facts-status']/a/@href")
    assert reviewer.submit(link, text="Since when?").status_code == 303
    (made,) = inside(remarks)
    assert made.place.startswith("facts.")
    assert made.quote


def test_words_of_another_place_do_not_go_along_when_the_place_is_changed(reviewer: FormClient, inside: Inside) -> None:
    reviewer.submit(f"{PAGE}/remark?place=title", place="summary", text="Too short.")
    reviewer.submit(f"{PAGE}/remark?place=title", place="summary", quote="My own choice", text="Too short.")
    assert [each.quote for each in inside(remarks)] == ["Flats insulated while people live in them", "My own choice"]


@pytest.mark.parametrize(
    "entered",
    [{"text": " "}, {"text": "x" * 4001}, {"text": "Words", "place": "facts.nonsense"}, {"text": "W", "place": "# "}],
)
def test_a_remark_that_cannot_be_kept_comes_back(reviewer: FormClient, inside: Inside, entered: dict[str, str]) -> None:
    answer = reviewer.submit(f"{PAGE}/remark?place=title", **entered)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert entered["text"] in answer.text
    assert inside(remarks) == ()


def test_a_remark_on_a_revision_that_is_not_there_is_not_found(reviewer: FormClient, inside: Inside) -> None:
    for number in ("", "9", "x"):
        assert reviewer.push(f"{PAGE}/remark", number=number, text="Words").status_code == 404
    assert inside(remarks) == ()


def test_who_was_signed_out_gets_the_remark_back(client: FormClient) -> None:
    answer = client.post(f"{PAGE}/remark", data={"number": "1", "text": "An hour of thought", "place": "title"})
    assert answer.status_code == 403
    assert "An hour of thought" in answer.text


def test_an_author_sees_it_at_the_field_and_resolves_it_as_the_section_is_saved(
    editor: FormClient, inside: Inside
) -> None:
    inside(remarked, "facts.trl", "Is it not nine?", "8")
    inside(remarked, "facts.phase", "Stays open.")
    address = f"{PAGE}/facts/status"
    shown = tree(editor, address)
    assert "Is it not nine?" in shown.text_content()
    first, second = inside(remarks)
    field = {f"resolution.{first.id}": "Measured since.", "resolve": str(first.id)}
    refused = editor.submit(address, **field, trl="ninety", action="save")
    assert refused.status_code == 422
    assert "Measured since." in refused.text
    assert inside(remarks)[0].is_open
    assert editor.submit(address, **field, trl="9", action="save").status_code == 303
    first, second = inside(remarks)
    assert (first.is_open, first.resolution, first.resolver) == (False, "Measured since.", "Editor")
    assert second.is_open
    assert "1 open remark" in editor.get(PAGE).text


def test_remarks_are_resolved_where_nothing_is_to_change(editor: FormClient, inside: Inside) -> None:
    inside(remarked, "facts.trl", "Is it not nine?")
    inside(remarked, "facts.phase", "Is it over?")
    address, ticked = f"{PAGE}/facts/status", {"resolve": [str(each.id) for each in inside(remarks)]}
    answer = editor.submit(address, **ticked, action="save")
    told = editor.get(answer.location).text
    assert "2 remarks are resolved." in told
    assert "Nothing was changed" not in told
    assert not any(each.is_open for each in inside(remarks))
    answer = editor.submit(address, action="save")
    assert "Nothing was changed, so nothing was saved." in editor.get(answer.location).text


def test_headings_hold_no_links_to_remark(reviewer: FormClient) -> None:
    shown = tree(reviewer, f"{PAGE}?depth=implementer")
    sections = shown.xpath("//section[contains(@class, 'fact-section')]")
    assert sections
    for section in sections:
        (heading,) = section.xpath("h2")
        assert not heading.xpath(".//a")
        (link,) = section.xpath("a[contains(@class, 'section-edit')]")
        assert " ".join(link.text_content().split()) == f"Remark: {heading.text_content()}"


def test_what_was_said_of_a_remark_outlives_being_signed_out(
    client: FormClient, editor: FormClient, inside: Inside
) -> None:
    inside(remarked, "facts.trl", "Is it not nine?")
    (made,) = inside(remarks)
    told = {"base": "2", "trl": "9", "resolve": str(made.id), f"resolution.{made.id}": "Measured."}
    answer = client.post(f"{PAGE}/facts/status", data=told)
    assert (answer.status_code, "Is it not nine?" in answer.text) == (403, False)
    kept = form_values(answer.text) | {"csrf_token": editor.token(), "action": "save"}
    assert editor.post(f"{PAGE}/facts/status", data=kept).status_code == 303
    assert inside(remarks)[0].resolution == "Measured."


def test_a_section_resolves_no_remark_that_stands_elsewhere(editor: FormClient, inside: Inside) -> None:
    inside(remarked, "facts.kpis", "Which boundary?")
    (made,) = inside(remarks)
    editor.submit(f"{PAGE}/facts/status", resolve=str(made.id), trl="9", action="save")
    assert inside(remarks)[0].is_open


def test_remarks_on_the_text_stand_above_its_editor(editor: FormClient, inside: Inside) -> None:
    inside(remarked, "summary", "Say it in plain words.")
    assert "Say it in plain words." in editor.get(f"{PAGE}/edit").text


def test_a_remark_whose_place_vanished_is_shown_with_its_words(editor: FormClient, inside: Inside) -> None:
    inside(remarked, "#was-here", "Why?", "words that went")
    inside(remarked, "facts.people_served", "Why gone?", "1,200 people")
    inside(remarked, "facts.density", "Please fill it in.")
    first, second, third = tree(editor, REVIEW).xpath("//li[contains(@class, 'remark')]")
    for shown, quote in ((first, "words that went"), (second, "1,200 people")):
        assert "this place is no longer there" in shown.text_content()
        assert quote in shown.text_content()
    assert "no longer there" not in third.text_content()


def test_remarks_are_resolved_one_by_one_with_a_sentence(editor: FormClient, inside: Inside) -> None:
    inside(remarked, "title", "Longer.")
    inside(remarked, "title", "Shorter.")
    first, second = inside(remarks)
    answer = editor.submit(REVIEW, to=f"{PAGE}/remarks/{first.id}/resolve", resolution="Done so.")
    assert answer.status_code == 303
    first, second = inside(remarks)
    assert (first.is_open, first.resolution, second.is_open) == (False, "Done so.", True)
    assert "Resolved by Editor" in editor.get(REVIEW).text


def test_a_remark_is_resolved_at_its_own_practice_alone(editor: FormClient, inside: Inside) -> None:
    inside(remarked, "title", "Longer.")
    inside(ready, "other", "Other")
    (made,) = inside(remarks)
    assert editor.push(f"/pages/other/remarks/{made.id}/resolve").status_code == 404
    assert inside(remarks)[0].is_open


@pytest.mark.parametrize("role", [None, Role.OBSERVER])
def test_visitors_learn_of_no_remark(
    reader: Callable[[Role | None], FormClient], role: Role | None, inside: Inside
) -> None:
    inside(remarked, "title", "A secret doubt")
    (made,) = inside(remarks)
    client = reader(role)
    assert client.get(f"{PAGE}/remark").status_code == (403 if role else 302)
    assert client.push(f"{PAGE}/remarks/{made.id}/resolve").status_code == (403 if role else 302)
    assert client.get(f"{PAGE}").status_code == 404


def test_a_remark_that_comes_back_reads_the_practice_once(reviewer: FormClient, query_count: QueryCount) -> None:
    held = form_values(reviewer.get(f"{PAGE}/remark?place=summary").text)
    with query_count() as statements:
        answer = reviewer.post(f"{PAGE}/remark?place=summary", data=held | {"place": "title", "text": ""})
    assert answer.status_code == 422
    assert len([each for each in statements if "renderings" in each]) == 1


def test_a_remark_of_an_archived_practice_is_not_resolved(editor: FormClient, inside: Inside) -> None:
    inside(remarked, "title", "Whose?")
    (made,) = inside(remarks)
    inside(archive, SLUG)
    assert not tree(editor, REVIEW).xpath("//form[@class='remark-form']")
    assert editor.push(f"{PAGE}/remarks/{made.id}/resolve").status_code == 422
    assert inside(remarks)[0].is_open


def test_who_has_no_part_in_it_is_offered_no_way_to_resolve(inside: Inside, app: Flask) -> None:
    inside(remarked, "facts.trl", "Is it not nine?")
    stranger = inside(new_person, Role.EDITOR)
    client = client_of(app)
    client.submit("/login", email=stranger.email, password=PASSWORD)
    (made,) = inside(remarks)
    assert "Is it not nine?" in client.get(f"{PAGE}/review").text
    assert f"/remarks/{made.id}/resolve" not in client.get(f"{PAGE}/review").text
    answer = client.push(f"{PAGE}/remarks/{made.id}/resolve")
    assert answer.status_code == 422
    assert "Who made it, a reviewer, or who wrote the practice" in answer.text
    assert inside(remarks)[0].is_open
