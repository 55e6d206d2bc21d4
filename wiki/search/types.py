"""The values search speaks in, and the contract every backend keeps."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, runtime_checkable

from sqlalchemy import Connection

from wiki.facts import NO_RANKS, Depth, Ranks
from wiki.pages.facets import Choices, Facet, FacetCounts, Order, PairCounts, PracticeOrder
from wiki.search.lexicon import NO_LEXICON, Lexicon

Audience = Literal["all", "public", "members"]
Reader = Literal["public", "members"]
Where = Literal["title", "summary", "theme", "city", "field", "text"]
Standing = Literal["standardised", "measured"]
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
    """Names and aliases of the themes and cities, found as tags are."""
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A piece of text, marked where it matches. Plain text: whoever shows it escapes it."""

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


class SearchBackend(Protocol):
    """A search index over `SearchDocument`s. Everything below holds for every backend.

    The index is disposable: the database can refill it at any time. Instances are safe to share between
    threads; several processes may hold one index open, and each sees on its next search what another wrote.
    A process that forks makes its own instance in the child.

    Rights: a `public` query meets documents for `all` and `public`, a `members` query those for `all` and
    `members`. Nothing of any other document reaches an answer: hits, totals, facet counts, snippets, suggestions and
    near titles are as if it did not exist; only how common a word is, is counted over all documents.

    Words: terms come from `wiki.search.analysis` alone, so every backend finds the same documents. A document
    matches if it holds any word of the question, or if its title is the question; it must hold every phrase
    in quotes and no word or phrase that follows a minus. Every string of any length gets an answer; there are
    no wildcards and no syntax errors. A question without a usable word (punctuation) finds nothing, one of
    exclusions only lists the rest, and an empty text lists everything the filters leave, newest first.

    Words that are likely meant are looked for, too, unless the query is `as_typed`: the nearest of the index for one
    that stands nowhere, completions of an unfinished last word, compounds written as two words. They come from texts
    that the reader may see, weigh less, and are told in `also_searched`. The question with its slips mended, as those
    texts write the words, is the `suggestion`, for a query that is `as_typed`, too.

    Order: a title equal to the question (normalised) comes first, then titles that hold all its words, then by
    weight, where words that stand near each other count more. A word of the summary weighs twice one of the text, and
    so does one of a field that a practice shows in its one-minute gist; one of its decision brief stands between. A
    practice that is standardised, well evidenced and lately verified weighs up to four in a hundred more than its
    equals. `newest` orders by `updated_at` alone, an order of practices by that rank alone. Equals are ordered by page
    id, so pages of results neither repeat nor skip. A page beyond the last is empty with the right total.

    Reasons: each hit tells in which texts, fields and tags words of the question stand, as far as they are read for
    the snippet, and what puts it before its equals. Tags are told by the query's lexicon.

    Errors: no method raises anything but `SearchUnavailable` and, where it writes, its subclass `Busy`.
    """

    def search(self, query: SearchQuery) -> SearchResults:
        """The best matches, in the order above, with exact totals and facet counts."""
        ...

    def suggest(self, text: str, audience: Reader, limit: int) -> Suggestions:
        """Practices and other pages whose title, or an alias of it, may be about to be typed: at most `limit` of each.

        Every word of the text begins a word of the title, in any order, without regard to case and accents. Only when
        nothing has them all, one slip is forgiven in each word that nothing has. A title that begins as the whole text
        comes first, and among equals what is listed first among the newest. No word, or more of them than a title has,
        gives nothing.
        """
        ...

    def listing(self, query: ListQuery) -> Listing:
        """Pages by what they are, whatever they say. Titles are ordered without regard to case and accents."""
        ...

    def count_facets(self, audience: Reader, choices: Choices) -> FacetCounts:
        """The values of every facet in the list that the choices leave."""
        ...

    def count_pairs(self, audience: Reader, facet: Facet, other: Facet) -> PairCounts:
        """For each value of a facet how many pages have it together with each value of another."""
        ...

    def update(self, documents: Iterable[SearchDocument], removed_page_ids: Iterable[int] = ()) -> None:
        """Replace the documents of every page in `documents`, and drop those of the removed pages.

        All documents of a page are given together: those not given are gone. The whole call is one step:
        visible to every process when it returns, not at all if it raises or the process dies. Raises `Busy`
        if the writer is taken for longer than a short wait.
        """
        ...

    def tidy(self) -> None:
        """Do what makes later searches cheaper and may take long, such as merging; never changes an answer.

        Searching goes on meanwhile. Raises `Busy` as `update` does.
        """
        ...

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Replace the whole index and return how many documents it holds.

        Searches are answered from the old index until the new one is complete; a failure leaves the old one
        in place. Works also when the index is missing or damaged. `documents` is read once, lazily. Raises
        `Busy` as `update` does, and whatever reading `documents` raises.
        """
        ...

    def count(self) -> int:
        """How many documents the index holds, for every audience together."""
        ...

    def versions(self) -> Mapping[int, Mapping[str, datetime]]:
        """For a consistency check: page id to the keys of its documents and their `updated_at`."""
        ...

    def size_in_bytes(self) -> int:
        """How much room the index takes, on the disk or in the database."""
        ...

    def close(self) -> None:
        """Release files. A closed backend opens itself again when it is used."""
        ...


@runtime_checkable
class JoinsTransactions(Protocol):
    """A backend that can write in a transaction of its caller's: a save and what is found of it are one step."""

    def prepare(
        self, documents: Iterable[SearchDocument], removed_page_ids: Iterable[int] = ()
    ) -> Callable[[Connection], None]:
        """Do what of an update needs no database, and return its rest: a short step for the end of a transaction.

        What the step writes is visible with the commit, and never if there is none. Two transactions at once must not
        write documents of one page. If it raises, as `update` does, the caller rolls back, if need be to a savepoint.
        """
        ...


def result_limit(query: SearchQuery) -> int:
    """How many hits a page of results holds."""
    return max(1, min(query.limit, LONGEST_RESULT_PAGE))
