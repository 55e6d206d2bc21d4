"""A text of an export says all that its revision says, whatever people typed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wiki.dissemination.archive.documents import to_markdown
from wiki.dissemination.archive.types import Document
from wiki.importing.archives.documents import read_document
from wiki.importing.types import UnreadableFile
from wiki.pages.types import PageKind

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AT = datetime(2017, 2, 15, 10, 30, 0, 123456, tzinfo=UTC)
HOSTILE = st.sampled_from(
    [
        *(
            "---",
            "\n---\n",
            "...",
            "- a",
            "key: value",
            "#",
            "!!python/object",
            "&a *a",
            "%YAML",
            "'",
            '"',
            "\\",
            "|",
            ">",
        ),
        *("\r", "\t", " ", "\x07", "\x85", "\u2028", "\u202e", "\ufeff", "😀", "مرحبا", "no", "1e3", "2017-02-15", "="),
    ]
)
TEXT = st.lists(st.one_of(HOSTILE, st.text(max_size=12)), max_size=8).map("".join)
TIMES = st.integers(1, 4_000_000_000_000_000).map(lambda micros: EPOCH + timedelta(microseconds=micros))
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
DOCUMENTS = st.builds(
    Document,
    title=TEXT.filter(bool),
    slug=TEXT.filter(bool),
    kind=st.sampled_from(PageKind),
    summary=TEXT,
    language=st.sampled_from(["en", "no", "de-AT"]),
    themes=st.lists(TEXT, max_size=3).map(tuple),
    cities=st.lists(TEXT, max_size=3).map(tuple),
    inferred=st.lists(TEXT, max_size=3).map(tuple),
    lead_picture=TEXT,
    starts_on=DAYS,
    ends_on=DAYS,
    place=TEXT,
    revision=st.integers(1, 10**6),
    author=TEXT,
    saved_at=TIMES,
    comment=TEXT,
    minor=st.booleans(),
    published_at=st.none() | TIMES,
    body=TEXT,
)


def document(**fields):
    given = {"title": "Lamp posts", "slug": "lamp-posts", "kind": PageKind.NEWS, "revision": 1, "saved_at": AT}
    return Document(**given | fields)


@given(DOCUMENTS)
@example(document(body="---\ntitle: other\n---\n"))
@example(document(body="\n\n---\n  indented\r\nand\rmore  "))
@example(document(title="---", comment="a\n---\nb", author="no"))
def test_what_is_written_is_read_back(given_document):
    assert read_document(to_markdown(given_document).encode()) == given_document


def test_a_person_can_read_it():
    text = to_markdown(
        document(summary="Light that counts: 60 masts", themes=("data",), starts_on=date(2017, 2, 15), body="Words.\n")
    )
    assert text == (
        "---\ntitle: Lamp posts\nslug: lamp-posts\nkind: news\nsummary: 'Light that counts: 60 masts'\nlanguage: en\n"
        "themes: [data]\nstarts_on: 2017-02-15\nrevision: 1\nsaved_at: '2017-02-15T10:30:00.123456+00:00'\n"
        "---\n\nWords.\n"
    )


def test_a_checkout_with_other_line_ends_is_read_too():
    text = to_markdown(document(body="One.\nTwo.\n")).replace("\n", "\r\n")
    assert read_document(text.encode()).body == "One.\r\nTwo.\r\n"


GOOD = "title: A\nslug: a\nkind: news\nrevision: 1\nsaved_at: '2017-02-15T10:30:00+00:00'\n"


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("title: [\n", "no valid YAML"),
        ("- a\n- b\n", "names no fields"),
        ("a: &a [x]\n" + "".join(f"b{i}: [*a, *a]\n" for i in range(9)), "no front matter"),
        ("[" * 50 + "]" * 50 + "\n", "no front matter"),
        (f"title: {'x' * 70_000}\n", "no front matter"),
        (GOOD.replace("revision: 1", "revision: many"), "revision: "),
        (GOOD.replace("revision: 1", f"revision: {'9' * 5000}"), "YAML"),
        (GOOD.replace("kind: news", "kind: gossip"), "kind: "),
        (GOOD.replace("title: A", "title: [A]"), "title: "),
        (GOOD.replace("title: A\n", ""), "title: "),
        (GOOD.replace("+00:00", ""), "zone"),
        (GOOD.replace("2017", "0001"), "time"),
        (GOOD + "themes: !!python/object/apply:os.system [ls]\n", "YAML"),
        (GOOD + "lead_picture: {}\n", "lead_picture: "),
    ],
)
def test_front_matter_that_no_export_wrote_is_refused_with_a_sentence(front, told):
    with pytest.raises(UnreadableFile, match=told):
        read_document(f"---\n{front}---\n\nBody.\n".encode())


@pytest.mark.parametrize("data", [b"", b"no fences", b"---\ntitle: A\n", b"\xff\xfe", b"---\n---\n" + b"x" * 6_000_000])
def test_what_is_no_text_of_an_export_is_refused(data):
    with pytest.raises(UnreadableFile):
        read_document(data)
