"""The same picture again: its words are filled in, never dropped without a word; and they can be changed."""

import pytest

from tests.factories import actor, picture, png
from wiki.accounts.types import Role
from wiki.core.db import transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.files import service
from wiki.files.queries import find_by_content, find_file, list_files
from wiki.files.types import StoredFile
from wiki.services import Services


def store(services: Services, alt: str, data: bytes = png()) -> StoredFile:
    with transaction():
        return service.store(services.files, name="a.png", data=data, alt=alt)


def describe(key: str, alt: str, role: Role = Role.EDITOR) -> StoredFile:
    with transaction():
        return service.describe(actor(role), key, alt)


def test_a_picture_without_words_takes_those_of_the_next_who_brings_it(services: Services) -> None:
    assert store(services, "").alt == ""
    assert store(services, " A map ").alt == "A map"
    assert store(services, "Something else").alt == "A map"
    assert store(services, "").alt == "A map"
    assert [file.alt for file in list_files()] == ["A map"]
    assert find_by_content(png()) == list_files()[0]


def test_the_words_of_a_picture_can_be_changed(services: Services) -> None:
    stored = picture(services.files)
    assert describe(stored.key, " Lamp posts in Munich ").alt == "Lamp posts in Munich"
    found = find_file(stored.key)
    assert found is not None
    assert found[0].alt == "Lamp posts in Munich"


@pytest.mark.parametrize("alt", ["", "  ", "x" * 301])
def test_words_are_there_and_few(services: Services, alt: str) -> None:
    stored = picture(services.files)
    with pytest.raises(Invalid) as refused:
        describe(stored.key, alt)
    assert list(refused.value.errors) == ["alt"]


def test_only_pictures_are_described_and_only_by_editors(services: Services) -> None:
    document = store(services, "", b"%PDF-1.7\n")
    for key in (document.key, "none"):
        with pytest.raises(NotFound):
            describe(key, "x")
    with pytest.raises(Denied):
        describe(picture(services.files).key, "x", Role.OBSERVER)
