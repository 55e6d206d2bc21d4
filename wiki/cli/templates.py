"""Templates as code: ``init`` has them translated, so that a server starts as fast the first time as later."""

from flask import Flask

# What visitors read: files, and folders of those. A quarter of a millisecond each at the start; of the others the
# same when they are first needed, in each process, but most processes need few of them.
MOST_READ = (
    *("_macros/", "_partials/", "base.html", "changes/", "home.html", "lists/", "meetings/", "pages/", "practices/"),
    *("search/", "site/"),
)


def load_templates(app: Flask, beginnings: tuple[str, ...] = ("",)) -> None:
    """Load the templates whose names begin so, translating those that changed since they were kept."""
    for name in app.jinja_env.list_templates(filter_func=lambda name: name.startswith(beginnings)):
        app.jinja_env.get_template(name)
