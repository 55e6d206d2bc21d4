"""What entries may say, in the reader's language, and how it is shown."""

from collections.abc import Mapping

from babel.numbers import get_decimal_symbol
from flask_babel import force_locale, get_locale, gettext

from wiki.config import LOCALES
from wiki.facts.numbers import write_number
from wiki.http.translating import translated
from wiki.indicators.queries import list_indicators
from wiki.monitoring.entries import CHOICES, COLUMNS, Reading
from wiki.monitoring.periods import write_period
from wiki.monitoring.types import Series, SeriesValue


def column_names() -> Mapping[str, str]:
    """Return what people read at the head of each column."""
    return {
        "indicator": gettext("Indicator"),
        "boundary": gettext("What it is measured on"),
        "kind": gettext("Kind"),
        "period": gettext("Period"),
        "value": gettext("Value"),
        "unit": gettext("Unit"),
        "method": gettext("Method"),
        "grade": gettext("Grade"),
        "weather_corrected": gettext("Weather-corrected"),
        "source": gettext("Source"),
        "note": gettext("Note"),
        "factor": gettext("Factor (kg CO₂)"),
    }


def headings() -> Mapping[str, str]:
    """Return the columns by what people read in any language, in lower case; in the reader's before the others."""
    found: dict[str, str] = {}
    for language in (*LOCALES, str(get_locale())):
        with force_locale(language):
            found |= {name.casefold(): column for column, name in column_names().items()}
    return found


def reading() -> Reading:
    """Return how texts are read here: numbers and words as in the reader's language."""
    indicators = list_indicators()
    spelled = {
        column: {translated(name).casefold(): word for word, name in words.items()} for column, words in CHOICES.items()
    }
    spelled["indicator"] = {translated(indicator.name).casefold(): indicator.key for indicator in indicators}
    decimal = "," if get_decimal_symbol(get_locale()) == "," else "."
    return Reading(indicators=indicators, decimal=decimal, spelled=spelled)


def choices() -> Mapping[str, Mapping[str, str]]:
    """Return the words of the columns that are chosen, with what people read."""
    indicators: Mapping[str, str] = {indicator.key: indicator.name for indicator in list_indicators()}
    return {
        column: {word: translated(name) for word, name in words.items()}
        for column, words in {"indicator": indicators, **CHOICES}.items()
    }


def cells_of(series: Series, value: SeriesValue) -> dict[str, str]:
    """Return a value as :func:`wiki.monitoring.entries.read_row` reads it back."""
    weather = {True: "yes", False: "no", None: ""}[value.weather_corrected]
    told = (series.indicator.key, series.boundary, value.kind, write_period(value.period), write_number(value.value))
    rest = (value.unit, value.method, value.grade, weather, value.source, value.note)
    factor = "" if value.factor is None else write_number(value.factor)
    return dict(zip(COLUMNS, (*told, *rest, factor), strict=True))
