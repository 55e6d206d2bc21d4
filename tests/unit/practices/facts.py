"""Made-up facts with which the gate is open today, and results are still to come."""

from datetime import timedelta

from wiki.core.clock import now
from wiki.facts import read_facts

_TODAY = now().date()
SUMMARY = "Flats insulated while people live in them"
_KPI = {"what": "specific_heat", "unit": "kWh/m2a", "source": "One"}
_POWER = {"what": "self_supply", "unit": "percent", "source": "One"}
_GIVEN = {
    **dict.fromkeys(
        (
            *("abstract", "problem", "objectives", "description", "standards", "legal_framework"),
            *("equivalent_elsewhere", "lead_organisation", "contact_role"),
        ),
        "Words.",
    ),
    "verified_on": _TODAY.isoformat(),
    "review_due": (_TODAY + timedelta(days=200)).isoformat(),
    "results_due": (_TODAY + timedelta(days=300)).isoformat(),
    "population_band": "over_1m",
    "phase": "operation",
    "trl": 8,
    "deployment": "demonstration",
    "started_on": "2017-04",
    "spatial_scale": "block",
    "cost_band": "over_20m",
    "price_year": 2017,
    "business_model": "rent",
    "inhabitants": 1051,
    "beneficiaries": [{"group": "tenants"}],
    "blocks": [
        {"name": "Insulation", "kind": "technology", "does": "Keeps the heat in"},
        {"name": "Flats on the roofs", "kind": "finance", "does": "Bring rent"},
    ],
    "actors": [
        {"organisation": "Housing association", "type": "housing_association", "role": "owner"},
        {"organisation": "City of Vienna", "type": "municipality", "role": "funder"},
    ],
    "quantities": [{"what": "dwellings", "value": 485, "unit": "number", "state": "design", "source": "One"}],
    "funding": [{"source": "municipal", "amount": 17_700_000}],
    "influences": [
        {"kind": "enabler", "category": "financial", "text": "Subsidy"},
        {"kind": "barrier", "category": "regulatory", "text": "Objection"},
        {"kind": "barrier", "category": "technical", "text": "Too little roof"},
    ],
    "kpis": [
        *({**_KPI, "state": state, "value": value} for state, value in (("baseline", 112), ("target", 23))),
        *({**_POWER, "state": state, "value": value} for state, value in (("baseline", 0), ("target", 20))),
    ],
    "conditions": [
        {"attribute": "ownership", "operator": "is", "weight": "core", "reason": "One owner decides"},
        {"attribute": "funding", "operator": "exists", "weight": "important", "reason": "Rents stay low"},
    ],
    "steps": [{"step": step} for step in ("Survey", "Hear the tenants", "Tender", "Build")],
    "lessons": [{"kind": kind, "text": "Words"} for kind in ("works", "works", "differently")],
    "evidence": [{"type": "page", "title": title, "claim": "Figures"} for title in ("One", "Two", "Three")],
}
_READ = read_facts(_GIVEN)
assert not _READ.errors, _READ.errors
FACTS = _READ.facts
