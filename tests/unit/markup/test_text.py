from hypothesis import given
from hypothesis import strategies as st

from wiki.markup import plain_text, summary_of


def test_words_survive_without_syntax():
    source = """# Smart *lamp* posts

**open-source** and `wiki_link()`[^1], ![a sensor](/files/s.jpg), [[Vienna|in Vienna]],
[site](https://example.org "Title").

| City | kWh |
|------|-----|
| Lyon | 3.5 |

- [x] planned
- see https://example.org/x

```
print(1)
```

[^1]: A note
"""
    assert plain_text(source) == (
        "Smart lamp posts\nopen-source and wiki_link(), a sensor, in Vienna, site.\nCity\nkWh\nLyon\n3.5\n"
        "planned\nsee https://example.org/x\nprint(1)\nA note"
    )


def test_marks_within_a_word_do_not_split_it():
    assert plain_text("in**ter**national\\_x &amp; y") == "international_x & y"


@given(st.text())
def test_plain_text_is_lines_of_words(source):
    lines = plain_text(source).split("\n")
    assert lines == [" ".join(line.split()) for line in lines]
    assert all(lines) or lines == [""]


@given(st.lists(st.from_regex(r"[a-zа-я]{1,8}", fullmatch=True), min_size=1))
def test_no_word_is_lost(words):
    assert plain_text(" ".join(f"**{word}**" for word in words)).split() == words


def test_a_summary_is_the_first_paragraph_with_words():
    source = "# Title\n\n![picture](/files/a.jpg)\n\n- list\n\n> quote\n\nThe *first*\nparagraph.\n\nSecond."
    assert summary_of(source) == "The first paragraph."


def test_a_page_without_paragraphs_is_summed_up_by_what_it_has():
    assert summary_of("- one\n- two") == "one two"
    assert summary_of("") == ""


def test_a_summary_ends_between_words():
    assert summary_of("one two three four", limit=12) == "one two…"
    assert summary_of("one two", limit=7) == "one two"


def test_text_without_spaces_is_cut_all_the_same():
    assert summary_of("街" * 300, limit=10) == "街" * 9 + "…"


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_summary_keeps_its_limit(source, limit):
    assert len(summary_of(source, limit)) <= limit
