import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, meta

from tests.unit.facts.examples import FULL_FACTS
from tests.unit.facts.strategies import facts_strategy
from tests.unit.facts.test_scalars import JSON
from wiki.facts import COMBINED, Kind, read_facts, to_stored
from wiki.facts.json_schema import json_schema

SCHEMA = json.loads(json.dumps(json_schema()))
VALIDATOR = Draft202012Validator(SCHEMA)
WRONG = [True, 10**20, 1.5, "", "near the station", ["a"], [["eu"]], {"a": 1}, [{"nonsense": 1}], [{"id": 5}], None]


def test_the_schema_is_one():
    meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **SCHEMA})
    assert SCHEMA["properties"].keys() == COMBINED.fields.keys()


def test_the_example_is_as_the_schema_says():
    VALIDATOR.validate(to_stored(FULL_FACTS))


@given(facts_strategy())
def test_all_facts_are_as_the_schema_says(facts):
    VALIDATOR.validate(to_stored(facts))


@given(st.dictionaries(st.sampled_from([*COMBINED.fields]), JSON, max_size=4))
def test_what_a_program_may_send_is_what_the_schema_says(sent):
    try:
        carried = json.loads(json.dumps(sent, allow_nan=False))
        carried_bytes = json.dumps(carried, ensure_ascii=False).encode()
    except ValueError:
        return
    if not read_facts(carried, typed=True).errors and not _nothings(carried):
        VALIDATOR.validate(json.loads(carried_bytes))


def _nothings(sent):
    """Tell whether something sent is nothing, which is taken, though the schema knows only what is something."""
    return len(read_facts(sent, typed=True).facts) < len(sent)


@pytest.mark.parametrize("field", COMBINED.fields.values(), ids=lambda field: field.key)
def test_wrong_types_are_refused(field):
    for wrong in WRONG:
        assert VALIDATOR.is_valid({field.key: wrong}) == _fits(field, wrong)


def _fits(field, value):
    if field.kind in {Kind.TEXT, Kind.PROSE, Kind.LINK, Kind.THEME, Kind.CITY, Kind.PAGES}:
        return isinstance(value, str)
    if field.kind == Kind.NUMBER and not isinstance(value, bool):
        is_number = isinstance(value, int) or (isinstance(value, float) and not field.is_whole)
        return is_number and (field.most is None or value <= field.most)
    return field.kind == Kind.YES_NO and isinstance(value, bool)


@pytest.mark.parametrize("sent", [[], "", 5, None, {"nonsense": 1}])
def test_what_is_no_set_of_fields_is_refused(sent):
    assert not VALIDATOR.is_valid(sent)


def test_a_word_is_chosen_once():
    assert VALIDATOR.is_valid({"policies": ["secap"]})
    assert not VALIDATOR.is_valid({"policies": ["secap", "secap"]})


@pytest.mark.parametrize("date", ["2018-7", "18", "6.7.2018", "2018-13", "0218", "2018-07-06T00:00", "2018\n", " 2018"])
def test_dates_are_in_their_one_form(date):
    assert not VALIDATOR.is_valid({"started_on": date})
