"""Sections 11, 12, 15 and 16: what came of it, what was learnt, and who says so."""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, date, figure, link, prose, rows, text
from wiki.facts.types import Depth, Section

KPIS = Section(
    key="kpis",
    number=11,
    title=_("Results"),
    hint=_("At least two indicators, each with its baseline, its target and what was measured. One number a row."),
    fields=(
        rows(
            key="kpis",
            label=_("Indicators"),
            required=True,
            at_least=2,
            depth=Depth.MINUTE,
            columns=(
                choice(key="what", label=_("Indicator"), vocabulary="indicator", required=True),
                text(key="boundary", label=_("What it is measured on"), example=_("All six houses, heated area")),
                *figure(),
                text(key="normalisation", label=_("Corrected for"), example=_("Weather, to 3,200 K·d")),
                text(
                    key="factors",
                    label=_("Factors used"),
                    help=_("What energy or fuel was multiplied by to find emissions or primary energy."),
                    example=_("0.2 kg CO₂ per kWh of natural gas"),
                ),
            ),
        ),
        date(
            key="results_due",
            label=_("Results expected by"),
            help=_("While nothing was measured over twelve months."),
            depth=Depth.MINUTE,
        ),
    ),
)

IMPACTS = Section(
    key="impacts",
    number=12,
    title=_("Impacts and side effects"),
    hint=_("Also what nobody intended."),
    fields=(
        prose(key="impacts", label=_("Impacts"), depth=Depth.BRIEF),
        prose(key="side_effects", label=_("Side effects, good and bad")),
    ),
)

LESSONS = Section(
    key="lessons",
    number=15,
    title=_("Lessons"),
    hint=_("At least three; at least one thing you would do differently."),
    fields=(
        rows(
            key="lessons",
            label=_("Lessons"),
            required=True,
            at_least=3,
            depth=Depth.BRIEF,
            columns=(
                choice(key="kind", label=_("Kind"), vocabulary="lesson_kind", required=True),
                text(key="text", label=_("Lesson"), required=True, longest=1_000),
                choice(key="phase", label=_("When"), vocabulary="step"),
                text(key="said_by", label=_("Whose view, by role")),
                text(key="evidence", label=_("Evidence"), help=_("Its number in the list of evidence, or its name.")),
            ),
        ),
    ),
)

EVIDENCE = Section(
    key="evidence",
    number=16,
    title=_("Evidence"),
    hint=_("At least three sources. The numbers of the rows are what figures name as their source."),
    fields=(
        rows(
            key="evidence",
            label=_("Sources"),
            required=True,
            at_least=3,
            depth=Depth.BRIEF,
            columns=(
                choice(key="type", label=_("Type"), vocabulary="source_type", required=True),
                text(key="title", label=_("Title"), required=True),
                link(key="link", label=_("Address or file"), example="https://example.org/report"),
                date(key="date", label=_("Date")),
                text(key="claim", label=_("What it shows"), required=True, longest=600),
            ),
        ),
    ),
)
