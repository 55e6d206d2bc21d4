"""Attachments are kept once by their content, and a picture can lead a page."""

import pytest
from PIL import Image

from tests.factories import actor, page, picture, png, save
from wiki.accounts.types import VISITOR, Role
from wiki.core.db import transaction
from wiki.core.errors import Denied, Invalid
from wiki.files import queries, service
from wiki.files.types import StoredFile
from wiki.pages import queries as pages
from wiki.services import Services
from wiki.taxonomy.queries import load_taxonomy


def upload(
    services: Services, data: bytes, *, name: str = "a.png", alt: str = "A map", role: Role = Role.EDITOR
) -> StoredFile:
    with transaction():
        return service.upload(actor(role), services.files, name=name, data=data, alt=alt)


def test_an_upload_is_found_by_its_address(services: Services) -> None:
    stored = upload(services, png(12, 8), name="../../Karte Wien.PNG")
    assert (stored.media_type, stored.width, stored.height, stored.alt) == ("image/png", 12, 8, "A map")
    assert queries.find_by_path(stored.path) == stored
    assert ".." not in stored.path


def test_the_same_content_is_kept_once_whatever_its_name(services: Services) -> None:
    first = upload(services, png(), name="one.png")
    assert upload(services, png(), name="two.png") == first
    assert queries.list_files() == (first,)


def test_the_bytes_come_back_as_they_were(services: Services) -> None:
    stored = upload(services, png())
    found = queries.find_file(stored.key)
    assert found is not None
    assert services.files.path(found[1]).read_bytes() == png()


def test_a_picture_needs_words_and_a_document_does_not(services: Services) -> None:
    with pytest.raises(Invalid) as refused:
        upload(services, png(), alt="  ")
    assert list(refused.value.errors) == ["alt"]
    assert upload(services, b"%PDF-1.7\n", name="report.pdf", alt="").media_type == "application/pdf"


@pytest.mark.parametrize("role", [Role.OBSERVER])
def test_who_only_reads_uploads_nothing(services: Services, role: Role) -> None:
    with pytest.raises(Denied):
        upload(services, png(), role=role)
    assert queries.list_files() == ()


def test_a_thumbnail_is_no_wider_than_asked(services: Services) -> None:
    stored = picture(services.files, width=1600, height=400)
    found = queries.find_file(stored.key)
    assert found is not None
    with Image.open(services.files.thumbnail(found[1], 480)) as thumbnail:
        assert (thumbnail.format, thumbnail.size) == ("WEBP", (480, 120))


def test_a_picture_leads_a_page_and_a_revision_without_it_shows_none(services: Services) -> None:
    stored = picture(services.files)
    page("Story", lead_picture=stored.path)
    save("story", lead_picture="")
    found = pages.get_page(VISITOR, "story")
    with_picture = pages.get_view(VISITOR, found, load_taxonomy(), 1).revision.picture
    assert with_picture is not None
    assert (with_picture.path, with_picture.alt) == (stored.path, "A map")
    assert pages.get_view(VISITOR, found, load_taxonomy(), 2).revision.picture is None


def test_a_document_leads_no_page(services: Services) -> None:
    stored = upload(services, b"%PDF-1.7\n", name="report.pdf", alt="")
    with pytest.raises(Invalid, match="lead_picture"):
        page("Story", lead_picture=stored.path)
