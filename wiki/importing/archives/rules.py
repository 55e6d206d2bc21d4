"""What a record of an export must be before anything is made of it. Each gives a sentence, "" when all is well."""

import re
from dataclasses import fields
from datetime import date, datetime
from itertools import pairwise

from wiki.core.slugs import slugify
from wiki.demand.rules import REASON_MAX, TITLE_MAX, WHY_MAX
from wiki.dissemination.archive.types import (
    AnswerRecord,
    CityRecord,
    ExperienceRecord,
    FileRecord,
    MoveRecord,
    PageRecord,
    ProfileRecord,
    ReplicationRecord,
    RequestRecord,
    SynonymsRecord,
    ThemeRecord,
)
from wiki.experience.rules import draft_errors, tidied
from wiki.experience.types import ExperienceDraft
from wiki.files.rules import ALT_MAX, safe_name
from wiki.fit.reading import read_profile
from wiki.fit.rules import answer_errors
from wiki.importing.archives.plans import fault_of_plan
from wiki.pages.types import SAVES, EventAction
from wiki.replication.rules import DISTRICT_MAX, EVIDENCE_MAX, LINK_MAX, MOST_BLOCKS, NOTE_MAX, is_address
from wiki.replication.rules import TITLE_MAX as REPLICATION_MAX
from wiki.replication.types import Stage
from wiki.taxonomy.rules import (
    ALIASES_MAX,
    NAME_MAX,
    CityDraft,
    ThemeDraft,
    city_errors,
    synonym_errors,
    theme_errors,
)

_SHA256 = re.compile("[0-9a-f]{64}")
_NUMBER = re.compile("[1-9][0-9]{0,8}")
_ICON = re.compile("[a-z0-9-]{0,20}")
_SLUG_MAX = 80
_STEP_MAX, _SIGNED_MAX, _BLOCK_MAX = 500, 120, 200
_POSITIONS = range(1_000_000)
_YEARS = range(1900, 9000)


def is_sound_time(at: datetime | None) -> bool:
    """Tell whether a time can be stored: it knows its zone, and its year has four figures in every zone."""
    return at is None or (at.tzinfo is not None and at.year in _YEARS)


def fault_of_page(record: PageRecord) -> str:
    for slug in (record.slug, *(redirect.slug for redirect in record.redirects)):
        # One that a later version of the wiki uses itself is changed as the page is taken over.
        if not slug or slugify(slug) != slug:
            return f"“{slug[:80]}” is no address of a page."
    times = (record.created_at, record.archived_at, *(redirect.created_at for redirect in record.redirects))
    if not all(map(is_sound_time, (*times, *(event.at for event in record.events)))):
        return _NO_TIME
    if any(event.action in SAVES for event in record.events):
        return "A save is told by its text, not here."
    if any(event.action is EventAction.DISSEMINATED and not _NUMBER.fullmatch(event.detail) for event in record.events):
        return "A dissemination names the number of its edition."
    return ""


def fault_of_file(record: FileRecord) -> str:
    if not _SHA256.fullmatch(record.sha256) or record.key != record.sha256[:24]:
        return "The file's key and checksum do not belong together."
    if not record.name or safe_name(record.name) != record.name:
        return f"“{record.name[:80]}” is no name of a file."
    if len(record.alt) > ALT_MAX:
        return "The words for the picture are too long."
    return "" if is_sound_time(record.created_at) else _NO_TIME


def fault_of_theme(record: ThemeRecord) -> str:
    draft = ThemeDraft(
        name=record.name, short_name=record.short_name, description=record.description, aliases=record.aliases
    )
    if not _ICON.fullmatch(record.icon):
        return "The theme's picture has no such name."
    return _fault_of_tag(record) or " ".join(theme_errors(draft).values())


def fault_of_city(record: CityRecord) -> str:
    draft = CityDraft(
        name=record.name,
        country=record.country,
        role=record.role,
        population=record.population,
        latitude=record.latitude,
        longitude=record.longitude,
        description=record.description,
        aliases=record.aliases,
    )
    return _fault_of_tag(record) or " ".join(city_errors(draft).values())


def fault_of_synonyms(record: SynonymsRecord) -> str:
    return " ".join(synonym_errors(record.words).values())


def fault_of_profile(record: ProfileRecord) -> str:
    given = {record.attribute: {"value": record.value, "source": record.source, "as_of": record.as_of}}
    read = read_profile(given)
    if read.errors or not read.told or len(record.by) > _SIGNED_MAX or "\x00" in record.by:
        return " ".join(read.errors.values()) or "A value of a profile is missing, or its author too long."
    return "" if is_sound_time(record.at) else _NO_TIME


