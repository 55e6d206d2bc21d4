"""The words that choices are made from: ``{vocabulary: {word: what people read}}``.

The words of the workflow, the stages of a fact's life and the grades follow the programme's own practice form and
deliverable D7.4.2, the SCIS indicator guide and CITYkeys; cost bands, building blocks and must-have
conditions follow PANORAMA, WOCAT, TIDE and Interreg's good-practice database, in our words.
"""

from collections.abc import Mapping

from wiki.facts.vocabularies.figures import FIGURES
from wiki.facts.vocabularies.meetings import MEETINGS
from wiki.facts.vocabularies.places import PLACES
from wiki.facts.vocabularies.plans import PLANS
from wiki.facts.vocabularies.practice import PRACTICE

VOCABULARIES: Mapping[str, Mapping[str, str]] = {**PRACTICE, **FIGURES, **PLACES, **MEETINGS, **PLANS}
