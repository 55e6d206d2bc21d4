"""One more revision of a plan, of a replication that is held."""

from wiki.accounts.types import Actor
from wiki.core.clock import now
from wiki.core.db import db
from wiki.core.errors import Invalid
from wiki.facts import PLAN, Facts, plan_problems, to_stored
from wiki.pages.rules import one_line
from wiki.plans.models import PlanRevisionRow
from wiki.plans.rules import COMMENT_MAX, text_errors
from wiki.replication.types import ReplicationId


def refuse(errors: dict[str, str]) -> None:
    """Raise :class:`Invalid` if anything is wrong."""
    if errors:
        raise Invalid(errors)


def add_revision(actor: Actor, replication: ReplicationId, number: int, facts: Facts, comment: str) -> int:
    """Add a revision, which follows the one before it; return its number. Raises :class:`Invalid`."""
    comment = one_line(comment)
    refuse({f"facts.{place}": sentence for place, sentence in plan_problems(facts).items()})
    refuse(text_errors("comment", comment, COMMENT_MAX))
    db.session.add(
        PlanRevisionRow(
            replication_id=replication,
            number=number,
            facts=to_stored(facts),
            template_version=PLAN.version,
            comment=comment,
            author_id=actor.user_id,
            author=actor.label,
            at=now(),
        )
    )
    db.session.flush()
    return number
