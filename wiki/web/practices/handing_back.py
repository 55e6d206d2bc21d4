"""What was written, given back where it cannot be taken now; nothing else of the practice is shown."""

from flask import render_template, request
from flask.typing import ResponseReturnValue


def handed_back(trouble: str, written: str) -> ResponseReturnValue:
    """Answer a form that sends the same again; ``written`` names the field of the text that somebody wrote."""
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in {"csrf_token", written}]
    html = render_template(
        "reviews/handed_back.html",
        trouble=trouble,
        kept_fields=kept,
        written=written,
        text=request.form.get(written, ""),
        action=request.path,
    )
    return html, 403
