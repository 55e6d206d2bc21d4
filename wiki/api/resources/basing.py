"""What reads and writes of themes, cities, synonyms and indicators share: their base, and how one is answered."""

from datetime import datetime
from typing import NoReturn, Protocol

from wiki.api import problems
from wiki.api.addresses import PREFIX
from wiki.api.problems import Refusal
from wiki.api.replies import Reply, versions_asked_for
from wiki.api.schemas.fields import microseconds
from wiki.api.schemas.fit import ProfileOut
from wiki.api.schemas.indicators import IndicatorOut
from wiki.api.schemas.taxonomy import CityOut, SynonymsOut, ThemeOut

TAG = "Themes and cities"
Out = ThemeOut | CityOut | SynonymsOut | IndicatorOut | ProfileOut
WRITING = (problems.NOT_FOUND, problems.CONFLICT, problems.PRECONDITION, problems.BASE_NEEDED)


class Dated(Protocol):
    """What tells when it was changed last."""

    @property
    def updated_at(self) -> datetime: ...


def base_of(before: Dated, told: datetime | None) -> datetime:
    """Return the time a write is based on: the one told, or the one the tag in “If-Match” names.

    Raises :class:`Refusal` when there is none, or the tag is not that of what stands there.
    """
    versions = versions_asked_for()
    if versions is not None and microseconds(before.updated_at) not in versions:
        raise Refusal(problems.PRECONDITION)
    base = told or (before.updated_at if versions else None)
    if base is None:
        raise Refusal(problems.BASE_NEEDED)
    return base


def shown(found: Dated, document: Out, *, made_at: str = "") -> Reply:
    """Answer an entry as it stands; ``made_at`` is its address when it was just made."""
    return Reply(
        document=document,
        status=201 if made_at else 200,
        version=microseconds(found.updated_at),
        tagged=document,
        headers={"Location": f"{PREFIX}{made_at}"} if made_at else {},
    )


def refuse_outdated(theirs: Out) -> NoReturn:
    """Refuse a write because somebody else wrote first, and tell what stands there now."""
    if versions_asked_for() is not None:
        raise Refusal(problems.PRECONDITION)
    raise Refusal(problems.CONFLICT, members={"theirs": theirs.model_dump(mode="json")})
