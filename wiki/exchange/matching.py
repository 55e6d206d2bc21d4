"""From whom a city could learn: pure rules, each match with its reasons.

A reason counts up to its weight, by the share of what is looked for that the other city has. Theme, block, stage,
barriers, context and language are what peers are matched by; the weights are ours and can be disputed. Being alike or
speaking the same language makes nobody a peer: there must be something to talk about.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from wiki.core.ids import PageId
from wiki.fit.likeness import likeness
from wiki.fit.types import Place
from wiki.replication.types import Stage

Issue = tuple[str, str]
"""A kind of barrier (a word of ``influence_category``) in a theme (a slug)."""


_Key = TypeVar("_Key")


class Kind(StrEnum):
    PRACTICE = "practice"
    BARRIER = "barrier"
    THEME = "theme"
    STAGE = "stage"
    BLOCK = "block"
    CONTEXT = "context"
    LANGUAGE = "language"


WEIGHTS: Mapping[Kind, int] = {
    Kind.PRACTICE: 20,
    Kind.BARRIER: 25,
    Kind.THEME: 15,
    Kind.STAGE: 15,
    Kind.BLOCK: 10,
    Kind.CONTEXT: 10,
    Kind.LANGUAGE: 5,
}
"""What each reason counts at most; together 100."""
# Places of which both tell less are less alike than that.
_LEAST_COMPARED = 4
_SUBJECTS = frozenset({Kind.PRACTICE, Kind.BARRIER, Kind.THEME, Kind.BLOCK})


@dataclass(frozen=True, kw_only=True)
class Work:
    """A practice that a city has, or takes up; ``stage`` is how far it is, None where nobody says or it was stopped.

    ``blocks`` maps what is compared to the names people read.
    """

    practice: PageId
    title: str
    themes: tuple[str, ...]
    blocks: Mapping[str, str]
    stage: Stage | None


@dataclass(frozen=True, kw_only=True)
class Barrier:
    """Something that stands or stood in a city's way; ``where`` is the title of what it was met in."""

    category: str
    theme: str
    is_solved: bool
    where: str

    @property
    def issue(self) -> Issue:
        return self.category, self.theme


@dataclass(frozen=True, kw_only=True)
class Side:
    """A city as others meet it: its work, what it has solved and what is open, where it lies and what it speaks."""

    city: str
    works: Sequence[Work] = ()
    barriers: Sequence[Barrier] = ()
    place: Place
    languages: frozenset[str] = frozenset()

    @property
    def stages(self) -> Mapping[str, Stage]:
        """How far it is in each theme it works in; at the beginning where nobody says more."""
        found: dict[str, Stage] = {}
        for work in self.works:
            for theme in work.themes:
                found[theme] = max(found.get(theme, Stage.WATCHING), work.stage or Stage.WATCHING)
        return found

    def open_in(self, themes: Collection[str]) -> frozenset[Issue]:
        return frozenset(each.issue for each in self.barriers if not each.is_solved and each.theme in themes)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a city looks for in others; ``stages`` are the themes it is about with how far it is in each."""

    side: Side
    stages: Mapping[str, Stage]
    practices: frozenset[PageId] = frozenset()
    blocks: frozenset[str] = frozenset()
    issues: frozenset[Issue] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a city is named. ``about`` are titles, names of blocks, attributes of profiles or languages.

    Of a theme it holds slugs, of a barrier categories, and ``where`` the titles of what it was solved in; ``stage`` is
    how far the other is, ``percent`` how alike.
    """

    kind: Kind
    points: int
    about: tuple[str, ...]
    where: tuple[str, ...] = ()
    stage: Stage | None = None
    percent: int | None = None


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A city to learn from; ``points`` (1 to 100) order the list, the reasons stand by what they count."""

    city: str
    points: int
    reasons: tuple[Reason, ...]


def wish_of_city(side: Side) -> Wish:
    """Return what a city looks for that names nothing in particular: others at the same work."""
    return Wish(
        side=side,
        stages=side.stages,
        practices=frozenset(work.practice for work in side.works),
        blocks=frozenset(block for work in side.works for block in work.blocks),
        issues=side.open_in(side.stages),
    )


def rank(wish: Wish, others: Iterable[Side]) -> tuple[Peer, ...]:
    """Return who could help, the most fitting first, then by city: the order of ``others`` changes nothing."""
    found = (_peer(wish, other) for other in others if other.city != wish.side.city)
    return tuple(sorted(filter(None, found), key=lambda peer: (-peer.points, peer.city)))


def _peer(wish: Wish, other: Side) -> Peer | None:
    reasons = [each for each in _reasons(wish, other) if each.points]
    if not any(each.kind in _SUBJECTS for each in reasons):
        return None
    reasons.sort(key=lambda each: (-each.points, each.kind))
    return Peer(city=other.city, points=sum(each.points for each in reasons), reasons=tuple(reasons))


def _reasons(wish: Wish, other: Side) -> Iterable[Reason]:
    titles = {work.practice: work.title for work in other.works}
    yield _shared(Kind.PRACTICE, wish.practices, titles, at_once=True)
    yield _shared(Kind.THEME, wish.stages, {theme: theme for theme in other.stages})
    names = {block: name for work in other.works for block, name in work.blocks.items()}
    yield _shared(Kind.BLOCK, wish.blocks, names)
    yield _solved(wish, other)
    yield from _ahead(wish, other)
    like = likeness(wish.side.place, other.place)
    yield Reason(
        kind=Kind.CONTEXT,
        points=_points(Kind.CONTEXT, len(like.alike) / max(len(like.alike) + len(like.unlike), _LEAST_COMPARED)),
        about=tuple(sorted(like.alike)),
        percent=like.percent,
    )
    spoken = wish.side.languages & other.languages
    yield _shared(Kind.LANGUAGE, spoken, {each: each for each in spoken}, at_once=True)


def _shared(kind: Kind, wanted: Collection[_Key], had: Mapping[_Key, str], *, at_once: bool = False) -> Reason:
    """Return the reason that the other has some of what is wanted: by its share, or all of it with the first."""
    both = [each for each in wanted if each in had]
    share = bool(both) if at_once else len(both) / (len(wanted) or 1)
    return Reason(kind=kind, points=_points(kind, share), about=tuple(sorted({had[each] for each in both})))


def _solved(wish: Wish, other: Side) -> Reason:
    """Return the reason that the other has solved what is open here."""
    solved = [each for each in other.barriers if each.is_solved and each.issue in wish.issues]
    found = _shared(Kind.BARRIER, wish.issues, {each.issue: each.category for each in solved})
    return replace(found, where=tuple(sorted({each.where for each in solved})))


def _ahead(wish: Wish, other: Side) -> Iterable[Reason]:
    """Give the reason that the other is further in a theme, by the share of the themes in which it is."""
    ahead = {theme: stage for theme, stage in other.stages.items() if stage > wish.stages.get(theme, Stage.RETURNED)}
    if ahead:
        share = len(ahead) / len(wish.stages)
        yield Reason(
            kind=Kind.STAGE,
            points=_points(Kind.STAGE, share),
            about=tuple(sorted(ahead)),
            stage=max(ahead.values()),
        )


def _points(kind: Kind, share: float) -> int:
    """Return what a share of a reason's weight counts: at least a point where there is any."""
    return max(round(WEIGHTS[kind] * share), int(share > 0))
