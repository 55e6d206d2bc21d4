"""The series of a practice: read by whoever may read the practice, entered, corrected and ruled on by editors."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.finding import page_here, present_slug
from wiki.api.resources.indicators import TAG
from wiki.api.resources.telling_series import corrected, entered, readmitted, ruled_out, shown
from wiki.api.schemas.series import CorrectionInput, EnteredOut, RulingInput, SeriesList, ValuesInput
from wiki.monitoring.types import Subject
from wiki.pages.queries import get_page


@operation(
    "GET",
    "/pages/{slug}/series",
    tag=TAG,
    summary="List the results of a practice",
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
    moves=True,
)
def list_series(slug: str) -> Reply:
    """What was before, what is aimed at, and what was measured, by indicator and boundary."""
    return shown(Subject(page=page_here(slug).id))


@operation(
    "POST",
    "/pages/{slug}/series",
    tag=TAG,
    summary="Enter results of a practice",
    needs="monitoring.enter",
    body=ValuesInput,
    answers={201: EnteredOut},
    problems=(NOT_FOUND,),
)
def enter_values(slug: str, body: ValuesInput) -> Reply:
    """A value that stands there already with the same number is left as it is: the same may be sent twice."""
    return entered(_subject(slug), body)


@operation(
    "POST",
    "/pages/{slug}/series/values/{value}/correct",
    tag=TAG,
    summary="Correct a value",
    needs="monitoring.enter",
    body=CorrectionInput,
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def correct_value(slug: str, value: str, body: CorrectionInput) -> Reply:
    """The former value is kept."""
    return corrected(_subject(slug), value, body)


@operation(
    "POST",
    "/pages/{slug}/series/values/{value}/set-aside",
    tag=TAG,
    summary="Set a value aside",
    needs="monitoring.rule",
    body=RulingInput,
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def set_value_aside(slug: str, value: str, body: RulingInput) -> Reply:
    """It counts no more, and is kept with the reason."""
    return ruled_out(_subject(slug), value, body)


@operation(
    "POST",
    "/pages/{slug}/series/values/{value}/readmit",
    tag=TAG,
    summary="Let a value count again",
    needs="monitoring.rule",
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def readmit_value(slug: str, value: str) -> Reply:
    """One that was set aside."""
    return readmitted(_subject(slug), value)


def _subject(slug: str) -> Subject:
    return Subject(page=get_page(actor(), present_slug(slug)).id)
