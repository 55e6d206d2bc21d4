"""What is told of a practice's contents: the difference of two, a citation, and the document an edition keeps."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from wiki.facts import COMBINED, TEMPLATE, Change, takes, to_stored
from wiki.pages.diff import diff_lines
from wiki.pages.rules import changed_fields
from wiki.pages.types import Content
from wiki.practices.edition_types import Difference, FrozenValue

WIKI = "Replication Wiki"


def differences(old: Content, new: Content) -> tuple[Difference, ...]:
    """Return what two contents have otherwise, the text last."""
    return tuple(_differences(old, new))


def _differences(old: Content, new: Content) -> Iterator[Difference]:
    for change in changed_fields(old, new):
        label = tuple(str(part) for part in change.label)
        values = tuple(_frozen(each) for each in change.facts if each.happened != "moved")
        yield Difference(name=change.name, label=label, old=change.old, new=change.new, values=values)
    if old.body != new.body:
        lines = diff_lines(old.body, new.body, context=0)
        yield Difference(name="body", label=(), old=str(lines.removed), new=str(lines.added))


def _frozen(change: Change) -> FrozenValue:
    column = change.column.key if change.column else ""
    return FrozenValue(field=change.field.key, column=column, old=change.old, new=change.new)


def thawed(difference: Difference) -> tuple[Change, ...]:
    """Return the values of a frozen difference as the present template has them; none if one has no place there."""
    found = tuple(filter(None, map(_thawed, difference.values)))
    return found if len(found) == len(difference.values) else ()


def _thawed(value: FrozenValue) -> Change | None:
    field = COMBINED.fields.get(value.field)
    column = field.column.get(value.column) if field else None
    cell = column if value.column else field
    if field is None or cell is None or not (takes(cell, value.old) and takes(cell, value.new)):
        return None
    return Change(field=field, column=column, old=value.old, new=value.new)


def citation_of(content: Content, *, number: int, day: date, cities: Sequence[str]) -> str:
    """Return how an edition is cited, without its address; ``cities`` are names, for want of a lead organisation."""
    source = str(content.facts.get("lead_organisation") or ", ".join(cities) or WIKI)
    return f"{source} ({day.year}): {content.title}. Edition {number}, {day.isoformat()}. {WIKI}."


def document_of(content: Content, *, number: int, day: date) -> dict[str, Any]:
    """Return all that an edition says as JSON can say it; Markdown as it was written, facts of their template."""
    return {
        "edition": number,
        "disseminated_on": day.isoformat(),
        "title": content.title,
        "summary": content.summary,
        "language": content.language,
        "themes": list(content.themes),
        "cities": list(content.cities),
        "lead_picture": content.lead_picture,
        "starts_on": content.starts_on.isoformat() if content.starts_on else None,
        "ends_on": content.ends_on.isoformat() if content.ends_on else None,
        "place": content.place,
        "body": content.body,
        "template": TEMPLATE.version,
        "facts": to_stored(content.facts),
    }
