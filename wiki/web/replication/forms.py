"""The forms of the replication blueprint."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired

from wiki.core.clock import now
from wiki.http.numbers import whole
from wiki.http.translating import translated
from wiki.replication.stages import EXITS, STAGES
from wiki.replication.types import Details, Exit, MoveDraft, Replication, Stage
from wiki.taxonomy.types import City
from wiki.web.forms import WikiForm, options


class SeenForm(WikiForm):
    seen = HiddenField()

    def version(self) -> int:
        """Return the version that was seen; 0, which none has, for what is no number."""
        try:
            return whole(self.seen.data or "")
        except ValueError:
            return 0

    def tell_outdated(self, theirs: Replication) -> None:
        """Say that somebody was faster; what was entered stays, and is sent again on top of theirs."""
        self.seen.data = str(theirs.version)
        self.form_errors.append(
            gettext("Somebody changed this replication meanwhile. Look how it stands now, then save again.")
        )


class MoveForm(SeenForm):
    stage = SelectField(_l("Where it goes"))
    happened_on = DateField(_l("When it happened"), validators=[InputRequired(_l("Say when it happened."))])
    evidence = StringField(
        _l("What shows it"),
        description=_l(
            "A document, a decision, an event. From the plan on it is asked for. Visitors read it once shared."
        ),
    )
    link = StringField(_l("Link to it"))
    note = TextAreaField(
        _l("Note, or the reason"),
        description=_l(
            "A pause, a stop or an adaptation needs its reason: it is public once shared, and found by search."
        ),
    )

    def offer_moves(self, stands: Replication | None = None) -> None:
        """Set the choices of where it goes: every stage and, for one that has begun, the exits."""
        stages: list[tuple[str, object]] = [(str(stage.value), _named(stage)) for stage in Stage]
        left = [(each.value, translated(EXITS[each].name)) for each in Exit if each is not Exit.NONE]
        self.stage.choices = options([*stages, *left] if stands else stages)

    def begin(self, stage: Stage) -> None:
        self.stage.data, self.happened_on.data = str(stage.value), now().date()

    def draft(self, stands: Replication | None = None) -> MoveDraft:
        """Return the move that was entered; who leaves it leaves it where it stands."""
        chosen = self.stage.data or "0"
        left = chosen in set(Exit)
        return MoveDraft(
            stage=stands.stage if left and stands else Stage(int(chosen)),
            exit=Exit(chosen) if left else Exit.NONE,
            happened_on=self.happened_on.data or now().date(),
            evidence=(self.evidence.data or "").strip(),
            link=(self.link.data or "").strip(),
            note=(self.note.data or "").strip(),
        )


class DetailsForm(SeenForm):
    city = SelectField(_l("City"))
    district = StringField(_l("District"), description=_l("Where in the city, if it is a part of it."))
    title = StringField(_l("What you call it"), description=_l("Leave it empty to call it as the practice."))
    edition = SelectField(_l("Based on"))
    blocks = SelectMultipleField(_l("Building blocks you take"))
    responsible = StringField(
        _l("Responsible person"), description=_l("A name. It leads to their account if they have one.")
    )
    shared = BooleanField(
        _l("Share it"),
        description=_l("Visitors then read where it stands. Until then it is your city's and the task force's."),
    )

    def offer(self, cities: Iterable[City], editions: Iterable[int], blocks: Iterable[str]) -> None:
        self.city.choices = options((city.slug, city.name) for city in cities)
        numbers = [(str(number), gettext("Edition %(number)s", number=number)) for number in editions]
        self.edition.choices = options([*numbers, ("", gettext("No edition yet: what is written today"))])
        self.blocks.choices = options((name, name) for name in blocks)

    def fill(self, stands: Replication) -> None:
        for name in ("city", "district", "title", "responsible", "shared"):
            self[name].data = getattr(stands, name)
        self.edition.data = str(stands.edition or "")
        self.blocks.data = [block.name for block in stands.blocks]
        self.seen.data = str(stands.version)

    def details(self) -> Details:
        return Details(
            city=self.city.data or "",
            district=self.district.data or "",
            title=self.title.data or "",
            edition=int(self.edition.data) if self.edition.data else None,
            blocks=tuple(self.blocks.data or ()),
            responsible=self.responsible.data or "",
            shared=bool(self.shared.data),
        )


class StartForm(DetailsForm, MoveForm):
    """All of it at once: what it is, and where it begins."""


def _named(stage: Stage) -> Any:
    return f"{stage.value} · {translated(STAGES[stage].name)}"
