"""What became of every file of an import, as values that also travel as JSON."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from wiki.importing.infer import Inference
from wiki.importing.types import Finding


class Outcome(StrEnum):
    """What an import did with a file."""

    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ARCHIVED = "archived"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """One file. ``revisions`` counts what this import added; the tags are what the current text has."""

    path: str
    outcome: Outcome
    slug: str = ""
    title: str = ""
    revisions: int = 0
    notes: tuple[Finding, ...] = ()
    problems: tuple[Finding, ...] = ()
    themes: tuple[Inference, ...] = ()
    cities: tuple[Inference, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole import. ``source`` is its name for people, ``head`` the commit it ended at, "" for a folder."""

    source: str
    head: str
    files: tuple[FileReport, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Count the files by outcome, the revisions, and the files with a problem or a guessed tag."""
        by_outcome = Counter(file.outcome for file in self.files)
        return {
            **{outcome.value: by_outcome[outcome] for outcome in Outcome},
            "files": len(self.files),
            "revisions": sum(file.revisions for file in self.files),
            "with_problems": sum(bool(file.problems) for file in self.files),
            "with_inferred_tags": sum(
                any(not tag.is_given for tag in (*file.themes, *file.cities)) for file in self.files
            ),
        }


def to_json(report: Report) -> dict[str, Any]:
    """Give the report as plain dicts, lists, texts and numbers, with its totals."""
    return {
        "source": report.source,
        "head": report.head,
        "totals": report.totals,
        "files": [{**asdict(file), "outcome": file.outcome.value} for file in report.files],
    }


def from_json(data: Mapping[str, Any]) -> Report:
    """Read what ``to_json`` gave; the totals are counted anew. Raises KeyError, TypeError or ValueError."""
    return Report(
        source=data["source"],
        head=data["head"],
        files=tuple(_file(file) for file in data["files"]),
    )


def _file(data: Mapping[str, Any]) -> FileReport:
    return FileReport(
        path=data["path"],
        outcome=Outcome(data["outcome"]),
        slug=data["slug"],
        title=data["title"],
        revisions=data["revisions"],
        notes=tuple(Finding(**finding) for finding in data["notes"]),
        problems=tuple(Finding(**finding) for finding in data["problems"]),
        themes=tuple(Inference(**tag) for tag in data["themes"]),
        cities=tuple(Inference(**tag) for tag in data["cities"]),
    )
