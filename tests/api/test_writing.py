"""Programs write pages on top of what they read: nobody's text is lost, and nothing is emptied by leaving it out."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.factories import archive, page, picture, practice, rename, save
from tests.web.filled import TAGS
from wiki.accounts.types import Role
from wiki.core.changes import PendingChange
from wiki.core.db import db
from wiki.pages import queries
from wiki.services import Services

Inside = Callable[..., Any]
Programs = Callable[..., Program]
PAGE = "/pages/story"


def body_of(program: Program) -> str:
    return str(program.get(PAGE).json["body"])


def test_a_page_is_made_where_there_is_none(editor: Program, visitor: Program) -> None:
    answer = editor.put(PAGE, title="Story", body="Text.", kind="news", themes=["data"], starts_on="2017-02-15")
    assert (answer.status_code, answer.json["outcome"]) == (201, "created")
    assert answer.location == "/api/v1/pages/story"
    seen = visitor.get(PAGE)
    assert (seen.json["themes"], seen.json["starts_on"], seen.json["kind"]) == (["data"], "2017-02-15", "news")
    # The editor reads the very same, so the tag of the write is that of a read.
    assert answer.headers["ETag"] == editor.get(PAGE).headers["ETag"]


def test_what_is_left_out_stays(editor: Program, inside: Inside, services: Services) -> None:
    lead = inside(picture, services.files)
    inside(page, "Story", "Text.", summary="Gist.", lead_picture=lead.path, place="Munich", language="de", **TAGS)
    before = editor.get(PAGE).json
    answer = editor.put(PAGE, base_revision=1, title="The story", comment="Named", minor=True)
    assert (answer.status_code, answer.json["outcome"]) == (200, "saved")
    after = answer.json["page"]
    assert (after["title"], after["comment"], after["minor"], after["revision"]) == ("The story", "Named", True, 2)
    for name in ("body", "summary", "lead_picture", "place", "language", "themes", "cities", "kind"):
        assert after[name] == before[name], name
    assert editor.put(PAGE, base_revision=2, themes=[], place="").json["page"]["themes"] == []


def test_a_page_is_not_overwritten_by_who_does_not_say_what_it_is_based_on(editor: Program, inside: Inside) -> None:
    inside(page, "Story", "Theirs.")
    answer = editor.put(PAGE, title="Story", body="Mine.", kind="article")
    assert answer.status_code == 428
    assert answer.json["type"] == "/api/v1/problems#base-needed"
    assert body_of(editor) == "Theirs.\n"


def test_changes_in_other_places_are_merged(editor: Program, inside: Inside) -> None:
    inside(page, "Story", "One.\n\nTwo.\n\nThree.")
    inside(save, "story", body="One.\n\nTwo.\n\nTheirs.")
    answer = editor.put(PAGE, base_revision=1, body="Mine.\n\nTwo.\n\nThree.")
    assert (answer.status_code, answer.json["outcome"]) == (200, "merged")
    assert answer.json["page"]["body"] == "Mine.\n\nTwo.\n\nTheirs.\n"


def test_a_conflict_shows_all_three_and_is_resolved_on_top_of_theirs(editor: Program, inside: Inside) -> None:
    inside(page, "Story", "Base.", **TAGS)
    inside(save, "story", body="Theirs.", by=Role.REVIEWER)
    answer = editor.put(PAGE, base_revision=1, body="Mine.")
    assert answer.status_code == 409
    told = answer.json
    assert [told[side]["body"] for side in ("base", "mine", "theirs")] == ["Base.\n", "Mine.\n", "Theirs.\n"]
    assert (told["theirs_revision"], told["theirs_author"], told["fields"]) == (2, "Reviewer", ["body"])
    assert told["mine"]["themes"] == ["data", "mobility"]
    assert body_of(editor) == "Theirs.\n"
    resolved = editor.put(PAGE, base_revision=told["theirs_revision"], body="Theirs and mine.")
    assert resolved.status_code == 200
    assert body_of(editor) == "Theirs and mine.\n"


def test_two_programs_that_make_one_page_meet_in_a_conflict(editor: Program, inside: Inside) -> None:
    inside(page, "Story", "Theirs.")
    answer = editor.put(PAGE, base_revision=0, title="Story", body="Mine.", kind="article")
    assert answer.status_code == 409
    assert answer.json["base"]["body"] == ""


def test_the_tag_of_a_page_is_a_base(editor: Program, inside: Inside) -> None:
    inside(page, "Story", "One.")
    packed = editor.get(PAGE, Accept_Encoding="gzip").headers["ETag"]
    answer = editor.put(PAGE, {"If-Match": packed}, body="Two.")
    assert answer.status_code == 200
    chained = editor.put(PAGE, {"If-Match": answer.headers["ETag"]}, body="Three.")
    assert chained.status_code == 200
    assert body_of(editor) == "Three.\n"


def test_with_if_match_nothing_is_merged(editor: Program, inside: Inside) -> None:
    inside(page, "Story", "One.\n\nTwo.\n\nThree.")
    tag = editor.get(PAGE).headers["ETag"]
    inside(save, "story", body="One.\n\nTwo.\n\nTheirs.")
    for body in ("Mine.\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nMine."):
        assert editor.put(PAGE, {"If-Match": tag}, body=body).status_code == 412
    assert body_of(editor) == "One.\n\nTwo.\n\nTheirs.\n"
    assert editor.get(PAGE).json["revision"] == 2


@pytest.mark.parametrize(
    "tag", ["*", '"another"', 'W/"7.x"', '"99999999999999999999.x"', '"2.x"', "nonsense", 'W/""', ""]
)
def test_a_tag_that_is_not_the_present_one_refuses_the_write(editor: Program, inside: Inside, tag: str) -> None:
    assert editor.put(PAGE, {"If-Match": tag}, title="Story", kind="article").status_code == 412
    inside(page, "Story", "Text.")
    assert editor.put(PAGE, {"If-Match": tag}, body="Mine.").status_code in {412, 428}
    assert editor.get(PAGE).json["revision"] == 1


def test_who_only_wants_to_make_a_page_changes_none(editor: Program) -> None:
    only_new = {"If-None-Match": "*"}
    assert editor.put(PAGE, only_new, title="Story", kind="article").status_code == 201
    assert editor.put(PAGE, only_new, title="Again", kind="article", base_revision=1).status_code == 412
    assert editor.get(PAGE).json["title"] == "Story"


def test_who_only_wants_to_make_a_page_changes_none_that_was_made_at_the_same_moment(
    editor: Program, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside(page, "Story", "Theirs.")
    find, asked = queries.find_page, iter([None])
    # As on PostgreSQL, where the other's page may come between the look and the insert.
    monkeypatch.setattr(queries, "find_page", lambda *given: next(asked, find(*given)))
    answer = editor.put(PAGE, {"If-None-Match": "*"}, title="Story", body="Theirs.", kind="article")
    assert answer.status_code == 412


def test_what_says_the_same_makes_no_revision(editor: Program, inside: Inside) -> None:
    inside(page, "Story", "Text.")
    answer = editor.put(PAGE, base_revision=1, body="Text.\n")
    assert (answer.json["outcome"], answer.json["page"]["revision"]) == ("unchanged", 1)


def test_errors_name_their_fields_in_the_language_asked_for(editor: Program, inside: Inside) -> None:
    inside(page, "Story")
    wrong = {"base_revision": 1, "title": "", "themes": ["cooking"], "lead_picture": "/files/none/x.png"}
    answer = editor.put(PAGE, {"Accept-Language": "de"}, **wrong)
    assert answer.status_code == 422
    errors = {error["field"]: error["message"] for error in answer.json["errors"]}
    assert set(errors) == {"title", "themes", "lead_picture"}
    assert errors["title"] == "Bitte einen Titel eingeben."
    assert answer.headers["Content-Language"] == "de"
    assert editor.put(PAGE, **wrong).json["errors"][0]["message"] == "Enter a title."


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"base_revision": "1"}, "base_revision"),
        ({"base_revision": 7}, "base_revision"),
        ({"base_revision": -1}, "base_revision"),
        ({"base_revision": 1, "text": "x"}, "text"),
        ({"base_revision": 1, "themes": "data"}, "themes"),
        ({"base_revision": 1, "body": "a\x00b"}, "body"),
        ({"base_revision": 1, "title": None}, "title"),
        ({"base_revision": 1, "starts_on": "soon"}, "starts_on"),
        ({"base_revision": 1, "kind": "recipe"}, "kind"),
        ({"base_revision": 1, "ends_on": "2017-02-15"}, "ends_on"),
    ],
)
def test_a_body_that_is_not_as_described_is_refused(
    editor: Program, inside: Inside, sent: dict[str, Any], field: str
) -> None:
    inside(page, "Story")
    answer = editor.put(PAGE, **sent)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == field
    assert editor.get(PAGE).json["revision"] == 1


def test_a_new_page_needs_a_kind_and_a_good_address(editor: Program) -> None:
    assert editor.put(PAGE, title="Story").json["errors"][0]["field"] == "kind"
    for slug in ("a/edit/b", "Story", "a b"):
        answer = editor.put(f"/pages/{slug}", title="Story", kind="article")
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "slug"), slug
    assert editor.put(PAGE, title="Story", kind="article", base_revision=3).status_code == 404


def test_a_body_that_is_no_json_is_told_apart_from_one_of_another_kind(editor: Program) -> None:
    def put(data: bytes, kind: str = "application/json") -> int:
        return editor.open("PUT", PAGE, data=data, content_type=kind).status_code

    assert put(b"{") == 400
    assert put(b'{"title": "\\ud800"}') == 400
    assert put(b"\xff") == 400
    assert put(b"[]") == 422
    assert put(b"") == 400
    assert put(b"title=Story", "application/x-www-form-urlencoded") == 415
    assert put(b" " * (2 * 1024 * 1024 + 1)) == 413


def test_a_write_follows_a_page_that_was_renamed(editor: Program, inside: Inside) -> None:
    inside(page, "Story", "One.")
    inside(rename, "story", "saga")
    answer = editor.put(PAGE, base_revision=1, body="Two.")
    assert (answer.status_code, answer.json["page"]["slug"]) == (200, "saga")


def test_a_practice_waits_for_a_reviewer(editor: Program, reviewer: Program, visitor: Program) -> None:
    assert editor.put(PAGE, title="Story", kind="practice").json["page"]["status"] == "unpublished"
    assert visitor.get(PAGE).status_code == 404
    assert editor.post(f"{PAGE}/publish", revision=1).status_code == 403
    assert reviewer.post(f"{PAGE}/publish").status_code == 422
    assert reviewer.post(f"{PAGE}/publish", revision=9).status_code == 404
    answer = reviewer.post(f"{PAGE}/publish", revision=1)
    assert (answer.status_code, answer.json["published_revision"]) == (200, 1)
    assert visitor.get(PAGE).status_code == 200


def test_the_kind_changes_with_the_text_or_not_at_all(editor: Program, reviewer: Program, inside: Inside) -> None:
    inside(page, "Story", "One.")
    assert editor.put(PAGE, base_revision=1, kind="news").json["outcome"] == "saved"
    assert editor.put(PAGE, base_revision=1, kind="practice").status_code == 403
    inside(save, "story", body="Theirs.")
    assert reviewer.put(PAGE, base_revision=1, kind="practice", body="Mine.").status_code == 409
    assert editor.get(PAGE).json["kind"] == "news"
    answer = reviewer.put(PAGE, base_revision=2, kind="practice", body="Mine.")
    # From then on it is a practice, whose new text waits.
    assert (answer.json["page"]["kind"], answer.json["page"]["published_revision"]) == ("practice", 2)


def test_a_page_is_taken_back_renamed_archived_and_restored(editor: Program, visitor: Program, inside: Inside) -> None:
    inside(page, "Story", "One.")
    inside(save, "story", body="Two.")
    reverted = editor.post(f"{PAGE}/revert", revision=1, comment="Back").json
    assert (reverted["outcome"], reverted["page"]["body"], reverted["page"]["revision"]) == ("saved", "One.\n", 3)
    assert editor.post(f"{PAGE}/revert", revision=7).status_code == 404
    renamed = editor.post(f"{PAGE}/rename", slug="saga", comment="Longer")
    assert renamed.json["slug"] == "saga"
    assert visitor.get(PAGE).location == "/api/v1/pages/saga"
    assert editor.post("/pages/saga/rename", slug="a/edit").status_code == 422
    # The former address still means the page.
    assert editor.open("POST", f"{PAGE}/archive").json["archived"] is True
    assert visitor.get("/pages/saga").status_code == 404
    assert editor.put("/pages/saga", base_revision=3, body="Late.").status_code == 422
    assert editor.post("/pages/saga/restore", comment="Needed").json["archived"] is False
    assert visitor.get("/pages/saga").status_code == 200


def test_what_a_write_leaves_to_do_is_done(editor: Program, visitor: Program, inside: Inside) -> None:
    inside(page, "Story", "See [[Later]].")
    assert 'class="missing"' in visitor.get(PAGE).json["html"]
    editor.put("/pages/later", title="Later", kind="article")
    assert 'class="missing"' not in visitor.get(PAGE).json["html"]
    assert inside(lambda: db.session.query(PendingChange).count()) == 0


def test_a_text_is_previewed_by_who_may_write(editor: Program, visitor: Program) -> None:
    answer = editor.post("/preview", body="## Part\n\n<script>x</script> [[Page]]", language="de")
    assert answer.json["headings"][0]["text"] == "Part"
    assert "noch nicht geschrieben" in answer.json["html"]
    assert "<script>" not in answer.json["html"]
    assert visitor.post("/preview", body="x").status_code == 401
    assert editor.post("/preview", body="x" * 400_001).status_code == 422


def test_an_archived_page_is_none_to_a_visitor(program: Programs, inside: Inside) -> None:
    inside(page, "Story")
    inside(archive, "story")
    assert program().get(PAGE).status_code == 404
    assert program(Role.OBSERVER).get(PAGE).status_code == 404
    assert program(Role.EDITOR).get(PAGE).json["archived"] is True
    inside(practice, "Draft", published=False)
    assert program(Role.OBSERVER).get("/pages/draft").status_code == 404


def test_a_body_sent_in_chunks_has_the_same_bound(editor: Program) -> None:
    data = b'{"title": "Story", "kind": "article", "summary": "' + b"x" * (2 * 1024 * 1024) + b'"}'
    chunked = {"wsgi.input": io.BytesIO(data), "wsgi.input_terminated": True}
    answer = editor.open("PUT", PAGE, content_type="application/json", environ_overrides=chunked)
    assert (answer.status_code, answer.json["type"]) == (413, "/api/v1/problems#too-large")


def test_a_fact_of_another_type_is_refused_at_its_field(editor: Program) -> None:
    facts = {"trl": "9", "quantities": [{"what": "dwellings", "value": "485 flats"}], "phase": "operation"}
    answer = editor.put("/pages/heat", title="Heat", kind="practice", facts=facts)
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json["errors"]} == {"facts.trl", "facts.quantities.0.value"}
    right = editor.put("/pages/heat", title="Heat", kind="practice", facts={"trl": 9, "phase": "operation"})
    assert right.json["page"]["facts"] == {"phase": "operation", "trl": 9}
