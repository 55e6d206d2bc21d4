"""What a document gains by a word is what the weights of its fields say, whatever is looked up only once."""

from array import array
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wiki.search.analysis import Word
from wiki.search.ranking import EXACT_WEIGHT, TITLE_WEIGHT, saturations
from wiki.search.rows import row
from wiki.search.segments import Segment
from wiki.search.terms import document_terms
from wiki.search.types import SearchDocument

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SIZE = 8
POSTINGS = st.dictionaries(st.integers(0, SIZE - 1), st.sampled_from([1.0, 2.0, 3.5]))
WORD = Word(word="lamps", stems=("lamp", "lam"))


class Held:
    """A source of documents of different lengths, and of postings that are given."""

    def __init__(self, postings: Mapping[tuple[str, str], Mapping[int, float]]) -> None:
        self._postings = postings

    def rows(self) -> Any:
        documents = (
            SearchDocument(
                key=str(number), page_id=number, slug=str(number), title="a b c"[: number + 1], summary="",
                body="word " * number, language="en", listed_on=NOW.date(), audience="all", updated_at=NOW,
            )
            for number in range(SIZE)
        )  # fmt: skip
        return [row(document, document_terms(document)) for document in documents]

    def postings(self, field: str, term: str) -> Any:
        found = dict(sorted(self._postings.get((field, term), {}).items()))
        return list(found), array("f", found.values())


@given(exact=POSTINGS, first=POSTINGS | st.none(), second=POSTINGS | st.just({}), titles=POSTINGS)
def test_a_word_gains_by_its_best_stem_and_by_being_written_so(
    exact: dict[int, float], first: dict[int, float] | None, second: dict[int, float], titles: dict[int, float]
) -> None:
    # Most words stand in one form: their stem's postings are their own.
    stem = exact if first is None else first
    source: Any = Held(
        {("words", "lamps"): exact, ("stems", "lamp"): stem, ("stems", "lam"): second, ("titles", "lamp"): titles}
    )
    segment = Segment(source)
    segment.tune(5.0, 2.0)

    def gains(postings: Mapping[int, float], factors: Any) -> Mapping[int, float]:
        return saturations(list(postings), list(postings.values()), factors)

    by_title = gains(titles, segment._title_factors)
    by_stem, by_other, by_word = (gains(each, segment.length_factors) for each in (stem, second, exact))
    expected = {
        number: max(by_stem.get(number, 0.0) + TITLE_WEIGHT * by_title.get(number, 0.0), by_other.get(number, 0.0))
        + EXACT_WEIGHT * by_word.get(number, 0.0)
        for number in {*exact, *stem, *second, *titles}
    }
    found = segment.matches(WORD)
    assert dict(zip(found.numbers, found.weights, strict=True)) == {
        number: array("f", [weight])[0] for number, weight in expected.items()
    }
