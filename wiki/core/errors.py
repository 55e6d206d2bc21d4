"""The small tree of exceptional outcomes; each channel turns it into an answer in one place."""

from collections.abc import Mapping


class WikiError(Exception):
    """What all of ours have in common."""


class NotFound(WikiError):  # noqa: N818 - an outcome a reader meets, named as they would
    """There is no such thing, or none that this actor may know of."""


class Denied(WikiError):  # noqa: N818 - see NotFound
    """The actor may know of the object but not do this to it."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action


class Unavailable(WikiError):  # noqa: N818 - see NotFound
    """The database did not answer in time; the same will work later."""


class Invalid(WikiError):  # noqa: N818 - see NotFound
    """What was sent cannot be taken; ``errors`` maps a field's name to a sentence about it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {message}" for field, message in errors.items()))
        self.errors = dict(errors)
