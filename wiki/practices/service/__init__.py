"""Writes of reviews and editions. Every function flushes; the caller commits."""

from wiki.practices.service.disseminating import disseminate, reconfirm, supersede
from wiki.practices.service.looks import note_look
from wiki.practices.service.publishing import publish_page
from wiki.practices.service.remarks import add_remark, resolve_remark
from wiki.practices.service.reviewing import approve, pass_check, send_back, submit, withdraw

__all__ = [
    "add_remark",
    "approve",
    "disseminate",
    "note_look",
    "pass_check",
    "publish_page",
    "reconfirm",
    "resolve_remark",
    "send_back",
    "submit",
    "supersede",
    "withdraw",
]
