"""A profile as a form, a program or a file sends it: each value checked by its attribute. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wiki.core.messages import message
from wiki.facts import Field, write_number
from wiki.facts.scalars import Wrong, read_scalar
from wiki.facts.types import Scalar
from wiki.fit.attributes import AS_OF, ATTRIBUTES, SOURCE
from wiki.fit.types import Told

PARTS: Mapping[str, Field | None] = {"value": None, "source": SOURCE, "as_of": AS_OF}


@dataclass(frozen=True, kw_only=True)
class ReadProfile:
    """``errors`` says what could not be taken, by its place: ``density.value``, ``density.as_of``."""

    told: Mapping[str, Told]
    errors: Mapping[str, str] = field(default_factory=dict)


def read_profile(given: Mapping[str, Mapping[str, object]], *, typed: bool = False) -> ReadProfile:
    """Return the values that could be taken, and what is wrong with others; an absent one is not known.

    ``typed`` is for programs, as in :func:`wiki.facts.scalars.read_scalar`.
    """
    errors: dict[str, str] = {
        key[:60]: message("A profile has no such attribute.") for key in given if key not in ATTRIBUTES
    }
    told: dict[str, Told] = {}
    for key, one in ATTRIBUTES.items():
        parts, wrong = _parts(one, given.get(key, {}), typed=typed)
        errors |= {f"{key}.{part}": sentence for part, sentence in wrong.items()}
        if "value" in parts:
            told[key] = Told(
                value=parts["value"], source=str(parts.get("source", "")), as_of=str(parts.get("as_of", ""))
            )
        elif parts and not wrong:
            errors[f"{key}.value"] = message("Enter the value that this is the source or date of, or empty both.")
    return ReadProfile(told=told, errors=errors)


def _parts(one: Field, given: Mapping[str, object], *, typed: bool) -> tuple[dict[str, Scalar], dict[str, str]]:
    parts: dict[str, Scalar] = {}
    wrong: dict[str, str] = {}
    for part, asked in PARTS.items():
        try:
            value = read_scalar(asked or one, given.get(part), typed=typed)
        except Wrong as problem:
            wrong[part] = problem.args[0]
        else:
            if value is not None:
                parts[part] = value
    return parts, wrong


def written(value: Scalar) -> str:
    """Return a value as a form writes it, so that reading it again gives the same."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else write_number(value)
