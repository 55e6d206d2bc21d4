"""A save never loses what somebody wrote, and never claims more than it did."""

import pytest

from tests.factories import actor, page, person, practice, publish, save
from wiki.accounts.types import VISITOR, Role
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.pages import queries, service
from wiki.pages.types import Conflict, Content, Merged, PageKind, Saved, Unchanged
from wiki.taxonomy.queries import load_taxonomy

LINES = "".join(f"Line {number}\n\n" for number in range(1, 10))


def content(slug: str, number: int | None = None) -> Content:
    db.session.rollback()
    found = queries.get_page(actor(Role.EDITOR), slug)
    return queries.get_content(actor(Role.EDITOR), found, number or found.current_number)


def numbers(slug: str) -> list[int]:
    db.session.rollback()
    found = queries.get_page(actor(Role.EDITOR), slug)
    revisions = queries.list_revisions(actor(Role.EDITOR), found, load_taxonomy())
    return [revision.number for revision in revisions]


def test_a_save_on_the_newest_revision_adds_the_next_number() -> None:
    slug = page("Heat pumps", "One.")
    assert isinstance(save(slug, body="Two."), Saved)
    assert isinstance(save(slug, body="Three."), Saved)
    assert numbers(slug) == [3, 2, 1]
    assert content(slug).body == "Three.\n"
    assert content(slug, 1).body == "One.\n"


def test_a_revision_keeps_title_summary_tags_and_language_of_its_time() -> None:
    slug = page("Lamp posts", themes=("data",), cities=("munich",), summary="Light.", language="en")
    save(slug, title="Lichtmasten", themes=("mobility",), cities=("vienna",), summary="Licht.", language="de")
    before, after = content(slug, 1), content(slug, 2)
    assert (before.title, before.themes, before.cities) == ("Lamp posts", ("data",), ("munich",))
    assert (before.summary, before.language) == ("Light.", "en")
    assert (after.title, after.themes, after.cities) == ("Lichtmasten", ("mobility",), ("vienna",))


def test_saving_what_stands_there_already_makes_no_revision() -> None:
    slug = page("Heat pumps", "One.")
    assert save(slug) == Unchanged(slug=slug, number=1)
    assert numbers(slug) == [1]


def test_two_savers_of_the_same_words_on_one_base_make_one_revision() -> None:
    slug = page("Heat pumps", "One.")
    save(slug, body="Two.")
    assert isinstance(save(slug, base=1, body="Two."), Unchanged)
    assert numbers(slug) == [2, 1]


def test_changes_to_different_lines_are_merged() -> None:
    slug = page("Lines", LINES)
    save(slug, base=1, body=LINES.replace("Line 2", "Their line 2"))
    outcome = save(slug, base=1, body=LINES.replace("Line 8", "My line 8"), by=Role.REVIEWER)
    assert isinstance(outcome, Merged)
    assert "Their line 2" in content(slug).body
    assert "My line 8" in content(slug).body


def test_a_change_of_the_tags_and_one_of_the_text_are_merged() -> None:
    slug = page("Tags", "Text.", themes=("data",))
    save(slug, base=1, themes=("data", "heating"))
    assert isinstance(save(slug, base=1, body="Other text.", themes=("data", "mobility")), Merged)
    assert set(content(slug).themes) == {"data", "heating", "mobility"}
    assert content(slug).body == "Other text.\n"


def test_changes_to_one_line_are_a_conflict_that_saves_nothing_and_returns_all_three() -> None:
    slug = page("Lines", LINES)
    save(slug, base=1, body=LINES.replace("Line 5", "Their line 5"))
    outcome = save(slug, base=1, body=LINES.replace("Line 5", "My line 5"))
    assert isinstance(outcome, Conflict)
    assert (outcome.fields, outcome.theirs_number) == (("body",), 2)
    assert "Line 5" in outcome.base.body
    assert "Their line 5" in outcome.theirs.body
    assert "My line 5" in outcome.mine.body
    assert numbers(slug) == [2, 1]


def test_a_conflict_resolved_on_the_new_base_is_saved() -> None:
    slug = page("Lines", LINES)
    save(slug, base=1, body="Theirs.")
    assert isinstance(save(slug, base=1, body="Mine."), Conflict)
    assert isinstance(save(slug, base=2, body="Theirs and mine."), Saved)


def test_two_people_who_make_one_page_meet_in_a_conflict() -> None:
    slug = page("Same place", "Theirs.")
    with transaction():
        outcome = service.create_page(
            actor(Role.REVIEWER), slug=slug, kind=PageKind.NEWS, content=Content(title="Same place", body="Mine.")
        )
    assert isinstance(outcome, Conflict)
    assert (outcome.theirs.body, outcome.mine.body) == ("Theirs.\n", "Mine.\n")


def test_one_change_in_the_middle_is_undone_and_later_ones_stay() -> None:
    slug = page("Lines", LINES)
    save(slug, body=LINES.replace("Line 2", "Wrong line 2"))
    save(slug, body=content(slug).body.replace("Line 8", "Better line 8"))
    with transaction():
        outcome = service.undo_change(actor(Role.EDITOR), slug, 2, "wrong")
    assert isinstance(outcome, Saved)
    assert content(slug).body == LINES.strip("\n").replace("Line 8", "Better line 8") + "\n"
    assert numbers(slug) == [4, 3, 2, 1]


