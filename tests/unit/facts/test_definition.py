import re

import pytest

from wiki.facts import COMBINED, MEETING, PLAN, TEMPLATE, VOCABULARIES, Kind, template_of
from wiki.facts.scalars import read_scalar
from wiki.fit.attributes import ATTRIBUTES

FIELDS = [*COMBINED.fields.values()]
COLUMNS = [(field, column) for field in FIELDS for column in field.columns]
OF_PLANS = [cell for field in PLAN.fields.values() for cell in (field, *field.columns)]
EVERY = [*FIELDS, *(column for _, column in COLUMNS), *OF_PLANS]
THEMES = {"engagement", "refurbishment", "heating", "data", "mobility"}

# What the page itself says, so that no field may say it a second time.
RESERVED = {
    *("id", "title", "summary", "slug", "body", "kind", "language", "themes", "cities", "tags", "picture", "revision"),
    *("edition", "version", "facts", "status", "page", "created_at", "updated_at"),
}

# What design/domain.md prints in bold in the template's table; title, summary, primary theme and source city are the
# page's own.
REQUIRED = {
    "identity": {"abstract", "lead_organisation", "contact_role", "verified_on", "review_due"},
    "challenge": {"problem", "objectives", "beneficiaries"},
    "solution": {"description", "blocks", "standards"},
    "context": {"population_band"},
    "actors": {"actors"},
    "status": {"phase", "trl", "deployment", "started_on"},
    "scale": {"spatial_scale", "quantities"},
    "funding": {"cost_band", "price_year", "funding", "business_model"},
    "legal": {"legal_framework", "equivalent_elsewhere"},
    "barriers": {"influences"},
    "kpis": {"kpis"},
    "transfer": {"conditions"},
    "steps": {"steps"},
    "lessons": {"lessons"},
    "evidence": {"evidence"},
}
AT_LEAST = {
    "blocks": 2,
    "actors": 2,
    "quantities": 1,
    "funding": 1,
    "beneficiaries": 1,
    "influences": 3,
    "kpis": 2,
    "conditions": 2,
    "steps": 4,
    "lessons": 3,
    "evidence": 3,
}
# The specific facts of the programme's own form; what counts flats, areas, stations or devices are quantities.
SPECIFIC = {
    "engagement": {"lab_groups", "lab_leaders", "lab_place", "lab_measures"},
    "refurbishment": {"inhabitants", "energy_performance", "energy_supply", "renewables"},
    "heating": {"energy_supply", "renewables", "supply_temperature", "heat_sources"},
    "data": {"stack", "device_categories", "operated_by", "data_stakeholders"},
    "mobility": {
        *("ground", "sharing", "fleet", "vehicle_class", "drives", "range", "subscribers", "terms_of_use", "access"),
        *("tariff", "parking", "barrier_free", "transit_links", "distribution"),
    },
}


def test_what_a_standard_needs_is_what_the_programme_asks():
    required = {section.key: {field.key for field in section.fields if field.required} for section in TEMPLATE.sections}
    assert {key: fields for key, fields in required.items() if fields} == REQUIRED
    assert {field.key: field.at_least for field in FIELDS if field.required and field.columns} == AT_LEAST
    assert {field.key: field.required_for for field in FIELDS if field.required_for} == {
        "changed_by_it": ("engagement",)
    }


def test_each_theme_has_its_own_facts():
    assert {theme: {field.key for field in FIELDS if theme in field.themes} for theme in THEMES} == SPECIFIC
    assert {theme for field in FIELDS for theme in (*field.themes, *field.required_for)} <= THEMES
    assert not any(field.themes and field.required for field in FIELDS)


def test_keys_are_unique_and_no_other_words():
    keys = [field.key for section in COMBINED.sections for field in section.fields]
    assert len(keys) == len(set(keys)) == len(COMBINED.fields)
    assert not RESERVED & set(keys)
    assert len({section.key for section in COMBINED.sections}) == len(COMBINED.sections)
    for template in (TEMPLATE, MEETING, PLAN):
        assert len({section.number for section in template.sections}) == len(template.sections)
    assert {*range(17)} <= {section.number for section in TEMPLATE.sections}


def test_a_plan_shares_no_field_with_a_page():
    assert not PLAN.fields.keys() & COMBINED.fields.keys()
    assert not PLAN.section.keys() & {"history", "diff", "compose"}


def test_a_revision_keeps_one_version_for_whatever_kind_its_page_is():
    assert {template.version for template in (TEMPLATE, MEETING, COMBINED, PLAN)} == {TEMPLATE.version}
    assert (template_of("practice"), template_of("meeting"), template_of("news")) == (TEMPLATE, MEETING, None)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_columns_are_unique_and_hold_one_value_each(field):
    keys = [column.key for column in field.columns]
    assert len(keys) == len(set(keys))
    assert "id" not in keys
    assert bool(keys) == (field.kind == Kind.ROWS)
    assert not {column.kind for column in field.columns} & {Kind.ROWS, Kind.CHOICES}
    assert not any(column.themes or column.required_for for column in field.columns)


def test_all_is_named():
    for field in EVERY:
        assert re.fullmatch("[a-z_]+", field.key)
        assert field.label.strip()
        assert field.longest > 0
    for section in COMBINED.sections:
        assert re.fullmatch("[a-z_]+", section.key)
        assert section.title
        assert section.hint


def test_every_vocabulary_is_used_and_every_one_used_is_known():
    used = {field.vocabulary for field in EVERY if field.kind in {Kind.CHOICE, Kind.CHOICES}}
    used |= {field.vocabulary for field in ATTRIBUTES.values() if field.vocabulary}
    assert used == VOCABULARIES.keys()
    assert not any(field.vocabulary for field in EVERY if field.kind not in {Kind.CHOICE, Kind.CHOICES})


@pytest.mark.parametrize("name", VOCABULARIES)
def test_words_are_told_apart(name):
    words = VOCABULARIES[name]
    assert len({label.casefold() for label in words.values()}) == len({word.casefold() for word in words}) == len(words)
    assert all(label.strip() for label in words.values())
    assert all(re.fullmatch(r"[A-Za-z0-9_/]+", word) for word in words)


def test_every_number_says_where_it_comes_from():
    for field in FIELDS:
        if field.holds_figures:
            assert {"value", "state", "from", "to", "method", "grade", "source", "note"} <= field.column.keys()
            assert bool(field.column["value"].unit) != ("unit" in field.column)
    assert {field.key for field in FIELDS if field.holds_figures} == {
        *("quantities", "costs", "kpis", "energy_performance"),
    }


def test_examples_could_be_entered():
    for field in EVERY:
        if field.example:
            assert read_scalar(field, str(field.example)) is not None
