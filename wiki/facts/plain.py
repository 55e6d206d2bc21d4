"""Text without what cannot be seen, and what stands where nothing is known."""

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_AROUND = " \t\n.,:;!…()[]<>*_„“”\"'«»"
# What stood in the programme's own forms where nothing was known; in a field of ours nothing stands then.
_NOTHING_YET = frozenset(
    {
        *("not defined yet", "not yet defined", "not defined", "to be defined", "tbd", "t.b.d", "tba", "tbc", "tbs"),
        *("to be announced", "to be confirmed", "to be completed", "to be determined", "to be decided", "to follow"),
        *("n/a", "na", "n.a", "n. a", "not available", "none yet", "not yet", "not known", "not yet known", "unknown"),
        *("coming soon", "pending", "in progress", "to do", "todo", "fixme", "lorem ipsum", "x", "xx", "xxx"),
        *("noch offen", "offen", "noch nicht bekannt", "noch nicht definiert", "unbekannt", "folgt", "folgt noch"),
        *("wird nachgereicht", "k.a", "k. a", "keine angabe", "à définir", "à compléter", "non défini", "inconnu"),
        *("pas encore défini", "por definir", "por determinar", "no definido", "desconocido", "pendiente"),
        *("da definire", "non definito", "non ancora definito", "sconosciuto", "не е определено", "предстои"),
        *("неизвестно", "не визначено", "невідомо", "未定", "未定義", "検討中", "不明"),
        *("", "?", "??", "???", "-", "--", "---", "–", "—", "/"),
    }
)


def seen(text: str) -> str:
    """Return a text with plain line breaks and without control characters, empty where nothing would be seen."""
    clean = _NOT_TEXT.sub("", _BREAKS.sub("\n", text)).strip()
    return clean if clean.translate(_UNSEEN).strip() else ""


def says_nothing(text: str) -> bool:
    """Tell whether a text only says that something is not known: "tbd", "(not defined yet)", "—"."""
    return " ".join(text.translate(_UNSEEN).casefold().strip(_AROUND).split()).rstrip("。") in _NOTHING_YET
