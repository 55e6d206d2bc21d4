"""Remarks where they are mended: beside the fields of a section's form, and resolved as it is saved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request

from wiki.facts import Section
from wiki.pages.types import Page, PageKind
from wiki.practices import queries, service
from wiki.practices.types import Remark
from wiki.web.context import actor

_TICKED, _RESOLUTION = "resolve", "resolution."


@dataclass(frozen=True, kw_only=True)
class Mending:
    """An open remark with what was entered about it."""

    remark: Remark
    is_ticked: bool
    resolution: str


def remarks_at(page: Page, section: Section) -> Mapping[str, Sequence[Mending]]:
    """Return the open remarks on the fields of a section, by the fields' keys."""
    ticked = set(request.form.getlist(_TICKED))
    found: dict[str, list[Mending]] = defaultdict(list)
    keys = {f"facts.{field.key}": field.key for field in section.fields}
    for remark in queries.list_remarks(actor(), page):
        if remark.is_open and remark.place in keys:
            resolution = request.form.get(f"{_RESOLUTION}{remark.id}", "")
            mending = Mending(remark=remark, is_ticked=str(remark.id) in ticked, resolution=resolution)
            found[keys[remark.place]].append(mending)
    return found


def kept_ticks() -> Sequence[tuple[str, str]]:
    """Return what was entered about remarks, for a form that may not show these."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name == _TICKED or name.startswith(_RESOLUTION)
    ]


def remarks_on_text(page: Page) -> Sequence[Remark]:
    """Return the open remarks on what is edited beside the facts."""
    if page.kind != PageKind.PRACTICE:
        return ()
    return [
        each for each in queries.list_remarks(actor(), page) if each.is_open and not each.place.startswith("facts.")
    ]


def resolve_ticked(page: Page, section: Section) -> int:
    """Resolve the remarks on a section that were ticked; return how many. The caller holds the transaction."""
    ticked = [each for group in remarks_at(page, section).values() for each in group if each.is_ticked]
    for each in ticked:
        service.resolve_remark(actor(), each.remark.id, each.resolution)
    return len(ticked)
