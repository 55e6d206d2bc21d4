"""Things for tests to work on, made through the services. Each call is one transaction of its own.

They need an application context; a web test, whose requests bring their own, makes them with ``inside``.
"""

import io
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from PIL import Image

from tests.clients import PASSWORD, email_of
from wiki.accounts.queries import actor_of, list_people
from wiki.accounts.service import create_user, set_active
from wiki.accounts.types import Actor, Person, Role
from wiki.core.db import transaction
from wiki.files.service import store
from wiki.files.storage import FileStorage
from wiki.files.types import StoredFile
from wiki.importing.service import finish_import, import_batch, start_import
from wiki.importing.sources import opened
from wiki.pages import queries, service
from wiki.pages.types import Content, PageKind, Saved, SaveOutcome
from wiki.taxonomy.rules import CityDraft, ThemeDraft

_numbers = count(1)


def person(role: Role) -> Person:
    """Return the one person of each role that every test begins with."""
    return next(found for found in list_people() if found.email == email_of(role))


def actor(role: Role) -> Actor:
    return actor_of(person(role))


def new_person(role: Role = Role.EDITOR, *, name: str = "", active: bool = True) -> Person:
    """Make one more account."""
    number = next(_numbers)
    with transaction():
        made = create_user(
            name=name or f"Person {number}", email=f"person{number}@example.org", password=PASSWORD, role=role
        )
        if not active:
            set_active(actor(Role.ADMINISTRATOR), made.id, False)
    return made


def page(
    title: str,
    body: str = "",
    *,
    slug: str = "",
    kind: PageKind = PageKind.ARTICLE,
    by: Role = Role.EDITOR,
    **content: Any,
) -> str:
    """Make a page and return its address; a practice stays a draft."""
    wanted = slug or title.lower().replace(" ", "-")
    with transaction():
        outcome = service.create_page(
            actor(by), slug=wanted, kind=kind, content=Content(title=title, body=body, **content)
        )
    assert isinstance(outcome, Saved), outcome
    return wanted


def practice(title: str, body: str = "", *, published: bool = True, **content: Any) -> str:
    """Make a practice, published by a reviewer unless it is to stay a draft."""
    made = page(title, body, kind=PageKind.PRACTICE, **content)
    if published:
        publish(made, 1)
    return made


def save(
    slug: str,
    *,
    base: int | None = None,
    by: Role = Role.EDITOR,
    comment: str = "",
    minor: bool = False,
    **changes: Any,
) -> SaveOutcome:
    """Save a page with some fields of its base changed."""
    who = actor(by)
    page_now = queries.get_page(who, slug)
    number = page_now.current_number if base is None else base
    before = queries.get_content(who, page_now, number)
    content = Content(**{**vars(before), **changes})
    with transaction():
        return service.save_page(who, slug, content, base_number=number, comment=comment, minor=minor)


def publish(slug: str, number: int) -> None:
    with transaction():
        service.publish_page(actor(Role.REVIEWER), slug, number)


def rename(slug: str, new_slug: str) -> str:
    with transaction():
        return service.rename_page(actor(Role.EDITOR), slug, new_slug)


def archive(slug: str, *, by: Role = Role.REVIEWER) -> None:
    with transaction():
        service.archive_page(actor(by), slug)


def restore(slug: str) -> None:
    with transaction():
        service.restore_page(actor(Role.EDITOR), slug)


def published_with_draft(title: str, secret: str, **content: Any) -> str:
    """Make a practice whose newer draft says something that visitors may not read, in title, text and tags."""
    slug = practice(title, f"{title} as published.", **content)
    save(slug, title=f"{title} {secret}", body=f"{title} with {secret}.", comment=f"About {secret}")
    return slug


def png(width: int = 8, height: int = 8, colour: str = "teal") -> bytes:
    """Return the bytes of a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()


def picture(storage: FileStorage, name: str = "map.png", **size: Any) -> StoredFile:
    with transaction():
        return store(storage, name=name, data=png(**size), alt="A map")


def imported(storage: FileStorage, folder: Path) -> int:
    """Import a folder of Markdown and return the number of the report."""
    with opened(folder) as source, transaction():
        run = start_import(source, name=folder.name, with_history=False, storage=storage, language="en")
        import_batch(run, source.histories(full=False))
        return finish_import(run)


def theme_draft(name: str, **fields: Any) -> ThemeDraft:
    return ThemeDraft(**{"name": name, "short_name": name, "description": "", "aliases": ()} | fields)


def city_draft(name: str, **fields: Any) -> CityDraft:
    defaults: dict[str, Any] = {
        "country": "FR",
        "role": "follower",
        "population": 1000,
        "latitude": 45.0,
        "longitude": 5.0,
        "description": "",
        "aliases": (),
    }
    return CityDraft(name=name, **(defaults | fields))


A_DAY = date(2017, 2, 15)
