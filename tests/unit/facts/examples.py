"""One practice with everything a standard needs: Hauffgasse 37-47 in Vienna, with its sources' figures that disagree.

Figures come from the sources named in the evidence; what no source tells is made up and says "demo" in its note.
"""

from wiki.facts import Subject, read_facts

FULL_SUBJECT = Subject(
    title="Hauffgasse 37–47: refurbishment of a housing estate that stays inhabited",
    summary="485 flats insulated, 79 added on the roofs, and solar power turned into heat, with the tenants at home",
    themes=("refurbishment", "heating"),
    cities=("vienna",),
)

_PROSE = {
    "abstract": "A large estate of rented flats was insulated while people went on living there. New flats on the "
    "roofs helped to pay for it. Heat demand is to fall by four fifths. Solar power heats water.",
    "problem": "The houses of the estate lost most of their heat through walls and windows.",
    "objectives": "Heat demand down by four fifths, and homes that people with little money can stay in.",
    "description": "Facade, roofs and windows were renewed house by house. The roofs were built upon.",
    "standards": "The city's rules for subsidised refurbishment.",
    "legal_framework": "Housing law asks for the tenants' hearing; an objection of one tenant cost six months.",
    "equivalent_elsewhere": "A right of the owner to refurbish against single objections, after a hearing.",
    "plan_changes": "Photovoltaics with power-to-heat replaced solar thermal, for want of roof space.",
    "delay_reason": "An objection of a tenant.",
}

_FIELDS = {
    "district": "Simmering",
    "lead_organisation": "Housing association of the estate",
    "contact_role": "Refurbishment desk of the housing department",
    "verified_on": "2026-05-12",
    "review_due": "2027-05-12",
    "population_band": "over_1m",
    "tenure": "social_rent",
    "phase": "operation",
    "trl": 8,
    "deployment": "demonstration",
    "started_on": "2017-04",
    "timeliness": "late",
    "spatial_scale": "block",
    "cost_band": "over_20m",
    "price_year": 2017,
    "business_model": "rent",
    "inhabitants": 1051,
    "policies": ["secap", "smart_city"],
}

_QUANTITIES = [
    {"id": "q1", "what": "dwellings", "value": 485, "unit": "number", "state": "design", "source": "1"},
    {"id": "q2", "what": "dwellings", "value": 486, "unit": "number", "state": "design", "source": "2"},
    {"id": "q3", "what": "floor_area", "value": 53532, "unit": "m2", "state": "design", "source": "2"},
    {"id": "q4", "what": "new_floor_area", "value": 7205, "unit": "m2", "state": "design", "source": "2"},
    {"id": "q5", "what": "dwellings", "part": "On the roofs", "value": 79, "unit": "number", "state": "design"}
    | {"source": "1"},
]

_HEAT = {"what": "specific_heat", "boundary": "Heated area", "unit": "kWh/m2a"}
_POWER = {"what": "self_supply", "boundary": "Hot water", "unit": "percent", "note": "demo", "source": "3"}
_YEAR = {"from": "2020", "to": "2020", "method": "metered", "grade": "b"}

_KPIS = [
    {"id": "k1", **_HEAT, "state": "baseline", "value": 103.26, "method": "model", "grade": "c", "source": "2"},
    {"id": "k2", **_HEAT, "state": "baseline", "value": 112, "method": "model", "grade": "c", "source": "3"},
    {"id": "k3", **_HEAT, "state": "target", "value": 22.08, "source": "2"},
    {"id": "k4", **_HEAT, "state": "target", "value": 23, "source": "3"},
    {"id": "k5", **_POWER, "state": "baseline", "value": 0},
    {"id": "k6", **_POWER, "state": "target", "value": 20},
    {"id": "k7", **_POWER, "state": "measured", "value": 18.5, **_YEAR},
]

_COSTS = [
    {"id": "c1", "what": "investment", "value": 36_900_000, "state": "design", "source": "2, 3"},
]

_ROWS = {
    "beneficiaries": [{"id": "b1", "group": "tenants", "people": 1051}],
    "blocks": [
        {"id": "l1", "name": "Insulation", "kind": "technology", "does": "Keeps the heat in", "role": "core"},
        {"id": "l2", "name": "Flats on the roofs", "kind": "finance", "does": "Bring rent", "alone": True},
    ],
    "actors": [
        {"id": "a1", "organisation": "Housing association", "type": "housing_association", "role": "owner"},
        {"id": "a2", "organisation": "City of Vienna", "type": "municipality", "role": "funder"},
    ],
    "quantities": _QUANTITIES,
    "costs": _COSTS,
    "funding": [
        {"id": "f1", "source": "municipal", "amount": 17_700_000},
        {"id": "f2", "source": "h2020", "amount": 1_300_000},
    ],
    "influences": [
        {"id": "i1", "kind": "enabler", "category": "financial", "text": "Subsidy of the city"},
        {"id": "i2", "kind": "barrier", "category": "regulatory", "text": "One tenant objected for six months"},
        {"id": "i3", "kind": "barrier", "category": "technical", "text": "Too little roof for collectors"},
    ],
    "kpis": _KPIS,
    "conditions": [
        {"id": "m1", "attribute": "ownership", "operator": "is", "weight": "core", "reason": "One owner decides"},
        {"id": "m2", "attribute": "funding", "operator": "exists", "weight": "important", "reason": "Rents stay low"},
    ],
    "steps": [
        {"id": f"s{number}", "step": step}
        for number, step in enumerate(["Survey the houses", "Hear the tenants", "Tender", "Build house by house"], 1)
    ],
    "lessons": [
        {"id": "n1", "kind": "works", "text": "Flats on the roofs pay a part"},
        {"id": "n2", "kind": "works", "text": "A model flat convinces"},
        {"id": "n3", "kind": "differently", "text": "Plan half a year for objections"},
    ],
    "evidence": [
        {"id": "e1", "type": "news", "title": "News of the project, April 2017", "claim": "Start; flats"},
        {"id": "e2", "type": "page", "title": "Smart city Vienna", "claim": "Areas, heat demand, cost"}
        | {"link": "https://smartcity.wien.gv.at"},
        {"id": "e3", "type": "page", "title": "Hauffgasse no. 37-47", "claim": "Heat demand, cost"}
        | {"link": "https://smarter-together.eu/projects/hauffgasse-no-37-47"},
    ],
}

_READ = read_facts({**_PROSE, **_FIELDS, **_ROWS}, typed=True)
assert not _READ.errors, _READ.errors
FULL_FACTS = _READ.facts
