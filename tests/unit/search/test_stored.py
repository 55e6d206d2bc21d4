"""What is kept of a document to show it comes back as it was."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from wiki.facts import Depth
from wiki.search.stored import as_bytes, as_text, from_bytes, from_text, repeated_in, stored_form
from wiki.search.types import Part, SearchDocument
from wiki.search.whoosh.sequences import pack_sequence, unpack_sequence

NOW = datetime(2026, 11, 1, tzinfo=UTC)
# Half of a character, too: an import brings such texts.
TEXTS = st.text(st.characters() | st.sampled_from("\n\r\u2028\x00\ud800"), max_size=30)


@given(title=TEXTS, summary=TEXTS, body=TEXTS, part=TEXTS, repeated=st.lists(st.tuples(TEXTS, st.floats(0, 99))))
def test_a_document_is_shown_as_it_was_kept(
    title: str, summary: str, body: str, part: str, repeated: list[tuple[str, float]]
) -> None:
    stored = stored_form(
        SearchDocument(
            key="1:all", page_id=1, slug="a", title=title, summary=summary, body=body, language="en",
            parts=(Part(field="idea", text=part, depth=Depth.BRIEF),), facets={"theme": ("data",), "city": ()},
            listed_on=NOW.date(), aliases=(title,), audience="all", updated_at=NOW,
        )
    )  # fmt: skip
    text = from_bytes(as_bytes(as_text(stored, repeated)))
    back = from_text(text)
    assert repeated_in(text) == repeated
    assert back.keys() == stored.keys()
    assert [back[name] for name in ("title", "summary", "body", "updated_at")] == [
        title,
        summary,
        stored["body"],
        NOW.timestamp(),
    ]
    assert (back["facets"], back["aliases"]) == ({"theme": ["data"]}, [title])
    assert [tuple(field) for field in back["fields"]] == stored["fields"]


@given(TEXTS, TEXTS)
def test_words_in_order_come_back_beside_any_text(sequence: str, text: str) -> None:
    assert unpack_sequence(pack_sequence(sequence, as_bytes(text)), as_bytes(text)) == sequence
