"""Themes, cities, synonyms and files of an export. Those that are here already stay as they are."""

from sqlalchemy import select

from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.dissemination.archive.types import FileRecord
from wiki.files.models import FileRow
from wiki.files.queries import hash_of
from wiki.files.service import store
from wiki.files.storage import FileStorage
from wiki.importing.archives.manifest import Archive
from wiki.importing.types import MAX_EXPORTED_BYTES, Finding, Source, UnreadableFile
from wiki.taxonomy.models import CityAlias, CityRow, SynonymGroupRow, SynonymRow, ThemeAlias, ThemeRow


def add_missing_tags(archive: Archive) -> None:
    """Add the themes, cities and synonyms that this wiki does not have."""
    themes = set(db.session.scalars(select(ThemeRow.slug)))
    cities = set(db.session.scalars(select(CityRow.slug)))
    for theme in (theme for theme in archive.themes if theme.slug not in themes):
        names = [ThemeAlias(name=name) for name in theme.aliases]
        db.session.add(ThemeRow(**vars(theme) | {"aliases": names, "updated_at": now()}))
    for city in (city for city in archive.cities if city.slug not in cities):
        other_names = [CityAlias(name=name) for name in city.aliases]
        db.session.add(CityRow(**vars(city) | {"aliases": other_names, "role": city.role.value, "updated_at": now()}))
    _add_missing_synonyms(archive)
    db.session.flush()


def _add_missing_synonyms(archive: Archive) -> None:
    """Add the groups none of whose words has synonyms here: what editors of this wiki say of a word holds."""
    known = {word.casefold() for word in db.session.scalars(select(SynonymRow.word))}
    for group in archive.synonyms:
        if known.isdisjoint(word.casefold() for word in group.words):
            words = [SynonymRow(word=word.strip()) for word in group.words]
            db.session.add(SynonymGroupRow(words=words, updated_at=now()))


def take_file(source: Source, storage: FileStorage, record: FileRecord) -> Finding | None:
    """Store a file under the address it had, unless it is here; tell why it cannot be had."""
    if db.session.scalar(select(FileRow.id).where(FileRow.sha256 == record.sha256)) is not None:
        return None
    try:
        data = source.read(record.path, source.head, MAX_EXPORTED_BYTES)
        if hash_of(data) != record.sha256:
            raise UnreadableFile("Its content is not what the export's list says.")
        made = store(storage, name=record.name, data=data, alt=record.alt)
    except UnreadableFile as problem:
        return Finding(code="refused-file", text=f"{record.path}: {problem}")
    except Invalid as problem:
        return Finding(code="refused-file", text=f"{record.path}: {' '.join(problem.errors.values())}")
    db.session.get_one(FileRow, made.id).created_at = record.created_at
    db.session.flush()
    return None
