"""The forms of the exchange blueprint."""

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from wiki.core.clock import now
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.exchange.formats import FORMATS
from wiki.exchange.rules import LINK_MAX, MOST_PEOPLE, NAME_MAX, OUTCOME_MAX, TITLE_MAX
from wiki.exchange.types import Exchange, ExchangeDraft, Format
from wiki.http.numbers import whole
from wiki.http.translating import translated
from wiki.replication.types import Replication, ReplicationId
from wiki.taxonomy.types import Taxonomy
from wiki.web.forms import WikiForm, options

_PAGES = "/pages/"


class ExchangeForm(WikiForm):
    format = SelectField(_l("How you met"))
    title = StringField(_l("What it was about"), render_kw={"maxlength": TITLE_MAX})
    starts_on = DateField(_l("First day"), validators=[InputRequired(_l("Say when it began."))])
    ends_on = DateField(
        _l("Last day"),
        description=_l("Leave it empty for one day, and while a mentoring goes on."),
        validators=[Optional()],
    )
    host = SelectField(
        _l("Host city"), description=_l("Where it took place. Of a mentoring or a webinar: who teaches.")
    )
    guests = SelectMultipleField(_l("Guest cities"))
    theme = SelectField(_l("Theme"))
    replication = SelectField(
        _l("For the replication"), description=_l("What the exchange is for, if a city takes something up already.")
    )
    practice = StringField(
        _l("Practice"),
        description=_l("Its address, such as smart-lamp-posts, or a link to it. A replication brings its own."),
    )
    people = StringField(_l("How many people"))
    mentor = StringField(
        _l("Mentor"),
        description=_l("Who stays to be asked, by name. Only members read names."),
        render_kw={"maxlength": NAME_MAX},
    )
    outcome = TextAreaField(
        _l("What came of it"),
        description=_l("What you learned, decided or changed. Everybody who may see the practice reads it."),
        render_kw={"maxlength": OUTCOME_MAX},
    )
    link = StringField(_l("Link to it"), render_kw={"maxlength": LINK_MAX})
    seen = HiddenField()

    def offer(self, known: Taxonomy, replications: Iterable[Replication]) -> None:
        cities = [(city.slug, city.name) for city in known.cities]
        self.format.choices = options((each.value, translated(told.name)) for each, told in FORMATS.items())
        self.host.choices = options([("", gettext("Choose")), *cities])
        self.guests.choices = options(cities)
        self.theme.choices = options([("", gettext("None in particular")), *((t.slug, t.name) for t in known.themes)])
        named = [
            (str(each.id), f"{known.city_by_slug[each.city].name}: {each.title or each.practice.title}")
            for each in replications
        ]
        self.replication.choices = options([("", gettext("None")), *named])

    def fill(self, stands: Exchange) -> None:
        for name in ("title", "starts_on", "ends_on", "host", "mentor", "outcome", "link"):
            self[name].data = getattr(stands, name)
        self.format.data, self.guests.data = stands.format.value, list(stands.guests)
        self.theme.data, self.people.data = stands.theme or "", str(stands.people or "")
        self.practice.data = stands.practice.slug if stands.practice else ""
        self.replication.data, self.seen.data = str(stands.replication or ""), str(stands.version)

    def draft(self) -> ExchangeDraft:
        """Return what was entered. Raises :class:`Invalid` for a number of people that is none."""
        return ExchangeDraft(
            format=Format(self.format.data),
            title=self.title.data or "",
            starts_on=self.starts_on.data or now().date(),
            ends_on=self.ends_on.data,
            host=self.host.data or "",
            guests=tuple(self.guests.data or ()),
            theme=self.theme.data or "",
            practice=page_address(self.practice.data or ""),
            replication=ReplicationId(int(self.replication.data)) if self.replication.data else None,
            people=_people(self.people.data or ""),
            mentor=self.mentor.data or "",
            outcome=self.outcome.data or "",
            link=self.link.data or "",
        )

    def version(self) -> int:
        """Return the version that was seen; 0, which none has, for what is no number."""
        try:
            return whole(self.seen.data or "")
        except ValueError:
            return 0

    def tell_outdated(self, theirs: Exchange) -> None:
        """Say that somebody was faster; what was entered stays, and is sent again on top of theirs."""
        self.seen.data = str(theirs.version)
        self.form_errors.append(gettext("Somebody changed this meanwhile. Look how it stands now, then save again."))


def page_address(entered: str) -> str:
    """Return the address of the page that was entered: itself, or a link to the page copied from elsewhere."""
    path = entered.strip().partition("?")[0].partition("#")[0]
    return (path.partition(_PAGES)[2] if _PAGES in path else path).strip("/")


def _people(entered: str) -> int | None:
    text = entered.strip()
    if not text:
        return None
    try:
        return whole(text)
    except ValueError as error:
        sentence = message("Write a whole number of people, at most {most}.", most=MOST_PEOPLE)
        raise Invalid({"people": sentence}) from error
