"""What is asked of pages, by their kind, and of plans."""

from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.schemas.templates import TemplateOut
from wiki.core.errors import NotFound
from wiki.facts import PLAN, template_of
from wiki.facts.json_schema import json_schema


@operation(
    "GET",
    "/templates/{kind}",
    tag="Pages",
    summary="Read the template of a kind of page",
    answers={200: TemplateOut},
    problems=(NOT_FOUND,),
)
def get_template(kind: str) -> Reply:
    """What the facts of a practice, a meeting or a “plan” may hold. Pages of other kinds are text alone."""
    template = PLAN if kind == "plan" else template_of(kind)
    if template is None:
        raise NotFound
    return Reply(document=TemplateOut(kind=kind, version=template.version, facts=json_schema(template)))
