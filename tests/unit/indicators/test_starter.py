"""The starter catalogue speaks the words of the practice template."""

import json
from importlib import resources

from wiki.facts import VOCABULARIES
from wiki.indicators.formulas import FORMULAS
from wiki.indicators.rules import indicator_errors
from wiki.indicators.types import IndicatorDraft

STARTER = json.loads(resources.files("wiki.indicators").joinpath("starter.json").read_text(encoding="utf-8"))
THEMES = {"engagement", "refurbishment", "heating", "data", "mobility"}


def test_its_keys_and_names_are_those_of_the_vocabulary() -> None:
    assert {each["key"]: each["name"] for each in STARTER} == VOCABULARIES["indicator"]


def test_each_could_have_been_entered() -> None:
    for each in STARTER:
        fields = {name: value for name, value in each.items() if name not in {"key", "formula"}}
        assert indicator_errors(IndicatorDraft(**fields), themes=THEMES) == {}
        assert each["source"]
        assert each["formula"] in {"", *FORMULAS}
