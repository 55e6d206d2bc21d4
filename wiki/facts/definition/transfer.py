"""Sections 13 and 14: what another city must have, and what it does, step by step."""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, number, prose, rows, text
from wiki.facts.types import Depth, Section

TRANSFER = Section(
    key="transfer",
    number=13,
    title=_("Transferability"),
    hint=_("What must be there for it to work elsewhere, and what need not."),
    fields=(
        rows(
            key="conditions",
            label=_("Must-have conditions"),
            required=True,
            at_least=2,
            depth=Depth.BRIEF,
            columns=(
                choice(key="attribute", label=_("Of the place"), vocabulary="context_attribute", required=True),
                choice(key="operator", label=_("Condition"), vocabulary="operator", required=True),
                text(key="value", label=_("Value"), example=_("100,000 inhabitants")),
                choice(key="weight", label=_("Weight"), vocabulary="weight", required=True),
                text(key="reason", label=_("Reason"), required=True, longest=600),
            ),
        ),
        prose(key="nice_to_have", label=_("Nice to have")),
        prose(key="not_transferable", label=_("What does not transfer"), depth=Depth.BRIEF),
        text(key="smallest_scale", label=_("Smallest sensible scale"), depth=Depth.BRIEF),
        prose(key="scale_down", label=_("Advice for a smaller city")),
        number(key="effort", label=_("Effort"), unit=_("person-months"), least=0, most=100_000, depth=Depth.BRIEF),
        number(key="lead_time", label=_("Lead time"), unit=_("months"), least=0, most=1_000, depth=Depth.BRIEF),
        prose(key="skills", label=_("Skills needed")),
    ),
)

STEPS = Section(
    key="steps",
    number=14,
    title=_("Steps to replicate"),
    hint=_("At least four, in order."),
    fields=(
        rows(
            key="steps",
            label=_("Steps"),
            required=True,
            at_least=4,
            columns=(
                text(key="step", label=_("Step"), required=True),
                text(key="who", label=_("Who")),
                number(key="weeks", label=_("Weeks"), unit=_("weeks"), least=0, most=1_000),
                text(key="inputs", label=_("Needs")),
                text(key="output", label=_("Gives")),
                text(key="question", label=_("Go on only if")),
                text(key="pitfall", label=_("Pitfall"), longest=600),
            ),
        ),
    ),
)
