"""The steps on the way to an edition. Each names the revision that was decided on; a newer one is refused."""

from wiki.accounts.types import Actor
from wiki.core.errors import Invalid
from wiki.core.messages import message
from wiki.practices.service.looks import write_look
from wiki.practices.service.steps import begin_step, finish_step
from wiki.practices.types import StepKind


def submit(actor: Actor, slug: str, number: int, comment: str = "") -> None:
    """Ask for a review. Raises as :func:`wiki.practices.service.steps.begin_step`."""
    held = begin_step(actor, slug, StepKind.SUBMITTED, number=number, comment=comment)
    finish_step(actor, held, StepKind.SUBMITTED, comment)


def withdraw(actor: Actor, slug: str, comment: str = "") -> None:
    """Take a practice out of review again. Raises as :func:`submit`."""
    held = begin_step(actor, slug, StepKind.WITHDRAWN, number=None, comment=comment)
    finish_step(actor, held, StepKind.WITHDRAWN, comment)


def approve(actor: Actor, slug: str, number: int, comment: str = "") -> None:
    """Approve a revision as a peer. Raises as :func:`submit`."""
    held = begin_step(actor, slug, StepKind.APPROVED, number=number, comment=comment)
    finish_step(actor, held, StepKind.APPROVED, comment)
    write_look(actor, held.page.id, held.revision.id)


def send_back(actor: Actor, slug: str, comment: str) -> None:
    """Return a practice to its authors, saying what is to be changed. Raises as :func:`submit`."""
    held = begin_step(actor, slug, StepKind.RETURNED, number=None, comment=comment)
    if not comment.strip() and not held.standing.copy.open_remarks:
        raise Invalid({"comment": message("Say what is to be changed, here or in remarks.")})
    finish_step(actor, held, StepKind.RETURNED, comment)


def pass_check(actor: Actor, slug: str, number: int, comment: str = "") -> None:
    """Let a revision pass the quality check: it is standardised. Raises as :func:`submit`."""
    held = begin_step(actor, slug, StepKind.PASSED, number=number, comment=comment)
    finish_step(actor, held, StepKind.PASSED, comment)
