"""A summary that only repeats how the text begins is not shown above it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.web.openings import opens_with


@pytest.mark.parametrize(
    ("html", "summary"),
    [
        ("<p>Sofia is the <em>capital</em> of Bulgaria.</p>", "Sofia is the capital of Bulgaria."),
        ("<p>Sofia is the capital of Bulgaria and grows.</p>", "Sofia is the capital…"),
        ("<p>Heat &amp; power<br>\nfor all.</p>", "Heat & power for all"),
        ('<h2 id="s-a">A headline</h2>\n<p>In March, the city began.</p>', "In March, the city began."),
        ('<p><img src="/files/a/b.png" alt="A map"></p><p>In March.</p>', "In March."),
    ],
)
def test_a_text_that_begins_with_its_summary(html: str, summary: str) -> None:
    assert opens_with(html, summary)


@pytest.mark.parametrize(
    ("html", "summary"),
    [
        ("<p>What was done.</p>", "Sensors in lamp posts."),
        ("<p>First. Sensors in lamp posts.</p>", "Sensors in lamp posts."),
        ("<p>Text.</p>", ""),
        ("<p>Text.</p>", "…"),
        ("", "Summary."),
    ],
)
def test_a_text_that_does_not(html: str, summary: str) -> None:
    assert not opens_with(html, summary)


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_html_and_any_summary_get_an_answer(html: str, summary: str) -> None:
    assert opens_with(html, summary) in {True, False}
