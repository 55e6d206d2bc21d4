"""The forms of the demand blueprint."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from wiki.demand.rules import REASON_MAX, TITLE_MAX, WHY_MAX
from wiki.demand.types import RequestDraft, RequestId
from wiki.http.numbers import whole
from wiki.taxonomy.types import Taxonomy
from wiki.web.forms import WikiForm, options

_PAGES = "/pages/"


class AskForm(WikiForm):
    title = StringField(
        _l("What should the practice be about?"),
        description=_l("A few words, such as heat pumps in listed buildings."),
        render_kw={"maxlength": TITLE_MAX},
    )
    theme = SelectField(_l("Theme"))
    city = SelectField(_l("City it is for"))
    why = TextAreaField(
        _l("What do you need it for?"),
        description=_l("A sentence or two: who waits for it, and what you would do with it."),
        render_kw={"maxlength": WHY_MAX},
    )

    def offer(self, known: Taxonomy) -> None:
        self.theme.choices = options([("", _l("I do not know")), *((each.slug, each.name) for each in known.themes)])
        self.city.choices = options(
            [("", _l("none in particular")), *((each.slug, each.name) for each in known.cities)]
        )

    def draft(self) -> RequestDraft:
        return RequestDraft(
            title=self.title.data or "",
            why=self.why.data or "",
            theme=self.theme.data or "",
            city=self.city.data or "",
        )


class AnswerForm(WikiForm):
    page = StringField(
        _l("A page meets it"),
        description=_l("Its address, such as smart-lamp-posts, or a link to it. Visitors must be able to read it."),
    )
    same_as = StringField(
        _l("Another request asks for the same"),
        description=_l("The number of that request. Everybody who joined this one then joins that one."),
    )
    reason = StringField(
        _l("Close it without a page"),
        description=_l("Why; those who asked read this."),
        render_kw={"maxlength": REASON_MAX},
    )

    def page_address(self) -> str:
        """Return the address of the page that was entered: itself, or a link to the page copied from elsewhere."""
        path = (self.page.data or "").strip().partition("?")[0].partition("#")[0]
        return (path.partition(_PAGES)[2] if _PAGES in path else path).strip("/")

    def same_number(self) -> RequestId:
        """Return the number of the other request; 0, which none has, for what is no number."""
        try:
            return RequestId(whole((self.same_as.data or "").strip().removeprefix("#").rpartition("/")[2]))
        except ValueError:
            return RequestId(0)
