"""One version of a file made into what a page of the wiki needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from wiki.importing.clean import clean
from wiki.importing.cleaning.links import LinkTo, PictureAt
from wiki.importing.dates import date_in_name
from wiki.importing.decoding import decode
from wiki.importing.frontmatter import FrontMatter, split
from wiki.importing.headings import drop_repeated_title, take_first_heading
from wiki.importing.infer import Inference, Term, given, infer
from wiki.importing.mapping import kind_of_page, slug_of_page
from wiki.importing.names import file_title
from wiki.importing.summaries import summary_and_lead
from wiki.importing.types import Finding, UnreadableFile
from wiki.markup import summary_of
from wiki.markup.types import MAX_SOURCE

MAX_TITLE = 255


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What pages can be tagged with."""

    themes: tuple[Term, ...]
    cities: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A page ready to be saved. ``lead_image`` is what the picture callback gave; ``language`` "" if unsaid."""

    slug: str
    kind: str
    title: str
    summary: str
    body: str
    language: str
    starts_on: date | None
    ends_on: date | None
    place: str
    lead_image: str | None
    published: bool
    themes: tuple[Inference, ...]
    cities: tuple[Inference, ...]
    notes: tuple[Finding, ...]
    problems: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A version that cannot be a page, and why."""

    problem: Finding


def prepare(data: bytes, path: str, *, link: LinkTo, picture: PictureAt, vocabulary: Vocabulary) -> Prepared | Refused:
    """Read, clean and tag one version of the file at ``path``; never raises for what the file holds.

    ``link`` is asked about every address of a link that may be the site's own, as it stands in the file.
    It answers with a page's slug (and "#section"), with a path from the site's root for a file, or None.
    ``picture`` answers with a picture's address in the wiki, or None if the source does not hold it.
    """
    try:
        text, guessed = decode(data)
    except UnreadableFile as refusal:
        return Refused(problem=Finding(code="refused", text=str(refusal)))
    front, body, unread = split(text)
    if len(body) > MAX_SOURCE:
        return Refused(problem=Finding(code="refused", text=f"The text has more than {MAX_SOURCE} characters."))
    summary, lead = summary_and_lead(front)
    cleaned = clean(f"{lead}\n\n{body}" if lead else body, link=link, picture=picture)
    title, body, notes = _title_and_body(front, path, cleaned.body)
    prepared = Prepared(
        slug=slug_of_page(path, declared=front.slug),
        kind=kind_of_page(path, declared=front.kind, layout=front.layout),
        title=title,
        summary=summary or summary_of(body),
        body=body,
        language=front.language.lower()[:2] if front.language[:2].isalpha() else "",
        starts_on=front.date or date_in_name(PurePosixPath(path).name),
        ends_on=front.end_date,
        place=front.place,
        lead_image=None,
        published=front.published,
        themes=(),
        cities=(),
        notes=(*cleaned.notes, *notes),
        problems=(*guessed, *unread, *cleaned.problems),
    )
    return _tagged(_with_lead_image(prepared, front, picture), front, path, vocabulary)


def _title_and_body(front: FrontMatter, path: str, body: str) -> tuple[str, str, tuple[Finding, ...]]:
    title = front.title
    if not title:
        heading, body = take_first_heading(body)
        title = heading or file_title(path)
        return _fitting(title, body)
    body, is_dropped = drop_repeated_title(body, title)
    title, body, notes = _fitting(title, body)
    if is_dropped:
        notes += (Finding(code="title-repeated", text="A heading that repeated the title was dropped."),)
    return title, body, notes


def _fitting(title: str, body: str) -> tuple[str, str, tuple[Finding, ...]]:
    if len(title) <= MAX_TITLE:
        return title, body, ()
    note = Finding(code="title-cut", text="The title was too long; the whole of it is the first paragraph now.")
    return title[: MAX_TITLE - 1].rstrip() + "…", f"{title}\n\n{body}", (note,)


def _with_lead_image(prepared: Prepared, front: FrontMatter, picture: PictureAt) -> Prepared:
    if not front.image:
        return prepared
    address = picture(front.image)
    if address is not None:
        return replace(prepared, lead_image=address)
    name = PurePosixPath(front.image).name[:120]
    problem = Finding(code="missing-picture", text=f"The lead picture {name} is not in the source.")
    return replace(prepared, problems=(*prepared.problems, problem))


def _tagged(prepared: Prepared, front: FrontMatter, path: str, vocabulary: Vocabulary) -> Prepared:
    tags: list[tuple[Inference, ...]] = []
    problems = list(prepared.problems)
    # A city's page touches every theme and a theme's every city; naming them all says nothing.
    kinds = ((front.themes, vocabulary.themes, "city"), (front.cities, vocabulary.cities, "theme"))
    for names, terms, overview in kinds:
        known, unknown = given(names, terms)
        problems += [Finding(code="unknown-tag", text=f"There is no theme or city “{name}”.") for name in unknown]
        tags.append(known or (() if prepared.kind == overview else _inferred(prepared, path, terms)))
    return replace(prepared, themes=tags[0], cities=tags[1], problems=tuple(problems))


def _inferred(prepared: Prepared, path: str, terms: Sequence[Term]) -> tuple[Inference, ...]:
    return infer(path, prepared.title, prepared.summary, prepared.body, terms)
