"""Writes of imports: prepared versions become pages, revisions, files and redirects. The caller commits."""

from wiki.importing.service.run import ImportRun
from wiki.importing.service.running import finish_import, import_batch, settle_links, start_import

__all__ = ["ImportRun", "finish_import", "import_batch", "settle_links", "start_import"]
