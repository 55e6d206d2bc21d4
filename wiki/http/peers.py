"""Why a city is named as a peer, in the reader's language."""

from collections.abc import Callable, Mapping

from flask_babel import get_locale

from wiki.core.messages import message
from wiki.exchange.matching import Kind, Peer, Reason
from wiki.facts import VOCABULARIES
from wiki.fit.attributes import ATTRIBUTES
from wiki.http.context import taxonomy
from wiki.http.translating import translated
from wiki.replication.stages import STAGES
from wiki.replication.types import Stage

# Of blocks and titles there may be many; the first tell enough.
_MOST_NAMED = 4


def because(peer: Peer) -> list[str]:
    """Return the reasons for a peer as sentences, what counts most first."""
    return [_TOLD[reason.kind](reason) for reason in peer.reasons]


def _practice(reason: Reason) -> str:
    return translated(message("It has worked on the same practice: {names}.", names=_listed(reason.about)))


def _barrier(reason: Reason) -> str:
    words = VOCABULARIES["influence_category"]
    names = _listed(tuple(translated(words.get(category, category)) for category in reason.about))
    sentence = message(
        "It has solved what is open here ({names}) in: {where}.", names=names, where=_listed(reason.where)
    )
    return translated(sentence)


def _theme(reason: Reason) -> str:
    return translated(message("It works in the same theme: {names}.", names=_themes(reason)))


def _stage(reason: Reason) -> str:
    stage = reason.stage or Stage.WATCHING
    name = f"{stage.value} · {translated(STAGES[stage].name)}"
    return translated(message("It is further in {names}: at stage {stage}.", names=_themes(reason), stage=name))


def _block(reason: Reason) -> str:
    return translated(message("It uses the same building blocks: {names}.", names=_listed(reason.about)))


def _context(reason: Reason) -> str:
    names = _listed(tuple(translated(ATTRIBUTES[key].label) for key in reason.about))
    return translated(message("It is a place like this one in: {names}.", names=names))


def _language(reason: Reason) -> str:
    spoken = get_locale().languages
    names = _listed(tuple(spoken.get(code, code) for code in reason.about))
    return translated(message("Its country has the same language: {names}.", names=names))


def _themes(reason: Reason) -> str:
    known = taxonomy().theme_by_slug
    return _listed(tuple(known[slug].short_name for slug in reason.about if slug in known))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")


_TOLD: Mapping[Kind, Callable[[Reason], str]] = {
    Kind.PRACTICE: _practice,
    Kind.BARRIER: _barrier,
    Kind.THEME: _theme,
    Kind.STAGE: _stage,
    Kind.BLOCK: _block,
    Kind.CONTEXT: _context,
    Kind.LANGUAGE: _language,
}
