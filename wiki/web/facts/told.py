"""What a page's template is told of its facts."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request, url_for

from wiki.facts import Depth, Facts, from_stored
from wiki.http.translating import translated
from wiki.markup import Heading
from wiki.pages.types import PageKind, PageView
from wiki.practices.edition_types import Edition
from wiki.web.facts.citing import cited_sources
from wiki.web.facts.meetings import shown_meeting
from wiki.web.facts.showing import key_facts, shown_at, shown_sections

_DEPTH = Depth.BRIEF
_LEVEL = 2


def told_facts(view: PageView) -> dict[str, Any]:
    """Return the names that ``practices/_facts.html`` and the key facts need; a page without facts has empty ones."""
    # A page that became of another kind keeps them, for the day it is a practice again.
    facts = view.facts if view.page.kind == PageKind.PRACTICE else {}
    told = _told(facts, view.prose, view.headings)
    meeting = shown_meeting(view)
    if meeting is not None:
        told |= {"known_facts": meeting.pairs, "headings": (*meeting.headings, *view.headings)}
    return told | {"meeting": meeting}


def told_edition(edition: Edition) -> dict[str, Any]:
    """Return the same names for an edition, from what was frozen in it."""
    document = edition.document
    return _told(from_stored(document["facts"], document["template"]), edition.prose, edition.headings)


def _told(facts: Facts, prose: Mapping[str, str], headings: Iterable[Heading]) -> dict[str, Any]:
    depth = _chosen_depth()
    sections = shown_sections(facts, prose, depth)
    contents = [
        Heading(level=_LEVEL, text=translated(each.title), anchor=each.anchor, section=None) for each in sections
    ]
    return {
        "fact_sections": sections,
        "known_facts": [(translated(label), value) for label, value in key_facts(facts)],
        "cited": cited_sources(facts, shown_at(depth)),
        "depth": depth.value,
        "depths": bool(sections),
        "depth_href": _depth_href,
        "print_href": _print_href,
        "printing": bool(sections) and "print" in request.args,
        "headings": (*contents, *headings),
    }


def _chosen_depth() -> Depth:
    asked = request.args.get("depth", "")
    return Depth(asked) if asked in set(Depth) else _DEPTH


def _depth_href(depth: str) -> str:
    """Return this page's address, or this revision's, at a depth."""
    arguments = dict(request.view_args or {}) | ({} if depth == _DEPTH else {"depth": depth})
    return url_for(request.endpoint or "pages.view", **arguments)


def _print_href(depth: str) -> str:
    """Return the address of a depth that opens the browser's print dialogue where there is script."""
    href = _depth_href(depth)
    return f"{href}{'&' if '?' in href else '?'}print=1"
