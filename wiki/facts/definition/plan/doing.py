"""Sections 4, 5, 8 and 11 of a plan: what is done when and by whom, what may go wrong, and who agreed.

People are named by organisation and role: names go stale.
"""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, date, number, rows, text
from wiki.facts.types import Section

MILESTONES = Section(
    key="milestones",
    number=4,
    title=_("Steps and milestones"),
    hint=_("What happens in which order. Each step ends with something to show and a question: go on or not?"),
    fields=(
        date(key="plan_start", label=_("Start of the plan"), example="2027-01-04"),
        rows(
            key="milestones",
            label=_("Steps"),
            columns=(
                text(key="step", label=_("Step"), required=True),
                text(key="who", label=_("Who")),
                date(key="start", label=_("Start"), example="2027-01-04"),
                date(key="due", label=_("Due"), example="2027-03-31"),
                date(key="done_on", label=_("Done on")),
                text(key="output", label=_("What is there then")),
                text(key="question", label=_("Go on only if")),
                text(key="pitfall", label=_("Pitfall"), longest=600),
            ),
        ),
    ),
)

PEOPLE = Section(
    key="people",
    number=5,
    title=_("Actors"),
    hint=_("Who takes part in which role, the local group included. Organisations and roles, no names of people."),
    fields=(
        rows(
            key="plan_actors",
            label=_("Actors"),
            columns=(
                choice(key="role", label=_("Role"), vocabulary="actor_role", required=True),
                choice(key="type", label=_("Type"), vocabulary="actor_type"),
                text(key="organisation", label=_("Organisation with you")),
                text(key="task", label=_("Task"), longest=600),
                text(key="there", label=_("Who it was in the practice"), longest=700),
            ),
        ),
    ),
)

RISKS = Section(
    key="risks",
    number=8,
    title=_("Risks"),
    hint=_("What may go wrong, how bad it would be, what is done about it and by whom."),
    fields=(
        rows(
            key="risks",
            label=_("Risks"),
            columns=(
                text(key="risk", label=_("Risk"), required=True, longest=1_000),
                choice(key="category", label=_("Category"), vocabulary="influence_category"),
                number(key="severity", label=_("Weight, 1 to 5"), least=1, most=5, is_whole=True),
                text(key="mitigation", label=_("What is done about it"), longest=1_000),
                text(key="owner", label=_("Who watches it")),
            ),
        ),
    ),
)

SIGN_OFFS = Section(
    key="sign_offs",
    number=11,
    title=_("Sign-offs"),
    hint=_(
        "Who stands behind the plan, by role: the council, the department, the utility. The task force agrees above."
    ),
    fields=(
        rows(
            key="sign_offs",
            label=_("Sign-offs"),
            columns=(
                text(key="role", label=_("Role"), required=True, example=_("Head of the housing department")),
                text(key="organisation", label=_("Organisation")),
                date(key="signed_on", label=_("Signed on")),
                text(key="remark", label=_("Remark"), longest=600),
            ),
        ),
    ),
)
