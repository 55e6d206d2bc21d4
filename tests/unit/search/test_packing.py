"""What is packed comes out again, however many documents hold a word and however often."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from wiki.search.packing import packed, unpacked
from wiki.search.postings import PostingPool

numbers = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=300, unique=True).map(sorted)
counts = st.one_of(st.integers(0, 300).map(float), st.floats(0, 1e6, width=32))


@given(numbers, st.data())
def test_postings_come_out_as_they_were(documents: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(counts, min_size=len(documents), max_size=len(documents)))
    found, weighed = unpacked(packed(array("I", documents), array("f", weights)))
    assert (list(found), list(weighed)) == (documents, weights)


def test_a_common_word_takes_two_bytes_a_document() -> None:
    assert len(packed(array("I", range(1000)), array("f", [3.0] * 1000))) == 2 + 2 * 1000


def test_a_pool_gives_every_word_once_in_the_order_of_its_bytes() -> None:
    pool = PostingPool()
    pool.take("words", 0, {"über": 1.0, "zoo": 2.0})
    pool.take("stems", 0, {"b": 1.0})
    pool.take("words", 1, {"zoo": 3.0, "я": 1.0})
    pool.take_over("words", "zoo", [7, 9], array("B", [1, 4]))
    given_out = [(field, word, unpacked(value)) for field, word, _, _, value in pool.iter_postings()]
    assert [(field, word.decode()) for field, word, _ in given_out] == [
        ("stems", "b"),
        ("words", "zoo"),
        ("words", "über"),
        ("words", "я"),
    ]
    documents, weights = given_out[1][2]
    assert (list(documents), list(weights)) == ([0, 1, 7, 9], [2.0, 3.0, 1.0, 4.0])
