"""A file put into a text from within the editor, with or without script."""

from flask_babel import gettext

from wiki.core.db import transaction
from wiki.core.errors import Invalid, Unavailable
from wiki.files.service import upload
from wiki.files.types import StoredFile
from wiki.web.context import actor, services
from wiki.web.forms import BUSY
from wiki.web.pages.forms import SectionForm


def attach(form: SectionForm) -> bool:
    """Store the file of the form and put its line at the end of the text; False leaves errors at the fields."""
    given = form.file.data
    if not given or not given.filename:
        form.add_errors({"file": gettext("Choose a file.")})
        return False
    try:
        with transaction():
            stored = upload(actor(), services().files, name=given.filename, data=given.read(), alt=form.alt.data or "")
    except Invalid as problem:
        form.add_errors(problem.errors)
        return False
    except Unavailable:
        form.add_errors({"file": str(BUSY)})
        return False
    form.body.data = f"{(form.body.data or '').rstrip()}\n\n{_line(stored)}\n"
    form.alt.data = ""
    form.attached = stored.name
    return True


def _line(stored: StoredFile) -> str:
    words = (stored.alt if stored.is_picture else stored.name).replace("[", "").replace("]", "")
    return f"{'!' if stored.is_picture else ''}[{words}]({stored.path})"
