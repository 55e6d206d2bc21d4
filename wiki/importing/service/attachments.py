"""What a page's links and pictures lead to: pages of the source, and files taken over from it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from wiki.core.errors import Invalid
from wiki.files.rules import content_of
from wiki.files.service import store
from wiki.files.storage import FileStorage
from wiki.importing.mapping import slug_of_page
from wiki.importing.sitemap import SiteMap
from wiki.importing.types import Finding, Source, UnreadableFile


@dataclass
class Attachments:
    """Resolves addresses at one commit of a source, and stores what they lead to (nothing in a dry run)."""

    source: Source
    storage: FileStorage | None
    site_map: Callable[[str], SiteMap]
    problems: list[Finding] = field(default_factory=list)

    def link(self, href: str, *, seen_in: str, commit: str) -> str | None:
        """Return the slug (and section) of the page an address means, or a stored file's address."""
        site_map = self.site_map(commit)
        page = site_map.page(href, seen_in=seen_in)
        if page is not None:
            path, section = page
            return f"{slug_of_page(path)}#{section}" if section else slug_of_page(path)
        file = site_map.file(href, seen_in=seen_in)
        return self._stored(file, commit) if file else None

    def picture(self, href: str, *, seen_in: str, commit: str) -> str | None:
        """Return a stored picture's address, or None when the source has none that can be shown."""
        file = self.site_map(commit).file(href, seen_in=seen_in)
        return self._stored(file, commit, shown=True) if file else None

    def _stored(self, path: str, commit: str, *, shown: bool = False) -> str | None:
        try:
            data = self.source.read(path, commit)
            if shown and content_of(data).width is None:
                self._note("not-shown", f"{path}: only PNG, JPEG, GIF and WebP pictures are shown.")
                return None
            if self.storage is None:
                content_of(data)
                return f"/files/dry-run/{path.rsplit('/', 1)[-1]}"
            return store(self.storage, name=path, data=data).path
        except UnreadableFile as problem:
            self._note("refused-file", str(problem))
        except Invalid as problem:
            self._note("refused-file", f"{path}: {' '.join(problem.errors.values())}")
        return None

    def _note(self, code: str, text: str) -> None:
        finding = Finding(code=code, text=text)
        if finding not in self.problems:
            self.problems.append(finding)
