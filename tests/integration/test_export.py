"""An export holds all there is, and an import of it makes the same wiki."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dulwich.objects import Commit
from dulwich.porcelain import status
from dulwich.repo import Repo
from sqlalchemy import select

from tests.databases import Copies
from tests.factories import (
    actor,
    archive,
    page,
    picture,
    practice,
    publish,
    published_with_draft,
    rename,
    restore,
    save,
)
from tests.integration.conftest import Take, Write
from tests.integration.wikis import holdings
from tests.web.filled import Filled
from wiki import jobs
from wiki.accounts.types import VISITOR, Role
from wiki.core.db import db, transaction
from wiki.dissemination.archive.folder import ExportError
from wiki.pages import queries, service
from wiki.pages.models import PageRow
from wiki.pages.types import PageKind
from wiki.services import Services
from wiki.taxonomy.queries import load_taxonomy

BUNDLE = Path(__file__).parents[3] / "shared/data/smarter-together-2017-06.bundle"


def lived_through() -> None:
    """Make pages that had everything happen to them."""
    slug = published_with_draft("Lamp posts", "zirconium", themes=("data", "mobility"), cities=("munich",))
    save(slug, body="Third, with [[story]] and [[former]].", comment="third", minor=True)
    publish(slug, 2)
    page("Story", "See [[Lamp posts]] and [[a wish]].", kind=PageKind.NEWS, place="Munich")
    with transaction():
        service.change_kind(actor(Role.REVIEWER), "story", PageKind.ARTICLE, "is no news")
    rename(page("Moved", slug="former"), "present")
    archive("present")
    restore("present")
    practice("Never told", "Hidden word: osmium.", published=False)
    page("Past", "Gone: rhenium.", slug="past")
    archive("past")
    page("Ünïcode 😀 «\u202eRTL»", "---\nnot: front matter\n---\n\nLine two  \nwith trailing\t\n", slug="日本/語")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def head_of(folder: Path) -> bytes:
    with Repo(str(folder)) as repo:
        return repo.head()


def commits_of(folder: Path) -> list[Commit]:
    """Return the commits, the oldest first."""
    with Repo(str(folder)) as repo:
        return [entry.commit for entry in repo.get_walker()][::-1]


def objects_of(folder: Path) -> Iterator[bytes]:
    with Repo(str(folder)) as repo:
        for name in repo.object_store:
            yield repo[name].as_raw_string()


def round_trip(write: Write, take: Take, elsewhere: Callable[[], None], folder: Path) -> None:
    jobs.redraw_pages()
    before = holdings()
    write("first")
    elsewhere()
    report = take(folder / "first")
    assert not [file for file in report.files if file.problems]
    after = holdings()
    for table, rows in before.items():
        assert after[table] == rows, table
    write("second")
    assert files_of(folder / "second") == files_of(folder / "first")
    assert head_of(folder / "second") == head_of(folder / "first")
    assert take(folder / "second").totals["revisions"] == 0
    assert holdings() == after


def test_what_people_did_comes_back_as_it_was(
    write: Write, take: Take, elsewhere: Callable[[], None], services: Services, tmp_path: Path
) -> None:
    lived_through()
    stored = picture(services.files)
    picture(services.files, "unused.png", colour="red")
    save("story", body=f"![A map]({stored.path})", lead_picture=stored.path)
    round_trip(write, take, elsewhere, tmp_path)


def test_a_wiki_in_which_every_address_shows_something_comes_back(
    filled: Filled, write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    round_trip(write, take, elsewhere, tmp_path)


@pytest.mark.skipif(not BUNDLE.is_file(), reason="the programme's site is not beside this checkout")
def test_the_programmes_own_site_comes_back(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    take(BUNDLE)
    assert len(holdings()["revisions"]) == 331
    round_trip(write, take, elsewhere, tmp_path)


def test_each_revision_is_a_commit_of_its_author_at_its_time(write: Write, tmp_path: Path) -> None:
    page("Story", "One.")
    save("story", by=Role.REVIEWER, body="Two.", comment="Said better")
    assert write().commits == 3
    first, second, last = commits_of(tmp_path / "export")
    made = queries.list_revisions(VISITOR, queries.get_page(VISITOR, "story"), load_taxonomy())
    assert [c.author_time for c in (second, first)] == [int(revision.created_at.timestamp()) for revision in made]
    assert (first.author, second.author) == (b"Editor <wiki@localhost>", b"Reviewer <wiki@localhost>")
    assert (first.message, second.message) == ("Revision 1 of “Story”\n".encode(), b"Said better\n")
    assert last.author == b"Replication Wiki <wiki@localhost>"
    with Repo(str(tmp_path / "export")) as repo:
        assert repo[repo[first.tree][b"pages"][1]][b"story.md"][1] in repo.object_store
    assert b"example.org" not in b"".join(objects_of(tmp_path / "export"))


def test_the_folder_is_what_was_committed(write: Write, tmp_path: Path) -> None:
    lived_through()
    write()
    state = status(str(tmp_path / "export"))
    assert (state.unstaged, state.untracked) == ([], [])
    assert not any(state.staged.values())


def test_many_saves_make_a_small_repository_that_can_be_read(write: Write, tmp_path: Path) -> None:
    for number in range(60):
        page(f"Page {number}", "Text.")
    for number in range(70):
        save("page-7", body=f"Text {number}.")
    write()
    texts = [text for text in objects_of(tmp_path / "export") if text.startswith(b"---\ntitle: Page 7\n")]
    assert len(texts) == 71


def test_without_history_the_public_text_stays_public_beside_the_draft(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    lived_through()
    write(history=False)
    elsewhere()
    take(tmp_path / "export", history=False)
    found = queries.get_page(VISITOR, "lamp-posts")
    assert (found.published_number, queries.get_page(actor(Role.EDITOR), "lamp-posts").current_number) == (1, 2)
    assert queries.get_content(VISITOR, found, 1).body == "Lamp posts with zirconium.\n"
    assert queries.find_page(VISITOR, "never-told") is None
    assert queries.find_page(VISITOR, "past") is None
    assert queries.find_redirect(VISITOR, "former") == "present"
    assert take(tmp_path / "export", history=False).totals["revisions"] == 0


def test_what_visitors_may_not_see_is_in_no_public_export(write: Write, services: Services, tmp_path: Path) -> None:
    published_with_draft("Lamp posts", "zirconium")
    practice("Osmium", "osmium", published=False)
    page("Rhenium", "rhenium")
    archive("rhenium")
    secret = picture(services.files, "iridium.png")
    practice("Pictures", f"![iridium]({secret.path})", published=False, lead_picture=secret.path)
    with transaction():
        service.archive_page(actor(Role.EDITOR), page("Back", "Words."), "palladium")
    restore("back")
    practice("Words", published=False)
    rename("words", "francium")
    rename("francium", "plain")
    publish("plain", 1)
    rename("plain", "plainer")
    assert write(public=True).pages == 3
    told = b"".join([*files_of(tmp_path / "export").values(), *objects_of(tmp_path / "export")]).lower()
    told += "".join(files_of(tmp_path / "export")).encode()
    for word in (b"zirconium", b"osmium", b"rhenium", b"iridium", b"palladium", b"archived", b"francium"):
        assert word not in told
    assert b"as published" in told
    assert b'"slug": "plain"' in told


def test_a_page_that_is_here_already_goes_on_as_it_went_on_there(
    write: Write, take: Take, elsewhere: Callable[[], None], database: Copies, tmp_path: Path
) -> None:
    lived_through()
    write("early")
    save("story", body="Later words.", comment="later")
    rename("story", "chronicle")
    archive("chronicle")
    publish("lamp-posts", 3)
    later = holdings()
    write("late")
    elsewhere()
    take(tmp_path / "early")
    report = take(tmp_path / "late")
    assert {file.slug: file.revisions for file in report.files if file.revisions} == {"chronicle": 1}
    now = holdings()
    for table in ("pages", "revisions", "events", "redirects", "files"):
        assert now[table] == later[table], table


def test_what_was_written_here_since_is_merged_and_stays(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    page("Story", "Top.\n\nMiddle.\n\nEnd.")
    write("early")
    save("story", body="Top there.\n\nMiddle.\n\nEnd.")
    archive("story")
    write("late")
    elsewhere()
    take(tmp_path / "early")
    save("story", body="Top.\n\nMiddle.\n\nEnd here.")
    take(tmp_path / "late")
    here = queries.get_page(actor(Role.EDITOR), "story")
    text = queries.get_content(actor(Role.EDITOR), here, here.current_number).body
    assert text == "Top there.\n\nMiddle.\n\nEnd here.\n"
    assert not here.is_archived
    held = holdings()
    assert take(tmp_path / "late").totals["revisions"] == 0
    assert holdings() == held


def test_another_page_at_the_address_keeps_it(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    page("Story", "Theirs.")
    write()
    elsewhere()
    page("Story", "Ours.")
    take(tmp_path / "export")
    for slug, text in (("story", "Ours.\n"), ("story-2", "Theirs.\n")):
        assert queries.get_content(VISITOR, queries.get_page(VISITOR, slug), 1).body == text
    assert take(tmp_path / "export").totals["unchanged"] == 1
    assert queries.find_page(VISITOR, "story-3") is None


def test_a_page_of_an_older_wiki_comes_within_reach_and_is_found_where_it_was(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    page("Audit", "Words.", slug="audit")
    page("Story", "See [[audits/review]].", slug="story")
    write(history=False)
    listed, text = tmp_path / "export/wiki.jsonl", tmp_path / "export/pages/audit.md"
    listed.write_text(listed.read_text().replace('"slug": "audit"', '"slug": "audits/review"'))
    (tmp_path / "export/pages/audits").mkdir()
    text.rename(tmp_path / "export/pages/audits/review.md")
    elsewhere()
    assert take(tmp_path / "export", history=False).totals["with_problems"] == 0
    assert queries.find_page(VISITOR, "audits/review-page")
    assert queries.find_redirect(VISITOR, "audits/review") == "audits/review-page"
    held = holdings()
    take(tmp_path / "export", history=False)
    assert holdings() == held


def test_two_pages_that_say_the_same_stay_two(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    page("Twin", "Same.", slug="twin")
    page("Twin", "Same.", slug="twin-2")
    write(history=False)
    one, other = (tmp_path / "export/pages" / name for name in ("twin.md", "twin-2.md"))
    other.write_text(one.read_text().replace("slug: twin\n", "slug: twin-2\n"))
    elsewhere()
    page("Twin", "Ours.", slug="twin")
    take(tmp_path / "export")
    assert len(holdings()["pages"]) == 3


def test_an_export_that_comes_home_changes_nothing(write: Write, take: Take, tmp_path: Path) -> None:
    lived_through()
    jobs.redraw_pages()
    before = holdings()
    write()
    assert take(tmp_path / "export").totals["revisions"] == 0
    assert holdings() == before


def test_a_text_that_was_edited_in_the_folder_is_taken_once(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    page("Story", "As exported.")
    write(history=False)
    elsewhere()
    take(tmp_path / "export")
    path = tmp_path / "export/pages/story.md"
    path.write_text(path.read_text().replace("As exported.", "As edited."))
    (tmp_path / "export/pages/new.md").write_text("---\ntitle: New\n---\nText.\n")
    report = take(tmp_path / "export")
    assert report.totals["updated"] == 1
    assert [file.path for file in report.files if file.problems] == ["pages/new.md"]
    here = queries.get_page(VISITOR, "story")
    assert queries.get_content(VISITOR, here, 2).body == "As edited.\n"
    assert take(tmp_path / "export").totals["revisions"] == 0


def test_a_dry_run_tells_and_changes_nothing(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    lived_through()
    write()
    elsewhere()
    empty = holdings()
    assert take(tmp_path / "export", dry=True).totals["imported"] == 6
    assert holdings() == empty


def test_themes_and_cities_that_are_missing_come_and_others_stay(
    write: Write, take: Take, elsewhere: Callable[[], None], tmp_path: Path
) -> None:
    write(history=False)
    path = tmp_path / "export/wiki.jsonl"
    changed = path.read_text().replace('"slug": "data"', '"slug": "sensing"').replace("E-Mobility", "Elsewhere")
    path.write_text(changed.replace('"slug": "sofia"', '"slug": "plovdiv"'))
    elsewhere()
    before = holdings()
    take(path.parent)
    for table, added in (("themes", "sensing"), ("cities", "plovdiv")):
        now = holdings()[table]["all"]
        assert now.keys() - before[table]["all"].keys() == {added}
        assert {slug: row for slug, row in now.items() if slug != added} == before[table]["all"]


def test_a_file_the_folder_lost_is_told_of_and_the_rest_is_exported(
    write: Write, services: Services, tmp_path: Path
) -> None:
    stored = picture(services.files)
    shutil.rmtree(services.files.folder)
    summary = write(history=False)
    assert summary.missing == (f"files/{stored.key}/{stored.name}",)
    assert stored.key not in (tmp_path / "export/wiki.jsonl").read_text()


def test_a_file_that_is_not_what_the_list_says_is_left_out(
    write: Write, take: Take, elsewhere: Callable[[], None], services: Services, tmp_path: Path
) -> None:
    stored = picture(services.files)
    page("Story", f"![A map]({stored.path})")
    write(history=False)
    (tmp_path / "export" / stored.path.lstrip("/")).write_bytes(b"other")
    elsewhere()
    (report,) = take(tmp_path / "export").files
    assert "not what the export's list says" in report.problems[0].text
    assert holdings()["files"] == {}


def test_a_folder_with_something_in_it_is_left_alone(write: Write, tmp_path: Path) -> None:
    page("Story", "Text.")
    (tmp_path / "export").mkdir()
    (tmp_path / "export/.mine").write_text("mine")
    for overwrite in (False, True):
        with pytest.raises(ExportError, match="not empty"):
            write(overwrite=overwrite)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match="is a file"):
        write("file")
    assert (tmp_path / "export/.mine").read_text() == "mine"


@pytest.mark.parametrize("history", [False, True])
def test_an_export_is_renewed_on_demand_and_what_lies_beside_it_stays(
    write: Write, tmp_path: Path, history: bool
) -> None:
    page("Story", "Text.", slug="a/story")
    write(history=history)
    (tmp_path / "export/mine.txt").write_text("mine")
    rename("a/story", "b/story")
    with pytest.raises(ExportError, match="--overwrite"):
        write(history=history)
    write(history=history, overwrite=True)
    write("fresh", history=history)
    renewed = files_of(tmp_path / "export")
    assert renewed.pop("mine.txt") == b"mine"
    assert renewed == files_of(tmp_path / "fresh")
    assert not (tmp_path / "export/pages/a").exists()


def test_no_repository_of_others_is_removed(write: Write, tmp_path: Path) -> None:
    page("Story", "Text.")
    write()
    with Repo(str(tmp_path / "export")) as repo:
        repo.refs[b"refs/heads/mine"] = repo.head()
    with pytest.raises(ExportError, match="of others"):
        write(overwrite=True)
    assert (tmp_path / "export/pages/story.md").is_file()


def test_no_link_leads_a_renewed_export_out_of_its_folder(write: Write, tmp_path: Path) -> None:
    page("Story", "Text.")
    write(history=False)
    shutil.rmtree(tmp_path / "export/pages")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/story.md").write_text("mine")
    (tmp_path / "export/pages").symlink_to(tmp_path / "outside")
    with pytest.raises(ExportError, match="is a link"):
        write(history=False, overwrite=True)
    assert (tmp_path / "outside/story.md").read_text() == "mine"


def test_a_list_that_names_other_places_removes_nothing(write: Write, tmp_path: Path) -> None:
    page("Story", "Text.")
    write(history=False)
    (tmp_path / "mine.md").write_text("mine")
    listed = tmp_path / "export/wiki.jsonl"
    listed.write_text(listed.read_text().replace('"slug": "story"', '"slug": "../../mine"'))
    with pytest.raises(ExportError, match="not one that an export wrote"):
        write(history=False, overwrite=True)
    assert (tmp_path / "mine.md").read_text() == "mine"


def test_the_list_is_read_by_line(write: Write, tmp_path: Path) -> None:
    page("Story", "Text.")
    write(history=False)
    lines = [json.loads(line) for line in (tmp_path / "export/wiki.jsonl").read_text().splitlines()]
    assert lines[0] == {"format": "replication-wiki", "version": 1, "public": False, "history": False}
    (told,) = [line["page"] for line in lines if "page" in line]
    assert told.pop("created_at")
    assert told == {"slug": "story", "kind": "article", "current": 1, "published": 1}
    assert re.match(r"---\ntitle: Story\n", (tmp_path / "export/pages/story.md").read_text())
    assert db.session.scalar(select(PageRow.slug)) == "story"
