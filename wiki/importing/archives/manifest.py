"""Reads the list of an export. What is wrong in it stops the import before anything is written."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wiki.dissemination.archive.exchanges import ExchangeRecord, InterestRecord
from wiki.dissemination.archive.paths import page_path
from wiki.dissemination.archive.results import IndicatorRecord, ReportRecord, SeriesRecord
from wiki.dissemination.archive.types import (
    FORMAT,
    MANIFEST,
    VERSION,
    CityRecord,
    FileRecord,
    Header,
    PageRecord,
    ProfileRecord,
    ReplicationRecord,
    RequestRecord,
    SynonymsRecord,
    ThemeRecord,
)
from wiki.importing.archives.documents import first_fault
from wiki.importing.archives.exchanges import fault_of_exchange, fault_of_interest
from wiki.importing.archives.results import fault_of_indicator, fault_of_report, fault_of_series
from wiki.importing.archives.rules import (
    fault_of_city,
    fault_of_file,
    fault_of_page,
    fault_of_profile,
    fault_of_replication,
    fault_of_request,
    fault_of_synonyms,
    fault_of_theme,
)
from wiki.importing.types import MAX_EXPORTED_BYTES, Source, SourceError, UnreadableFile

_HEADER = TypeAdapter(Header)
_RECORDS: dict[str, TypeAdapter[Any]] = {
    "theme": TypeAdapter(ThemeRecord),
    "city": TypeAdapter(CityRecord),
    "profile": TypeAdapter(ProfileRecord),
    "synonyms": TypeAdapter(SynonymsRecord),
    "indicator": TypeAdapter(IndicatorRecord),
    "series": TypeAdapter(SeriesRecord),
    "page": TypeAdapter(PageRecord),
    "file": TypeAdapter(FileRecord),
    "request": TypeAdapter(RequestRecord),
    "replication": TypeAdapter(ReplicationRecord),
    "report": TypeAdapter(ReportRecord),
    "exchange": TypeAdapter(ExchangeRecord),
    "interest": TypeAdapter(InterestRecord),
}


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The list of an export: pages by the path of their text, files by their key."""

    header: Header
    themes: list[ThemeRecord] = field(default_factory=list)
    cities: list[CityRecord] = field(default_factory=list)
    profiles: list[ProfileRecord] = field(default_factory=list)
    synonyms: list[SynonymsRecord] = field(default_factory=list)
    indicators: list[IndicatorRecord] = field(default_factory=list)
    series: list[SeriesRecord] = field(default_factory=list)
    pages: dict[str, PageRecord] = field(default_factory=dict)
    files: dict[str, FileRecord] = field(default_factory=dict)
    requests: list[RequestRecord] = field(default_factory=list)
    replications: list[ReplicationRecord] = field(default_factory=list)
    reports: list[ReportRecord] = field(default_factory=list)
    exchanges: list[ExchangeRecord] = field(default_factory=list)
    interests: list[InterestRecord] = field(default_factory=list)


def find_archive(source: Source) -> Archive | None:
    """Read the list of a source that is an export of ours; None for any other source.

    Raises :class:`SourceError` for a list that cannot be trusted, or that a newer version wrote.
    """
    if MANIFEST not in source.paths(source.head):
        return None
    try:
        lines = source.read(MANIFEST, source.head, MAX_EXPORTED_BYTES).splitlines()
    except UnreadableFile as error:
        raise SourceError(f"{MANIFEST} cannot be read: {error}") from error
    header = _header(lines[0] if lines else b"")
    if header is None:
        return None
    archive = Archive(header=header)
    for number, line in enumerate(lines[1:], start=2):
        for fault in _add(archive, line):
            raise SourceError(f"{MANIFEST}, line {number}: {fault}")
    return archive


def _header(line: bytes) -> Header | None:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        return None
    try:
        header = _HEADER.validate_python(values)
    except ValidationError as error:
        raise SourceError(f"{MANIFEST}, line 1: {first_fault(error)}") from error
    if header.version != VERSION:
        raise SourceError(f"{MANIFEST} is of version {header.version}. This wiki reads version {VERSION}.")
    return header


def _add(archive: Archive, line: bytes) -> Iterator[str]:
    """Take a line over; what is wrong with it is given instead."""
    try:
        values = json.loads(line)
        record = next((_RECORDS[kind].validate_python(values[kind]) for kind in _RECORDS if kind in values), None)
    except ValidationError as error:
        yield first_fault(error)
    except (ValueError, TypeError, RecursionError):
        yield "This is no record that an export writes."
    else:
        yield from filter(None, [_placed(archive, record)])


def _fault_of_whole_replication(record: ReplicationRecord) -> str:
    return next(filter(None, map(fault_of_series, record.series)), fault_of_replication(record))


# What is kept in lists, with what tells what is wrong with one.
_LISTED: Mapping[type, tuple[Callable[[Any], str], str]] = {
    ThemeRecord: (fault_of_theme, "themes"),
    CityRecord: (fault_of_city, "cities"),
    ProfileRecord: (fault_of_profile, "profiles"),
    SynonymsRecord: (fault_of_synonyms, "synonyms"),
    IndicatorRecord: (fault_of_indicator, "indicators"),
    SeriesRecord: (fault_of_series, "series"),
    RequestRecord: (fault_of_request, "requests"),
    ReplicationRecord: (_fault_of_whole_replication, "replications"),
    ReportRecord: (fault_of_report, "reports"),
    ExchangeRecord: (fault_of_exchange, "exchanges"),
    InterestRecord: (fault_of_interest, "interests"),
}


def _placed(archive: Archive, record: object) -> str:
    if isinstance(record, PageRecord):
        fault = fault_of_page(record) or ("The page is listed twice." if _path(record) in archive.pages else "")
        archive.pages[_path(record)] = record
    elif isinstance(record, FileRecord):
        fault = fault_of_file(record)
        archive.files[record.key] = record
    elif listed := _LISTED.get(type(record)):
        fault = listed[0](record)
        getattr(archive, listed[1]).append(record)
    else:
        fault = "This is no record that an export writes."
    return fault


def _path(record: PageRecord) -> str:
    return page_path(record.slug)
