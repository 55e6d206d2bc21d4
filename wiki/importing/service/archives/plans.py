"""The plan of a replication that an import makes."""

from dataclasses import asdict

from wiki.core.db import db
from wiki.dissemination.archive.types import ReplicationRecord
from wiki.plans.models import PlanRevisionRow, PlanStepRow, TakeOverRow
from wiki.taxonomy.types import Taxonomy


def add_plan(record: ReplicationRecord, replication_id: int, taxonomy: Taxonomy) -> None:
    """Add a plan's revisions, its review and what was decided on editions, in their order."""
    for plan in record.plan:
        db.session.add(
            PlanRevisionRow(
                replication_id=replication_id,
                number=plan.number,
                facts=plan.facts,
                template_version=plan.template,
                comment=plan.comment,
                author=plan.by,
                at=plan.at,
            )
        )
    for step in record.plan_steps:
        city = taxonomy.city_by_slug.get(step.city)
        db.session.add(
            PlanStepRow(
                replication_id=replication_id,
                number=step.number,
                kind=step.kind.value,
                comment=step.comment,
                at=step.at,
                actor=step.by,
                city_id=city.id if city else None,
            )
        )
        db.session.flush()
    for each in record.take_overs:
        db.session.add(
            TakeOverRow(
                replication_id=replication_id,
                edition=each.edition,
                decisions=[asdict(decision) for decision in each.decisions],
                number=each.number,
                at=each.at,
                actor=each.by,
            )
        )
        db.session.flush()
