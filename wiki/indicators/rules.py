"""Pure rules of indicators: what one must have, and how its key is made."""

from collections.abc import Container

from wiki.core.messages import message
from wiki.core.slugs import slugify
from wiki.facts import VOCABULARIES
from wiki.indicators.types import Direction, IndicatorDraft
from wiki.indicators.units import unit_error

NAME_MAX, KEY_MAX, CALCULATION_MAX, SOURCE_MAX = 120, 40, 1_000, 200
# /indicators/new is where one is made.
_FORM = "new"


def indicator_errors(draft: IndicatorDraft, *, themes: Container[str]) -> dict[str, str]:
    """Return what is wrong, by field."""
    errors: dict[str, str] = {}
    if not 0 < len(draft.name.strip()) <= NAME_MAX:
        errors["name"] = message("Enter a name of at most {limit} characters.", limit=NAME_MAX)
    elif not key_of(draft.name) or key_of(draft.name) == _FORM:
        errors["name"] = message("Use another name, with at least one letter or digit.")
    if draft.theme and draft.theme not in themes:
        errors["theme"] = message("Choose a theme, or none for all of them.")
    if draft.unit not in VOCABULARIES["unit"]:
        errors["unit"] = message("Choose a unit.")
    if draft.direction not in set(Direction):
        errors["direction"] = message("Choose which way is better.")
    if len(draft.calculation) > CALCULATION_MAX:
        errors["calculation"] = message("Keep this under {limit} characters.", limit=CALCULATION_MAX)
    if len(draft.source) > SOURCE_MAX:
        errors["source"] = message("Keep this under {limit} characters.", limit=SOURCE_MAX)
    return errors


def key_of(name: str) -> str:
    """Return the key of an indicator of a name: words joined by "_", as those of the vocabulary are."""
    return slugify(name).replace("/", "-").replace("-", "_")[:KEY_MAX].strip("_")


def unit_change_error(before: str, after: str) -> dict[str, str]:
    """Return what is wrong with another unit: what was entered before can be told only in one of the same measure."""
    wrong = unit_error(after, before)
    return {"unit": wrong} if wrong else {}
