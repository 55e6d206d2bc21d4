"""Sentences for people, made where no language is known yet and translated at the edge."""

from typing import Self


class Message(str):
    """An English sentence that remembers its template and values, so that a channel can translate it."""

    __slots__ = ("template", "values")
    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        text = super().__new__(cls, template.format(**values) if values else template)
        text.template, text.values = template, values
        return text


def message(template: str, **values: object) -> Message:
    """Make a sentence. ``{name}`` stands for a value; the template is what translators see."""
    return Message(template, **values)
