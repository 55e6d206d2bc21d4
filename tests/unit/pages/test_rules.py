"""What content must be, and how two changes to one base combine, field by field."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.markup import MAX_SOURCE
from wiki.pages.rules import changed_fields, combine, content_errors, normalise, publishes_on_save, slug_errors
from wiki.pages.types import Content, PageKind

BASE = Content(title="Title", summary="Gist.", body="One.\n\nTwo.\n\nThree.\n", themes=("data",), place="Munich")
THEMES, CITIES = frozenset({"data", "heating"}), frozenset({"munich"})


def errors(**changes: object) -> set[str]:
    return set(content_errors(replace(BASE, **changes), theme_slugs=THEMES, city_slugs=CITIES))  # type: ignore[arg-type]


def test_only_a_practice_waits_for_a_reviewer() -> None:
    assert {kind for kind in PageKind if not publishes_on_save(kind)} == {PageKind.PRACTICE}


def test_changes_of_different_fields_combine() -> None:
    combined = combine(BASE, replace(BASE, title="Mine"), replace(BASE, summary="Theirs.", place="Vienna"))
    assert combined.conflicts == ()
    assert combined.content == replace(BASE, title="Mine", summary="Theirs.", place="Vienna")


def test_the_same_change_twice_is_no_conflict() -> None:
    changed = replace(BASE, title="Same", body="Same.\n", themes=())
    assert combine(BASE, changed, changed).content == changed


@pytest.mark.parametrize("field", ["title", "summary", "language", "lead_picture", "place"])
def test_two_different_values_of_a_field_are_a_conflict_that_keeps_mine(field: str) -> None:
    combined = combine(BASE, replace(BASE, **{field: "mine"}), replace(BASE, **{field: "theirs"}))
    assert combined.conflicts == (field,)
    assert getattr(combined.content, field) == "mine"


def test_a_conflict_in_one_field_does_not_lose_changes_of_the_others() -> None:
    mine, theirs = replace(BASE, title="Mine", place="Lyon"), replace(BASE, title="Theirs", summary="New gist.")
    combined = combine(BASE, mine, theirs)
    assert combined.conflicts == ("title",)
    assert (combined.content.place, combined.content.summary) == ("Lyon", "New gist.")


def test_tags_added_and_removed_by_both_are_added_and_removed() -> None:
    base = replace(BASE, themes=("data", "heating"))
    combined = combine(base, replace(base, themes=("data",)), replace(base, themes=("data", "heating", "mobility")))
    assert (combined.conflicts, combined.content.themes) == ((), ("data", "mobility"))


CONTENTS = st.builds(
    Content,
    title=st.sampled_from(["a", "b", "c"]),
    summary=st.sampled_from(["", "x", "y"]),
    body=st.lists(st.sampled_from(["1\n", "2\n", "3\n"]), max_size=6).map("".join),
    themes=st.lists(st.sampled_from(["data", "heating", "mobility"]), unique=True).map(tuple),
    starts_on=st.sampled_from([None, date(2017, 2, 15)]),
)


@given(CONTENTS, CONTENTS)
def test_who_is_alone_gets_what_they_wrote(base: Content, mine: Content) -> None:
    assert combine(base, mine, base).conflicts == ()
    assert set(combine(base, mine, base).content.themes) == set(mine.themes)
    assert replace(combine(base, mine, base).content, themes=()) == replace(mine, themes=())
    assert replace(combine(base, base, mine).content, themes=()) == replace(mine, themes=())


@given(CONTENTS, CONTENTS, CONTENTS)
def test_both_ways_round_find_the_same_conflicts(base: Content, mine: Content, theirs: Content) -> None:
    assert combine(base, mine, theirs).conflicts == combine(base, theirs, mine).conflicts


@given(st.text(), st.text())
def test_normal_content_is_normal(title: str, body: str) -> None:
    once = normalise(Content(title=title, body=body))
    assert normalise(once) == once
    assert "\r" not in once.body
    assert "\n" not in once.title


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc\n"),
        ("\n\na\n\n\n", "a\n"),
        ("  \n ", ""),
        ("a\x00b\x08c\td", "abc\td\n"),
        ("    code", "    code\n"),
    ],
)
def test_line_ends_and_control_characters_are_put_right_and_nothing_else(written: str, kept: str) -> None:
    assert normalise(Content(title="x", body=written)).body == kept


def test_one_line_fields_stand_on_one_line() -> None:
    normal = normalise(Content(title=" A\n title\x07 ", summary="a\tb", place=" x "))
    assert (normal.title, normal.summary, normal.place) == ("A title", "a b", "x")


def test_good_content_has_no_errors() -> None:
    assert errors() == set()
    assert errors(language="pt-BR", themes=("data", "heating"), cities=("munich",), body="") == set()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 256),
        ("summary", "x" * 401),
        ("place", "x" * 201),
        ("body", "x" * (MAX_SOURCE + 1)),
        ("language", ""),
        ("language", "english"),
        ("themes", ("unknown",)),
        ("cities", ("unknown",)),
        ("ends_on", date(2017, 2, 15)),
    ],
)
def test_what_is_wrong_is_named_by_its_field(field: str, value: object) -> None:
    assert errors(**{field: value}) == {field}


def test_a_meeting_ends_when_or_after_it_starts() -> None:
    assert errors(starts_on=date(2017, 2, 15), ends_on=date(2017, 2, 15)) == set()
    assert errors(starts_on=date(2017, 2, 15), ends_on=date(2017, 2, 14)) == {"ends_on"}


@pytest.mark.parametrize(
    ("slug", "good"), [("a/b", True), ("", False), ("A", False), ("a/edit", False), ("a b", False), ("a/", False)]
)
def test_an_address_is_a_slug_that_names_no_action(slug: str, good: bool) -> None:
    assert (slug_errors(slug) == {}) is good


def test_changed_fields_are_told_as_people_read_them() -> None:
    new = replace(BASE, title="New", themes=("data", "heating"), starts_on=date(2017, 2, 15), body="Other.")
    told = {change.name: (change.old, change.new) for change in changed_fields(BASE, new)}
    assert told == {"title": ("Title", "New"), "themes": ("data", "data, heating"), "starts_on": ("", "2017-02-15")}


def test_a_row_that_came_or_went_is_told_in_one_line() -> None:
    old = {"steps": ({"id": "a", "step": "Ask"}, {"id": "b", "step": "Drill", "who": "Contractor"})}
    new = {"steps": ({"id": "a", "step": "Ask all"}, {"id": "c", "step": "Measure"}), "trl": 8}
    told = changed_fields(replace(BASE, facts=old), replace(BASE, facts=new))
    assert [(change.name, change.old, change.new) for change in told] == [
        ("facts.trl", "", "8"),
        ("facts.steps.1.step", "Ask", "Ask all"),
        ("facts.steps.2", "", "Measure"),
        ("facts.steps.2", "Step: Drill; Who: Contractor", ""),
    ]
