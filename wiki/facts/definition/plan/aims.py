"""Sections 1 to 3 of a plan: what for, where, and what of the practice."""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choices, date, number, prose, rows, text
from wiki.facts.types import Section

AIMS = Section(
    key="aims",
    number=1,
    title=_("Goals"),
    hint=_("What your city wants to reach with it, and how it serves what the city has decided already."),
    fields=(
        prose(key="goals", label=_("Goals")),
        prose(key="city_vision", label=_("How it serves the city's vision")),
        choices(key="action_plans", label=_("Plans of the city it belongs to"), vocabulary="policy"),
        prose(key="running_programmes", label=_("Programmes that run already")),
    ),
)

PLACE = Section(
    key="place",
    number=2,
    title=_("Context and needs"),
    hint=_("Where it is to happen and what is needed there, with figures of your own."),
    fields=(
        prose(key="city_context", label=_("The place")),
        prose(key="needs", label=_("Challenges and needs")),
        rows(
            key="local_data",
            label=_("Local figures"),
            columns=(
                text(key="what", label=_("What"), required=True, example=_("Flats built before 1970")),
                number(key="value", label=_("Value"), required=True),
                text(key="unit", label=_("Unit"), longest=60),
                date(key="date", label=_("Date")),
                text(key="source", label=_("Source")),
            ),
        ),
    ),
)

BLOCKS = Section(
    key="plan_blocks",
    number=3,
    title=_("Chosen blocks and their adaptation"),
    hint=_("No practice fits as it is. Say of each block why you take it and what you make different."),
    fields=(
        rows(
            key="plan_blocks",
            label=_("Building blocks"),
            columns=(
                text(key="block", label=_("Block"), required=True),
                text(key="does", label=_("What it does"), longest=1_000),
                text(key="why", label=_("Why you take it"), longest=1_000),
                text(key="adaptation", label=_("What you make different"), longest=2_000),
            ),
        ),
    ),
)
