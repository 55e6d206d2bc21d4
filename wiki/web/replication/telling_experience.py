"""What the page of a replication shows of its experiences, with the short forms for who may tell some."""

from collections.abc import Mapping
from typing import Any

from wiki.experience import queries
from wiki.experience.types import Experience, ExperienceKind
from wiki.replication.types import Replication
from wiki.web.experience_words import telling
from wiki.web.replication.experience_forms import FORMS, ExperienceForm, SolveForm

NO_FORMS: Mapping[ExperienceKind, ExperienceForm] = {}


def shown_experiences(
    stands: Replication, *, is_ours: bool, sent: Mapping[ExperienceKind, ExperienceForm] = NO_FORMS
) -> dict[str, Any]:
    """Return what a template needs: experiences by kind, the log, and forms; one that came back as it was ``sent``."""
    found = queries.list_experiences(stands)
    by_kind = {kind: [each for each in found if each.said.kind is kind] for kind in ExperienceKind}
    return telling() | {
        "experiences": by_kind,
        "experience_log": queries.list_events(stands),
        "experience_forms": {kind: sent.get(kind) or _empty(kind) for kind in FORMS} if is_ours else {},
        "sent_kinds": set(sent),
        "solve_forms": {each.id: _solving(each) for each in found if each.said.is_open} if is_ours else {},
    }


def _empty(kind: ExperienceKind) -> ExperienceForm:
    form = FORMS[kind](formdata=None, prefix=f"{kind}-")
    form.begin()
    return form


def _solving(barrier: Experience) -> SolveForm:
    form = SolveForm(formdata=None, prefix=f"solve-{barrier.id}-")
    form.seen.data = str(barrier.version)
    return form
