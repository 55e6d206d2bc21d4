"""Sections 7 to 10: money, law, what helped and hindered, and who was asked."""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, choices, count, date, figure, number, prose, rows, text, yes_no
from wiki.facts.types import Depth, Section

FUNDING = Section(
    key="funding",
    number=7,
    title=_("Cost and funding"),
    hint=_("What it cost, in the prices of which year, and who paid."),
    fields=(
        choice(key="cost_band", label=_("Investment"), vocabulary="cost_band", required=True, depth=Depth.MINUTE),
        rows(
            key="costs",
            label=_("Costs"),
            help=_("One amount a row: the whole investment, what it costs a year, and its parts."),
            depth=Depth.BRIEF,
            columns=(
                choice(key="what", label=_("What"), vocabulary="cost", required=True),
                text(key="part", label=_("Part"), example=_("Facade")),
                *figure(unit="€"),
            ),
        ),
        number(
            key="price_year",
            label=_("Prices of the year"),
            least=1990,
            most=2100,
            is_whole=True,
            required=True,
            example="2018",
            depth=Depth.BRIEF,
        ),
        yes_no(key="with_vat", label=_("With value added tax")),
        rows(
            key="funding",
            label=_("Funding"),
            required=True,
            depth=Depth.BRIEF,
            columns=(
                choice(key="source", label=_("Who paid"), vocabulary="funding", required=True),
                number(key="amount", label=_("Amount"), unit="€", least=0),
                number(key="share", label=_("Share"), unit="%", least=0, most=100),
                text(key="note", label=_("Note")),
            ),
        ),
        choice(
            key="business_model",
            label=_("Business model"),
            vocabulary="business_model",
            required=True,
            depth=Depth.BRIEF,
        ),
        number(key="payback", label=_("Payback"), unit=_("years"), least=0, most=200, depth=Depth.BRIEF),
        prose(key="who_gains", label=_("Who pays, who gains")),
    ),
)

LEGAL = Section(
    key="legal",
    number=8,
    title=_("Law and procurement"),
    hint=_("What the law asked for here, and what another country would need in its place."),
    fields=(
        prose(key="legal_framework", label=_("Legal framework"), required=True),
        choices(key="legal_levels", label=_("Whose law"), vocabulary="level"),
        prose(key="consent_rules", label=_("Consent of tenants or co-owners")),
        choice(key="data_basis", label=_("Basis for personal data"), vocabulary="legal_basis"),
        yes_no(key="dpia", label=_("Data protection impact was assessed")),
        choice(key="procurement", label=_("Procurement"), vocabulary="procurement"),
        prose(key="equivalent_elsewhere", label=_("What another country needs in place of it"), required=True),
    ),
)

BARRIERS = Section(
    key="barriers",
    number=9,
    title=_("Enablers and barriers"),
    hint=_("At least three, and at least one of each. Write them down while you remember."),
    fields=(
        rows(
            key="influences",
            label=_("Enablers and barriers"),
            required=True,
            at_least=3,
            depth=Depth.BRIEF,
            columns=(
                choice(key="kind", label=_("Enabler or barrier"), vocabulary="influence", required=True),
                choice(key="category", label=_("Category"), vocabulary="influence_category", required=True),
                choice(key="phase", label=_("When"), vocabulary="step"),
                number(key="severity", label=_("Weight, 1 to 5"), least=1, most=5, is_whole=True),
                text(key="text", label=_("What it was"), required=True, longest=1_000),
                text(
                    key="solved",
                    label=_("How it was solved"),
                    help=_("Of a barrier. Leave it empty while it is unsolved."),
                    longest=1_000,
                ),
                yes_no(key="help_wanted", label=_("Help wanted")),
            ),
        ),
    ),
)

PARTICIPATION = Section(
    key="participation",
    number=10,
    title=_("Participation"),
    hint=_("Who was asked, how, and what became of it."),
    fields=(
        choice(key="participation_level", label=_("Level"), vocabulary="participation"),
        prose(key="participation_methods", label=_("Methods")),
        count(key="participants", label=_("Participants"), unit=_("people")),
        choices(key="groups_reached", label=_("Groups reached"), vocabulary="group"),
        prose(
            key="changed_by_it",
            label=_("What changed because of it"),
            required_for=("engagement",),
            depth=Depth.BRIEF,
        ),
        date(key="participation_began", label=_("When it began")),
    ),
)
