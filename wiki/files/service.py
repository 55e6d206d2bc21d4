"""Writes of attachments. Every function flushes; the caller commits."""

import hashlib

from wiki.accounts.permissions import require
from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.core.ids import UserId
from wiki.core.messages import message
from wiki.files.models import FileRow
from wiki.files.queries import find_by_hash, stored
from wiki.files.rules import content_of, safe_name
from wiki.files.storage import FileStorage
from wiki.files.types import StoredFile

_KEY_LENGTH = 24
ALT_MAX = 300


def upload(actor: Actor, storage: FileStorage, *, name: str, data: bytes, alt: str) -> StoredFile:
    """Take a file from a person. A picture needs words for those who cannot see it."""
    require(actor, "file.upload")
    is_picture = content_of(data).width is not None
    if is_picture and not alt.strip():
        raise Invalid({"alt": message("Describe the picture in a few words, for readers who cannot see it.")})
    return store(storage, name=name, data=data, alt=alt, user_id=actor.user_id)


def store(storage: FileStorage, *, name: str, data: bytes, alt: str = "", user_id: UserId | None = None) -> StoredFile:
    """Keep a file; the same content is kept once. Raises :class:`Invalid` for what the wiki does not take."""
    sha256 = hashlib.sha256(data).hexdigest()
    known = find_by_hash(sha256)
    if known is not None:
        return known
    content = content_of(data)
    storage.save(sha256, data)
    row = FileRow(
        sha256=sha256,
        key=sha256[:_KEY_LENGTH],
        name=safe_name(name),
        media_type=content.media_type,
        size=len(data),
        width=content.width,
        height=content.height,
        alt=alt.strip()[:ALT_MAX],
        created_at=now(),
        created_by_id=user_id,
    )
    db.session.add(row)
    db.session.flush()
    return stored(row)
