"""What a city's profile can say: the one definition that form, validation, page, API, export and fit are made from.

The keys are words of the vocabulary ``context_attribute``, of which a practice's must-have conditions speak. The
attributes it has besides (regulation, funding, skills, space …) cannot be told in one value for all practices: a
person answers these for each.
"""

from collections.abc import Mapping

from wiki.core.messages import message as _
from wiki.facts import Field, Kind
from wiki.facts.definition.columns import choice, date, number, text, yes_no

_FIELDS = (
    number(key="population", label=_("Inhabitants"), unit=_("inhabitants"), least=1, most=99_999_999, is_whole=True),
    number(key="density", label=_("Density"), unit=_("inhabitants/km²"), least=0, most=100_000),
    number(key="climate", label=_("Climate: heating degree days"), unit=_("K·d a year"), least=0, most=10_000),
    choice(key="building_age", label=_("Age of most buildings"), vocabulary="building_age"),
    choice(key="tenure", label=_("Tenure"), vocabulary="tenure"),
    choice(key="ownership", label=_("Ownership of buildings"), vocabulary="ownership"),
    choice(key="heat_supply", label=_("Heat supply today"), vocabulary="heat_supply"),
    yes_no(key="municipal_utility", label=_("The city has its own utility")),
    choice(key="heritage", label=_("Heritage constraint"), vocabulary="heritage_level"),
    number(
        key="modal_split",
        label=_("Trips by public transport, bicycle or on foot"),
        unit="%",
        least=0,
        most=100,
    ),
    choice(key="governance", label=_("Who runs such projects"), vocabulary="governance"),
)
ATTRIBUTES: Mapping[str, Field] = {field.key: field for field in _FIELDS}

SOURCE = text(key="source", label=_("Source"), help=_("Who says so: a report, a statistic, a web page."), longest=300)
AS_OF = date(key="as_of", label=_("As of"), example="2016")

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    _("Place"): ("population", "density", "climate", "space", "modal_split"),
    _("Buildings"): ("building_age", "tenure", "ownership", "heritage"),
    _("Energy"): ("heat_supply", "municipal_utility"),
    _("Governance and law"): ("governance", "regulation", "political_will"),
    _("Means"): ("funding", "skills", "data"),
    _("Other"): ("other",),
}
"""The attributes of conditions by what a reader looks at together; ours."""

CATEGORY: Mapping[str, str] = {key: name for name, keys in CATEGORIES.items() for key in keys}
NUMBERS = frozenset(key for key, field in ATTRIBUTES.items() if field.kind == Kind.NUMBER)
