"""HTML whose content Markdown would misread: code, and small raised or lowered figures."""

import re
from collections.abc import Callable
from html import unescape

from wiki.importing.cleaning.elements import elements_of
from wiki.importing.cleaning.splice import Edit, spliced
from wiki.importing.cleaning.tags import find_tags

_CODE = frozenset(["code", "kbd", "pre", "samp", "tt"])
_FIGURES = "0123456789+-"
_RAISED = str.maketrans(_FIGURES, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans(_FIGURES, "₀₁₂₃₄₅₆₇₈₉₊₋")
_SMALL = re.compile(r"<(su[pb])\b[^<>]*+>([0-9+-]{1,9})</\1\s*+>", re.IGNORECASE)


def small_figures(text: str) -> str:
    """Write "m<sup>2</sup>" and "CO<sub>2</sub>" with the letters Unicode has for them."""
    return _SMALL.sub(lambda found: found[2].translate(_RAISED if found[1].lower() == "sup" else _LOWERED), text)


def keep_html_code(text: str, keep: Callable[[str], str]) -> str:
    """Turn code elements into Markdown code and put it aside."""
    edits: list[Edit] = []
    for element in elements_of(find_tags(text)):
        if element.name in _CODE:
            inner = unescape(without_tags(text[element.opening.end : element.closing.start]))
            code = _block(inner, keep) if element.name == "pre" else _span(inner, keep)
            edits.append((element.start, element.end, code))
    return spliced(text, edits)


def without_tags(text: str) -> str:
    return spliced(text, [(tag.start, tag.end, "") for tag in find_tags(text)])


def _block(inner: str, keep: Callable[[str], str]) -> str:
    fence = "`" * max(3, _longest_run(inner) + 1)
    code = inner.strip("\n")
    return "\n\n" + keep(f"{fence}\n{code}\n{fence}") + "\n\n" if code.strip() else "\n\n"


def _span(inner: str, keep: Callable[[str], str]) -> str:
    line = " ".join(inner.split())
    ticks = "`" * (_longest_run(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return keep(f"{ticks}{pad}{line}{pad}{ticks}") if line else ""


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
