"""Who may do what: the one table. Every channel asks :func:`can`; nothing else decides.

A follower city's staff and the task force are editors or reviewers. Observers have an account for their
own settings, and may ask for practices and for seats at exchanges of their city, but read what visitors read:
working copies are the task force's own.
"""

from typing import Literal

from wiki.accounts.types import Actor, Role
from wiki.core.errors import Denied

Action = Literal[
    "page.read_drafts",
    "page.create",
    "page.edit",
    "page.rename",
    "page.archive",
    "page.publish",
    "practice.submit",
    "practice.review",
    "practice.check",
    "practice.disseminate",
    "page.remove",
    "file.upload",
    "taxonomy.edit",
    "indicators.edit",
    "monitoring.enter",
    "monitoring.rule",
    "report.freeze",
    "profile.edit",
    "profile.edit_any",
    "replication.read_drafts",
    "replication.read_any",
    "replication.edit",
    "replication.edit_any",
    "exchange.log",
    "exchange.log_any",
    "interest.express",
    "interest.read",
    "interest.read_any",
    "interest.answer",
    "import.read",
    "demand.ask",
    "demand.answer",
    "demand.read_misses",
    "demand.drop_misses",
    "search.read_saved",
    "search.save",
    "user.manage",
]

_MEMBERS = frozenset(Role)
_EDITORS = frozenset({Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR})
_REVIEWERS = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

PERMISSIONS: dict[Action, frozenset[Role]] = {
    "page.read_drafts": _EDITORS,
    "page.create": _EDITORS,
    "page.edit": _EDITORS,
    "page.rename": _EDITORS,
    "page.archive": _EDITORS,
    # News, meetings, cities, themes and articles publish as an editor saves; this is for practices.
    "page.publish": _REVIEWERS,
    # Of reviewers, who may take which step of which practice is decided in practices/rules.
    "practice.submit": _EDITORS,
    "practice.review": _REVIEWERS,
    "practice.check": _REVIEWERS,
    "practice.disseminate": _REVIEWERS,
    # For good, with its history: what people wrote is archived instead.
    "page.remove": _ADMINISTRATORS,
    "file.upload": _EDITORS,
    "taxonomy.edit": _EDITORS,
    "indicators.edit": _EDITORS,
    # Of editors, who may do so for a replication is decided in monitoring/rules.
    "monitoring.enter": _EDITORS,
    "monitoring.rule": _EDITORS,
    "report.freeze": _REVIEWERS,
    # A city keeps its own profile; fit/rules decides whose is whose.
    "profile.edit": _EDITORS,
    "profile.edit_any": _REVIEWERS,
    # A city's own replications, and those of any city; replication/rules decides whose is whose.
    "replication.read_drafts": _EDITORS,
    "replication.read_any": _REVIEWERS,
    "replication.edit": _EDITORS,
    "replication.edit_any": _REVIEWERS,
    # Exchanges a city takes part in, and any; what a city wants to learn. exchange/rules decides whose is whose.
    "exchange.log": _EDITORS,
    "exchange.log_any": _REVIEWERS,
    "interest.express": _MEMBERS,
    "interest.read": _MEMBERS,
    "interest.read_any": _REVIEWERS,
    "interest.answer": _REVIEWERS,
    "import.read": _EDITORS,
    # Practices that are wanted: everybody with an account may need one, the task force answers.
    "demand.ask": _MEMBERS,
    "demand.answer": _REVIEWERS,
    "demand.read_misses": _EDITORS,
    "demand.drop_misses": _EDITORS,
    # One's own.
    "search.read_saved": _MEMBERS,
    "search.save": _MEMBERS,
    "user.manage": _ADMINISTRATORS,
}


_READING: frozenset[Action] = frozenset(
    {
        "page.read_drafts",
        "replication.read_drafts",
        "replication.read_any",
        "interest.read",
        "interest.read_any",
        "import.read",
        "demand.read_misses",
        "search.read_saved",
    }
)


def can(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role allows the action, and so does the token it acts by."""
    return actor.role in PERMISSIONS[action] and (action in _READING or not actor.read_only)


def require(actor: Actor, action: Action) -> None:
    """Raise :class:`Denied` unless the actor's role allows the action."""
    if not can(actor, action):
        raise Denied(action)
