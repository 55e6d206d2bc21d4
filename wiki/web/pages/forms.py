"""The forms of the pages blueprint."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from wiki.core.slugs import slugify
from wiki.pages.types import Content, PageKind
from wiki.taxonomy.types import Taxonomy
from wiki.web.forms import WikiForm, options
from wiki.web.i18n import LOCALE_NAMES

KINDS = [
    (PageKind.PRACTICE.value, _l("Practice: something a city did that another could repeat")),
    (PageKind.NEWS.value, _l("News")),
    (PageKind.MEETING.value, _l("Meeting or event")),
    (PageKind.CITY.value, _l("City: what a city is to the programme")),
    (PageKind.THEME.value, _l("Theme: what a thematic area is about")),
    (PageKind.ARTICLE.value, _l("Article: anything else")),
]
EDITED_FIELDS = ("title", "summary", "body", "language", "lead_picture", "place", "starts_on", "ends_on")


class SectionForm(WikiForm):
    """One section of a page, or what every edit has besides the text."""

    base = IntegerField(validators=[Optional()], default=0)
    body = TextAreaField(
        _l("Text"),
        description=_l("Markdown. [[Page]] or [[Page|text]] links to a page; a new name makes one."),
    )
    comment = StringField(_l("What did you change?"), description=_l("One line, for the page's history."))
    minor = BooleanField(_l("This is a minor edit"), description="")
    file = FileField(_l("File"), description=_l("PNG, JPEG, GIF, WebP, PDF, an Office document or text."))
    alt = StringField(_l("What does the picture show?"), description=_l("For readers who cannot see it. One sentence."))

    # The status an answer has that hands the form back, and the name of a file that was just put into the text.
    status = 422
    attached = ""


class PageForm(SectionForm):
    """A whole page."""

    title = StringField(_l("Title"))
    summary = TextAreaField(_l("Summary"), description=_l("The gist in a sentence or two; shown in lists and search."))
    language = SelectField(_l("Language of the text"), choices=options(LOCALE_NAMES.items()))
    themes = SelectMultipleField(_l("Themes"))
    cities = SelectMultipleField(_l("Cities"))
    lead_picture = StringField(
        _l("Lead picture"), description=_l("The address of an uploaded picture, such as /files/…/name.jpg.")
    )
    starts_on = DateField(_l("Date or first day"), validators=[Optional()])
    ends_on = DateField(_l("Last day"), validators=[Optional()])
    place = StringField(_l("Place"))

    def offer(self, taxonomy: Taxonomy, language: str = "") -> None:
        """Set the choices; a language outside the interface's eight stays what it is."""
        self.themes.choices = options((theme.slug, theme.name) for theme in taxonomy.themes)
        self.cities.choices = options((city.slug, city.name) for city in taxonomy.cities)
        if language and language not in LOCALE_NAMES:
            self.language.choices = options([*LOCALE_NAMES.items(), (language, language)])

    def fill(self, content: Content) -> None:
        for name in EDITED_FIELDS:
            self[name].data = getattr(content, name)
        self.themes.data, self.cities.data = list(content.themes), list(content.cities)

    def content(self, before: Content) -> Content:
        """Return what was entered. Tags keep the order they had; new ones come after."""
        return Content(
            title=self.title.data or "",
            summary=self.summary.data or "",
            body=self.body.data or "",
            language=self.language.data or "",
            themes=_in_order(before.themes, self.themes.data),
            cities=_in_order(before.cities, self.cities.data),
            lead_picture=(self.lead_picture.data or "").strip(),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            place=self.place.data or "",
            # These have forms of their own.
            facts=before.facts,
        )


class NewPageForm(PageForm):
    kind = SelectField(_l("What kind of page is it?"), choices=options(KINDS))
    slug = StringField(
        _l("Address"), description=_l("What stands after /pages/. Leave it empty to take it from the title.")
    )

    def wanted_slug(self) -> str:
        return slugify(self.slug.data or "") or slugify((self.title.data or "").replace("/", " "))


class RenameForm(WikiForm):
    slug = StringField(_l("New address"), description=_l("What stands after /pages/. The old address will lead here."))
    comment = StringField(_l("Why?"))


class ReasonForm(WikiForm):
    comment = StringField(_l("Why?"), description=_l("One line, for the page's history."))
    number = HiddenField()


class KindForm(WikiForm):
    kind = SelectField(_l("Kind of page"), choices=options(KINDS))
    comment = StringField(_l("Why?"))


def _in_order(before: tuple[str, ...], chosen: list[str] | None) -> tuple[str, ...]:
    now = chosen or []
    return (*(slug for slug in before if slug in now), *(slug for slug in now if slug not in before))
