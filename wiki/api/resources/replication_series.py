"""The series of a replication: read by whoever may know of it, written by the people of its city and the task force."""

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.indicators import TAG
from wiki.api.resources.telling_series import corrected, entered, readmitted, ruled_out, shown
from wiki.api.schemas.series import CorrectionInput, EnteredOut, RulingInput, SeriesList, ValuesInput
from wiki.monitoring.types import Subject
from wiki.replication.queries import get_replication
from wiki.replication.types import ReplicationId


@operation(
    "GET",
    "/replications/{replication}/series",
    tag=TAG,
    summary="List the results of a replication",
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def list_series_of_replication(replication: int) -> Reply:
    """What was before, what is aimed at, and what was measured, by indicator and boundary."""
    return shown(_subject(replication))


@operation(
    "POST",
    "/replications/{replication}/series",
    tag=TAG,
    summary="Enter results of a replication",
    needs="monitoring.enter",
    body=ValuesInput,
    answers={201: EnteredOut},
    problems=(NOT_FOUND,),
)
def enter_values_of_replication(replication: int, body: ValuesInput) -> Reply:
    """A value that stands there already with the same number is left as it is: the same may be sent twice."""
    return entered(_subject(replication), body)


@operation(
    "POST",
    "/replications/{replication}/series/values/{value}/correct",
    tag=TAG,
    summary="Correct a value of a replication",
    needs="monitoring.enter",
    body=CorrectionInput,
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def correct_value_of_replication(replication: int, value: str, body: CorrectionInput) -> Reply:
    """The former value is kept."""
    return corrected(_subject(replication), value, body)


@operation(
    "POST",
    "/replications/{replication}/series/values/{value}/set-aside",
    tag=TAG,
    summary="Set a value of a replication aside",
    needs="monitoring.rule",
    body=RulingInput,
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def set_value_aside_of_replication(replication: int, value: str, body: RulingInput) -> Reply:
    """It counts no more, and is kept with the reason."""
    return ruled_out(_subject(replication), value, body)


@operation(
    "POST",
    "/replications/{replication}/series/values/{value}/readmit",
    tag=TAG,
    summary="Let a value of a replication count again",
    needs="monitoring.rule",
    answers={200: SeriesList},
    problems=(NOT_FOUND,),
)
def readmit_value_of_replication(replication: int, value: str) -> Reply:
    """One that was set aside."""
    return readmitted(_subject(replication), value)


def _subject(replication: int) -> Subject:
    return Subject(replication=get_replication(actor(), ReplicationId(replication)).id)
