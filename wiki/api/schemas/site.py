"""The entry and the problems."""

from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field

from wiki.api.schemas.fields import Output
from wiki.api.schemas.fit import ProfileOut
from wiki.api.schemas.indicators import IndicatorOut
from wiki.api.schemas.pages import ContentOut
from wiki.api.schemas.taxonomy import CityOut, SynonymsOut, ThemeOut


class Entry(Output):
    """Where everything is."""

    name: str
    version: str
    links: Annotated[
        dict[str, str],
        Field(description="The addresses of the lists, of the OpenAPI document, and of the page to read it on."),
    ]


class ProblemKindOut(Output):
    type: str
    status: int
    title: str
    explanation: str


class ProblemKinds(Output):
    items: tuple[ProblemKindOut, ...]


class FieldError(Output):
    field: str
    message: str


class Problem(Output):
    """What went wrong (RFC 9457). Sentences come in the language that “Accept-Language” asks for, else in English."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(description="The stable name of the kind of problem.")]
    title: str
    status: int
    detail: str
    errors: tuple[FieldError, ...]


class ConflictProblem(Problem):
    """Both changed the same. “theirs_revision” is the base for the next try."""

    slug: str
    fields: Annotated[tuple[str, ...], Field(description="What both changed.")]
    base: ContentOut
    mine: ContentOut
    theirs: ContentOut
    theirs_revision: int
    theirs_author: str
    theirs_at: AwareDatetime


class ThemeConflict(Problem):
    theirs: ThemeOut


class ProfileConflict(Problem):
    """Somebody else changed the profile meanwhile."""

    theirs: ProfileOut


class CityConflict(Problem):
    theirs: CityOut


class SynonymsConflict(Problem):
    theirs: SynonymsOut


class IndicatorConflict(Problem):
    theirs: IndicatorOut


class Document(Output):
    """The OpenAPI document."""

    model_config = ConfigDict(extra="allow")

    openapi: str
