"""The values search speaks in."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from wiki.facts import NO_RANKS, Depth, Ranks
from wiki.pages.facets import Choices, FacetCounts, Order, PracticeOrder
from wiki.search.lexicon import NO_LEXICON, Lexicon

Audience = Literal["all", "public", "members"]
Reader = Literal["public", "members"]
Where = Literal["title", "summary", "theme", "city", "field", "text"]
Standing = Literal["standardised", "measured", "confirmed"]
Sort = Literal["relevance", "newest", PracticeOrder]

LONGEST_RESULT_PAGE = 100


class SearchUnavailable(Exception):  # noqa: N818 - the name is the condition the caller meets
    """The index cannot be read or written now; the caller goes on without search.

    `needs_rebuild` says that waiting will not help: the index is missing, damaged or of another format.
    """

    def __init__(self, message: str, *, needs_rebuild: bool = False) -> None:
        super().__init__(message)
        self.needs_rebuild = needs_rebuild


class Busy(SearchUnavailable):
    """Another process or thread is writing; the same write will succeed later. Searching goes on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What a field of a practice says, in plain text. The fewer people ask for more, the more a word of it weighs."""

    field: str
    """Its key in the practice's template."""
    text: str
    depth: Depth


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchDocument:
    """One text of one page for one audience.

    A page whose published revision is its current one is a single document for `all`. Otherwise its published
    text is a document for `public` and its current text one for `members`; either may be missing.
    """

    key: str
    """Unique in the index and stable, for example `17:public`."""
    page_id: int
    slug: str
    title: str
    summary: str
    body: str
    """Plain text, no markup."""
    parts: tuple[Part, ...] = ()
    """The fields of a practice; they are read after the body."""
    language: str
    facets: Choices = field(default_factory=dict)
    """The values under which lists and searches hold it, as the facets show them: a slug, a year's digits."""
    listed_on: date
    """The day by which lists are ordered."""
    ranks: Ranks = NO_RANKS
    """Where a practice stands among others."""
    names: tuple[str, ...] = ()
    """Names and aliases of the cities: their words count as the text's. What themes are called is asked whole."""
    aliases: tuple[str, ...] = ()
    """Other titles of this very page, for example a city page's other spellings: they count as its title."""
    audience: Audience
    updated_at: datetime
    """When its readers could first read it; aware."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchQuery:
    """What a reader asks."""

    text: str = ""
    audience: Reader
    choices: Choices = field(default_factory=dict)
    page: int = 1
    limit: int = 20
    sort: Sort = "relevance"
    as_typed: bool = False
    """Look for no word but those of the text."""
    lexicon: Lexicon = NO_LEXICON
    """Which words mean the same; see :func:`wiki.search.lexicon.lexicon_of`."""
    names_near_titles: bool = True
    """Whether titles that come near are told where nothing is found: every title is looked at for them."""


class Span(NamedTuple):
    """A piece of text, marked where it matches. Plain text: whoever shows it escapes it.

    A page of results is made of two hundred, hence no dataclass, which takes three times as long to make.
    """

    text: str
    marked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NearTitle:
    slug: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundIn:
    """Where words of the question stand. `name` is the slug of a theme or city, or the key of a practice's field."""

    where: Where
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchHit:
    """A page found. `score` orders the hits of one answer and means nothing between answers."""

    page_id: int
    slug: str
    title: str
    kind: str
    language: str
    themes: tuple[str, ...]
    cities: tuple[str, ...]
    year: int | None
    updated_at: datetime
    score: float
    exact_title: bool
    """The question, normalised, is this title."""
    title_spans: tuple[Span, ...]
    snippet: tuple[Span, ...]
    passage_of: str = ""
    """The key of the practice's field that the snippet is taken from."""
    found_in: tuple[FoundIn, ...] = ()
    standing: tuple[Standing, ...] = ()
    """What puts a practice before its equals."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchResults:
    total: int
    hits: tuple[SearchHit, ...] = ()
    facets: FacetCounts = field(default_factory=dict)
    near_titles: tuple[NearTitle, ...] = ()
    """Titles close to the question, only when nothing was found."""
    also_searched: tuple[str, ...] = ()
    """Words that were looked for beside those of the question, in the spelling of some hit."""
    suggestion: str = ""
    """The question as it was likely meant, if it has words that nobody wrote and the mended one finds something."""
    without_pages: tuple[str, ...] = ()
    """The languages that the question is in, if the reader sees no page in any of them."""
    took_ms: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class SuggestedPage:
    """A page whose title somebody may be typing."""

    page_id: int
    slug: str
    title: str
    kind: str
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestions:
    """Pages whose titles go on as what was typed begins, the best first."""

    practices: tuple[SuggestedPage, ...] = ()
    pages: tuple[SuggestedPage, ...] = ()
    """Of any other kind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListQuery:
    """A piece of a list: from the entry `first` on (0 is the list's own first), at most `limit` of them."""

    audience: Reader
    choices: Choices = field(default_factory=dict)
    order: Order = "newest"
    first: int = 0
    limit: int = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """The pages of a piece of a list, in its order, and how many the whole list has."""

    total: int
    page_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SimilarPage:
    """A practice like another page, and what both have: themes and cities by their slugs, and a few telling words."""

    page_id: int
    themes: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """In the spelling of the page it is like."""


def result_limit(query: SearchQuery) -> int:
    """How many hits a page of results holds."""
    return max(1, min(query.limit, LONGEST_RESULT_PAGE))
