"""Which themes and cities a page is about, by the names they go by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from wiki.importing.names_in_text import folded, pattern_for, prose

MAX_TAGS = 3
ENOUGH_MENTIONS = 2
# A page that names this many of a vocabulary is about the programme, not about each of them.
OVERVIEW = 6
# Beside a name the text keeps repeating, one that it drops now and then says little.
SHARE_OF_STRONGEST = 0.4
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_NO_PROSE = re.compile(r"\s*(?:#|!\[|\[!\[|\*[^*\n]+\*\s*$)")


@dataclass(frozen=True, kw_only=True)
class Term:
    """A theme or city with every name it goes by, in any language."""

    slug: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Inference:
    """A tag and where it comes from. ``is_given``: the page's author set it, nobody guessed."""

    slug: str
    reason: str
    is_given: bool = False


@dataclass(frozen=True, kw_only=True)
class _Evidence:
    slug: str
    is_subject: bool
    in_path: bool
    in_title: bool
    in_opening: bool
    mentions: int

    @property
    def is_sure(self) -> bool:
        return self.in_path or self.in_title

    @property
    def strength(self) -> int:
        sure = 100 * self.is_subject + 20 * self.in_title + 20 * self.in_path
        return sure + 3 * self.in_opening + min(self.mentions, 15)


def infer(path: str, title: str, summary: str, body: str, vocabulary: Sequence[Term]) -> tuple[Inference, ...]:
    """Tell at most three terms the page is about, the strongest first.

    A name in path or title always counts. A name in the text counts if it stands there twice or in the
    summary or first paragraph, and not much less often than the strongest. Only path and title count where
    the text names six terms or more, and where the file is named after one.
    """
    texts = folded(f"{summary}\n\n{prose(body)}"), folded(_opening(summary, body))
    found = [_evidence(path, title, texts, term) for term in vocabulary]
    is_overview = sum(evidence.mentions > 0 for evidence in found) >= OVERVIEW
    text_counts = not is_overview and not any(evidence.is_subject for evidence in found)
    chosen = [each for each in found if each.is_sure or (text_counts and _is_weighty(each, found))]
    chosen.sort(key=lambda evidence: -evidence.strength)
    return tuple(Inference(slug=each.slug, reason=_reason(each)) for each in _strongest(chosen))


def _strongest(ranked: Sequence[_Evidence]) -> Sequence[_Evidence]:
    """Cut the list at three; terms of the text that tie over the cut go too, for none of them stands out."""
    if len(ranked) <= MAX_TAGS:
        return ranked
    first_left_out = ranked[MAX_TAGS].strength
    return [each for each in ranked[:MAX_TAGS] if each.is_sure or each.strength > first_left_out]


def given(names: Sequence[str], vocabulary: Sequence[Term]) -> tuple[tuple[Inference, ...], tuple[str, ...]]:
    """Look up the tags an author wrote by slug or any name; the second part are those nobody knows."""
    known: dict[str, Inference] = {}
    unknown: list[str] = []
    for name in names:
        terms = [term for term in vocabulary if _is_named(term, name)]
        for term in terms[:1]:
            known[term.slug] = Inference(slug=term.slug, reason=f"given as “{name}”", is_given=True)
        unknown += [] if terms else [name]
    return tuple(known.values()), tuple(unknown)


def _is_named(term: Term, name: str) -> bool:
    return folded(name) == folded(term.slug) or pattern_for(term.names).fullmatch(folded(name)) is not None


def _evidence(path: str, title: str, texts: tuple[str, str], term: Term) -> _Evidence:
    pattern = pattern_for(term.names)
    text, opening = texts
    place = PurePosixPath(path)
    return _Evidence(
        slug=term.slug,
        is_subject=pattern.fullmatch(folded(place.stem)) is not None,
        in_path=pattern.search(folded(path.removesuffix(place.suffix))) is not None,
        in_title=pattern.search(folded(title)) is not None,
        in_opening=pattern.search(opening) is not None,
        mentions=len(pattern.findall(text)),
    )


def _is_weighty(evidence: _Evidence, found: Sequence[_Evidence]) -> bool:
    most = max(each.mentions for each in found)
    # A text that lists them all is about each only where it dwells on it.
    if len(found) > MAX_TAGS and all(each.mentions for each in found):
        is_enough = evidence.mentions > ENOUGH_MENTIONS
    else:
        is_enough = evidence.in_opening or evidence.mentions >= ENOUGH_MENTIONS
    return is_enough and evidence.mentions >= SHARE_OF_STRONGEST * most


def _opening(summary: str, body: str) -> str:
    """Give the summary and the first paragraph that is neither heading nor picture."""
    paragraphs = (block for block in _PARAGRAPHS.split(body) if block.strip() and not _NO_PROSE.match(block))
    return f"{summary}\n\n{prose(next(paragraphs, ''))}"


def _reason(evidence: _Evidence) -> str:
    places = [
        place
        for place, is_there in (
            ("in the path", evidence.in_path),
            ("in the title", evidence.in_title),
            ("in the first paragraph", evidence.in_opening),
        )
        if is_there
    ]
    if evidence.mentions:
        places.append(f"{evidence.mentions} × in the text")
    return ", ".join(places)
