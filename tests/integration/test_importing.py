"""An import fills the wiki with what a source holds, once; what people did since is kept."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.factories import actor, page, png, save
from tests.integration.conftest import import_path
from wiki.accounts.types import VISITOR, Role
from wiki.core.db import db
from wiki.importing.queries import get_import, list_imports
from wiki.importing.report import Outcome, Report, from_json
from wiki.jobs import drain
from wiki.pages import queries
from wiki.pages.types import PageKind, PageView
from wiki.search.types import SearchQuery
from wiki.search.whoosh import WhooshBackend
from wiki.services import Services
from wiki.taxonomy.queries import load_taxonomy

BUNDLE = Path(__file__).parents[3] / "shared/data/smarter-together-2017-06.bundle"
LANDMARK = "news/2016-10-11-smarter-together-at-smart-city-expo-in-barcelona"

Import = Callable[..., Report]


@pytest.fixture
def take(services: Services) -> Import:
    return partial(import_path, services)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site/_news").mkdir(parents=True)
    (tmp_path / "site/images").mkdir()
    (tmp_path / "site/images/lamp post.png").write_bytes(png())
    write(
        tmp_path / "site/_news/lamp-posts.md", "---\ntitle: Lamp posts\n---\nIn Vienna.\n\nThey shine.\n\nAt night.\n"
    )
    return tmp_path / "site"


def write(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8")


def view(slug: str, role: Role | None = Role.EDITOR, number: int | None = None) -> PageView:
    db.session.rollback()
    who = actor(role) if role else VISITOR
    return queries.get_view(who, queries.get_page(who, slug), load_taxonomy(), number)


def body(slug: str) -> str:
    db.session.rollback()
    found = queries.get_page(actor(Role.EDITOR), slug)
    return queries.get_content(actor(Role.EDITOR), found, found.current_number).body


def outcomes(report: Report) -> dict[str, Outcome]:
    return {file.path: file.outcome for file in report.files}


def test_a_folder_becomes_public_pages_with_guessed_tags(folder: Path, take: Import) -> None:
    report = take(folder)
    shown = view("news/lamp-posts", None)
    assert outcomes(report) == {"_news/lamp-posts.md": Outcome.IMPORTED}
    assert shown.page.kind is PageKind.NEWS
    assert [city.slug for city in shown.revision.cities] == ["vienna"]
    assert shown.revision.tags_inferred


def test_a_second_run_adds_only_what_is_new(folder: Path, take: Import) -> None:
    take(folder)
    write(folder / "about.md", "New here.")
    assert outcomes(take(folder)) == {"_news/lamp-posts.md": Outcome.UNCHANGED, "about.md": Outcome.IMPORTED}
    assert view("news/lamp-posts").revision.number == 1


def test_a_dry_run_tells_the_same_and_changes_nothing(folder: Path, take: Import, services: Services) -> None:
    write(folder / "about.md", "![a](images/lamp%20post.png)")
    dry = outcomes(take(folder, dry=True))
    assert queries.find_page(VISITOR, "about") is None
    assert not services.files.folder.exists()
    assert list_imports() == ()
    assert outcomes(take(folder)) == dry


def test_what_people_wrote_since_is_merged_with_the_source(folder: Path, take: Import) -> None:
    take(folder)
    save("news/lamp-posts", body="In Simmering, Vienna.\n\nThey shine.\n\nAt night.\n")
    write(folder / "_news/lamp-posts.md", "---\ntitle: Lamp posts\n---\nIn Vienna.\n\nThey shine.\n\nAll night.\n")
    take(folder)
    assert body("news/lamp-posts") == "In Simmering, Vienna.\n\nThey shine.\n\nAll night.\n"


def test_where_both_changed_a_line_the_wiki_stays_and_the_source_is_in_the_history(folder: Path, take: Import) -> None:
    take(folder)
    save("news/lamp-posts", body="Ours.")
    write(folder / "_news/lamp-posts.md", "---\ntitle: Lamp posts\n---\nTheirs.\n")
    report = take(folder)
    assert body("news/lamp-posts") == "Ours.\n"
    assert "Theirs." in view("news/lamp-posts", number=3).html
    assert [finding.code for finding in report.files[0].problems] == ["changed-on-both-sides"]


def test_pictures_are_stored_once_and_shown(folder: Path, take: Import, services: Services) -> None:
    write(folder / "a.md", "---\nimageurl: images/lamp post.png\n---\n![Lamp](images/lamp%20post.png)")
    write(folder / "b.md", "[![Lamp](images/lamp%20post.png)](a.md)")
    take(folder)
    shown = view("a", None)
    assert shown.revision.picture is not None
    assert f'src="{shown.revision.picture.path}"' in shown.html
    assert len([path for path in services.files.folder.rglob("*") if path.is_file()]) == 1


def test_links_between_pages_are_wiki_links_that_lead_somewhere(folder: Path, take: Import) -> None:
    write(folder / "a.md", "See [the lamps](_news/lamp-posts.md).")
    take(folder)
    with closing(WhooshBackend(folder.parent / "index")) as backend:
        drain(backend)
    assert [link.slug for link in queries.list_linking(VISITOR, view("news/lamp-posts").page.id)] == ["a"]
    assert "missing" not in view("a", None).html


def test_what_is_not_published_stays_with_the_members(folder: Path, take: Import) -> None:
    write(folder / "draft.md", "---\npublished: false\n---\nNot yet.")
    take(folder)
    assert queries.find_page(VISITOR, "draft") is None
    assert "Not yet." in view("draft").html


def test_a_page_of_the_wiki_at_the_same_address_is_left_alone(folder: Path, take: Import) -> None:
    page("Ours", "Written here.", slug="about")
    write(folder / "about.md", "From elsewhere.")
    assert [file.slug for file in take(folder).files if file.path == "about.md"] == ["about-2"]
    assert body("about") == "Written here.\n"


def test_bad_files_are_told_and_the_rest_goes_on(folder: Path, take: Import) -> None:
    (folder / "empty.md").write_bytes(b"")
    (folder / "binary.md").write_bytes(b"\x00\x01")
    (folder / "latin.md").write_bytes("Café".encode("cp1252"))
    (folder / "out.md").symlink_to("/etc/hostname")
    write(folder / "yaml.md", "---\ntitle: [open\n---\nText.")
    write(folder / "date.md", "---\ntitle: Soon\ndate: some day\n---\nText.")
    with (folder / "big.md").open("wb") as big:
        big.truncate(50 * 1024 * 1024)
    found = outcomes(take(folder))
    refused = {path for path, outcome in found.items() if outcome is Outcome.REFUSED}
    assert refused == {"empty.md", "binary.md", "out.md", "big.md"}
    assert {path for path in found if found[path] is Outcome.IMPORTED} == {
        *("_news/lamp-posts.md", "latin.md", "yaml.md", "date.md")
    }
    assert all(file.problems for file in get_report().files if file.path != "_news/lamp-posts.md")


def get_report() -> Report:
    return from_json(get_import(list_imports()[0].id).report)


@pytest.mark.skipif(not BUNDLE.exists(), reason="the programme's site is not beside this checkout")
def test_the_programmes_site_with_its_whole_history(take: Import, tmp_path: Path) -> None:
    report = take(BUNDLE, history=True)
    assert report.totals["imported"] == 67
    assert report.totals["revisions"] == 331
    assert take(BUNDLE, history=True).totals["revisions"] == 0
    _shows_the_landmark()
    _shows_no_markup_of_elsewhere()
    _tags_what_it_should()
    _finds_what_people_look_for(tmp_path)


def _shows_the_landmark() -> None:
    found = queries.get_page(VISITOR, LANDMARK)
    revisions = queries.list_revisions(VISITOR, found, load_taxonomy())
    that_day = [
        revision for revision in revisions if revision.created_at.date() == datetime(2017, 2, 15, tzinfo=UTC).date()
    ]
    assert len(that_day) == 6
    assert {revision.author for revision in that_day} == {"Editor 36"}
    assert "first General Assembly" in re.sub(r"\s+", " ", view(LANDMARK, None, that_day[0].number).html)


def _shows_no_markup_of_elsewhere() -> None:
    drawn = db.session.execute(text("SELECT html FROM renderings")).scalars().all()
    assert len(drawn) == 331
    for html in drawn:
        assert not re.search(r"&lt;/?[a-z]|\{:target|\{\{|\{%", html)
        assert all(source.startswith("/files/") for source in re.findall(r'<img[^>]* src="([^"]*)"', html))


def _tags_what_it_should() -> None:
    solutions = {
        "citizen-engagement": "engagement",
        "district-heating-and-renewables": "heating",
        "e-mobility": "mobility",
        "holistic-refurbishment": "refurbishment",
        "smart-data": "data",
    }
    for slug, theme in solutions.items():
        assert [found.slug for found in view(f"solutions/{slug}", None).revision.themes] == [theme]
    for slug in ("munich", "vienna", "lyon", "santiago-de-compostela", "sofia", "venice", "yokohama"):
        assert [city.slug for city in view(f"cities/{slug}", None).revision.cities] == [slug]
    assert [city.slug for city in view("cities/kiev", None).revision.cities] == ["kyiv"]
    hauffgasse = view("news/2017-04-20-hauffgase-refurbishment", None).revision
    assert [city.slug for city in hauffgasse.cities] == ["vienna"]


def _finds_what_people_look_for(tmp_path: Path) -> None:
    backend = WhooshBackend(tmp_path / "index")
    backend.rebuild([])
    drain(backend)
    expected = {
        "refurbishment Vienna": "news/2017-04-20-hauffgase-refurbishment",
        "lamp posts": "news/2017-04-04-munich-lamp-posts",
        "follower cities workshop": "news/2017-05-18-review-wp7-meeting-venice",
        "Kiev": "cities/kiev",
        "Kyiv": "cities/kiev",
        "Wien": "cities/vienna",
    }
    for words, slug in expected.items():
        found = backend.search(SearchQuery(text=words, audience="public")).hits
        assert slug in [hit.slug for hit in found[:2]], words
    everywhere = backend.search(SearchQuery(text="refurbishment", audience="public"))
    in_vienna = backend.search(SearchQuery(text="refurbishment", audience="public", choices={"city": ("vienna",)}))
    assert 0 < in_vienna.total < everywhere.total
    assert {facet.value: facet.count for facet in everywhere.facets["city"]}["vienna"] == in_vienna.total
    backend.close()


def test_links_to_a_page_that_its_source_withdraws_are_told(take: Import, services: Services, tmp_path: Path) -> None:
    (tmp_path / "lamps.md").write_text("---\ntitle: Lamps\n---\nSee [heat](heat.md).\n")

    def link_class() -> str:
        drain(services.search)
        read = queries.get_page(VISITOR, "lamps")
        return "missing" if 'class="missing"' in queries.get_view(VISITOR, read, load_taxonomy()).html else "there"

    shown = []
    for number, published in enumerate(("true", "false", "true")):
        (tmp_path / "heat.md").write_text(f"---\ntitle: Heat\npublished: {published}\n---\nTime {number}.\n")
        take(tmp_path)
        shown.append(link_class())
    assert shown == ["there", "missing", "there"]
