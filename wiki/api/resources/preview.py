"""Markdown as the wiki would show it."""

from wiki.api.operations import operation
from wiki.api.replies import Reply
from wiki.api.resources.presenting import headings_of
from wiki.api.schemas.pages import Preview, PreviewInput
from wiki.pages import service


@operation(
    "POST",
    "/preview",
    tag="Pages",
    summary="Preview a text",
    needs="page.edit",
    body=PreviewInput,
    answers={200: Preview},
)
def preview(body: PreviewInput) -> Reply:
    """Nothing is saved."""
    rendered = service.render_body(body.body, body.language)
    return Reply(document=Preview(html=rendered.html, headings=headings_of(rendered.headings)))
