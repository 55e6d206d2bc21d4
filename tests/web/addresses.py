"""Every address of the application and what it answers to whom. A new route must be entered here.

Addresses hold placeholders that ``filled`` knows.
"""

# 200 for everybody.
OPEN = {
    "site.home": "/",
    "site.help_page": "/help",
    "site.accessibility": "/accessibility",
    "site.robots": "/robots.txt",
    "site.sitemap": "/sitemap.xml",
    "site.health": "/health",
    "site.ready": "/ready",
    "site.opensearch": "/opensearch.xml",
    "static": "/static/css/base.css",
    "lists.practices": "/practices?theme=data&sort=title",
    "lists.news": "/news",
    "lists.meetings": "/meetings",
    "lists.all_pages": "/pages",
    "practices.compare": "/practices/compare?with={slug}&with=torches&with=nowhere",
    "practices.comparison": "/practices/compare.csv?with={slug}&with=torches",
    "taxonomy.themes": "/themes",
    "taxonomy.theme": "/themes/data",
    "taxonomy.cities": "/cities",
    "taxonomy.city": "/cities/munich",
    "search.results": "/search?q=lamp",
    "synonyms.groups": "/search/synonyms",
    "downloads.page": "/pages/{slug}.md",
    "downloads.listed": "/practices.csv?theme=data&sort=title",
    "downloads.theme": "/themes/data.zip",
    "downloads.city": "/cities/munich.json",
    "downloads.found": "/search.csv?q=lamp",
    "changes.recent": "/recent",
    "changes.recent_feed": "/recent.atom",
    "changes.contributions": "/contributions/Editor",
    "changes.contributions_feed": "/contributions/Editor/feed.atom",
    "changes.wanted": "/wanted",
    "changes.orphans": "/orphans",
    "api_docs.page": "/api/v1/docs",
    "accounts.login": "/login",
    "accounts.welcome": "/welcome/{token}",
    "files.download": "/files/{key}/{name}",
    "files.thumbnail": "/files/{key}/480/{name}",
    "pages.view": "/pages/{slug}",
    "pages.revision": "/pages/{slug}/revisions/1",
    "pages.source": "/pages/{slug}/source",
    "pages.history": "/pages/{slug}/history",
    "pages.history_feed": "/pages/{slug}/history.atom",
    "pages.diff": "/pages/{slug}/diff/1..1",
    "pages.links": "/pages/{slug}/links",
    "practices.editions": "/pages/{edited}/editions",
    "practices.edition": "/pages/{edited}/editions/1",
    "practices.edition_file": "/pages/{edited}/editions/1.md",
}
# A redirect for everybody, and where it leads.
MOVED = {
    "pages.short": ("/p/{id}", "/pages/{slug}"),
    "practices.permanent_edition": ("/p/{edited_token}", "/pages/{edited}/editions/1"),
    "pages.compare": ("/pages/{slug}/compare?a=2&b=1", "/pages/{slug}/diff/1..2"),
    "api_docs.open_answer": ("/api/v1/docs/open/search?q=lamp&limit=", "/api/v1/search?q=lamp"),
    "habits.index": ("/index.php?title=Lamp_posts", "/wiki/Lamp_posts"),
    "habits.titled": ("/wiki/Lamp_posts?action=history", "/pages/{slug}?action=history"),
    "habits.search": ("/wiki/Special:Search?search=lamp", "/search?q=lamp"),
    "habits.recent": ("/wiki/Special:RecentChanges", "/recent"),
    "habits.links": ("/wiki/Special:WhatLinksHere/{slug}", "/pages/{slug}/links"),
}
# For everybody who has signed in.
SIGNED_IN = {"accounts.me": "/account", "accounts.tokens": "/account/tokens"}
# For editors, reviewers and administrators.
WRITERS = {
    "pages.new": "/new?slug=wish",
    "pages.edit": "/pages/{slug}/edit",
    "pages.rename": "/pages/{slug}/rename",
    "pages.archive": "/pages/{slug}/archive",
    "pages.kind": "/pages/{slug}/kind",
    "practices.overview": "/pages/{slug}/facts",
    "practices.completeness": "/practices/completeness?theme=data&sort=title",
    "practices.section": "/pages/{slug}/facts/status",
    "practices.copy": "/pages/{slug}/copy",
    "practices.review": "/pages/{slug}/review",
    "practices.remark": "/pages/{slug}/remark?place=facts.phase",
    "practices.reviews": "/reviews",
    "pages.revert": "/pages/{slug}/revert/1",
    "pages.undo": "/pages/{slug}/undo/2",
    "files.upload": "/files",
    "taxonomy.new_theme": "/themes/new",
    "taxonomy.edit_theme": "/themes/data/edit",
    "taxonomy.new_city": "/cities/new",
    "taxonomy.edit_city": "/cities/munich/edit",
    "synonyms.new": "/search/synonyms/new",
    "synonyms.edit": "/search/synonyms/1/edit",
    "imports.reports": "/imports",
    "imports.report": "/imports/{run}",
    "imports.report_json": "/imports/{run}.json",
    "imports.tags": "/imports/tags",
}
ADMINISTRATORS = {"accounts.people": "/people"}
# These change something and show nothing: a GET is refused.
ACTIONS = {
    "accounts.change_person": "/people/{person}",
    "accounts.logout": "/logout",
    "accounts.place_person": "/people/{person}/place",
    "accounts.password_link": "/people/{person}/password-link",
    "accounts.revoke_token": "/account/tokens/1/revoke",
    "accounts.withdraw": "/people/invitations/1/withdraw",
    "files.describe": "/files/{key}",
    "imports.confirm_tags": "/imports/tags",
    "pages.preview": "/preview",
    "practices.look": "/pages/{slug}/review/look",
    "practices.resolve": "/pages/{slug}/remarks/1/resolve",
    "pages.publish": "/pages/{slug}/publish",
    "pages.restore": "/pages/{slug}/restore",
    "site.set_language": "/language",
    "synonyms.delete": "/search/synonyms/1/delete",
}
# The address of this one is also that of a page that is shown.
SHARED = {"imports.confirm_tags"}
SHOWN = OPEN | SIGNED_IN | WRITERS | ADMINISTRATORS
