"""A page's title is its first heading, wherever that stands and whatever comes behind it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from wiki.importing.headings import drop_repeated_title, take_first_heading
from wiki.markup import plain_text

MARKDOWN = MarkdownIt("commonmark", {"html": False})
LINES = st.sampled_from(
    [
        *(
            "# One",
            "## Two",
            "  # Three",
            "\t# four",
            "#",
            "# Five #",
            "Six",
            "===",
            "---",
            "   ---",
            "-",
            "=",
            "* * *",
        ),
        *("- # in a list", "- item", "> quoted", "> # quoted", "    code", "```", "~~~", "", "| a |", "|---|"),
        *("[x]: /address", "[x]:", "/address", "'title'", "ends in \\", "1. one"),
    ]
)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_the_first_heading_is_the_one_a_reader_sees_first(body: str) -> None:
    tokens = MARKDOWN.parse(body)
    shown = [
        plain_text(inline.content)
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open" and opening.level == 0
    ]
    assert take_first_heading(body)[0] == next(filter(None, shown), "")


def test_only_the_first_heading_can_repeat_the_title() -> None:
    assert drop_repeated_title("# Lamps\n\nText.\n\n# Heat\n", "Lamps") == ("Text.\n\n# Heat\n", True)
    assert drop_repeated_title("# Heat\n\nText.\n\n# Lamps\n", "Lamps") == ("# Heat\n\nText.\n\n# Lamps\n", False)
