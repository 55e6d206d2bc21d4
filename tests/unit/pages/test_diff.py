from hypothesis import example, given
from hypothesis import strategies as st

from wiki.pages.alignment import align
from wiki.pages.diff import Cut, DiffRow, Gap, Hunk, LineDiff, Span, diff_lines

TEXT = st.text("ab \n", max_size=40)


def same(text):
    return Span(text=text, changed=False)


def changed(text):
    return Span(text=text, changed=True)


def rows_of(diff):
    return [row for hunk in diff.hunks if hunk.kind == "hunk" for row in hunk.rows]


def side(diff, name):
    return [
        "".join(span.text for span in getattr(row, name)) for row in rows_of(diff) if getattr(row, name + "_number")
    ]


def test_a_changed_word_is_shown_beside_what_stayed():
    assert diff_lines("The lamp is old.", "The lamp is new.").hunks == (
        Hunk(
            rows=(
                DiffRow(
                    kind="change",
                    old_number=1,
                    new_number=1,
                    old=(same("The lamp is"), changed(" old"), same(".")),
                    new=(same("The lamp is"), changed(" new"), same(".")),
                ),
            )
        ),
    )


def test_a_rewritten_line_is_a_deletion_and_an_insertion():
    diff = diff_lines("one\ntwo\n", "one\nthree\n")
    assert [row.kind for row in rows_of(diff)] == ["equal", "delete", "insert"]
    assert (diff.added, diff.removed) == (1, 1)


def test_lines_far_from_a_change_are_counted_not_shown():
    old = "\n".join(f"line {number}" for number in range(20))
    diff = diff_lines(old, old.replace("line 10", "other"), context=2)
    assert [part if part.kind == "gap" else len(part.rows) for part in diff.hunks] == [Gap(lines=8), 6, Gap(lines=7)]


def test_equal_texts_have_no_hunks():
    assert diff_lines("a\nb", "a\r\nb\r\n") == LineDiff(hunks=(), added=0, removed=0)


def test_an_inserted_line_keeps_its_neighbours_paired():
    diff = diff_lines("alpha one\nbeta two", "new line\nalpha 1\nbeta 2")
    assert [(row.kind, row.old_number, row.new_number) for row in rows_of(diff)] == [
        ("insert", None, 1),
        ("change", 1, 2),
        ("change", 2, 3),
    ]


def test_a_change_of_spaces_is_not_invisible():
    (row,) = rows_of(diff_lines("the end", "the  end"))
    assert (row.old, row.new) == ((changed("the end"),), (changed("the  end"),))
    (row,) = rows_of(diff_lines("end", "end  "))
    assert (row.old, row.new) == ((same("end"),), (same("end"), changed("  ")))


def test_japanese_is_compared_by_character():
    (row,) = rows_of(diff_lines("街路灯を交換する", "街路灯を修理する"))
    assert row.new == (same("街路灯を"), changed("修理"), same("する"))


def test_a_very_long_line_is_changed_as_a_whole():
    old = "word " * 1999
    assert len(rows_of(diff_lines(old, old + "x"))[0].new) == 2
    assert len(rows_of(diff_lines(old + "word word", old + "word x"))[0].new) == 1


def test_two_edits_far_apart_in_a_huge_text_are_found():
    lines = [f"line {number}" for number in range(20_000)]
    edited = ["first", *lines[1:-1], "last"]
    diff = diff_lines("\n".join(lines), "\n".join(edited))
    assert (diff.added, diff.removed) == (2, 2)


def test_texts_made_to_be_slow_end_too():
    diff = diff_lines("a\nb\n" * 20_000, "b\na\na\n" * 15_000)
    assert diff.removed == 40_000


def test_of_very_many_changed_lines_the_rest_is_counted():
    diff = diff_lines("a\n" * 20_000, "b\n" * 20_000)
    assert diff.hunks[-1] == Cut(lines=37_000)
    assert len(rows_of(diff)) == 3000
    assert (diff.added, diff.removed) == (20_000, 20_000)


def test_only_changes_are_cut_and_not_the_lines_around_the_last():
    diff = diff_lines("same\n" * 20, "new\n" * 3000 + "same\n" * 20)
    assert len(rows_of(diff)) == 3003
    assert diff.hunks[-1] == Gap(lines=17)
    assert diff_lines("same\n", "new\n" * 3001 + "same\n").hunks[-1] == Cut(lines=1)


@given(TEXT, TEXT)
@example("a\n\n", "a")
def test_each_side_can_be_read_back(old, new):
    diff = diff_lines(old, new, context=100)
    if diff.hunks:
        assert side(diff, "old") == old.removesuffix("\n").split("\n") or not old
        assert side(diff, "new") == new.removesuffix("\n").split("\n") or not new
    else:
        assert old.removesuffix("\n") == new.removesuffix("\n")


@given(st.lists(st.sampled_from("abcdefgh")), st.lists(st.sampled_from("abcdefgh")))
def test_what_is_aligned_is_equal_and_in_order(old, new):
    i = j = 0
    for match in align(old, new):
        assert match.old >= i
        assert match.new >= j
        i, j = match.old + match.length, match.new + match.length
        assert old[match.old : i] == new[match.new : j]
    assert (i, j) == (len(old), len(new))


@given(st.lists(st.sampled_from("abc")))
def test_a_text_is_aligned_with_itself(items):
    assert sum(match.length for match in align(items, items)) == len(items)
