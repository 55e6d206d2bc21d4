"""Reads a text of an export: front matter that must be as we write it, and a body that is taken as it is."""

import re

import yaml
from pydantic import TypeAdapter, ValidationError

from wiki.dissemination.archive.types import Document
from wiki.importing.archives.rules import is_sound_time
from wiki.importing.frontmatter import LOADER, is_tangled
from wiki.importing.types import MAX_PAGE_BYTES, UnreadableFile

_BLOCK = re.compile(r"\A---\r?\n(?P<yaml>.*?)^---\r?\n(?:\r?\n)?", re.DOTALL | re.MULTILINE)
_DOCUMENT = TypeAdapter(Document)


def read_document(data: bytes) -> Document:
    """Read what ``to_markdown`` wrote. Raises :class:`UnreadableFile` with a sentence for anything else."""
    if len(data) > MAX_PAGE_BYTES:
        raise UnreadableFile("The file is larger than 5 MB.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile("The file is not UTF-8.") from error
    found = _BLOCK.match(text)
    if found is None or is_tangled(found["yaml"]):
        raise UnreadableFile("The file has no front matter as an export writes it.")
    try:
        document = _DOCUMENT.validate_python(_values(found["yaml"]) | {"body": text[found.end() :]})
    except ValidationError as error:
        raise UnreadableFile(first_fault(error)) from error
    if not is_sound_time(document.saved_at) or not is_sound_time(document.published_at):
        raise UnreadableFile("The front matter holds a time that is none, or none with its zone.")
    return document


def first_fault(error: ValidationError) -> str:
    """Return the first thing that is wrong, as a sentence."""
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(map(str, fault["loc"])) or "the whole"
    return f"{place}: {fault['msg']}."


def _values(block: str) -> dict[str, object]:
    try:
        loaded = yaml.load(block, LOADER)  # noqa: S506 - one of the two safe loaders
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise UnreadableFile("The front matter is no valid YAML.") from error
    if not isinstance(loaded, dict):
        raise UnreadableFile("The front matter names no fields.")
    return {str(key): value for key, value in loaded.items()}
