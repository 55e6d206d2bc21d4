"""A review in the browser, without script: each role takes its steps, nobody another's, and no word is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from werkzeug.test import TestResponse

from tests.clients import FormClient
from tests.factories import actor, archive, page, person, save
from tests.integration.reviewing import SLUG, disseminated, member, ready, standing, take
from tests.web.test_reading import QueryCount
from wiki.accounts.service import place_person
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.facts import Completeness, completeness
from wiki.practices import service
from wiki.practices.types import State

Inside = Callable[..., Any]
ADDRESS = f"/pages/{SLUG}/review"
PAGE = f"/pages/{SLUG}"


def place(role: Role, city: str, *leads: str) -> None:
    with transaction():
        place_person(actor(Role.ADMINISTRATOR), person(role).id, city=city, leads=leads)


def submit() -> None:
    take(service.submit, actor(Role.EDITOR), 1)


@pytest.fixture(autouse=True)
def draft(inside: Inside) -> None:
    """A complete draft; the reviewer is of another city and leads its theme."""
    inside(ready, SLUG)
    inside(place, Role.REVIEWER, "munich", "refurbishment")
    inside(place, Role.EDITOR, "vienna")


def pressed(client: FormClient, step: str, comment: str = "", **entered: Any) -> TestResponse:
    return client.submit(ADDRESS, step=step, comment=comment, **entered)


def words(client: FormClient, address: str = ADDRESS) -> str:
    return " ".join(str(html.fromstring(client.get(address).text).xpath("//main")[0].text_content()).split())


def offered(client: FormClient) -> set[str]:
    return set(html.fromstring(client.get(ADDRESS).text).xpath("//button[@name='step']/@value"))


def test_four_people_take_a_practice_to_an_edition(
    editor: FormClient, reviewer: FormClient, administrator: FormClient, client: FormClient, inside: Inside
) -> None:
    assert offered(editor) == {"submitted"}
    assert pressed(editor, "submitted", "Please look at the costs.").location == ADDRESS
    assert "Two reviewers are needed, one of another city" in words(reviewer)
    assert offered(editor) == {"withdrawn"}
    assert pressed(administrator, "approved").status_code == 303
    assert "One more reviewer of another city is needed" in words(editor)
    assert pressed(reviewer, "approved", "Well told.").status_code == 303
    assert "The quality check by the lead of" in words(editor)
    assert offered(reviewer) == {"passed", "returned"}
    assert pressed(reviewer, "passed").status_code == 303
    assert client.get(PAGE).status_code == 404
    assert pressed(reviewer, "disseminated").status_code == 303
    assert inside(standing).state is State.DISSEMINATED
    assert client.get(PAGE).status_code == 200
    told = words(editor)
    for sentence in ("Editor (Vienna) submitted it for review", "Please look at the costs.", "Well told."):
        assert sentence in told


def test_who_may_not_take_a_step_is_told_why_in_a_sentence(editor: FormClient, inside: Inside) -> None:
    inside(submit)
    told = words(editor)
    assert "Your role does not include this step." in told
    answer = editor.push(ADDRESS, step="approved", number="1", comment="My own judgement")
    assert answer.status_code == 403
    assert "My own judgement" in answer.text
    assert inside(standing).approvals == ()


@pytest.mark.parametrize("step", ["approved", "passed"])
def test_a_step_on_an_older_revision_comes_back_with_its_comment_and_what_changed(
    reviewer: FormClient, inside: Inside, step: str
) -> None:
    inside(submit)
    shown = reviewer.get(ADDRESS).text
    inside(save, SLUG, title="Hauffgasse 37")
    data = {"csrf_token": reviewer.token(ADDRESS), "number": "1", "step": step, "comment": "Long thought"}
    assert 'name="number" value="1"' in shown
    answer = reviewer.post(ADDRESS, data=data)
    assert answer.status_code == 409
    assert "Long thought" in answer.text
    assert "What was changed while you read revision 1" in answer.text
    assert "Hauffgasse 37" in answer.text
    assert inside(standing).approvals == ()


@pytest.mark.parametrize(
    ("entered", "reason"),
    [
        ({"step": "nonsense", "number": "1"}, "Choose a step."),
        ({"step": "approved", "number": "one"}, "It was changed while you read it."),
        ({"step": "approved", "number": "9" * 30}, "It was changed while you read it."),
        ({"step": "returned", "number": "1", "comment": " "}, "Say what is to be changed"),
        ({"step": "superseded", "number": "1", "by": "nowhere"}, "Its next edition is in review."),
    ],
)
def test_what_cannot_be_taken_is_answered_with_the_reason(
    reviewer: FormClient, inside: Inside, entered: dict[str, str], reason: str
) -> None:
    inside(submit)
    before = inside(standing)
    answer = reviewer.push(ADDRESS, **{"comment": "Kept words"} | entered)
    assert answer.status_code in {409, 422}
    assert reason in answer.text
    assert entered.get("comment", "Kept words") in answer.text
    assert inside(standing) == before


def test_a_comment_that_is_too_long_comes_back_whole(reviewer: FormClient, inside: Inside) -> None:
    inside(submit)
    answer = pressed(reviewer, "returned", "x" * 2001)
    assert answer.status_code == 422
    assert 'href="#comment"' in answer.text
    assert "x" * 2001 in answer.text


def test_who_was_signed_out_gets_the_comment_back_and_nothing_of_the_practice(
    client: FormClient, reviewer: FormClient, inside: Inside
) -> None:
    inside(submit)
    answer = client.post(ADDRESS, data={"step": "returned", "number": "1", "comment": "An hour of thought"})
    assert answer.status_code == 403
    assert "An hour of thought" in answer.text
    assert 'name="step" value="returned"' in answer.text
    assert "Hauffgasse" not in answer.text
    token = reviewer.token()
    kept = {"csrf_token": token, "step": "returned", "number": "1", "comment": "An hour of thought"}
    assert reviewer.post(ADDRESS, data=kept).status_code == 303


def test_approvals_of_an_older_revision_are_said_to_count_no_more(
    reviewer: FormClient, editor: FormClient, inside: Inside
) -> None:
    inside(submit)
    pressed(reviewer, "approved")
    assert "Reviewer approved revision 1 counts" in words(editor)
    inside(save, SLUG, title="Hauffgasse 37")
    assert "no longer counts: revision 2 is newer" in words(editor)


def test_a_look_is_noted_by_its_button_and_what_changed_since_is_shown_first(
    reviewer: FormClient, inside: Inside
) -> None:
    inside(submit)
    assert reviewer.submit(ADDRESS, to=f"{ADDRESS}/look").status_code == 303
    inside(save, SLUG, body="Other words.", place="Simmering")
    for _ in range(2):
        # To open the page is no look.
        told = words(reviewer)
        assert "What changed since you looked at revision 1" in told
        assert "Simmering" in told
    assert "changed since you looked" in words(reviewer, "/reviews")
    reviewer.submit(ADDRESS, to=f"{ADDRESS}/look")
    assert "What changed since you looked" not in words(reviewer)


def test_a_look_at_a_revision_that_is_not_there_is_no_look(reviewer: FormClient, inside: Inside) -> None:
    inside(submit)
    for number in ("", "7", "x"):
        assert reviewer.push(f"{ADDRESS}/look", number=number).status_code == 404


def test_what_is_missing_is_shown_before_it_is_submitted(editor: FormClient, inside: Inside) -> None:
    inside(save, SLUG, facts={})
    assert "things are missing to be standardised" in words(editor)
    assert offered(editor) == {"submitted"}


def test_the_line_on_the_practice_tells_members_and_nobody_else(
    editor: FormClient, reviewer: FormClient, client: FormClient, observer: FormClient, inside: Inside
) -> None:
    assert "Submit for review" in words(editor, PAGE)
    inside(submit)
    assert "In peer review since today" in words(reviewer, PAGE)
    assert "It waits for you" in words(reviewer, PAGE)
    assert "It waits for you" not in words(editor, PAGE)
    assert "Publish revision" not in words(reviewer, PAGE)
    for reader in (client, observer):
        assert reader.get(PAGE).status_code == 404
        assert "Reviews" not in reader.get("/").text


def test_nobody_meets_a_button_to_publish_what_has_editions(
    reviewer: FormClient, administrator: FormClient, inside: Inside
) -> None:
    inside(submit)
    pressed(administrator, "approved")
    pressed(reviewer, "approved")
    pressed(reviewer, "passed")
    pressed(reviewer, "disseminated")
    inside(save, SLUG, title="Hauffgasse 37")
    assert "Publish revision" not in words(reviewer, PAGE)


def test_an_edition_is_reconfirmed_or_followed_by_another(
    reviewer: FormClient, administrator: FormClient, client: FormClient, inside: Inside
) -> None:
    inside(submit)
    for who, step in ((administrator, "approved"), (reviewer, "approved"), (reviewer, "passed")):
        pressed(who, step)
    pressed(reviewer, "disseminated")
    assert pressed(reviewer, "reconfirmed", "Still so.").status_code == 303
    answer = pressed(reviewer, "superseded", "Merged", by="Nowhere at all")
    assert answer.status_code == 422
    assert 'value="Nowhere at all"' in answer.text
    told = words(client, f"{PAGE}/history")
    assert "disseminated edition 1" in told
    assert "reconfirmed that it still holds" in told
    for secret in ("submitted it", "approved it", "passed the quality"):
        assert secret not in told
        assert secret not in words(client, "/recent")
        assert secret not in client.get("/recent.atom").text
        assert secret not in client.get("/contributions/Reviewer").text
    members = words(administrator, f"{PAGE}/history")
    for step in ("submitted it for review", "approved it as a reviewer", "passed the quality check"):
        assert step in members


def test_other_kinds_of_pages_have_no_review(editor: FormClient, inside: Inside) -> None:
    inside(page, "Story")
    for address in ("/pages/story/review", "/pages/story/remark"):
        assert editor.get(address).status_code == 404
        assert editor.push(address, step="submitted", number="1", text="Words").status_code == 404


def test_what_is_in_review_is_published_by_no_forged_form(reviewer: FormClient, inside: Inside) -> None:
    inside(submit)
    answer = reviewer.push(f"{PAGE}/publish", number="1")
    assert answer.status_code == 422
    assert "is in review" in answer.text


def test_a_review_judges_the_gate_once(editor: FormClient, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    def counted(*arguments: Any) -> Completeness:
        judged.append(arguments)
        return completeness(*arguments)

    monkeypatch.setattr("wiki.facts.gate.completeness", counted)
    assert "Nothing is missing to be standardised" in words(editor)
    assert len(judged) == 1


def test_a_longer_log_is_not_more_questions(editor: FormClient, inside: Inside, query_count: QueryCount) -> None:
    lead = inside(member, leads=("refurbishment",))
    inside(disseminated, lead)
    inside(ready, "lory", "Lorystraße")
    inside(disseminated, lead, slug="lory")
    counts = []
    for _ in range(2):
        inside(take, service.reconfirm, lead)
        inside(take, service.supersede, lead, "lory")
        editor.get(ADDRESS)
        with query_count() as statements:
            assert "/pages/lory" in editor.get(ADDRESS).text
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_look_at_a_page_that_has_no_review_is_refused(reviewer: FormClient, inside: Inside) -> None:
    inside(page, "Story")
    assert reviewer.push("/pages/story/review/look", number="1").status_code == 404


def test_of_an_archived_practice_nobody_is_told_that_visitors_read_it(editor: FormClient, inside: Inside) -> None:
    def make() -> None:
        disseminated(member(leads=("refurbishment",)))
        save(SLUG, summary="Told anew.")

    inside(make)
    assert "Visitors read edition 1." in words(editor)
    inside(archive, SLUG)
    assert "Visitors read edition 1." not in words(editor)


def test_what_is_in_review_is_not_said_to_be_there_for_submitting(editor: FormClient, inside: Inside) -> None:
    said = "The practice can be submitted for review."
    assert said in words(editor, f"{PAGE}/facts")
    inside(submit)
    assert said not in words(editor, f"{PAGE}/facts")
