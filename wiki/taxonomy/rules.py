"""Pure rules of the taxonomy: what a theme, a city and a group of synonyms must have."""

from collections.abc import Sequence
from dataclasses import dataclass

from wiki.core.messages import message
from wiki.taxonomy.types import CityRole

NAME_MAX = 120
SHORT_NAME_MAX = 60
ALIASES_MAX = 60
SYNONYMS_MIN, SYNONYMS_MAX = 2, 40
DESCRIPTION_MAX = 2000


@dataclass(frozen=True, kw_only=True)
class ThemeDraft:
    """What a person entered about a theme."""

    name: str
    short_name: str
    description: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CityDraft:
    """What a person entered about a city; numbers as typed are already numbers or None."""

    name: str
    country: str
    role: str
    population: int | None
    latitude: float | None
    longitude: float | None
    description: str
    aliases: tuple[str, ...]


def alias_list(text: str) -> tuple[str, ...]:
    """Read aliases from a text with one name a line (or commas), in order and each once."""
    names = (part.strip() for line in text.splitlines() for part in line.split(","))
    return tuple(dict.fromkeys(name[:NAME_MAX] for name in names if name))[:ALIASES_MAX]


def theme_errors(draft: ThemeDraft) -> dict[str, str]:
    errors = _name_errors(draft.name, draft.description)
    if not 0 < len(draft.short_name.strip()) <= SHORT_NAME_MAX:
        errors["short_name"] = message("Enter a short name of at most {limit} characters.", limit=SHORT_NAME_MAX)
    return errors


def city_errors(draft: CityDraft) -> dict[str, str]:
    errors = _name_errors(draft.name, draft.description)
    if not (len(draft.country) == 2 and draft.country.isascii() and draft.country.isalpha()):
        errors["country"] = message("Enter the country as two letters, such as DE.")
    if draft.role not in set(CityRole):
        errors["role"] = message("Choose lighthouse, follower or observer.")
    if draft.population is not None and not 0 < draft.population < 100_000_000:
        errors["population"] = message("Enter the number of inhabitants as a whole number.")
    if (draft.latitude is None) != (draft.longitude is None):
        errors["latitude"] = message("Enter both latitude and longitude, or neither.")
    elif draft.latitude is not None and not -90 <= draft.latitude <= 90:
        errors["latitude"] = message("Latitude lies between -90 and 90 degrees.")
    elif draft.longitude is not None and not -180 <= draft.longitude <= 180:
        errors["longitude"] = message("Longitude lies between -180 and 180 degrees.")
    return errors


def synonym_errors(words: Sequence[str]) -> dict[str, str]:
    if not SYNONYMS_MIN <= len({word.strip().casefold() for word in words}) <= SYNONYMS_MAX:
        return {"words": message("Enter from {least} to {most} words.", least=SYNONYMS_MIN, most=SYNONYMS_MAX)}
    if not all(0 < len(word.strip()) <= NAME_MAX and any(map(str.isalnum, word)) for word in words):
        return {"words": message("A word or phrase has letters, and at most {limit} characters.", limit=NAME_MAX)}
    return {}


def _name_errors(name: str, description: str) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not 0 < len(name.strip()) <= NAME_MAX:
        errors["name"] = message("Enter a name of at most {limit} characters.", limit=NAME_MAX)
    if len(description) > DESCRIPTION_MAX:
        errors["description"] = message("Keep the description under {limit} characters.", limit=DESCRIPTION_MAX)
    return errors
