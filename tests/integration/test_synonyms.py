"""Editors say which words mean the same; exports carry it, and nobody overwrites another's words unseen."""

from datetime import timedelta
from typing import Any

import pytest

from tests.factories import actor
from wiki.accounts.types import Role
from wiki.core.db import db, transaction
from wiki.core.errors import Denied, Invalid, NotFound
from wiki.dissemination.archive.types import FORMAT, VERSION, Header, SynonymsRecord
from wiki.dissemination.queries.vocabulary import synonyms
from wiki.importing.archives.manifest import Archive
from wiki.importing.service.archives.vocabulary import add_missing_tags
from wiki.taxonomy import service
from wiki.taxonomy.queries import load_taxonomy
from wiki.taxonomy.types import Outdated, SynonymGroup


def edit(write: Any, *arguments: Any, role: Role = Role.EDITOR, **named: Any) -> Any:
    with transaction():
        return write(actor(role), *arguments, **named)


def groups() -> list[tuple[str, ...]]:
    return [group.words for group in load_taxonomy().synonyms]


def last() -> SynonymGroup:
    return load_taxonomy().synonyms[-1]


def test_a_new_wiki_knows_the_words_of_the_programme() -> None:
    (refurbishment,) = (words for words in groups() if "refurbishment" in words)
    assert {"retrofit", "renovation", "Sanierung"} <= set(refurbishment)


def test_a_group_is_added_changed_and_deleted() -> None:
    before = groups()
    number = edit(service.create_synonyms, [" lamp post ", "街灯柱"])
    assert groups() == [*before, ("lamp post", "街灯柱")]
    edit(service.update_synonyms, number, ["lamp post", "light pole"], base=last().updated_at)
    assert groups() == [*before, ("lamp post", "light pole")]
    edit(service.delete_synonyms, number, base=last().updated_at)
    assert groups() == before


def test_what_another_person_saved_meanwhile_is_told_and_stays() -> None:
    number = edit(service.create_synonyms, ["lamp post", "light pole"])
    earlier = last().updated_at - timedelta(seconds=1)
    for outcome in (
        edit(service.update_synonyms, number, ["a", "b"], base=earlier),
        edit(service.delete_synonyms, number, base=earlier),
    ):
        assert isinstance(outcome, Outdated)
        assert outcome.theirs == last()


TOO_MANY = [f"word {number}" for number in range(41)]


@pytest.mark.parametrize("words", [[], ["one"], ["same", " Same "], ["a", "!"], ["a", "b" * 121], TOO_MANY])
def test_words_that_are_no_group_are_refused(words: list[str]) -> None:
    with pytest.raises(Invalid):
        edit(service.create_synonyms, words)


def test_only_those_who_keep_the_taxonomy_keep_its_words() -> None:
    number = last().id
    for write, arguments in (
        (service.create_synonyms, (["a", "b"],)),
        (service.update_synonyms, (number, ["a", "b"])),
        (service.delete_synonyms, (number,)),
    ):
        with pytest.raises(Denied):
            edit(write, *arguments, role=Role.OBSERVER)
    with pytest.raises(NotFound):
        edit(service.delete_synonyms, 10**6)


def test_an_import_adds_the_groups_of_which_no_word_is_known_here() -> None:
    before = groups()
    header = Header(format=FORMAT, version=VERSION, public=True, history=False)
    exported = Archive(header=header, synonyms=list(synonyms()))
    exported.synonyms.append(SynonymsRecord(words=("park bench", "bench")))
    exported.synonyms.append(SynonymsRecord(words=("Retrofit", "something else")))
    with transaction():
        add_missing_tags(exported)
    db.session.expire_all()
    assert groups() == [*before, ("park bench", "bench")]
