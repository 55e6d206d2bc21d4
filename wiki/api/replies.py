"""Answers: a document, and the tag by which a program tells whether it has it already."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from flask import Response, request
from pydantic import BaseModel

_DIGEST_BYTES = 12
# Different each time for one and the same answer.
_VOLATILE = {"took_ms"}
_VERSION = re.compile(r'"([0-9]{1,19})\.')


@dataclass(frozen=True, kw_only=True)
class Reply:
    """``tagged`` is what the tag of the answer stands for, the document itself unless told otherwise.

    ``version`` begins the tag: the number or time by which a later write names what it was based on.
    """

    document: BaseModel
    status: int = 200
    version: int | None = None
    tagged: BaseModel | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def respond(reply: Reply) -> Response:
    response = Response(reply.document.model_dump_json(), reply.status, reply.headers, mimetype="application/json")
    tagged = reply.tagged or (reply.document if request.method in {"GET", "HEAD"} else None)
    if tagged is not None:
        response.set_etag(tag_of(tagged, reply.version))
    response.make_conditional(request)
    return response


def tag_of(document: BaseModel, version: int | None = None) -> str:
    """Return the tag of what a reader sees: its version, if it has one, and a digest of all of it."""
    digest = blake2b(document.model_dump_json(exclude=_VOLATILE).encode(), digest_size=_DIGEST_BYTES).hexdigest()
    return digest if version is None else f"{version}.{digest}"


def versions_asked_for() -> frozenset[int] | None:
    """Return the versions that ``If-Match`` names, none of them ours if need be; None without that header.

    Only the version counts: a tag also says how an answer was packed, and how links elsewhere were drawn.
    """
    if "If-Match" not in request.headers:
        return None
    return frozenset(map(int, _VERSION.findall(request.headers["If-Match"])))


def only_new() -> bool:
    """Tell whether the request is to make something, and to change nothing that is there already."""
    return request.if_none_match.star_tag
