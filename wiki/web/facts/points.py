"""Sessions, decisions and actions in the reader's words, where they belong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wiki.core.clock import now
from wiki.facts import PointKind
from wiki.meetings import queries
from wiki.meetings.types import MeetingPoint
from wiki.pages.queries import LinkingPage, list_named
from wiki.pages.types import Page
from wiki.taxonomy.types import City, Theme
from wiki.web.context import actor, taxonomy
from wiki.web.facts.telling import day

_MOST_ACTIONS, _MOST_DECISIONS = 20, 10


@dataclass(frozen=True, kw_only=True)
class ShownPoint:
    """A point with the names behind its slugs; ``due`` and ``done_on`` are dates as people read them."""

    point: MeetingPoint
    theme: Theme | None
    city: City | None
    practices: Sequence[LinkingPage]
    due: str
    done_on: str
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class Points:
    """What meetings say of a theme, a city or a practice."""

    actions: Sequence[ShownPoint] = ()
    decisions: Sequence[ShownPoint] = ()
    sessions: Sequence[ShownPoint] = ()


def shown(points: Iterable[MeetingPoint]) -> list[ShownPoint]:
    """Return points with what their readers may know of the pages they name: a page that is not there stays a name."""
    points = list(points)
    named = list_named(actor(), {key for point in points for key in point.practices})
    return [
        _shown(point, [named.get(key, LinkingPage(slug="", title=key)) for key in point.practices]) for point in points
    ]


def points_of_theme(slug: str) -> Points:
    actions = queries.list_open_actions(actor(), theme=slug, limit=_MOST_ACTIONS)
    decisions = queries.list_decisions(actor(), slug, limit=_MOST_DECISIONS)
    both = shown((*actions, *decisions))
    return Points(actions=both[: len(actions)], decisions=both[len(actions) :])


def points_of_city(slug: str) -> Points:
    return Points(actions=shown(queries.list_open_actions(actor(), city=slug, limit=_MOST_ACTIONS)))


def points_about(page: Page) -> Points:
    """Return what meetings say of a page; of actions those that are not done."""
    told = shown(queries.list_of_linking(actor(), page))
    found = [each for each in told if any(practice.slug == page.slug for practice in each.practices)]

    def of(kind: PointKind) -> list[ShownPoint]:
        return [each for each in found if each.point.kind is kind]

    open_actions = [each for each in of(PointKind.ACTION) if not each.done_on]
    return Points(actions=open_actions, decisions=of(PointKind.DECISION), sessions=of(PointKind.SESSION))


def _shown(point: MeetingPoint, practices: Sequence[LinkingPage]) -> ShownPoint:
    due, done_on = point.cell("due"), point.cell("done_on")
    return ShownPoint(
        point=point,
        theme=taxonomy().theme_by_slug.get(point.cell("theme")),
        city=taxonomy().city_by_slug.get(point.cell("city")),
        practices=practices,
        due=day(due) if due else "",
        done_on=day(done_on) if done_on else "",
        is_overdue=point.is_overdue(now().date()),
    )
