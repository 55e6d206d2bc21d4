"""What people of a city speak, as far as its country tells."""

from babel.languages import get_official_languages


def languages_of(country: str) -> frozenset[str]:
    """Return the official languages (ISO 639) of a whole country (ISO 3166 alpha-2); empty for an unknown one.

    A first guess, and a weak one: people of cities also meet in English.
    """
    return frozenset(get_official_languages(country, de_facto=True))
