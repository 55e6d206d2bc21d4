import json

import yaml
from hypothesis import given

from tests.unit.facts.strategies import facts_strategy
from wiki.facts import TEMPLATE, from_stored, to_stored


@given(facts_strategy())
def test_facts_come_back_from_json_and_yaml_as_they_were(facts):
    stored = to_stored(facts)
    for carried in (
        stored,
        json.loads(json.dumps(stored)),
        json.loads(json.dumps(stored, ensure_ascii=False).encode()),
        yaml.safe_load(yaml.safe_dump(stored, allow_unicode=True, sort_keys=False)),
    ):
        back = from_stored(carried, TEMPLATE.version)
        assert back == facts
        assert [*back] == [*facts]
        assert to_stored(back) == stored


def test_what_is_stored_is_not_what_is_read():
    facts = from_stored({"blocks": [{"id": "a", "name": "A"}]}, TEMPLATE.version)
    stored = to_stored(facts)
    stored["blocks"][0]["name"] = "B"
    assert facts["blocks"][0]["name"] == "A"
