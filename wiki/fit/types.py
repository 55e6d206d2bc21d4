"""What fit speaks of: a city's profile, a practice's conditions, and how the one meets the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from wiki.facts.types import Scalar

Score = Literal[-2, -1, 0, 1, 2]
Weight = Literal["core", "important", "helpful"]
Place = Mapping[str, Scalar]
"""What is known of a city, or of where a practice worked, by the keys of ``ATTRIBUTES``."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A value of a profile with who says so. ``as_of`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or empty."""

    value: Scalar
    source: str = ""
    as_of: str = ""
    updated_by: str = ""
    updated_at: datetime | None = None
    is_demo: bool = False


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a city says of itself, by attribute; ``updated_at`` is when it or the city's own page was changed last."""

    city: str
    told: Mapping[str, Told]
    updated_at: datetime

    @property
    def place(self) -> Place:
        return {key: told.value for key, told in self.told.items()}


@dataclass(frozen=True, kw_only=True)
class ProfileChange:
    """What somebody said of a city at once: which attributes, as far as nobody has said them anew since."""

    city: str
    attributes: tuple[str, ...]
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class Outdated:
    """Nothing was saved: somebody else changed the profile meanwhile; ``theirs`` is what stands there now."""

    theirs: Profile


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What a practice must find, as its edition says it; ``value`` may be empty.

    ``fingerprint`` is the same for the same words: an answer holds for as long as an edition says them.
    """

    attribute: str
    operator: str
    value: str
    weight: Weight
    reason: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a person says of a condition in their city; ``mitigation`` is what will be done about it.

    Without a score the city's profile tells how far it is met.
    """

    score: Score | None = None
    note: str = ""
    mitigation: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def says_something(self) -> bool:
        return self.score is not None or bool(self.note or self.mitigation)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A condition with its score: None where nobody and no profile can tell, which is not 0.

    ``have`` is the profile's value. ``answer`` is a person's, whose score goes before what the profile says.
    """

    condition: Condition
    score: Score | None
    have: Scalar | None = None
    answer: Answer | None = None

    @property
    def is_mitigated(self) -> bool:
        return self.answer is not None and bool(self.answer.mitigation)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How the known conditions of a category score; ``percent`` as in :class:`Fit`."""

    category: str
    percent: int
    lowest: Score
    highest: Score
    known: int


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How far a city meets a practice's conditions; :func:`wiki.fit.rules.fit_of` has the formula.

    ``percent`` (0 to 100) is over what is known, None where nothing is; ``known`` is how much of the weight is known,
    in per cent. ``rank`` (0 to 100) orders lists, with what is unknown counted as neither. ``gaps`` are what speaks
    against it, the worst first; ``unknown`` what is to be found out, the weightiest first.
    """

    percent: int | None
    known: int
    rank: float
    judged: Sequence[Judged]
    met: Sequence[Judged]
    gaps: Sequence[Judged]
    unknown: Sequence[Judged]
    knock_outs: Sequence[Judged]
    spread: Sequence[Spread]

    @property
    def open_core(self) -> int:
        """How many core conditions nobody can tell yet: any of them may still rule it out."""
        return sum(each.condition.weight == "core" for each in self.unknown)


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How alike two places are: per cent over the attributes both tell, None if there is none; and which they are."""

    percent: int | None
    alike: Sequence[str]
    unlike: Sequence[str]
