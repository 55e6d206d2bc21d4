import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.pages.sections import Section, replace_section, section_text, sections

PAGE = """Lead.

# Costs

Text.

## Running

```
# not a heading
```

> # quoted

Benefits
========

End."""


def test_a_section_reaches_to_the_next_of_its_level():
    assert sections("a\n# B\n## C\n# D\n") == (
        Section(index=1, level=1, title="B", start=2, end=11),
        Section(index=2, level=2, title="C", start=6, end=11),
        Section(index=3, level=1, title="D", start=11, end=15),
    )


def test_code_and_quotes_hold_no_sections():
    assert [section.title for section in sections(PAGE)] == ["Costs", "Running", "Benefits"]
    assert section_text(PAGE, 2).endswith("> # quoted\n\n")
    assert section_text(PAGE, 3) == "Benefits\n========\n\nEnd."


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_line_end_is_understood(ends):
    source = PAGE.replace("\n", ends)
    assert section_text(source, 3) == ends.join(["Benefits", "========", "", "End."])


def test_the_rest_of_the_page_stays_as_it_is():
    changed = replace_section(PAGE, 2, "## Running\n\nNew.\n\n")
    assert changed == PAGE.replace(section_text(PAGE, 2), "## Running\n\nNew.\n\n")


@pytest.mark.parametrize(
    "text", ["## New", "## New\n", "## New\n\nWords", "## New\n\nWords\n", "## New\n\n", "## New\r\n\r\n"]
)
def test_the_next_heading_never_runs_into_the_text(text):
    changed = replace_section(PAGE, 2, text)
    assert [section.title for section in sections(changed)] == ["Costs", "New", "Benefits"]
    assert changed.endswith(section_text(PAGE, 3))


def test_a_line_end_is_enough_before_a_hash_heading():
    assert replace_section("# A\n# B", 1, "# C") == "# C\n# B"


def test_a_section_can_be_removed():
    assert replace_section("# A\n\n# B\n", 1, "") == "# B\n"


@pytest.mark.parametrize("index", [0, -1, 4])
def test_there_is_no_other_section(index):
    with pytest.raises(LookupError, match="the page has 3"):
        section_text(PAGE, index)


BLOCKS = st.lists(st.sampled_from(["# a\n", "b\r\n--\r\n", "text", "\n\n", "```\n", "> # q\n", "## c", "- d\n", " "]))


@given(BLOCKS.map("".join))
def test_putting_a_section_back_changes_nothing(source):
    for section in sections(source):
        assert replace_section(source, section.index, section_text(source, section.index)) == source


@given(BLOCKS.map("".join), st.text())
def test_nothing_outside_the_section_is_lost(source, text):
    for section in sections(source):
        changed = replace_section(source, section.index, text)
        assert changed.startswith(source[: section.start] + text)
        assert changed.endswith(source[section.end :])