def fault_of_request(record: RequestRecord) -> str:
    texts = (record.title, TITLE_MAX), (record.why, WHY_MAX), (record.reason, REASON_MAX)
    names = (record.by, *(join.by for join in record.joins), *(step.by for step in record.steps))
    steps = ((step.comment, _STEP_MAX) for step in record.steps)
    bounded = (*texts, *steps, *((name, _SIGNED_MAX) for name in names))
    if not record.title or any(len(text) > most or "\x00" in text for text, most in bounded):
        return "A text of a request is missing, or too long."
    times = (record.asked_at, *(join.at for join in record.joins), *(step.at for step in record.steps))
    return "" if all(map(is_sound_time, times)) else _NO_TIME


def fault_of_replication(record: ReplicationRecord) -> str:
    moves = record.moves
    texts = (
        *((record.district, DISTRICT_MAX), (record.title, REPLICATION_MAX)),
        *((name, _SIGNED_MAX) for name in (record.by, record.responsible, *(move.by for move in moves))),
        *((block, _BLOCK_MAX) for block in record.blocks),
        *((move.evidence, EVIDENCE_MAX) for move in moves),
        *((move.note, NOTE_MAX) for move in moves),
    )
    if not moves or len(record.blocks) > MOST_BLOCKS or any(len(text) > most or "\x00" in text for text, most in texts):
        return "A text of a replication is missing, or too long."
    if any(move.link and (len(move.link) > LINK_MAX or not is_address(move.link)) for move in moves):
        return "A link of a replication is none."
    if not all(is_one_log(before, after) for before, after in pairwise((None, *moves))):
        return "The moves of a replication do not follow each other."
    if any(map(_is_bad_answer, record.answers)):
        return "An answer of a replication is none, or too long."
    learnt, answered = (each.at for each in record.experiences), (each.at for each in record.answers)
    planned = (each.at for log in (record.plan, record.plan_steps, record.take_overs) for each in log)
    times = (record.created_at, *(move.at for move in moves), *learnt, *answered, *planned)
    if not all(map(is_sound_time, times)):
        return _NO_TIME
    return fault_of_plan(record) or " ".join(filter(None, map(_fault_of_experience, record.experiences)))


def _fault_of_experience(record: ExperienceRecord) -> str:
    draft = draft_of(record)
    texts = (record.text, record.why, record.solved, record.by)
    if len(record.by) > _SIGNED_MAX or any("\x00" in text for text in texts) or tidied(draft) != draft:
        return "An experience of a replication holds what its kind does not have."
    # That its day was still to come, nobody can tell who reads it later.
    return " ".join(draft_errors(draft, today=date.max).values())


def draft_of(record: ExperienceRecord) -> ExperienceDraft:
    """Return what an experience of an export says."""
    return ExperienceDraft(**{each.name: getattr(record, each.name) for each in fields(ExperienceDraft)})


def _is_bad_answer(answer: AnswerRecord) -> bool:
    texts = (answer.condition, _FINGERPRINT_MAX), (answer.by, _SIGNED_MAX)
    is_long = any(len(text) > most or "\x00" in text for text, most in texts)
    has_nul = "\x00" in answer.note or "\x00" in answer.mitigation
    return is_long or has_nul or bool(answer_errors(answer.score, answer.note, answer.mitigation))


def is_one_log(before: MoveRecord | None, after: MoveRecord | None) -> bool:
    """Tell whether a move begins where the one before it ended, at a stage that there is."""
    if after is None or after.to_stage not in set(Stage):
        return False
    begun = (None, None) if before is None else (before.to_stage, before.to_exit)
    return (after.from_stage, after.from_exit) == begun and (before is None or before.happened_on <= after.happened_on)


def _fault_of_tag(record: ThemeRecord | CityRecord) -> str:
    slug = record.slug
    if not slug or slugify(slug) != slug or "/" in slug or slug == "new" or len(slug) > _SLUG_MAX:
        return f"“{slug[:80]}” is no address of a theme or city."
    if record.position not in _POSITIONS:
        return "The place in the list is out of bounds."
    if len(record.aliases) > ALIASES_MAX or any(len(alias) > NAME_MAX for alias in record.aliases):
        return "The other names are too many or too long."
    return ""


_FINGERPRINT_MAX = 64
_NO_TIME = "A time is none, or has no zone."
