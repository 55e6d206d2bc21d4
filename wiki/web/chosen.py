"""The practices to compare, as an address names them: ``?with=one&with=another``."""

from collections.abc import Mapping

from flask import request

from wiki.practices.queries import ChosenPractice, chosen_practices
from wiki.web.context import actor, taxonomy

LEAST, MOST = 2, 4
_MOST_ASKED = 20


def asked() -> list[str]:
    """Return the addresses to compare that stand in this page's address, each once."""
    return list(dict.fromkeys(slug.strip() for slug in request.args.getlist("with") if slug.strip()))[:_MOST_ASKED]


def chosen_here() -> list[ChosenPractice]:
    """Return the practices to compare that the reader may see."""
    return each_once(chosen_practices(actor(), asked(), taxonomy()))


def each_once(found: Mapping[str, ChosenPractice]) -> list[ChosenPractice]:
    """Return each practice once: one that was renamed has two addresses."""
    return list({practice.card.id: practice for practice in found.values()}.values())
