"""A practice to compose plans from."""

from wiki.facts import Facts

PRACTICE: Facts = {
    "blocks": (
        {"id": "b1", "name": "Shell", "kind": "technology", "does": "Keeps the heat in."},
        {"id": "b2", "name": "Roof flats", "kind": "finance", "does": "Pay for a part."},
    ),
    "actors": (
        {"id": "a1", "organisation": "Owner", "type": "housing_association", "role": "owner"},
        {"id": "a2", "organisation": "City", "type": "municipality", "role": "funder", "note": "Subsidy"},
    ),
    "quantities": (
        {"id": "q1", "what": "dwellings", "value": 485, "unit": "number", "state": "baseline"},
        {"id": "q2", "what": "dwellings", "value": 486, "unit": "number", "state": "baseline"},
    ),
    "costs": (
        {"id": "c1", "what": "investment", "value": 36_900_000, "state": "design"},
        {"id": "c2", "what": "part", "part": "Roof flats", "value": 9_000_000, "state": "design"},
    ),
    "price_year": 2017,
    "equivalent_elsewhere": "A subsidy for deep refurbishment.",
    "influences": (
        {"id": "i1", "kind": "enabler", "category": "financial", "text": "The subsidy."},
        {
            "id": "i2",
            "kind": "barrier",
            "category": "regulatory",
            "severity": 3,
            "text": "An objection.",
            "solved": "Met.",
        },
    ),
    "kpis": (
        {"id": "k1", "what": "specific_heat", "value": 103.26, "unit": "kWh/m2a", "state": "baseline"},
        {"id": "k2", "what": "specific_heat", "value": 22.08, "unit": "kWh/m2a", "state": "target"},
        {"id": "k3", "what": "energy_saving", "value": 78.6, "unit": "percent", "state": "target"},
    ),
    "steps": (
        {"id": "s1", "step": "Survey", "who": "Owner", "weeks": 4, "output": "A baseline"},
        {"id": "s2", "step": "Plan the roof flats", "weeks": 6, "question": "Are they allowed?"},
        {"id": "s3", "step": "Build", "weeks": 52},
    ),
}
