"""Sections 0 to 2: what the practice is, why it was done, and what it is made of."""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, choices, count, date, number, prose, rows, text, yes_no
from wiki.facts.types import Depth, Section

IDENTITY = Section(
    key="identity",
    number=0,
    title=_("Identity"),
    hint=_("What it is, in words a colleague in another city understands."),
    fields=(
        prose(
            key="abstract",
            label=_("Abstract in plain language"),
            help=_("At most 150 words. What was done, for whom, with what result. No abbreviations."),
            longest=150,
            counts_words=True,
            required=True,
            depth=Depth.MINUTE,
        ),
        text(key="district", label=_("District"), example="Simmering", depth=Depth.BRIEF),
        number(key="latitude", label=_("Latitude"), unit="°", example="48.1731", least=-90, most=90),
        number(key="longitude", label=_("Longitude"), unit="°", example="16.4197", least=-180, most=180),
        text(key="lead_organisation", label=_("Lead organisation"), required=True, depth=Depth.MINUTE),
        text(
            key="contact_role",
            label=_("Contact"),
            help=_("The role, not a person's name: people change."),
            example=_("Refurbishment desk of the housing department"),
            required=True,
            depth=Depth.BRIEF,
        ),
        choice(key="licence", label=_("Licence of this text"), vocabulary="licence"),
        date(
            key="verified_on",
            label=_("Last verified"),
            help=_("When somebody last checked that all this still holds."),
            example="2026-05-12",
            required=True,
            depth=Depth.BRIEF,
        ),
        date(key="review_due", label=_("Review due"), example="2027-05-12", required=True),
    ),
)

CHALLENGE = Section(
    key="challenge",
    number=1,
    title=_("Challenge and objectives"),
    hint=_("What was wrong, and what was to become better."),
    fields=(
        prose(key="problem", label=_("Problem"), required=True, depth=Depth.BRIEF),
        prose(key="objectives", label=_("Objectives"), required=True, depth=Depth.BRIEF),
        choices(key="policies", label=_("Policies it serves"), vocabulary="policy"),
        rows(
            key="beneficiaries",
            label=_("Who benefits"),
            required=True,
            depth=Depth.BRIEF,
            columns=(
                choice(key="group", label=_("Group"), vocabulary="group", required=True),
                count(key="people", label=_("How many people")),
                text(key="note", label=_("Note")),
            ),
        ),
    ),
)

SOLUTION = Section(
    key="solution",
    number=2,
    title=_("Solution and building blocks"),
    hint=_("What was done, and the parts that another city could take one by one."),
    fields=(
        prose(key="description", label=_("Description"), required=True, depth=Depth.BRIEF),
        rows(
            key="blocks",
            label=_("Building blocks"),
            required=True,
            at_least=2,
            depth=Depth.BRIEF,
            columns=(
                text(key="name", label=_("Name"), required=True, longest=120),
                choice(key="kind", label=_("Kind"), vocabulary="block_kind", required=True),
                text(key="does", label=_("What it does"), required=True, longest=600),
                text(key="needs", label=_("Needs these other blocks")),
                text(key="enabler", label=_("What makes it possible")),
                text(key="lesson", label=_("Lesson"), longest=600),
                choice(key="role", label=_("Core or adaptable"), vocabulary="block_role"),
                yes_no(key="alone", label=_("Usable alone")),
            ),
        ),
        prose(key="technology", label=_("Technology used")),
        prose(key="standards", label=_("Standards and interfaces"), required=True),
        text(key="software_licence", label=_("Licence of the software"), example="EUPL 1.2"),
    ),
)
