"""What is asked of a meeting. Its dates, its place, its themes and its cities are the page's own.

People are named by their city, organisation and role: lists of names go stale, and nobody asked these people.
"""

from wiki.core.messages import message as _
from wiki.facts.definition.columns import choice, city, count, date, pages, rows, text, theme, time
from wiki.facts.types import Section

_PAGES_HELP = _("Addresses or titles of pages of the wiki, with commas between.")

MEETING_IDENTITY = Section(
    key="meeting",
    number=0,
    title=_("The meeting"),
    hint=_("What kind of meeting it is. Its dates, its place, its themes and its cities are set where the text is."),
    fields=(
        choice(key="meeting_kind", label=_("Kind of meeting"), vocabulary="meeting_kind"),
        text(key="meeting_host", label=_("Host"), example=_("City of Munich")),
        choice(
            key="meeting_zone",
            label=_("Time zone of its times"),
            vocabulary="time_zone",
            help=_("Calendars show each reader the times of their own place."),
        ),
    ),
)

PROGRAMME = Section(
    key="programme",
    number=1,
    title=_("Programme"),
    hint=_("The days, and what was talked about on them: the themes, the practices, the challenges."),
    fields=(
        rows(
            key="meeting_days",
            label=_("Days"),
            columns=(
                date(key="date", label=_("Day"), required=True, example="2017-02-16"),
                text(key="title", label=_("What the day is about"), required=True),
            ),
        ),
        rows(
            key="sessions",
            label=_("Sessions"),
            columns=(
                date(key="day", label=_("Day"), example="2017-02-16"),
                time(key="begins", label=_("Begins"), example="09:30"),
                time(key="ends", label=_("Ends"), example="11:00"),
                text(key="title", label=_("Title"), required=True),
                theme(key="theme", label=_("Theme")),
                pages(key="practices", label=_("Practices talked about"), help=_PAGES_HELP),
                text(key="challenge", label=_("Challenge or question"), longest=1_000),
                text(key="result", label=_("What came of it"), longest=2_000),
            ),
        ),
    ),
)

ATTENDANCE = Section(
    key="attendance",
    number=2,
    title=_("Participants"),
    hint=_("Who took part, by city and organisation. No names of people."),
    fields=(
        rows(
            key="delegations",
            label=_("Participants"),
            columns=(
                city(key="city", label=_("City of the programme")),
                text(key="elsewhere", label=_("Or from elsewhere"), example="Grenoble", longest=120),
                text(key="organisation", label=_("Organisation")),
                count(key="people", label=_("Number of people"), unit=_("people")),
            ),
        ),
    ),
)

DECISIONS = Section(
    key="decisions",
    number=3,
    title=_("Decisions"),
    hint=_("What was decided or announced. Each shows on the page of its theme and of its practices."),
    fields=(
        rows(
            key="decisions",
            label=_("Decisions"),
            columns=(
                text(key="text", label=_("Decision"), required=True, longest=1_000),
                theme(key="theme", label=_("Theme")),
                pages(key="practices", label=_("Practices"), help=_PAGES_HELP),
            ),
        ),
    ),
)

ACTIONS = Section(
    key="actions",
    number=4,
    title=_("Actions"),
    hint=_("Who does what by when. Open ones show on the pages of their city, their theme and their practices."),
    fields=(
        rows(
            key="actions",
            label=_("Actions"),
            columns=(
                text(key="text", label=_("Action"), required=True, longest=1_000),
                text(
                    key="owner",
                    label=_("Owner"),
                    help=_("A role or an organisation, not a person's name: people change."),
                    example=_("Replication Task Force"),
                ),
                city(key="city", label=_("City of the owner")),
                date(key="due", label=_("Due"), example="2017-06-30"),
                date(key="done_on", label=_("Done on")),
                theme(key="theme", label=_("Theme")),
                pages(key="practices", label=_("Practices"), help=_PAGES_HELP),
            ),
        ),
    ),
)
