import re

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.facts.strategies import facts_strategy
from wiki.facts import TEMPLATE, from_stored
from wiki.facts.migrate import STEPS, migrate, renamed, retired, reworded

# Three versions of a template there never was, over fields there are.
_STEPS = {
    1: (renamed("district", "quarter"), reworded("phase", {"stopped": "ended"}), renamed("tenure", "renting")),
    2: (
        retired("quarter", into="description", label="Quarter"),
        reworded("policies", {"secap": "climate_plan", "sump": "climate_plan"}),
        reworded("blocks", {"technology": "device"}, column="kind"),
        retired("beneficiaries", into="problem", label="Who benefits"),
        retired("groups_reached", into="participation_methods", label="Groups"),
        retired("municipal_utility", into="heritage", label="Own utility"),
    ),
}
_WORDS = {"stopped": "ended", "secap": "climate_plan", "sump": "climate_plan", "technology": "device"}


def _carry(facts, version=1):
    return migrate(facts, version, steps=_STEPS, to=3)


def test_fields_words_and_what_was_retired():
    old = {
        "district": "Simmering",
        "description": "Walls.",
        "phase": "stopped",
        "policies": ("secap", "sump", "housing"),
        "blocks": ({"id": "a", "kind": "technology", "name": "A"}, {"id": "b", "name": "B"}),
        "beneficiaries": ({"id": "c", "group": "tenants", "people": 1051}, {"id": "d", "group": "owners"}),
        "groups_reached": ("tenants", "owners"),
        "municipal_utility": True,
    }
    assert _carry(old) == {
        "description": "Walls.\n\n**Quarter**: Simmering",
        "phase": "ended",
        "policies": ("climate_plan", "housing"),
        "blocks": ({"id": "a", "kind": "device", "name": "A"}, {"id": "b", "name": "B"}),
        "problem": "**Who benefits**: \n\n- group: tenants; people: 1051\n- group: owners",
        "participation_methods": "**Groups**: tenants, owners",
        "heritage": "**Own utility**: yes",
    }
    assert old["district"] == "Simmering"


def _said(value):
    """Yield every single thing a value says."""
    if isinstance(value, dict):
        for key, cell in value.items():
            if key != "id":
                yield from _said(cell)
    elif isinstance(value, tuple):
        for item in value:
            yield from _said(item)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    else:
        yield _WORDS.get(value, str(value))


@given(facts_strategy())
def test_nothing_anybody_wrote_is_lost(facts):
    after = _carry(facts)
    text = "\n".join(said for value in after.values() for said in _said(value))
    for value in facts.values():
        for said in _said(value):
            assert re.search(re.escape(said), text)


@given(facts_strategy(), st.integers(1, 3))
def test_migrating_twice_is_once(facts, version):
    once = _carry(facts, version)
    assert _carry(once, 3) == once
    assert migrate(migrate(facts, 1, steps=_STEPS, to=2), 2, steps=_STEPS, to=3) == _carry(facts)


@given(facts_strategy())
def test_facts_of_the_present_template_stay_as_they_are(facts):
    assert from_stored(facts, TEMPLATE.version) == facts


def test_there_is_a_way_from_every_version():
    assert [*STEPS] == [*range(1, TEMPLATE.version)]
