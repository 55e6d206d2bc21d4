"""Words cut into blocks are found again, each with its own postings and none with another's."""

from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from wiki.search.postgres.blocks import Keys, blocks, items
from wiki.search.postgres.kept import Kept

_keys = st.text("ab:é東", min_size=1, max_size=6).map(str.encode)
_words = st.dictionaries(_keys, st.binary(min_size=1, max_size=40), min_size=1, max_size=120)


@given(words=_words, other=_keys, most=st.integers(1, 400))
def test_every_word_is_found_and_no_other(words: dict[bytes, bytes], other: bytes, most: int) -> None:
    made = list(blocks(sorted(words.items()), most=most))
    firsts = [block.first for block in made]
    assert [item for block in made for item in items(block.keys, block.values)] == sorted(words.items())
    for key in (*words, other):
        block = made[max(0, bisect_right(firsts, key) - 1)]
        start, end = Keys(block.keys).span(key)
        assert (key in Keys(block.keys)) == (key in words)
        assert block.values[start:end] == words.get(key, b"")
    for beginning in (other, other[:1], b"z"):
        found = [item for block in made for item in Keys(block.keys).starting(beginning)]
        assert found == [(key, len(value)) for key, value in sorted(words.items()) if key.startswith(beginning)]


def test_what_was_not_asked_for_longest_is_forgotten() -> None:
    kept: Kept[str, int] = Kept(10)
    kept.put("a", 1, 4)
    kept.put("b", 2, 4)
    assert kept.get("a") == 1
    kept.put("c", 3, 4)
    assert "b" in kept
    kept.trim()
    assert [kept.get(name) for name in "abc"] == [1, None, 3]
    kept.put("c", 4, 5)
    kept.trim()
    assert [kept.get(name) for name in "ac"] == [1, 4]
    kept.put("d", 5, 100)
    kept.trim()
    assert [name in kept for name in "acd"] == [False, False, True]
