import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.examples import FULL_FACTS
from tests.unit.facts.strategies import facts_strategy
from tests.unit.facts.test_scalars import JSON
from wiki.facts import COMBINED, Kind, read_facts, to_stored

ANY_FIELD = st.sampled_from([*COMBINED.fields])
_CELLS = st.dictionaries(st.sampled_from(["id", "what", "value", "name", "kind", "other"]), JSON, max_size=4)


@given(facts_strategy())
def test_stored_facts_are_read_as_they_were(facts):
    for typed in (False, True):
        read = read_facts(to_stored(facts), typed=typed)
        assert read.errors == {}
        assert read.facts == facts
        assert [*read.facts] == [*facts]


@given(st.dictionaries(ANY_FIELD | st.text(max_size=5), JSON | st.lists(_CELLS, max_size=3), max_size=6))
def test_whatever_is_sent_is_read_or_told_and_read_again_the_same(given_facts):
    for typed in (False, True):
        read = read_facts(given_facts, typed=typed)
        again = read_facts(to_stored(read.facts), typed=True)
        assert again.errors == {}
        assert again.facts == read.facts
        assert {place.split(".")[0] for place in read.errors if place in COMBINED.fields} <= given_facts.keys()


@given(JSON)
def test_what_is_no_set_of_fields_is_told(given_value):
    read = read_facts(given_value)
    assert isinstance(given_value, dict) or read.errors.keys() == {""}


def test_errors_name_their_places():
    read = read_facts(
        {
            "trl": "high",
            "blocks": [{"name": "A", "kind": "technology"}, {"kind": "magic", "size": 3}],
            "actors": "the city",
            "nonsense": 1,
        }
    )
    assert read.errors.keys() == {"trl", "blocks.1.kind", "blocks.1.size", "actors", "nonsense"}
    assert [*read.facts] == ["blocks"]
    assert len(read.facts["blocks"]) == 1


@pytest.mark.parametrize("rows", [0, False, "x", {}, {"0": {}}, [None], [[]], ["a"], [{"name": "A"}, 5]])
def test_what_is_no_list_of_rows_is_refused(rows):
    assert read_facts({"blocks": rows}).errors.keys() == {"blocks"}


def test_empty_rows_are_nothing():
    assert read_facts({"blocks": [{}, {"id": "a"}, {"name": " "}]}).facts == {}
    assert read_facts({"blocks": []}) == read_facts({"blocks": None}) == read_facts({})


def test_too_many_rows_are_refused():
    rows = [{"name": "A"}] * 200
    assert len(read_facts({"blocks": rows}).facts["blocks"]) == 200
    assert read_facts({"blocks": [*rows, {"name": "A"}]}).errors.keys() == {"blocks"}


@pytest.mark.parametrize("name", [None, "", "A", "a b", "a" * 13, 5, ["a"], {}])
def test_a_row_without_a_good_name_gets_one(name):
    row = read_facts({"blocks": [{"id": name, "name": "A"}]}).facts["blocks"][0]
    assert read_facts({"blocks": [row]}).facts["blocks"] == (row,)
    assert row["id"] != name


def test_two_rows_never_have_one_name():
    rows = read_facts({"blocks": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}).facts["blocks"]
    assert rows[0]["id"] == "a"
    assert rows[1]["id"] != "a"


def test_keys_that_nobody_can_read_are_told_so_that_answers_can_be_written():
    read = read_facts({"\ud800": 1, 16**5000: 2, ("a",): 3, "k" * 1000: 4})
    assert len(read.errors) == 4
    for place in read.errors:
        assert len(place.encode()) <= 60


def test_a_program_that_sends_texts_for_numbers_is_told_where():
    sent = to_stored(FULL_FACTS) | {"trl": "8", "municipal_utility": "yes", "policies": "secap"}
    sent["kpis"][0]["value"] = "103.26"
    assert read_facts(sent).errors == {}
    assert read_facts(sent, typed=True).errors.keys() == {"trl", "municipal_utility", "policies", "kpis.0.value"}


@pytest.mark.parametrize("field", COMBINED.fields.values(), ids=lambda field: field.key)
def test_each_field_refuses_wrong_types_at_its_place(field):
    for wrong in (True, 10**20, {"a": 1}, ["a", 1], [[]]):
        fits = field.kind == Kind.YES_NO and isinstance(wrong, bool)
        read = read_facts({field.key: wrong})
        assert {place.split(".")[0] for place in read.errors} == (set() if fits else {field.key})
