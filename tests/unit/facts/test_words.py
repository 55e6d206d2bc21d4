from tests.unit.facts.examples import FULL_FACTS
from wiki.facts import TEMPLATE, searchable, told


def test_values_are_told_as_people_read_them():
    assert told(TEMPLATE.fields["cost_band"], "1m_5m") == "1–5M €"
    assert told(TEMPLATE.fields["municipal_utility"], value=False) == "no"
    assert told(TEMPLATE.fields["inhabitants"], 1051) == "1051 people"
    assert told(TEMPLATE.fields["trl"], 8) == "8"


def test_words_are_found_and_numbers_and_dates_are_not():
    words = {field.key: text for field, text in searchable(FULL_FACTS)}
    assert words["district"] == "Simmering"
    assert "Insulation · Technology · Keeps the heat in" in words["blocks"]
    assert "SECAP" in words["policies"]
    assert not {"trl", "started_on", "inhabitants"} & words.keys()
    assert "smartcity.wien.gv.at" not in words["evidence"]
