"""A city's plan in the browser: composed, adapted section by section, agreed by another city, kept as files."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree, html

from tests.clients import FormClient
from tests.factories import person
from tests.integration import planning
from tests.integration.reviewing import member
from wiki.accounts.service import place_person
from wiki.accounts.types import Role
from wiki.core.db import transaction

Inside = Callable[..., Any]


def words(text: str) -> str:
    return " ".join(str(html.fromstring(text).xpath("string(//main)")).split())


def place(role: Role, city: str) -> None:
    with transaction():
        place_person(planning.member(Role.ADMINISTRATOR), person(role).id, city=city, leads=())


@pytest.fixture
def plan(inside: Inside) -> str:
    """Let Sofia replicate an edition; the editor is of Sofia, the reviewer of Venice. Return the plan's address."""

    def make() -> int:
        place(Role.EDITOR, "sofia")
        place(Role.REVIEWER, "venice")
        planning.edition(member(leads=("refurbishment",)))
        return planning.replicated(planning.editor_of("sofia"), shared=True)

    return f"/replications/{inside(make)}/plan"


def composed(editor: FormClient, plan: str, **entered: str) -> None:
    entered = {"starts_on": "2027-01-04", "scaled_by": "dwellings", "scaled_to": "100"} | entered
    assert editor.submit(f"{plan}/compose", **entered).status_code == 303


def test_a_city_composes_a_plan_from_its_replication(editor: FormClient, plan: str) -> None:
    page = editor.get(plan.removesuffix("/plan")).text
    assert "There is no plan yet" in words(page)
    assert "Compose a first plan" in editor.get(plan).text
    composed(editor, plan)
    told = words(editor.get(plan).text)
    for said in ("Hear the tenants", "Too little roof", "City of Vienna", "4 January 2027", "Being written"):
        assert said in told
    assert "0 of 4 steps are done. Next: Survey" in words(editor.get(plan.removesuffix("/plan")).text)
    assert editor.get(f"{plan}/compose").location == plan


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"scaled_to": "many"}, "Enter only the number"),
        ({"scaled_by": ""}, "Say what the number counts."),
        ({"scaled_to": "0"}, "Enter a number above 0,"),
        ({"starts_on": "soon"}, "Not a valid date value."),
    ],
)
def test_what_cannot_be_composed_is_told(editor: FormClient, plan: str, entered: dict[str, str], sentence: str) -> None:
    answer = editor.submit(
        f"{plan}/compose", **{"starts_on": "", "scaled_by": "dwellings", "scaled_to": "100"} | entered
    )
    assert answer.status_code == 422
    assert sentence in words(answer.text)


def test_a_section_is_filled_in_with_rows_and_leads_to_the_next(editor: FormClient, plan: str) -> None:
    edit = f"{plan}/edit/milestones"
    grown = editor.submit(edit, **{"milestones.0.step": "Council decides", "action": "add:milestones"})
    assert 'name="milestones.1.step"' in grown.text
    assert "Council decides" in grown.text
    wrong = editor.submit(edit, **{"milestones.0.who": "Council", "action": "save"})
    assert wrong.status_code == 422
    assert "Fill this in, or remove the row." in words(wrong.text)
    saved = editor.submit(edit, **{"milestones.0.step": "Council decides", "action": "next"})
    assert (saved.status_code, saved.location) == (303, f"{plan}/edit/people")
    assert "Council decides" in words(editor.get(plan).text)
    same = editor.submit(edit, action="save")
    assert same.location == f"{plan}#facts-milestones"
    assert "Nothing was changed" in editor.get(same.location).text
    assert editor.get(f"{plan}/edit/nonsense").status_code == 404


def test_two_people_see_what_both_changed(editor: FormClient, administrator: FormClient, plan: str) -> None:
    edit = f"{plan}/edit/aims"
    assert editor.submit(edit, goals="Warm homes", action="save").status_code == 303
    assert administrator.submit(edit, goals="Warmer homes", action="save").status_code == 303
    late = editor.push(edit, goals="Cheap homes", base="1", action="save")
    assert late.status_code == 409
    assert "Administrator changed the same fields meanwhile" in words(late.text)
    assert "Cheap homes" in late.text
    other = editor.push(edit, goals="Warm homes", city_vision="Less gas", base="1", action="save")
    assert other.status_code == 303
    told = words(editor.get(plan).text)
    assert "Warmer homes" in told
    assert "Less gas" in told
    assert editor.push(edit, goals="Lost", base="9", action="save").status_code == 422


def test_nothing_typed_is_lost_when_the_login_expired(client: FormClient, editor: FormClient, plan: str) -> None:
    answer = client.push(f"{plan}/edit/aims", goals="A long text", base="0", action="save")
    assert answer.status_code == 403
    assert "A long text" in answer.text
    assert "You were signed out" in words(answer.text)


