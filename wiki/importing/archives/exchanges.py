"""What a record of peer exchange must be before anything is made of it. Each gives a sentence, "" when all is well."""

from wiki.dissemination.archive.exchanges import ExchangeRecord, InterestRecord
from wiki.exchange.rules import ANSWER_MAX, COMMENT_MAX, TRAVEL_MAX, exchange_errors, state_after
from wiki.exchange.types import ExchangeDraft
from wiki.facts import VOCABULARIES
from wiki.importing.archives.rules import is_sound_time

_SIGNED_MAX = 120
_NO_TIME = "A time is none, or has no zone."


def fault_of_exchange(record: ExchangeRecord) -> str:
    cities = (record.host, *record.guests)
    draft = ExchangeDraft(
        format=record.format,
        title=record.title,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        host=record.host,
        guests=record.guests,
        people=record.people,
        mentor=record.mentor,
        outcome=record.outcome,
        link=record.link,
    )
    # Which cities and themes there are is seen when all of the export is read.
    errors = exchange_errors(draft, cities=cities, themes=())
    texts = (record.title, record.mentor, record.outcome, record.link)
    if errors or _is_bad((record.by, _SIGNED_MAX), *((text, len(text)) for text in texts)):
        return " ".join(errors.values()) or "A text of an exchange is too long, or holds what no text has."
    if record.replication is not None and (record.page is None or record.replication.city not in cities):
        return "The replication of an exchange is none of its page, or of a city that did not take part."
    times = (record.created_at, record.replication.created_at if record.replication else None)
    return "" if all(map(is_sound_time, times)) else _NO_TIME


def fault_of_interest(record: InterestRecord) -> str:
    answers = (record.does, ANSWER_MAX), (record.issue, ANSWER_MAX), (record.travel, TRAVEL_MAX)
    names = (record.by, *(step.by for step in record.steps))
    comments = ((step.comment, COMMENT_MAX) for step in record.steps)
    if _is_bad(*answers, *comments, *((name, _SIGNED_MAX) for name in names)) or not all(text for text, _ in answers):
        return "A text of an interest is missing, or too long."
    if record.category and record.category not in VOCABULARIES["influence_category"]:
        return "The kind of issue of an interest is none."
    if state_after([step.kind for step in record.steps]) != record.state:
        return "The log of an interest does not end where it stands."
    return "" if all(map(is_sound_time, (record.made_at, *(step.at for step in record.steps)))) else _NO_TIME


def _is_bad(*bounded: tuple[str, int]) -> bool:
    return any(len(text) > most or "\x00" in text for text, most in bounded)
