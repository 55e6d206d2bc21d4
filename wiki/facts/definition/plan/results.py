"""Sections 9 and 10 of a plan: what it is measured by, and who measures when the money has ended."""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, date, number, prose, rows, text
from wiki.facts.types import Section

KPIS = Section(
    key="plan_kpis",
    number=9,
    title=_("Indicators"),
    hint=_(
        "What you measure it by: your own state before, with the time it is of, and what you want to reach by when."
    ),
    fields=(
        rows(
            key="plan_kpis",
            label=_("Indicators"),
            columns=(
                choice(key="what", label=_("Indicator"), vocabulary="indicator", required=True),
                text(key="boundary", label=_("What it is measured on")),
                choice(key="unit", label=_("Unit"), vocabulary="unit"),
                number(key="baseline", label=_("Baseline")),
                date(key="baseline_from", label=_("Baseline from")),
                date(key="baseline_to", label=_("Baseline to")),
                number(key="target", label=_("Target")),
                number(key="target_year", label=_("Target year"), least=1990, most=2100, is_whole=True),
                text(key="source", label=_("Source")),
            ),
        ),
    ),
)

AFTERWARDS = Section(
    key="afterwards",
    number=10,
    title=_("After the funding ends"),
    hint=_("Who goes on measuring, with what money, and who looks at the numbers."),
    fields=(
        prose(key="after_funding", label=_("Monitoring after the funding ends")),
        text(key="measured_by", label=_("Who measures")),
    ),
)
