"""Sections 6 and 7 of a plan: what the law and the surroundings say, and what it costs whom."""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, number, prose, rows, text
from wiki.facts.types import Section

_YEAR = {"least": 1990, "most": 2100, "is_whole": True}
_MOST_MONEY = 1e12

LAW = Section(
    key="law",
    number=6,
    title=_("Legal check and surroundings"),
    hint=_("What the law asks for with you, and what else around the plan helps or hinders it."),
    fields=(
        prose(key="legal_check", label=_("Legal check")),
        rows(
            key="surroundings",
            label=_("Surroundings"),
            columns=(
                choice(key="factor", label=_("Kind"), vocabulary="surrounding", required=True),
                text(key="finding", label=_("What you found"), required=True, longest=1_000),
                text(key="consequence", label=_("What follows for the plan"), longest=1_000),
            ),
        ),
    ),
)

COST = Section(
    key="plan_costs",
    number=7,
    title=_("Cost and funding mix"),
    # The rule and its margins are ours: no source gives them.
    hint=_(
        "A composed amount is a first range of our making: the practice's cost for each of its quantity, times yours,"
        " a fifth less to three tenths more, in the prices of that year. Put your own estimates in its place."
    ),
    fields=(
        choice(key="scaled_by", label=_("Quantity it is scaled by"), vocabulary="quantity"),
        number(key="scaled_to", label=_("How much of it your city plans"), least=0, most=1e9),
        rows(
            key="plan_costs",
            label=_("Costs"),
            columns=(
                choice(key="what", label=_("What"), vocabulary="cost", required=True),
                text(key="item", label=_("Item"), example=_("Facade")),
                number(key="quantity", label=_("Quantity"), least=0, most=1e9),
                choice(key="unit", label=_("Unit"), vocabulary="unit"),
                number(key="low", label=_("At least"), unit="€", least=0, most=_MOST_MONEY),
                number(key="high", label=_("At most"), unit="€", least=0, most=_MOST_MONEY),
                number(key="price_year", label=_("Prices of the year"), **_YEAR),  # type: ignore[arg-type]  # one set of bounds
                text(key="source", label=_("Source")),
            ),
        ),
        rows(
            key="plan_funding",
            label=_("Funding"),
            columns=(
                choice(key="source", label=_("Who pays"), vocabulary="funding", required=True),
                number(key="amount", label=_("Amount"), unit="€", least=0, most=_MOST_MONEY),
                number(key="share", label=_("Share"), unit="%", least=0, most=100),
                choice(key="state", label=_("How sure it is"), vocabulary="funding_state"),
                text(key="note", label=_("Note")),
            ),
        ),
    ),
)
