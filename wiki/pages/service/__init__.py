"""Writes of pages. Every function flushes; the caller commits."""

from wiki.pages.service.lifecycle import archive_page, change_kind, publish_page, rename_page, restore_page
from wiki.pages.service.removing import mark_as_demo, remove_page
from wiki.pages.service.rendering import redraw_page, reindex_tagged, render_body
from wiki.pages.service.saving import confirm_tags, create_page, revert_page, save_page, undo_change

__all__ = [
    "archive_page",
    "change_kind",
    "confirm_tags",
    "create_page",
    "mark_as_demo",
    "publish_page",
    "redraw_page",
    "reindex_tagged",
    "remove_page",
    "rename_page",
    "render_body",
    "restore_page",
    "revert_page",
    "save_page",
    "undo_change",
]
