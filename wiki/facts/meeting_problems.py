"""What does not fit together in the facts of a meeting. A meeting is public as it is saved: such facts are refused."""

from collections.abc import Iterator, Mapping
from datetime import date

from wiki.core.messages import message
from wiki.facts.definition import MEETING
from wiki.facts.problems import unfilled
from wiki.facts.rows import rows_of, text_of
from wiki.facts.types import Facts, Row

_A_DAY = len("2017-02-16")


def meeting_problems(facts: Facts, starts_on: date | None, ends_on: date | None) -> Mapping[str, str]:
    """Return what does not fit, by its place as in :func:`wiki.facts.reading.read_facts`, in the rows of the facts.

    ``starts_on`` and ``ends_on`` are the meeting's own days, as its page says them.
    """
    return dict([*unfilled(facts, MEETING), *_days(facts, starts_on, ends_on), *_times(facts), *_delegations(facts)])


def _days(facts: Facts, starts_on: date | None, ends_on: date | None) -> Iterator[tuple[str, str]]:
    for field, column in (("meeting_days", "date"), ("sessions", "day")):
        for place, row in enumerate(rows_of(facts, field)):
            day = text_of(row, column)
            if day and len(day) != _A_DAY:
                yield f"{field}.{place}.{column}", message("Enter a whole day, such as 2017-02-16.")
            elif day and starts_on and not starts_on <= date.fromisoformat(day) <= (ends_on or starts_on):
                yield f"{field}.{place}.{column}", message("The meeting is not on this day.")


def _times(facts: Facts) -> Iterator[tuple[str, str]]:
    for place, row in enumerate(rows_of(facts, "sessions")):
        if "begins" in row and "day" not in row:
            yield f"sessions.{place}.day", message("Say on which day.")
        if "ends" in row and "begins" not in row:
            yield f"sessions.{place}.begins", message("Say when it begins.")
        if _ends_too_early(row):
            yield f"sessions.{place}.ends", message("The end is before the beginning.")


def _ends_too_early(row: Row) -> bool:
    return "begins" in row and "ends" in row and text_of(row, "ends") <= text_of(row, "begins")


def _delegations(facts: Facts) -> Iterator[tuple[str, str]]:
    for place, row in enumerate(rows_of(facts, "delegations")):
        if "city" in row and "elsewhere" in row:
            yield f"delegations.{place}.elsewhere", message("Name one city a row.")
