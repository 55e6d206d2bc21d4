"""The forms of interests: the four questions, and the task force's answer."""

from collections.abc import Callable, Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from wiki.exchange.rules import ANSWER_MAX, COMMENT_MAX, TRAVEL_MAX
from wiki.exchange.types import Exchange, ExchangeId, Interest, InterestDraft
from wiki.http.numbers import whole
from wiki.taxonomy.types import Taxonomy
from wiki.web.exchange.forms import page_address
from wiki.web.exchange.interest_words import categories
from wiki.web.forms import WikiForm, options


class InterestForm(WikiForm):
    city = SelectField(_l("City"))
    theme = SelectField(_l("Which area?"))
    practice = StringField(
        _l("Which practice, if it is about one?"),
        description=_l("Its address, such as smart-lamp-posts, or a link to it."),
    )
    does = TextAreaField(
        _l("What does your city do there?"),
        description=_l("What is running, planned or tried; nothing yet is an answer, too."),
        render_kw={"maxlength": ANSWER_MAX},
    )
    issue = TextAreaField(
        _l("On which issue do you want to work?"),
        description=_l("What holds you up, or what you want to be able to decide afterwards."),
        render_kw={"maxlength": ANSWER_MAX},
    )
    category = SelectField(_l("What kind of issue is it?"))
    travel = StringField(
        _l("Who pays the travel?"),
        description=_l("The city, a project, the host; or that it is open."),
        render_kw={"maxlength": TRAVEL_MAX},
    )
    follows_up = BooleanField(
        _l("We follow up"), description=_l("The city tells afterwards what came of it, in the log of exchanges.")
    )

    def offer(self, known: Taxonomy, may_express: Callable[[str], bool]) -> None:
        self.city.choices = options((city.slug, city.name) for city in known.cities if may_express(city.slug))
        self.theme.choices = options([("", gettext("Choose")), *((t.slug, t.name) for t in known.themes)])
        self.category.choices = options([("", gettext("None in particular")), *categories().items()])

    def begin(self, practice: str, theme: str, city: str) -> None:
        self.practice.data, self.theme.data, self.city.data = practice, theme, city

    def draft(self) -> InterestDraft:
        return InterestDraft(
            city=self.city.data or "",
            theme=self.theme.data or "",
            practice=page_address(self.practice.data or ""),
            does=self.does.data or "",
            issue=self.issue.data or "",
            category=self.category.data or "",
            travel=self.travel.data or "",
            follows_up=bool(self.follows_up.data),
        )


class AnswerForm(WikiForm):
    exchange = SelectField(_l("Exchange"), validate_choice=False)
    partner = SelectField(_l("Partner city"), validate_choice=False)
    comment = StringField(_l("Note"), description=_l("The city reads it."), render_kw={"maxlength": COMMENT_MAX})

    def offer(self, known: Taxonomy, interest: Interest, exchanges: Iterable[Exchange]) -> None:
        cities = [(city.slug, city.name) for city in known.cities if city.slug != interest.city]
        self.partner.choices = options([("", gettext("None")), *cities])
        named = [(str(each.id), f"{each.starts_on.isoformat()} {each.title}") for each in exchanges]
        self.exchange.choices = options([("", gettext("None")), *named])

    def exchange_number(self) -> ExchangeId | None:
        """Return the exchange that was chosen; 0, which none is, for what is no number."""
        chosen = self.exchange.data or ""
        if not chosen:
            return None
        try:
            return ExchangeId(whole(chosen))
        except ValueError:
            return ExchangeId(0)
