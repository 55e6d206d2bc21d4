"""What a channel does to every question before a backend answers it."""

from collections.abc import Mapping
from dataclasses import replace

from wiki.pages.facets import FACETS, Choices, Facet
from wiki.search.lexicon import lexicon_of
from wiki.search.operators import taken_apart
from wiki.search.types import SearchQuery
from wiki.taxonomy.types import Taxonomy


def understood(query: SearchQuery, taxonomy: Taxonomy) -> SearchQuery:
    """Return the query with what narrows it taken out of its text, and with the words that mean the same."""
    text, choices = taken_apart(query.text, taxonomy)
    return replace(query, text=text, choices=together(query.choices, choices), lexicon=lexicon_of(taxonomy))


def together(choices: Choices, further: Choices) -> Mapping[Facet, tuple[str, ...]]:
    """Return both choices as one: values of one facet are alternatives."""
    return {
        facet: values
        for facet in FACETS
        if (values := tuple(dict.fromkeys((*choices.get(facet, ()), *further.get(facet, ())))))
    }
