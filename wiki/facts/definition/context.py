"""Sections 3 to 6: where it works, who takes part, where it stands, and how big it is."""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, count, date, figure, number, prose, rows, text, yes_no
from wiki.facts.types import Depth, Section

CONTEXT = Section(
    key="context",
    number=3,
    title=_("Context"),
    hint=_("What the place is like, so that others see how far it is like theirs."),
    fields=(
        choice(
            key="population_band",
            label=_("Inhabitants of the city"),
            vocabulary="population_band",
            required=True,
            depth=Depth.BRIEF,
        ),
        number(key="density", label=_("Density"), unit=_("inhabitants/km²"), least=0),
        number(
            key="heating_degree_days",
            label=_("Climate: heating degree days"),
            unit=_("K·d a year"),
            least=0,
            most=10_000,
            example="3200",
        ),
        choice(key="building_age", label=_("Age of the buildings"), vocabulary="building_age"),
        choice(key="tenure", label=_("Tenure"), vocabulary="tenure"),
        choice(key="ownership", label=_("Ownership"), vocabulary="ownership"),
        choice(key="heat_supply", label=_("Heat supply today"), vocabulary="heat_supply"),
        yes_no(key="municipal_utility", label=_("The city has its own utility")),
        prose(key="heritage", label=_("Heritage constraint")),
        text(
            key="modal_split",
            label=_("Modal split"),
            example=_("public transport 38, car 27, on foot 28, bicycle 7 per cent"),
        ),
        choice(key="governance", label=_("Who runs it"), vocabulary="governance"),
    ),
)

ACTORS = Section(
    key="actors",
    number=4,
    title=_("Actors"),
    hint=_("Who had to take part, and as what."),
    fields=(
        rows(
            key="actors",
            label=_("Actors"),
            required=True,
            at_least=2,
            depth=Depth.BRIEF,
            columns=(
                text(key="organisation", label=_("Organisation"), required=True, longest=160),
                choice(key="type", label=_("Type"), vocabulary="actor_type", required=True),
                choice(key="role", label=_("Role"), vocabulary="actor_role", required=True),
                text(key="note", label=_("Note")),
            ),
        ),
    ),
)

STATUS = Section(
    key="status",
    number=5,
    title=_("Status and time"),
    hint=_("Where it stands, and how long it took."),
    fields=(
        choice(key="phase", label=_("Phase"), vocabulary="phase", required=True, depth=Depth.MINUTE),
        number(
            key="trl",
            label=_("Maturity (technology readiness level)"),
            help=_("1: principle observed. 5: tried in its surroundings. 7: demonstrated in operation. 9: proven."),
            least=1,
            most=9,
            is_whole=True,
            required=True,
            depth=Depth.BRIEF,
        ),
        choice(key="deployment", label=_("Deployment"), vocabulary="deployment", required=True, depth=Depth.BRIEF),
        date(key="started_on", label=_("Start"), example="2017-04", required=True, depth=Depth.BRIEF),
        date(key="operating_since", label=_("In operation since"), example="2018-07-06", depth=Depth.BRIEF),
        date(key="planned_for", label=_("Operation was planned for")),
        choice(key="timeliness", label=_("Against the plan"), vocabulary="timeliness"),
        prose(key="delay_reason", label=_("Why late or early")),
        prose(key="current_step", label=_("Where it stands now, and what was done last")),
        number(key="complete", label=_("Complete"), unit="%", least=0, most=100),
        prose(key="plan_changes", label=_("What was changed from the first plan, and why")),
        number(key="lifetime", label=_("Expected lifetime"), unit=_("years"), least=0, most=200),
    ),
)

SCALE = Section(
    key="scale",
    number=6,
    title=_("Scale"),
    hint=_("How big it is. Where two sources disagree, enter both: both are shown."),
    fields=(
        choice(key="spatial_scale", label=_("Spatial scale"), vocabulary="scale", required=True, depth=Depth.BRIEF),
        rows(
            key="quantities",
            label=_("Quantities"),
            help=_("One number a row."),
            required=True,
            depth=Depth.MINUTE,
            columns=(
                choice(key="what", label=_("What"), vocabulary="quantity", required=True),
                text(key="part", label=_("Which of them"), example=_("On public ground")),
                *figure(),
            ),
        ),
        count(key="people_served", label=_("People served"), unit=_("people"), depth=Depth.BRIEF),
    ),
)
