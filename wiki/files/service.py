"""Writes of attachments. Every function flushes; the caller commits."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid, NotFound
from wiki.core.ids import UserId
from wiki.files.models import FileRow
from wiki.files.queries import hash_of, stored
from wiki.files.rules import ALT_MAX, alt_errors, content_of, require_sound, safe_name
from wiki.files.storage import FileStorage
from wiki.files.types import StoredFile

_KEY_LENGTH = 24


def upload(actor: Actor, storage: FileStorage, *, name: str, data: bytes, alt: str) -> StoredFile:
    """Take a file from a person, or return the one that holds the same. A picture needs words."""
    require(actor, "file.upload")
    if content_of(data).width is not None and (errors := alt_errors(alt)):
        raise Invalid(errors)
    return store(storage, name=name, data=data, alt=alt, user_id=actor.user_id)


def store(storage: FileStorage, *, name: str, data: bytes, alt: str = "", user_id: UserId | None = None) -> StoredFile:
    """Keep a file. Raises :class:`Invalid` for what the wiki does not take.

    The same content is kept once, under its first name; words for a picture that has none are taken over.
    """
    sha256 = hash_of(data)
    row = _find(sha256) or _insert(storage, sha256, name=name, data=data, user_id=user_id)
    if not row.alt and alt.strip():
        row.alt = alt.strip()[:ALT_MAX]
        db.session.flush()
    return stored(row)


def describe(actor: Actor, key: str, alt: str) -> StoredFile:
    """Give a picture other words. Raises :class:`Invalid`, :class:`NotFound`."""
    require(actor, "file.upload")
    row = db.session.scalar(select(FileRow).where(FileRow.key == key))
    if row is None or row.width is None:
        raise NotFound
    if errors := alt_errors(alt):
        raise Invalid(errors)
    row.alt = alt.strip()
    db.session.flush()
    return stored(row)


def _find(sha256: str) -> FileRow | None:
    return db.session.scalar(select(FileRow).where(FileRow.sha256 == sha256))


def _insert(storage: FileStorage, sha256: str, *, name: str, data: bytes, user_id: UserId | None) -> FileRow:
    content = content_of(data)
    if content.width is not None:
        require_sound(data)
    storage.save(sha256, data)
    row = FileRow(
        sha256=sha256,
        key=sha256[:_KEY_LENGTH],
        name=safe_name(name),
        media_type=content.media_type,
        size=len(data),
        width=content.width,
        height=content.height,
        alt="",
        created_at=now(),
        created_by_id=user_id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        # Somebody stored the same between the look and the insert.
        known = _find(sha256)
        if known is None:
            raise
        return known
    return row
