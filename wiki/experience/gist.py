"""What came back of a practice in a few numbers: who took it up, and what they learnt."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wiki.experience.types import Experience, ExperienceKind, Measure
from wiki.replication.types import Exit, Replication, Stage


@dataclass(frozen=True, kw_only=True)
class Adoption:
    """How many cities took a practice up, have it in operation, and confirmed its results.

    ``looking`` are those that went less far and did not leave.
    """

    cities: int
    operating: int
    confirmed: int
    looking: int

    @property
    def share(self) -> float:
        """Return which share of those that took it up has it in operation."""
        return self.operating / self.cities if self.cities else 0.0


@dataclass(frozen=True, kw_only=True)
class Gist:
    """How many experiences of each kind there are; ``overruns`` are shares of what was planned, the lowest first."""

    adaptations: int = 0
    barriers: int = 0
    solved: int = 0
    lessons: int = 0
    overruns: Mapping[Measure, Sequence[float]] = field(default_factory=dict)


def adoption(found: Iterable[Replication], confirmed: Collection[str]) -> Adoption:
    """Return how far shared replications have come, by city; :mod:`wiki.pages.returned` tells who took it up."""
    going_on = [each for each in found if each.shared and each.exit is not Exit.STOPPED]
    cities = {each.city for each in going_on if each.stage >= Stage.DECIDED}
    operating = {each.city for each in going_on if each.stage >= Stage.OPERATION}
    looking = {each.city for each in going_on if each.exit is Exit.NONE} - cities
    return Adoption(cities=len(cities), operating=len(operating), confirmed=len(confirmed), looking=len(looking))


def gist(experiences: Iterable[Experience]) -> Gist:
    """Return experiences in numbers."""
    said = [each.said for each in experiences]
    kinds = [each.kind for each in said]
    overruns = {
        measure: sorted(each.overrun for each in said if each.measure is measure and each.overrun is not None)
        for measure in Measure
    }
    return Gist(
        adaptations=kinds.count(ExperienceKind.ADAPTATION),
        barriers=kinds.count(ExperienceKind.BARRIER),
        solved=sum(each.kind is ExperienceKind.BARRIER and not each.is_open for each in said),
        lessons=kinds.count(ExperienceKind.LESSON),
        overruns={measure: shares for measure, shares in overruns.items() if shares},
    )
