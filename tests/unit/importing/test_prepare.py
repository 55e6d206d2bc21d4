"""One version of a file becomes a page, or a reason why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiki.importing.infer import Term
from wiki.importing.prepare import MAX_TITLE, Prepared, Refused, Vocabulary, prepare

VOCABULARY = Vocabulary(
    themes=(Term(slug="data", names=("Smart data",)),), cities=(Term(slug="lyon", names=("Lyon",)),)
)
PICTURES = {"images/a b.jpg": "/files/1"}


def prepared(text, path="a.md"):
    data = text if isinstance(text, bytes) else text.encode()
    return prepare(data, path, link={"b.md": "b"}.get, picture=PICTURES.get, vocabulary=VOCABULARY)


def codes(findings):
    return [finding.code for finding in findings]


def test_a_page_with_everything():
    page = prepared(
        "---\ntitle: Meeting in Lyon\nsubtitle: We met.\ndate: 2017-06-28\nend-date: 2017-06-30\nlocation: Lyon\n"
        "imageurl: images/a b.jpg\nthemes: smart data\nlang: EN\npublished: false\n---\nSee [b](b.md).\n",
        "_events/2017-06-28-meeting.md",
    )
    assert (page.slug, page.kind, page.title, page.summary) == (
        "events/2017-06-28-meeting",
        "meeting",
        "Meeting in Lyon",
        "We met.",
    )
    assert (page.starts_on, page.ends_on, page.place) == (date(2017, 6, 28), date(2017, 6, 30), "Lyon")
    assert (page.lead_image, page.language, page.published) == ("/files/1", "en", False)
    assert [(tag.slug, tag.is_given) for tag in page.themes + page.cities] == [("data", True), ("lyon", False)]
    assert (page.body, page.problems) == ("See [[b]].\n", ())


def test_without_front_matter_the_first_heading_is_the_title_and_leaves_the_body():
    page = prepared("Before\n\n# The *title*\n\nAfter\n")
    assert (page.title, page.body) == ("The title", "Before\n\nAfter\n")


def test_a_heading_in_code_is_no_title():
    assert prepared("```\n# no\n```\n", "my-file.md").title == "My file"


def test_a_heading_that_repeats_the_title_is_dropped_and_told():
    page = prepared('---\ntitle: "Smart: Data!"\n---\n<div><h2>Smart</h2><h2>data</h2></div>\n\nText')
    assert page.body == "Text\n"
    assert "title-repeated" in codes(page.notes)


def test_a_long_subtitle_is_cut_for_the_summary_and_opens_the_body_whole():
    subtitle = "The first sentence. " + "And many more words follow it. " * 10
    page = prepared(f"---\nsubtitle: {subtitle}\n---\nText")
    assert page.summary == "The first sentence."
    assert page.body == f"{subtitle.strip()}\n\nText\n"


def test_a_long_sentence_is_cut_between_words():
    page = prepared(f"---\nsubtitle: {'word ' * 60}\n---\n")
    assert page.summary.endswith("word…")
    assert len(page.summary) <= 200


def test_without_a_summary_the_first_paragraph_is_it():
    assert prepared("# T\n\nThe *first* paragraph.\n\nThe second.").summary == "The first paragraph."


def test_a_title_that_is_too_long_is_cut_and_kept_in_the_body():
    page = prepared(f"---\ntitle: {'t' * 400}\n---\nText")
    assert len(page.title) == MAX_TITLE
    assert page.body.startswith("t" * 400)


def test_the_date_of_a_file_name_is_the_last_resort():
    assert prepared("Text", "_news/2017-04-04-a.md").starts_on == date(2017, 4, 4)
    assert prepared("---\ndate: 2017-05-01\n---\n", "_news/2017-04-04-a.md").starts_on == date(2017, 5, 1)


def test_what_is_missing_or_unknown_is_a_problem():
    page = prepared(
        "---\nimageurl: images/gone.jpg\nthemes: alchemy\ndate: soon\n---\n![x.png](x.png) Käse".encode("cp1252")
    )
    assert codes(page.problems) == ["encoding", "date", "missing-picture", "missing-picture", "unknown-tag"]


@pytest.mark.parametrize("data", [b"", b"\x00", b"x" * 5_000_001, b"x" * 400_001])
def test_what_cannot_be_a_page_is_refused_with_a_reason(data):
    outcome = prepared(data)
    assert isinstance(outcome, Refused)
    assert outcome.problem.text


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_nothing_in_a_file_breaks_the_import(data):
    assert isinstance(prepared(data), Prepared | Refused)
