"""The contract that every search backend keeps."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Protocol, runtime_checkable

from sqlalchemy import Connection

from wiki.pages.facets import Choices, Facet, FacetCounts, PairCounts
from wiki.search.types import (
    Listing,
    ListQuery,
    Reader,
    SearchDocument,
    SearchQuery,
    SearchResults,
    SimilarPage,
    Suggestions,
)


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

    def similar(self, page_id: int, audience: Reader, limit: int) -> tuple[SimilarPage, ...]:
        """The practices most like a page, the likest first: those with its themes, cities and telling words.

        Telling are words that the page repeats and few others have. The page itself is not among them; one that the
        reader may not see, or that is not there, has none. Equals are ordered by page id.
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

    def prepare_to_fork(self) -> None:
        """Let go of what copies of this process could not use at once; what all of them can read stays."""
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
