import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.pages.merge import CONFLICT, merge_keeping_mine, merge_sets, merge_texts, merge_values

TEXT = st.text("ab\n\r", max_size=30)
TAGS = st.lists(st.sampled_from("abcde"), unique=True).map(tuple)
BASE = "one\n\ntwo\n\nthree\n"


def test_changes_in_different_places_are_both_kept():
    assert merge_texts(BASE, "ONE\n\ntwo\n\nthree\n", "one\n\ntwo\n\nTHREE\n") == "ONE\n\ntwo\n\nTHREE\n"


def test_the_same_change_on_both_sides_is_one():
    assert merge_texts(BASE, "one\n\n2\n\nthree\n", "ONE\n\n2\n\nthree\n") == "ONE\n\n2\n\nthree\n"


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("a", "b", "c"),
        ("", "mine", "theirs"),
        ("a\nb", "A\nb", "a\nB"),
        ("a", "", "a\nb"),
        ("a", "a\nmine", "a\ntheirs"),
    ],
)
def test_changes_in_one_place_need_a_person(base, mine, theirs):
    assert merge_texts(base, mine, theirs) is None


@pytest.mark.parametrize(
    "theirs", ["one\n\ntwo\n\nTHREE", "one\r\n\r\ntwo\r\n\r\nTHREE\r\n", "one\n\ntwo\n\nTHREE\n\n"]
)
def test_line_ends_are_no_conflict(theirs):
    merged = merge_texts(BASE, "ONE\n\ntwo\n\nthree\n", theirs)
    assert merged is not None
    assert merged.split() == ["ONE", "two", "THREE"]


def test_the_end_that_was_changed_wins():
    assert merge_texts("a\nb\nc\n", "A\nb\nc\n", "a\nb\nc") == "A\nb\nc"
    assert merge_texts("a\nb\nc\n", "A\nb\nc", "a\nb\nC\n") == "A\nb\nC"


@given(TEXT, TEXT)
def test_a_change_of_one_side_only_is_taken_exactly(base, other):
    assert merge_texts(base, base, other) == other
    assert merge_texts(base, other, base) == other
    assert merge_texts(base, other, other) == other


@given(TEXT, TEXT, TEXT)
def test_sides_are_equal_before_the_merge(base, mine, theirs):
    merged, mirrored = merge_texts(base, mine, theirs), merge_texts(base, theirs, mine)
    assert (merged is None) == (mirrored is None)
    if merged is not None and mirrored is not None:
        assert merged.rstrip("\n") == mirrored.rstrip("\n") or {mine, theirs} & {base}


@given(st.lists(st.from_regex("[a-z]{3}", fullmatch=True), min_size=5, unique=True), st.data())
def test_lines_of_both_sides_are_kept(lines, data):
    first = data.draw(st.integers(0, len(lines) - 3))
    second = data.draw(st.integers(first + 2, len(lines) - 1))
    mine, theirs = list(lines), list(lines)
    mine[first] = "MINE"
    theirs[second] = "THEIRS"
    merged = merge_texts("\n".join(lines), "\n".join(mine), "\n".join(theirs))
    expected = list(mine)
    expected[second] = "THEIRS"
    assert merged == "\n".join(expected)


def test_a_change_in_the_middle_of_history_is_undone():
    before, after = "a\nb\nc", "a\nX\nc"
    assert merge_texts(after, "0\na\nX\nc", before) == "0\na\nb\nc"
    assert merge_texts(after, "a\nXY\nc", before) is None


@given(TEXT, TEXT)
def test_the_latest_change_can_always_be_undone(before, after):
    assert merge_texts(after, after, before) == before


def test_where_both_changed_the_same_line_mine_is_kept_and_theirs_elsewhere():
    base, mine, theirs = "a\nb\nc\nd\n", "a\nMINE\nc\nd\n", "a\nTHEIRS\nc\nD\n"
    assert merge_keeping_mine(base, mine, theirs) == "a\nMINE\nc\nD\n"


@given(TEXT, TEXT, TEXT)
def test_keeping_mine_is_the_merge_where_there_is_one(base, mine, theirs):
    merged = merge_texts(base, mine, theirs)
    assert merged is None or merge_keeping_mine(base, mine, theirs) == merged


def test_a_field_is_taken_from_who_changed_it():
    assert merge_values("a", "a", "b") == "b"
    assert merge_values("a", "b", "a") == "b"
    assert merge_values("a", "b", "b") == "b"
    assert merge_values("a", "b", "c") is CONFLICT
    assert merge_values(None, "b", None) == "b"


def test_tags_of_both_sides_are_kept():
    assert merge_sets(("a", "b", "c"), ("c", "b", "new"), ("a", "b", "c", "other")) == ("c", "b", "new", "other")
    assert merge_sets(("a", "b"), ("a", "b"), ("b", "a")) == ("b", "a")


@given(TAGS, TAGS, TAGS)
def test_a_tag_is_there_if_added_or_never_removed(base, mine, theirs):
    merged = set(merge_sets(base, mine, theirs))
    assert merged == (set(mine) & set(theirs)) | ((set(mine) | set(theirs)) - set(base))


@given(TAGS, TAGS)
def test_tags_changed_by_one_side_only_are_taken_exactly(base, other):
    assert merge_sets(base, other, base) == other
    assert merge_sets(base, base, other) == other