def test_revisions_are_compared_and_restored(editor: FormClient, plan: str) -> None:
    for goals in ("Warm homes", "Warmer homes"):
        editor.submit(f"{plan}/edit/aims", goals=goals, action="save")
    history = editor.get(f"{plan}/history")
    assert "Revisions, newest first" in words(history.text)
    assert editor.get(f"{plan}/compare?a=2&b=1").location == f"{plan}/diff/1..2"
    diff = words(editor.get(f"{plan}/diff/1..2").text)
    assert "Warm homes" in diff
    assert "Warmer homes" in diff
    assert "You see revision 1 of the plan." in words(editor.get(f"{plan}/revisions/1").text)
    assert editor.submit(f"{plan}/history", to=f"{plan}/revert/1").status_code == 303
    assert "Revision 3" in words(editor.get(plan).text)
    assert "Warmer" not in words(editor.get(plan).text)
    for missing in ("diff/1..9", "revisions/9", "edit/"):
        assert editor.get(f"{plan}/{missing}").status_code == 404


def test_another_citys_task_force_returns_and_agrees(editor: FormClient, reviewer: FormClient, plan: str) -> None:
    editor.submit(f"{plan}/edit/aims", goals="Warm homes", action="save")
    assert editor.submit(plan, to=f"{plan}/review", step="submitted").status_code == 303
    assert "Agree to the plan, or return it" in words(reviewer.get("/reviews").text)
    assert "1 matter waits for you" in reviewer.get("/").text
    silent = reviewer.submit(plan, to=f"{plan}/review", step="returned", comment="")
    assert silent.status_code == 422
    assert "Say what to change." in words(silent.text)
    assert reviewer.submit(plan, to=f"{plan}/review", step="returned", comment="Who pays?").status_code == 303
    assert "Who pays?" in words(editor.get(plan).text)
    assert "The plan was returned with a comment" in words(editor.get("/reviews").text)
    editor.submit(f"{plan}/edit/aims", goals="Warm homes for less", action="save")
    editor.submit(plan, to=f"{plan}/review", step="submitted")
    assert reviewer.submit(plan, to=f"{plan}/review", step="agreed").status_code == 303
    assert "Agreed" in words(editor.get(plan).text)
    editor.submit(f"{plan}/edit/aims", goals="Other homes", action="save")
    told = words(editor.get(plan).text)
    assert "changed since it was agreed" in told
    assert f"{plan}/diff/2..3" in editor.get(plan).text
    assert editor.push(f"{plan}/review", step="agreed", number="3").status_code == 403
    assert editor.push(f"{plan}/review", step="nonsense").status_code == 404


def test_a_summary_tells_only_that_there_is_a_plan_and_since_when_it_is_agreed(
    editor: FormClient, reviewer: FormClient, reader: Callable[[Role | None], FormClient], plan: str
) -> None:
    editor.submit(f"{plan}/edit/aims", goals="Secret homes", action="save")
    page = plan.removesuffix("/plan")
    for role in (None, Role.OBSERVER):
        client = reader(role)
        told = words(client.get(page).text)
        assert "There is a plan." in told
        assert "agreed" not in told
        for below in ("", ".md", ".json", "-steps.csv", "/history", "/diff/1..1", "/revisions/1", "/edit/aims"):
            answer = client.get(f"{plan}{below}")
            assert answer.status_code == (403 if role else 302), below
            assert "Secret" not in answer.text
    editor.submit(plan, to=f"{plan}/review", step="submitted")
    reviewer.submit(plan, to=f"{plan}/review", step="agreed", comment="Fine")
    told = words(reader(None).get(page).text)
    assert "It is agreed since" in told
    assert "Fine" not in told
    feed = reader(None).get("/replications.atom")
    assert "Plan agreed" in feed.text
    assert "Fine" not in feed.text
    assert "Plan written" not in feed.text
    assert "Plan written" in editor.get("/replications.atom").text
    assert etree.fromstring(feed.data) is not None


def test_a_plan_is_kept_as_text_tables_and_data(editor: FormClient, plan: str) -> None:
    composed(editor, plan)
    text = editor.get(f"{plan}.md").text
    assert "## 4 Steps and milestones" in text
    assert "- Step: Survey; Start: 4 January 2027" in text
    lines = editor.get(f"{plan}-steps.csv").text.splitlines()
    assert lines[0].lstrip("\ufeff").startswith('"step","who","start","due"')
    assert lines[1].startswith('"Survey","","2027-01-04"')
    assert editor.get(f"{plan}-cost.csv").status_code == 200
    told = json.loads(editor.get(f"{plan}.json").text)
    assert (told["city"], told["edition"], told["revision"]) == ("sofia", 1, 1)
    assert told["facts"]["scaled_to"] == 100
    assert editor.get(f"{plan}-nonsense.csv").status_code == 404


def test_who_may_not_write_is_offered_nothing(
    reviewer: FormClient, editor: FormClient, plan: str, inside: Inside
) -> None:
    editor.submit(f"{plan}/edit/aims", goals="Warm homes", action="save")
    inside(place, Role.EDITOR, "lyon")
    told = editor.get(plan).text
    assert "Warm homes" in words(told)
    assert "/edit/" not in told
    assert "Submit for review" not in told
    for path, fields in (("edit/aims", {"goals": "Mine"}), ("review", {"step": "submitted"}), ("revert/1", {})):
        assert editor.push(f"{plan}/{path}", base="1", **fields).status_code == 403
    assert "/edit/" in reviewer.get(plan).text
