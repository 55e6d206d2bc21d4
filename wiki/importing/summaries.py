"""A page's one-line summary, from what its author wrote above the text."""

import re

from wiki.importing.frontmatter import FrontMatter

MAX_SUMMARY = 200
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[^\W\d_a-z]|\d)")


def summary_and_lead(front: FrontMatter) -> tuple[str, str]:
    """Give the summary, and the paragraph to put above the body so that nothing is lost; either may be "".

    A short subtitle is the summary. Of a long one, or of a long summary, the first sentence is, and the
    whole of it opens the body.
    """
    short = [text for text in (front.summary, front.subtitle) if text]
    if not short:
        return "", ""
    summary = short[0] if len(short[0]) <= MAX_SUMMARY else first_sentence(short[0])
    lead = [text for text in dict.fromkeys(short) if text != summary]
    return summary, "\n\n".join(lead)


def first_sentence(text: str) -> str:
    """Give the first sentence, cut between words where it is over 200 characters long."""
    sentence = _SENTENCE_END.split(text, maxsplit=1)[0].strip()
    if len(sentence) <= MAX_SUMMARY:
        return sentence
    head = sentence[: MAX_SUMMARY - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:–-") + "…"
