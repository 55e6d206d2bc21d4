"""An export carries the review and the editions of each practice, and an import makes the same of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories import actor, archive, practice, save
from tests.integration.conftest import Take, Write
from tests.integration.reviewing import SLUG, disseminated, member, ready, standing
from tests.integration.reviewing import take as step
from tests.integration.wikis import holdings
from wiki.accounts.types import VISITOR, Actor, Role
from wiki.core.db import transaction
from wiki.pages import queries as pages
from wiki.practices import queries, service
from wiki.practices.edition_types import Edition
from wiki.practices.types import State, StepKind

SIDECAR = f"pages/{SLUG}.review.json"
Elsewhere = Callable[[], None]


def remark(text: str, number: int) -> None:
    with transaction():
        made = service.add_remark(actor(Role.EDITOR), SLUG, number, place="facts.trl", text=text, quote="8")
    if "solved" in text:
        with transaction():
            service.resolve_remark(actor(Role.REVIEWER), made, "It is.")


def lived_through() -> Actor:
    """Let a practice be returned, disseminated twice, followed by another, reconfirmed, and written on."""
    ready(SLUG)
    lead = member(leads=("refurbishment",), city="lyon")
    step(service.submit, actor(Role.EDITOR), 1, "Please «read»")
    remark("Is it 8? (solved)", 1)
    step(service.send_back, lead, "Which year?")
    save(SLUG, body="Words of 2017.")
    disseminated(lead, number=2)
    save(SLUG, title="Hauffgasse anew", body="Words\nof 2018.\n", facts={**facts(), "trl": 9})
    disseminated(lead, number=3)
    # Made after it, and so imported after it.
    ready("lorystrasse", "Lorystraße")
    disseminated(lead, slug="lorystrasse")
    step(service.supersede, lead, "lorystrasse", "Newer figures")
    step(service.reconfirm, lead, "It still holds")
    step(service.supersede, lead, "lorystrasse")
    save(SLUG, body="zirconium")
    remark("Open: osmium", 4)
    return lead


def facts() -> dict[str, Any]:
    who = actor(Role.EDITOR)
    page = pages.get_page(who, SLUG)
    return dict(pages.get_content(who, page, page.current_number).facts)


def editions(who: Actor = VISITOR) -> list[Edition]:
    """Return all editions, without the numbers of their rows and revisions."""
    page = pages.get_page(who, SLUG)
    return [queries.get_edition(who, page, number) for number in (1, 2)]


def steps_told() -> list[str]:
    """Return which steps of the review the history of the practice tells its members."""
    who = actor(Role.EDITOR)
    chosen = pages.EventFilter(page_id=pages.get_page(who, SLUG).id)
    told = [str(event.action) for event in pages.list_events(who, chosen)]
    return [action for action in told if action in set(StepKind)]


def frozen(found: list[Edition]) -> list[object]:
    """Return what was frozen, as text: the order within it counts too."""
    told = [
        (vars(each) | {"mark": None}, each.mark.citation, each.mark.changes, each.mark.disseminated_at)
        for each in found
    ]
    return [json.dumps(each, default=str) for each in told]


def titles(found: list[Edition], who: Actor) -> list[str]:
    page = pages.get_page(who, SLUG)
    return [pages.get_content(who, page, each.mark.revision).body for each in found]


@pytest.mark.parametrize("history", [True, False])
def test_a_review_comes_back_as_it_was(
    write: Write, take: Take, elsewhere: Elsewhere, tmp_path: Path, history: bool
) -> None:
    lived_through()
    before, editions_before, told = holdings()["reviews"], editions(), standing()
    texts = titles(editions_before, VISITOR)
    confirmed, day = (holdings()["pages"][SLUG][name] for name in ("confirmed_on", "edition_on"))
    write(history=history)
    elsewhere()
    report = take(tmp_path / "export", history=history)
    assert not [file.problems for file in report.files if file.problems]
    after = holdings()["reviews"]
    for table in ("review_steps", "remarks", "editions"):
        named = [{name: value for name, value in row.items() if name != "revision"} for row in after[table]]
        assert named == [{name: value for name, value in row.items() if name != "revision"} for row in before[table]], (
            table
        )
        assert named, table
    assert frozen(editions()) == frozen(editions_before)
    assert titles(editions(), VISITOR) == texts
    assert holdings()["pages"][SLUG]["confirmed_on"] == confirmed is not None
    assert holdings()["pages"][SLUG]["edition_on"] == day is not None
    assert (standing().state, standing().editions) == (told.state, told.editions) == (State.SUPERSEDED, 2)
    assert standing().copy.open_remarks == 1
    if history:
        assert after == before
    held = holdings()
    assert take(tmp_path / "export", history=history).totals["revisions"] == 0
    assert holdings() == held
    write("again", history=history)
    assert (tmp_path / "again" / SIDECAR).read_bytes() == (tmp_path / "export" / SIDECAR).read_bytes()


def test_a_cited_address_leads_to_the_edition_wherever_it_is_imported(
    write: Write, take: Take, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    lived_through()
    cited = [each.mark.token for each in editions()]
    write()
    elsewhere()
    practice("Another", slug="another")
    take(tmp_path / "export")
    assert [queries.find_permanent(VISITOR, token) for token in cited] == [(SLUG, 1), (SLUG, 2)]
    archive(SLUG)
    assert queries.find_permanent(VISITOR, cited[0]) is None


def test_an_edition_that_another_page_has_is_left_out(
    write: Write, take: Take, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    lived_through()
    write(history=False)
    path = tmp_path / "export/pages/lorystrasse.review.json"
    told = json.loads(path.read_text())
    told["editions"][0]["token"] = editions()[0].mark.token
    path.write_text(json.dumps(told))
    elsewhere()
    report = take(tmp_path / "export", history=False)
    assert [problem.code for file in report.files for problem in file.problems] == ["review-left-out"]


def test_those_who_decided_elsewhere_are_names_here(
    write: Write, take: Take, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    lead = lived_through()
    write()
    elsewhere()
    take(tmp_path / "export")
    log = queries.log_of(actor(Role.EDITOR), pages.get_page(actor(Role.EDITOR), SLUG))
    assert {entry.actor_id for entry in log} == {None}
    assert (log[1].actor, log[1].city, log[1].comment) == (lead.label, "lyon", "Which year?")


def test_a_public_export_holds_the_editions_and_nothing_of_the_review(
    write: Write, take: Take, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    lived_through()
    before = frozen(editions())
    write(public=True, history=False)
    told = (tmp_path / "export" / SIDECAR).read_text()
    for secret in (
        "zirconium",
        "osmium",
        "solved",
        "Which year?",
        "«read»",
        "lyon",
        "approved",
        "Newer figures",
        "still holds",
    ):
        assert secret not in told, secret
    assert "Words of 2017." in told
    elsewhere()
    take(tmp_path / "export", history=False)
    assert frozen(editions()) == before
    assert (standing().state, standing().editions) == (State.SUPERSEDED, 2)
    page = pages.get_page(VISITOR, SLUG)
    validity = queries.validity_of(VISITOR, page)
    assert validity
    assert validity.superseded_by == ("lorystrasse", "Lorystraße")


def test_a_public_export_does_not_name_a_successor_that_is_archived(write: Write, tmp_path: Path) -> None:
    lived_through()
    archive("lorystrasse")
    write(public=True, history=False)
    assert '"successor": "lorystrasse"' not in (tmp_path / "export" / SIDECAR).read_text()


def test_a_practice_without_review_has_no_file_beside_it(write: Write, tmp_path: Path) -> None:
    practice("Lamp posts")
    write(history=False)
    assert [path.name for path in (tmp_path / "export/pages").iterdir()] == ["lamp-posts.md"]


@pytest.mark.parametrize("history", [True, False])
def test_a_review_goes_on_here_as_it_went_on_there(
    write: Write, take: Take, elsewhere: Elsewhere, tmp_path: Path, history: bool
) -> None:
    ready(SLUG)
    lead = member(leads=("refurbishment",))
    remark("Open", 1)
    disseminated_with_open = queries.list_remarks(lead, pages.get_page(lead, SLUG))[0].id
    write("draft", history=history)
    with transaction():
        service.resolve_remark(lead, disseminated_with_open, "Done")
    disseminated(lead)
    write("first", history=history)
    save(SLUG, body="Second.")
    disseminated(lead, number=2)
    write("second", history=history)
    there = holdings()["reviews"]
    elsewhere()
    for name in ("draft", "first", "second"):
        assert not [file.problems for file in take(tmp_path / name, history=history).files if file.problems], name
    assert holdings()["reviews"] == there
    assert pages.get_page(VISITOR, SLUG).edition == 2


def test_a_review_that_went_on_here_stays(write: Write, take: Take, elsewhere: Elsewhere, tmp_path: Path) -> None:
    ready(SLUG)
    write("draft")
    disseminated(member(leads=("refurbishment",)))
    write("there")
    elsewhere()
    take(tmp_path / "draft")
    disseminated(member(leads=("refurbishment",)))
    here = holdings()
    report = take(tmp_path / "there")
    assert [problem.code for file in report.files for problem in file.problems] == ["review-left-out"]
    assert holdings()["reviews"] == here["reviews"]
    assert holdings()["pages"] == here["pages"]
    assert holdings()["events"] == here["events"]


Damage = Callable[[dict[str, Any]], object]
DAMAGES: dict[str, Damage] = {
    "script": lambda told: told["editions"][0].update(html="<p onclick=x>Words.</p>"),
    "script in a fact": lambda told: told["editions"][0]["prose"].update(abstract="<script>x</script>"),
    "no number": lambda told: told["editions"][0].update(number=7),
    "no token": lambda told: told["editions"][0].update(token="../x"),
    "no facts": lambda told: told["editions"][0]["document"].pop("facts"),
    "other facts": lambda told: told["editions"][0]["document"]["facts"].update(trl="high"),
    "a later template": lambda told: told["editions"][0]["document"].update(template=99),
    "no heading": lambda told: told["editions"][0]["headings"].append({"level": "x"}),
    "no change": lambda told: told["editions"][0]["changes"].append({"name": "x"}),
    "no step": lambda told: told["steps"][0].update(kind="liked"),
    "no zone": lambda told: told["steps"][0].update(at="2026-01-01T00:00:00"),
    "a long name": lambda told: told["steps"][0].update(actor="x" * 121),
    "no text": lambda told: told["steps"][0].update(actor="\0"),
    "half a letter": lambda told: told["steps"][0].update(comment="\ud800"),
    "a long remark": lambda told: told["remarks"][0].update(text="x" * 4001),
    "no number at all": lambda told: told["editions"][0]["document"].update(place=float("nan")),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_review_that_no_export_wrote_is_refused_and_its_texts_are_taken(
    write: Write, take: Take, elsewhere: Elsewhere, tmp_path: Path, name: str
) -> None:
    ready(SLUG)
    remark("Open (solved)", 1)
    disseminated(member(leads=("refurbishment",)))
    write(history=False)
    path = tmp_path / "export" / SIDECAR
    told = json.loads(path.read_text())
    DAMAGES[name](told)
    path.write_text(json.dumps(told))
    elsewhere()
    report = take(tmp_path / "export", history=False)
    assert [problem.code for file in report.files for problem in file.problems] == ["refused-review"]
    assert {table: len(rows) for table, rows in holdings()["reviews"].items()} == dict.fromkeys(
        holdings()["reviews"], 0
    )
    assert pages.get_page(VISITOR, SLUG).edition is None
    assert steps_told() == []


def test_an_edition_of_a_text_that_is_missing_is_left_out(
    write: Write, take: Take, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    lived_through()
    write(history=False)
    path = tmp_path / "export" / SIDECAR
    told = json.loads(path.read_text())
    told["texts"] = {}
    path.write_text(json.dumps(told))
    elsewhere()
    report = take(tmp_path / "export", history=False)
    assert [problem.code for file in report.files for problem in file.problems] == ["review-left-out"]
    assert pages.get_page(VISITOR, SLUG).edition is None
    assert steps_told() == []


def test_an_export_is_renewed_with_its_reviews(write: Write, tmp_path: Path) -> None:
    lived_through()
    write(history=False)
    path = tmp_path / "export" / SIDECAR
    path.write_text("old")
    write(history=False, overwrite=True)
    assert json.loads(path.read_text())["editions"]
