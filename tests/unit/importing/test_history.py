"""A page lives on through renames, deletion and restoring; every commit that touched it is a version."""

from datetime import UTC, datetime

import pytest


def told(history):
    return [(version.path, version.previous_path, version.data is not None) for version in history.versions]


def test_a_version_tells_who_when_and_why_but_no_address(story):
    head = story.commit({"a.md": "One"}, author="Zoë Müller <z@example.org>", message="Begin\n", time=1_487_000_000)
    (history,) = story.histories(head)["a.md"]
    (version,) = history.versions
    assert (version.author, version.message, version.data) == ("Zoë Müller", "Begin", b"One")
    assert version.at == datetime(2017, 2, 13, 15, 33, 20, tzinfo=UTC)
    assert version.commit == head.decode()


def test_an_address_in_place_of_a_name_is_not_told(story):
    head = story.commit({"a.md": "One"}, author="zoe@example.org <zoe@example.org>")
    (history,) = story.histories(head)["a.md"]
    assert history.versions[0].author == "zoe"


def test_only_commits_that_touched_the_page_are_versions(story):
    first = story.commit({"a.md": "One", "b.md": "B"})
    second = story.commit({"a.md": "One", "b.md": "Two"}, first)
    found = story.histories(second)
    assert len(found["a.md"][0].versions) == 1
    assert [version.data for version in found["b.md"][0].versions] == [b"B", b"Two"]


@pytest.mark.parametrize("ending", ["", "And a new last line.\n"])
def test_a_renamed_page_stays_one_page(story, text, ending):
    first = story.commit({"old.md": text})
    head = story.commit({"new.md": text + ending}, first)
    (history,) = story.histories(head)["new.md"]
    assert told(history) == [("old.md", None, True), ("new.md", "old.md", True)]


def test_line_ends_do_not_hide_a_rename(story, text):
    first = story.commit({"old.md": text})
    head = story.commit({"new.md": text.replace("\n", "\r\n")}, first)
    assert len(story.histories(head)["new.md"][0].versions) == 2


def test_a_page_renamed_and_back_is_one_page(story, text):
    first = story.commit({"a.md": text})
    second = story.commit({"b.md": text}, first)
    head = story.commit({"a.md": text}, second)
    (history,) = story.histories(head)["a.md"]
    assert told(history) == [("a.md", None, True), ("b.md", "a.md", True), ("a.md", "b.md", True)]


def test_a_name_that_changes_its_case_is_a_rename_whatever_the_text(story):
    first = story.commit({"Lamp-Posts.md": "Something"})
    head = story.commit({"lamp-posts.md": "Entirely other words, none of them kept."}, first)
    (history,) = story.histories(head)["lamp-posts.md"]
    assert told(history)[1] == ("lamp-posts.md", "Lamp-Posts.md", True)


def test_a_copy_is_a_page_of_its_own(story, text):
    first = story.commit({"a.md": text})
    head = story.commit({"a.md": text, "b.md": text}, first)
    found = story.histories(head)
    assert told(found["b.md"][0]) == [("b.md", None, True)]
    assert len(found["a.md"][0].versions) == 1


def test_a_page_split_in_two_keeps_one_identity(story, text):
    first = story.commit({"a.md": text})
    head = story.commit({"b.md": text, "c.md": text}, first)
    found = story.histories(head)
    assert sorted(len(found[path][0].versions) for path in ("b.md", "c.md")) == [1, 2]


def test_a_page_with_other_text_at_another_path_is_another_page(story, text):
    first = story.commit({"a.md": text})
    head = story.commit({"b.md": "Nothing of that."}, first)
    found = story.histories(head)
    assert [history.is_live for history in (found["a.md"][0], found["b.md"][0])] == [False, True]


def test_a_deleted_page_that_comes_back_is_the_same_page(story):
    first = story.commit({"a.md": "One", "b.md": "B"})
    second = story.commit({"b.md": "B"}, first)
    head = story.commit({"a.md": "Quite another beginning", "b.md": "B"}, second)
    (history,) = story.histories(head)["a.md"]
    assert [version.data for version in history.versions] == [b"One", None, b"Quite another beginning"]


def test_what_is_no_page_has_no_history(story):
    head = story.commit({"a.md": "A", "b.txt": "B", "c.MARKDOWN": "C", "d.md": (b"a.md", 0o120000)})
    assert sorted(story.histories(head)) == ["a.md", "c.MARKDOWN"]


def test_a_file_that_gets_the_right_suffix_becomes_a_page(story, text):
    first = story.commit({"news/kick-off": text})
    head = story.commit({"news/kick-off.md": text}, first)
    assert told(story.histories(head)["news/kick-off.md"][0]) == [("news/kick-off.md", None, True)]


def test_a_page_that_becomes_a_symbolic_link_is_gone(story):
    first = story.commit({"a.md": "A", "b.md": "B"})
    head = story.commit({"a.md": "A", "b.md": (b"a.md", 0o120000)}, first)
    assert not story.histories(head)["b.md"][0].is_live


def test_order_follows_ancestry_where_clocks_do_not(story):
    first = story.commit({"a.md": "1"}, time=2_000_000)
    second = story.commit({"a.md": "2"}, first, time=1_000_000)
    (history,) = story.histories(story.commit({"a.md": "3"}, second, time=1_500_000))["a.md"]
    assert [version.data for version in history.versions] == [b"1", b"2", b"3"]
    assert [version.at.timestamp() for version in history.versions] == [2_000_000, 1_000_000, 1_500_000]


def test_a_clock_beyond_all_calendars_is_bounded(story):
    head = story.commit({"a.md": "1"}, time=2**60)
    assert story.histories(head)["a.md"][0].versions[0].at.year == 9999


def test_a_name_that_is_not_utf_8_is_read_all_the_same(story):
    head = story.commit({"m.md": "x"})
    tree = story.store[story.store[head].tree]
    tree.add("Müll.md".encode("latin-1"), 0o100644, tree[b"m.md"][1])
    story.store.add_object(tree)
    commit = story.store[head].copy()
    commit.tree = tree.id
    story.store.add_object(commit)
    assert "Müll.md" in story.histories(bytes(commit.id))
