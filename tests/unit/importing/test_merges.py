"""Merges: both sides of a merge that edit, rename or delete the same file are one page, and the merge is true."""

from collections import Counter

from dulwich.object_store import MemoryObjectStore
from dulwich.objects import ObjectID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wiki.importing.git.commits import commits_from, linear_order
from wiki.importing.git.history import disagreements, histories_of
from wiki.importing.git.trees import tree_entries


def data(history):
    return [version.data for version in history.versions]


def test_both_branches_and_the_merge_are_versions(story):
    base = story.commit({"a.md": "base"})
    mine = story.commit({"a.md": "mine"}, base)
    theirs = story.commit({"a.md": "theirs"}, base)
    head = story.commit({"a.md": "both"}, mine, theirs)
    (history,) = story.histories(head)["a.md"]
    assert data(history) == [b"base", b"mine", b"theirs", b"both"]


def test_a_merge_that_takes_the_latest_version_is_none_itself(story):
    base = story.commit({"a.md": "base"})
    mine = story.commit({"a.md": "base", "b.md": "b"}, base)
    theirs = story.commit({"a.md": "theirs"}, base)
    head = story.commit({"a.md": "theirs", "b.md": "b"}, mine, theirs)
    assert data(story.histories(head)["a.md"][0]) == [b"base", b"theirs"]


def test_a_merge_that_discards_the_later_edit_is_a_version(story):
    base = story.commit({"a.md": "base"})
    mine = story.commit({"a.md": "mine"}, base)
    theirs = story.commit({"a.md": "theirs"}, base)
    head = story.commit({"a.md": "mine"}, mine, theirs)
    assert data(story.histories(head)["a.md"][0]) == [b"base", b"mine", b"theirs", b"mine"]


def test_renamed_on_one_side_and_edited_on_the_other_is_one_page(story, text):
    base = story.commit({"old.md": text})
    edited = story.commit({"old.md": text + "Edited.\n"}, base, message="Edit")
    renamed = story.commit({"new.md": text}, base)
    for parents in ((edited, renamed), (renamed, edited)):
        head = story.commit({"new.md": text + "Edited.\n"}, *parents)
        found = story.histories(head)
        assert list(found) == ["new.md"]
        (history,) = found["new.md"]
        assert "Edit" in [version.message for version in history.versions]
        assert (history.versions[-1].path, history.versions[-1].data) == ("new.md", (text + "Edited.\n").encode())


def test_renamed_by_the_merge_itself_is_one_page(story, text):
    base = story.commit({"a/one.md": text})
    moved = story.commit({"b/one.md": text}, base)
    added = story.commit({"a/one.md": text, "a/two.md": text.upper()}, base)
    head = story.commit({"b/one.md": text, "b/two.md": text.upper()}, moved, added)
    found = story.histories(head)
    assert sorted(found) == ["b/one.md", "b/two.md"]
    assert [version.path for version in found["b/two.md"][0].versions] == ["a/two.md", "b/two.md"]


def test_renamed_apart_and_both_kept_is_two_pages(story, text):
    base = story.commit({"a.md": text})
    one = story.commit({"b.md": text}, base)
    two = story.commit({"c.md": text}, base)
    head = story.commit({"b.md": text, "c.md": text}, one, two)
    found = story.histories(head)
    assert all(found[path][0].is_live for path in ("b.md", "c.md"))


def test_deleted_on_one_side_and_edited_on_the_other(story):
    base = story.commit({"a.md": "base", "b.md": "b"})
    edited = story.commit({"a.md": "edited", "b.md": "b"}, base)
    deleted = story.commit({"b.md": "b"}, base)
    kept = story.histories(story.commit({"a.md": "edited", "b.md": "b"}, edited, deleted))["a.md"][0]
    gone = story.histories(story.commit({"b.md": "b"}, edited, deleted))["a.md"][0]
    assert data(kept) == [b"base", b"edited", None, b"edited"]
    assert data(gone) == [b"base", b"edited", None]


def test_the_same_file_begun_on_two_branches_is_one_page(story):
    base = story.commit({"x.md": "x"})
    one = story.commit({"x.md": "x", "a.md": "one"}, base)
    two = story.commit({"x.md": "x", "a.md": "two"}, base)
    head = story.commit({"x.md": "x", "a.md": "one and two"}, one, two)
    (history,) = story.histories(head)["a.md"]
    assert data(history) == [b"one", b"two", b"one and two"]


def test_histories_without_a_common_beginning_can_be_merged(story):
    one, two = story.commit({"a.md": "one"}), story.commit({"b.md": "two"})
    head = story.commit({"a.md": "one", "b.md": "two"}, one, two)
    assert sorted(story.histories(head)) == ["a.md", "b.md"]


def test_a_parent_left_out_by_a_shallow_clone_is_a_beginning(story):
    head = story.commit({"a.md": "one"}, b"1" * 40)
    assert data(story.histories(head)["a.md"][0]) == [b"one"]


NAMES = ("a.md", "b.md", "c.md", "A.md")
BODIES = tuple("".join(f"{word} {number}\n" for number in range(12)) for word in ("tram", "roof", "pipe"))
TREES = st.dictionaries(st.sampled_from(NAMES), st.builds("{}{}".format, st.sampled_from(BODIES), st.integers(0, 3)))
STEPS = st.lists(
    st.tuples(TREES, st.integers(0, 10**6), st.integers(0, 10**6), st.booleans(), st.integers(0, 50)),
    min_size=1,
    max_size=14,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(STEPS)
def test_whatever_happened_the_last_versions_are_the_tree_and_no_edit_is_lost(story, steps):
    story.store = MemoryObjectStore()
    commits = []
    for files, first, second, is_merge, time in steps:
        parents = dict.fromkeys(commits[number % len(commits)] for number in (first, second)[: 1 + is_merge] if commits)
        commits.append(story.commit(files, *parents, time=time))
    head = story.commit(steps[-1][0], *dict.fromkeys(commits[-3:]))
    found = commits_from(story.store, head)
    histories = list(histories_of(story.store, linear_order(found)))

    def files_of(tree):
        return {entry.path.decode(): bytes(entry.blob) for entry in tree_entries(story.store, tree)}

    contents = {path: story.store[ObjectID(blob)].data for path, blob in files_of(found[head].tree).items()}
    assert disagreements(contents, histories) == ()
    versions = [version for history in histories for version in history.versions]
    for commit in (commit for commit in found.values() if len(commit.parents) < 2):
        before = files_of(found[commit.parents[0]].tree) if commit.parents else {}
        after = files_of(commit.tree)
        touched = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
        mine = [version for version in versions if version.commit == commit.id.decode()]
        named = [path for version in mine for path in (version.path, version.previous_path) if path]
        assert Counter(named) == Counter(touched)
