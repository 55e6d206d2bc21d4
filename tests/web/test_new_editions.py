"""The practice has a new edition: every page of a replication says so, and its city decides field by field."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html

from tests.clients import FormClient
from tests.integration import planning
from tests.integration.reviewing import member
from tests.web.test_plans import place, words
from wiki.accounts.types import Role

Inside = Callable[..., Any]
STEP, BARRIER, PHASE = "facts.steps.1.output", "facts.influences.2.text", "facts.phase"


@pytest.fixture
def replication(inside: Inside) -> str:
    """Let Sofia, whose editor is ours, work with the first of two editions. Return the replication's address."""

    def make() -> int:
        place(Role.EDITOR, "sofia")
        lead = member(leads=("refurbishment",))
        planning.edition(lead)
        sofia = planning.editor_of("sofia")
        made = planning.replicated(sofia, shared=True)
        planning.composed(sofia, made)
        planning.next_edition(lead)
        return made

    return f"/replications/{inside(make)}"


def test_of_three_changed_fields_two_are_taken_over(editor: FormClient, replication: str) -> None:
    assert "This is based on edition 1; edition 2 is there. Decide what you take over" in words(
        editor.get(replication).text
    )
    page = editor.get(f"{replication}/edition")
    told = words(page.text)
    assert "Your plan uses edition 1; edition 2 of" in told
    assert "Objection → now Two objections" in told
    assert "it is only noted" in told
    refused = editor.submit(f"{replication}/edition", taken=[STEP, PHASE])
    assert refused.status_code == 422
    assert "Take it over, or say why not." in words(refused.text)
    ticked = html.fromstring(refused.text).xpath("//input[@name='taken'][@checked]/@value")
    assert set(ticked) == {STEP, PHASE}
    done = editor.submit(f"{replication}/edition", taken=[STEP, PHASE], **{f"reason.{BARRIER}": "Our law is another."})
    assert (done.status_code, done.location) == (303, replication)
    stands = words(editor.get(replication).text)
    assert "The replication is based on edition 2 now." in stands
    assert "is there" not in stands
    plan = words(editor.get(f"{replication}/plan").text)
    for said in (
        "One baseline",
        "taken over into the plan",
        "not taken over Our law is another.",
        "the plan says nothing",
    ):
        assert said in plan
    assert editor.get(f"{replication}/edition").status_code == 404


def test_lists_board_and_header_tell_it(editor: FormClient, client: FormClient, replication: str) -> None:
    for address in ("/replications", "/replications/board", "/replications?city=sofia"):
        assert "edition 2 is there" in words(client.get(address).text)
    assert "1 matter waits for you" in editor.get("/").text
    assert "Decide what you take over of the new edition" in words(editor.get("/reviews").text)
    assert "waits for you" not in client.get("/").text


def test_others_read_what_changed_and_decide_nothing(
    reader: Callable[[Role | None], FormClient], reviewer: FormClient, replication: str, inside: Inside
) -> None:
    inside(place, Role.EDITOR, "venice")
    for role in (None, Role.OBSERVER):
        client = reader(role)
        assert "edition 2 is there" in words(client.get(replication).text)
        assert client.get(f"{replication}/edition").status_code == (403 if role else 302)
    editor = reader(Role.EDITOR)
    told = editor.get(f"{replication}/edition").text
    assert "Two objections" in told
    assert "Take it over" not in told
    assert editor.push(f"{replication}/edition", edition="2", seen="1").status_code == 403
    assert "waits for you" not in editor.get("/").text
    assert "Take it over" in reviewer.get(f"{replication}/edition").text


def test_who_was_slower_is_told(editor: FormClient, administrator: FormClient, replication: str) -> None:
    fields = {f"reason.{name}": "No." for name in (STEP, BARRIER, PHASE)}
    assert administrator.submit(replication, to=f"{replication}/edit", district="Mladost").status_code == 303
    late = editor.push(f"{replication}/edition", edition="2", seen="1", **fields)
    assert late.status_code == 409
    assert "Somebody changed this replication meanwhile" in words(late.text)
    assert editor.push(f"{replication}/edition", edition="2", seen="2", **fields).status_code == 303
    again = editor.push(f"{replication}/edition", edition="2", seen="2", **fields)
    assert (again.status_code, again.location) == (303, replication)
    assert "This was decided meanwhile." in editor.get(replication).text
