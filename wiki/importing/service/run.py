"""What one import needs from its first page to its last."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache

from wiki.files.storage import FileStorage
from wiki.importing.infer import Term
from wiki.importing.mapping import slug_of_page
from wiki.importing.paths import is_page
from wiki.importing.prepare import Vocabulary
from wiki.importing.report import FileReport, Outcome, Report
from wiki.importing.service.archives.taking import ArchiveTaking
from wiki.importing.sitemap import SiteMap
from wiki.importing.types import Source
from wiki.pages.service.coming import Coming
from wiki.taxonomy.types import Taxonomy

# A page with all its history asks for the same commits again.
_SITE_MAPS = 64


@dataclass(frozen=True, kw_only=True)
class ImportRun:
    """What one import needs from its first page to its last. Without ``storage`` it is a dry run."""

    name: str
    source: Source
    with_history: bool
    storage: FileStorage | None
    language: str
    taxonomy: Taxonomy
    started_at: datetime
    reports: list[FileReport] = field(default_factory=list)
    made: set[int] = field(default_factory=set)
    # What the index needs of the newest pages, by revision; whoever writes the index empties it.
    words: dict[int, str] = field(default_factory=dict)
    archived: ArchiveTaking | None = None

    @property
    def is_dry(self) -> bool:
        return self.storage is None

    @property
    def report(self) -> Report:
        refused = [
            FileReport(path=path, outcome=Outcome.REFUSED, problems=(finding,))
            for path, finding in self.source.refusals.items()
        ]
        return Report(source=self.name, head=self.source.head, files=(*self.reports, *refused))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            themes=tuple(Term(slug=theme.slug, names=theme.names) for theme in self.taxonomy.themes),
            cities=tuple(Term(slug=city.slug, names=city.names) for city in self.taxonomy.cities),
        )

    @cached_property
    def coming(self) -> Coming:
        """The addresses that the paths of the source promise."""
        paths = self.source.paths(self.source.head)
        return Coming(addresses={slug_of_page(path) for path in paths if is_page(path)})

    @cached_property
    def site_map(self) -> Callable[[str], SiteMap]:
        """A function that gives the addresses of a commit."""
        return lru_cache(_SITE_MAPS)(lambda commit: SiteMap(self.source.paths(commit)))
