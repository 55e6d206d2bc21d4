"""The facts of a practice: the template they follow, and what can be said of them without database or web. Pure."""

from wiki.facts.compare import Change, changes
from wiki.facts.completeness import Completeness, Missing, Subject, completeness
from wiki.facts.definition import TEMPLATE
from wiki.facts.disagreements import disagreeing
from wiki.facts.gate import Gate, judge
from wiki.facts.merge import merge_facts
from wiki.facts.numbers import write_number
from wiki.facts.problems import problems
from wiki.facts.reading import Read, read_facts
from wiki.facts.rows import rows_of
from wiki.facts.scalars import takes
from wiki.facts.sources import follow_evidence, known_sources, source_names
from wiki.facts.storing import from_stored, to_stored
from wiki.facts.traits import (
    BEST_EVIDENCE,
    MEASURED,
    NO_RANKS,
    PENDING,
    TRAIT_VALUES,
    Ranks,
    Trait,
    ranks_of,
    traits_of,
)
from wiki.facts.types import ROW_ID, Depth, Facts, Field, Kind, Row, Section, Template
from wiki.facts.vocabularies import VOCABULARIES
from wiki.facts.words import len_of, prose_of, searchable, told, told_value

__all__ = [
    "BEST_EVIDENCE",
    "MEASURED",
    "NO_RANKS",
    "PENDING",
    "ROW_ID",
    "TEMPLATE",
    "TRAIT_VALUES",
    "VOCABULARIES",
    "Change",
    "Completeness",
    "Depth",
    "Facts",
    "Field",
    "Gate",
    "Kind",
    "Missing",
    "Ranks",
    "Read",
    "Row",
    "Section",
    "Subject",
    "Template",
    "Trait",
    "changes",
    "completeness",
    "disagreeing",
    "follow_evidence",
    "from_stored",
    "judge",
    "known_sources",
    "len_of",
    "merge_facts",
    "problems",
    "prose_of",
    "ranks_of",
    "read_facts",
    "rows_of",
    "searchable",
    "source_names",
    "takes",
    "to_stored",
    "told",
    "told_value",
    "traits_of",
    "write_number",
]
