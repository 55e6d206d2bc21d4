"""kramdown's own syntax, which the wiki has not: attributes, extensions, heading ids."""

import re

from wiki.importing.types import Finding

_COMMENT = re.compile(r"\{::comment\}.*?\{:/(?:comment)?\}", re.DOTALL)
_TOC = re.compile(r"^[*-][ \t]+.*\n\{:[ \t]*toc[^{}\n]*\}[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"^[ \t]*\{:[^{}\n]*\}[ \t]*\n?", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_UNCLOSED = re.compile(r"(?<!\{)\{++:++/?(?:[ \t]*(?:[.#][\w-]+|[\w-]+=(?:\"[^\"\n]*\"?|[^\s}]*)|target\b))*")
_HEADING_ID = re.compile(r"^([ \t]{0,3}#{1,6}[ \t].*?)[ \t]*\{#[\w:.-]+\}[ \t]*$", re.MULTILINE)


def remove_kramdown(text: str) -> tuple[str, tuple[Finding, ...]]:
    """Remove what kramdown alone understands; the words it was attached to stay."""
    text, comments = _COMMENT.subn("", text)
    text, contents = _TOC.subn("", text)
    text, lines = _LINE.subn("", text)
    text, spans = _ATTRIBUTES.subn("", text)
    text, broken = _UNCLOSED.subn("", text)
    text, ids = _HEADING_ID.subn(r"\1", text)
    findings = []
    if contents + lines + spans + broken + ids:
        findings.append(Finding(code="kramdown-removed", text="Attributes of kramdown were removed."))
    if comments:
        findings.append(Finding(code="comment-removed", text="Comments were removed."))
    return text, tuple(findings)
