"""The domain's sentences in the language of who reads the answer."""

from flask_babel import gettext

from wiki.core.messages import Message


def translated(text: str) -> str:
    """Return a domain's sentence in the reader's language."""
    if not text:
        # To gettext that is the name of the catalogue's own header.
        return ""
    if not isinstance(text, Message):
        return str(gettext(text))
    template = str(gettext(text.template))
    # A value may be a sentence or a field's name itself.
    values = {name: translated(one) if isinstance(one, Message) else one for name, one in text.values.items()}
    return template.format(**values) if values else template
