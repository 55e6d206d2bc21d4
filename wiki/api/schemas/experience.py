"""What cities learn on the way and what is still open, as programs read and write it."""

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, Field

from wiki.api.schemas.fields import Day, Input, Output, Query, Text
from wiki.api.schemas.replication import Name, Version
from wiki.api.schemas.site import Problem
from wiki.experience.rules import CATEGORIES, LARGEST, PHASES, TEXT_MAX, UNITS
from wiki.experience.types import ExperienceKind, Measure

_WORD_MAX = 20
_UNITS = ", ".join(unit for units in UNITS.values() for unit in units)
Said = Annotated[Text, Field(max_length=TEXT_MAX)]
Word = Annotated[Text, Field(max_length=_WORD_MAX)]
Category = Annotated[Word, Field(description=f"Of a barrier: {', '.join(CATEGORIES)}.")]
Phase = Annotated[Word, Field(description=f"Of a barrier: {', '.join(PHASES)}; or empty.")]
Severity = Annotated[int | None, Field(ge=1, le=5, description="Of a barrier, 5 for the heaviest.")]
Amount = Annotated[float | None, Field(ge=0, le=LARGEST, description="Of a deviation, in its unit.")]


class ExperienceOut(Output):
    """What a kind does not have is empty."""

    id: int
    kind: ExperienceKind
    happened_on: dt.date
    text: Annotated[str, Field(description="What was made otherwise, what stood in the way, the reason, the lesson.")]
    why: str
    category: str
    phase: str
    severity: int | None
    solved: Annotated[str, Field(description="How; a barrier is open while this is empty.")]
    solved_on: dt.date | None
    help_wanted: bool
    measure: Measure | None
    planned: float | None
    actual: float | None
    unit: str
    overrun: Annotated[float | None, Field(description="By which share of the plan it came out higher.")]
    differently: bool
    created_at: AwareDatetime
    created_by: Name
    updated_at: AwareDatetime
    version: int


class ExperienceList(Output):
    """The newest first."""

    items: tuple[ExperienceOut, ...]


class ExperienceConflict(Problem):
    theirs: ExperienceOut


class ExperienceFields(Input):
    """What a kind does not have is left out."""

    happened_on: Annotated[Day, Field(description="The day it happened.", examples=["2018-06-05"])]
    text: Annotated[Said, Field(examples=["Trolleybus wires hang from our masts."])]
    why: Annotated[Said, Field(description="Of an adaptation.")] = ""
    category: Category = ""
    phase: Phase = ""
    severity: Severity = None
    solved: Annotated[Said, Field(description="Of a barrier: how.")] = ""
    solved_on: Day | None = None
    help_wanted: bool = False
    measure: Annotated[Measure | None, Field(description="Of a deviation.")] = None
    planned: Amount = None
    actual: Amount = None
    unit: Annotated[Word, Field(description=f"Of a deviation: {_UNITS}.")] = ""
    differently: Annotated[bool, Field(description="Of a lesson: they would do it otherwise.")] = False


class ExperienceInput(ExperienceFields):
    kind: Annotated[ExperienceKind, Field(strict=False, examples=["lesson"])]


class ExperienceChange(ExperienceFields):
    """All that it is to say; its kind stays."""

    version: Version


class ExperienceRemoval(Input):
    version: Version


class ChallengesQuery(Query):
    theme: Annotated[str, Field(description="Those of practices in this theme.")] = ""
    city: Annotated[str, Field(description="Those of this city.")] = ""
    category: Annotated[str, Field(description=f"One of {', '.join(CATEGORIES)}.")] = ""
    phase: Annotated[str, Field(description=f"One of {', '.join(PHASES)}.")] = ""


class ChallengeOut(Output):
    """A barrier of a practice, or of a replication of it."""

    key: str
    text: str
    category: str
    phase: str
    severity: int | None
    help_wanted: bool
    solved: str
    themes: tuple[str, ...]
    cities: Annotated[tuple[str, ...], Field(description="Whose it is.")]
    practice: Annotated[str, Field(description="The address of the practice.")]
    practice_title: str
    replication: int | None


class AskedOut(ChallengeOut):
    """An open one, with those like it that others have solved, the likest first."""

    solvers: tuple[ChallengeOut, ...]


class ChallengeList(Output):
    """Help wanted first, then what weighs most."""

    items: tuple[AskedOut, ...]
