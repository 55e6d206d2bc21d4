"""Addresses that other wikis have taught people: each leads to ours for the same thing."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from wiki.core.errors import NotFound
from wiki.core.slugs import slugify
from wiki.http.addresses import with_query

bp = Blueprint("habits", __name__)


@bp.get("/index.php")
@bp.get("/w/index.php")
def index() -> ResponseReturnValue:
    """Answer ``?title=…`` with the address of that title, ``?search=…`` with the search, anything else with home."""
    others = [(name, value) for name, value in request.args.items(multi=True) if name != "title"]
    title = request.args.get("title", "").strip("/")
    if title:
        return redirect(with_query(url_for("habits.titled", title=title), others), 301)
    return search() if "search" in request.args else redirect(url_for("site.home"), 301)


@bp.get("/wiki/<path:title>")
def titled(title: str) -> ResponseReturnValue:
    slug = slugify(title)
    if not slug:
        raise NotFound
    return redirect(with_query(url_for("pages.view", slug=slug), request.args.items(multi=True)), 301)


@bp.get("/pages/Special:Search")
@bp.get("/wiki/Special:Search")
def search() -> ResponseReturnValue:
    words = request.args.get("search", "")
    return redirect(url_for("search.results", q=words) if words else url_for("search.results"), 301)


@bp.get("/pages/Special:RecentChanges")
@bp.get("/wiki/Special:RecentChanges")
def recent() -> ResponseReturnValue:
    return redirect(url_for("changes.recent"), 301)


@bp.get("/pages/Special:WhatLinksHere/<path:slug>")
@bp.get("/wiki/Special:WhatLinksHere/<path:slug>")
def links(slug: str) -> ResponseReturnValue:
    return redirect(url_for("pages.links", slug=slug), 301)