def test_an_undo_that_later_changes_stand_on_is_a_conflict() -> None:
    slug = page("Lines", LINES)
    save(slug, body=LINES.replace("Line 2", "Wrong line 2"))
    save(slug, body=LINES.replace("Line 2", "Wrong line 2, mended"))
    with transaction():
        outcome = service.undo_change(actor(Role.EDITOR), slug, 2, "wrong")
    assert isinstance(outcome, Conflict)
    assert numbers(slug) == [3, 2, 1]


def _sourced(evidence: str, **figures: str) -> dict[str, tuple[dict[str, object], ...]]:
    """Make facts with a source for each letter, and figures that name their sources."""
    sources = tuple({"id": name, "type": "report", "title": f"Report {name}", "claim": "So."} for name in evidence)
    named = ({"id": name, "what": "dwellings", "value": 1, "source": source} for name, source in figures.items())
    return {"quantities": tuple(named), "evidence": sources}


def test_figures_cite_the_same_source_after_a_merge() -> None:
    slug = practice("Lamp posts", facts=_sourced("abc", old="3"))
    save(slug, facts=_sourced("acd", old="2"))
    assert isinstance(save(slug, base=1, facts=_sourced("abc", old="3", new="3")), Merged)
    assert content(slug).facts == _sourced("acd", old="2", new="2")


def test_figures_cite_the_same_source_after_an_undo() -> None:
    slug = practice("Lamp posts", facts=_sourced("abc", old="3"))
    save(slug, facts=_sourced("ac", old="2"))
    save(slug, facts=_sourced("acd", old="2", new="3"))
    with transaction():
        service.undo_change(actor(Role.EDITOR), slug, 2, "wrong")
    assert content(slug).facts == _sourced("abcd", old="3", new="4")


def test_the_first_revision_cannot_be_undone() -> None:
    slug = page("Lines", LINES)
    with pytest.raises(NotFound), transaction():
        service.undo_change(actor(Role.EDITOR), slug, 1, "")


def test_a_revert_makes_an_old_revision_the_newest_and_removes_none() -> None:
    slug = page("Lines", "One.", themes=("data",))
    save(slug, body="Two.", themes=())
    save(slug, body="Three.")
    with transaction():
        assert isinstance(service.revert_page(actor(Role.EDITOR), slug, 1, "back"), Saved)
    assert content(slug) == content(slug, 1)
    assert numbers(slug) == [4, 3, 2, 1]


def test_history_names_the_person_and_keeps_the_name_of_then() -> None:
    slug = page("Lines", "One.", by=Role.REVIEWER)
    found = queries.get_page(VISITOR, slug)
    (revision,) = queries.list_revisions(VISITOR, found, load_taxonomy())
    assert (revision.author, revision.author_id) == ("Reviewer", person(Role.REVIEWER).id)


@pytest.mark.parametrize("role", [Role.OBSERVER])
def test_who_may_not_write_saves_nothing(role: Role) -> None:
    slug = page("Lines", "One.")
    with pytest.raises(Denied):
        save(slug, base=1, body="Two.", by=role)
    with pytest.raises(Denied), transaction():
        service.save_page(VISITOR, slug, Content(title="x"), base_number=1)
    assert numbers(slug) == [1]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 256),
        ("language", "klingon!"),
        ("themes", ("no-such-theme",)),
        ("cities", ("atlantis",)),
        ("lead_picture", "/files/none/none.png"),
    ],
)
def test_content_that_cannot_be_is_refused_by_field(field: str, value: object) -> None:
    slug = page("Lines", "One.")
    with pytest.raises(Invalid) as refused:
        save(slug, **{field: value})
    assert list(refused.value.errors) == [field]


def test_a_base_that_never_was_is_not_found() -> None:
    slug = page("Lines", "One.")
    with pytest.raises(NotFound), transaction():
        service.save_page(actor(Role.EDITOR), slug, Content(title="x"), base_number=7)


def test_a_save_that_fails_leaves_nothing_behind() -> None:
    slug = page("Lines", "One.")

    def save_and_die() -> None:
        with transaction():
            service.save_page(actor(Role.EDITOR), slug, Content(title="Lines", body="Two."), base_number=1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_die()
    assert numbers(slug) == [1]
    assert queries.list_events(actor(Role.EDITOR), queries.EventFilter())[0].revision_number == 1


def test_a_practice_stays_a_draft_until_it_is_published_and_others_are_public_at_once() -> None:
    practice("Advice", "One.", published=False)
    assert queries.find_page(VISITOR, "advice") is None
    publish("advice", 1)
    save("advice", body="Two.")
    found = queries.get_page(VISITOR, "advice")
    assert (found.published_number, found.current_number) == (1, 2)
    for kind in set(PageKind) - {PageKind.PRACTICE}:
        page(f"A {kind}", kind=kind)
        save(f"a-{kind}", body="Newer.")
        assert queries.get_page(VISITOR, f"a-{kind}").published_number == 2
