"""The programme's own site, with its whole history: what the importer is for."""

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from dulwich.diff_tree import tree_changes

import wiki.taxonomy
from wiki.importing.git.history import disagreements
from wiki.importing.infer import Term
from wiki.importing.mapping import slug_of_page
from wiki.importing.paths import is_page
from wiki.importing.prepare import Prepared, Vocabulary, prepare
from wiki.importing.sitemap import SiteMap

STARTER = Path(wiki.taxonomy.__file__).with_name("starter.json")
LANDMARK = ("15e1acf", "cc45eda", "451ebf1", "5b90b25", "3080c7c", "2492282")
SOLUTIONS = {
    "citizen-engagement": "engagement",
    "district-heating-and-renewables": "heating",
    "e-mobility": "mobility",
    "holistic-refurbishment": "refurbishment",
    "smart-data": "data",
}
FOREIGN = re.compile(r"</?[A-Za-z!][^>\n]*>|\{[:{%]")


@cache
def vocabulary():
    starter = json.loads(STARTER.read_text(encoding="utf-8"))
    terms = {
        group: tuple(
            Term(slug=each["slug"], names=(each["name"], *(alias["name"] for alias in each["aliases"])))
            for each in starter[group]
        )
        for group in ("themes", "cities")
    }
    return Vocabulary(**terms)


def page_of(site, version):
    sitemap = SiteMap(site.paths(version.commit))

    def link(href):
        found = sitemap.page(href, seen_in=version.path)
        return slug_of_page(found[0]) if found else None

    def picture(href):
        found = sitemap.file(href, seen_in=version.path)
        return f"/files/{found.replace(' ', '_')}" if found else None

    return prepare(version.data, version.path, link=link, picture=picture, vocabulary=vocabulary())


@pytest.fixture(scope="module")
def pages(site, site_histories):
    return {history.path: page_of(site, history.versions[-1]) for history in site_histories if history.is_live}


def test_the_histories_end_in_the_site_as_it_stands(site, site_histories):
    files = {path: site.read(path, site.head) for path in site.paths(site.head) if is_page(path)}
    assert len(files) == 67
    assert disagreements(files, site_histories) == ()


def test_every_commit_that_touched_a_page_is_a_version_of_it(site, site_histories):
    versions = [version for history in site_histories for version in history.versions]
    store, waiting, seen = site._store, [site.head.encode()], set()
    while waiting:
        commit = store[waiting.pop()]
        waiting += [parent for parent in commit.parents if parent not in seen]
        seen |= {commit.id, *commit.parents}
        if len(commit.parents) > 1:
            continue
        before = store[commit.parents[0]].tree if commit.parents else None
        touched = {(change.new or change.old).path.decode() for change in tree_changes(store, before, commit.tree)}
        mine = [version for version in versions if version.commit == commit.id.decode()]
        named = [path for version in mine for path in (version.path, version.previous_path) if path]
        assert Counter(named) == Counter(path for path in touched if is_page(path))
    assert len(seen) == 259


def test_the_announcement_of_the_first_general_assembly_is_in_the_history_of_its_page(site_histories):
    (history,) = [history for history in site_histories if history.path.startswith("_news/2016-10-11-smarter-together")]
    found = {version.commit[:7]: version for version in history.versions}
    for commit in LANDMARK:
        version = found[commit]
        assert (version.path, version.author, version.at.date()) == ("news.md", "Editor 36", date(2017, 2, 15))
    assert b"15th to 17th of February" in found["2492282"].data


def test_every_version_can_be_a_page_without_foreign_syntax(site, site_histories):
    for history in site_histories:
        for version in history.versions:
            if version.data is not None:
                page = page_of(site, version)
                assert isinstance(page, Prepared)
                assert not FOREIGN.search(page.body), (version.path, version.commit)


def test_no_picture_is_broken(pages):
    for page in pages.values():
        assert all(address.startswith("/files/images/") for address in re.findall(r"!\[[^\]]*\]\(([^)]*)\)", page.body))


def test_each_solution_carries_its_theme(pages):
    found = {name: pages[f"solutions/{name}.md"].themes[0].slug for name in SOLUTIONS}
    assert found == SOLUTIONS


def test_each_city_carries_itself_and_nothing_else(pages):
    for path in (path for path in pages if path.startswith("cities/")):
        name = Path(path).stem
        assert [tag.slug for tag in pages[path].cities] == ["kyiv" if name == "kiev" else name]


@pytest.mark.parametrize("word", ["Munich", "Lyon", "Vienna", "Venice", "Santiago"])
def test_news_named_after_one_city_carry_that_city(pages, word):
    named = [page for path, page in pages.items() if path.startswith("_news/") and word in page.title]
    assert named
    for page in named:
        assert [tag.slug.partition("-")[0] for tag in page.cities] == [word.lower()]
