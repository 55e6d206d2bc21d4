"""Attachments: listed for members, uploaded with words for pictures. What a file is, its content decides."""

from flask import request

from wiki.api.addresses import PREFIX
from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import MEDIA_TYPE, NOT_FOUND, Refusal
from wiki.api.replies import Reply
from wiki.api.resources.finding import next_link
from wiki.api.schemas.files import FileForm, FileList, FileListQuery, FileOut
from wiki.core.db import transaction
from wiki.core.errors import Invalid, NotFound
from wiki.core.messages import message
from wiki.files import queries, service
from wiki.files.types import StoredFile
from wiki.http.addresses import absolute
from wiki.http.context import services

TAG = "Files"


@operation(
    "GET",
    "/files",
    tag=TAG,
    summary="List files",
    needs="page.read_drafts",
    query=FileListQuery,
    answers={200: FileList},
)
def list_files(query: FileListQuery) -> Reply:
    """The newest comes first."""
    found = queries.list_files(query.limit + 1, before=query.cursor)
    shown = found[: query.limit]
    cursor = str(shown[-1].id) if len(found) > query.limit else None
    return Reply(document=FileList(items=tuple(map(file_out, shown)), next_cursor=cursor), headers=next_link(cursor))


@operation(
    "GET",
    "/files/{key}",
    tag=TAG,
    summary="Read about a file",
    needs="page.read_drafts",
    answers={200: FileOut},
    problems=(NOT_FOUND,),
)
def get_file(key: str) -> Reply:
    """What it is; “url” is where its content is read."""
    found = queries.find_file(key)
    if found is None:
        raise NotFound
    return Reply(document=file_out(found[0]))


@operation(
    "POST",
    "/files",
    tag=TAG,
    summary="Upload a file",
    needs="file.upload",
    form=FileForm,
    answers={200: FileOut, 201: FileOut},
)
def upload_file() -> Reply:
    """PNG, JPEG, GIF, WebP, PDF, an Office document or text. What is stored already is answered with 200."""
    if request.mimetype != "multipart/form-data":
        raise Refusal(MEDIA_TYPE)
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Invalid({"file": message("Choose a file.")})
    alt = request.form.get("alt", "")
    if "\x00" in alt:
        raise Invalid({"alt": message("Leave out the NUL character: no text has it.")})
    data = given.read()
    known = queries.find_by_content(data)
    with transaction():
        stored = service.upload(actor(), services().files, name=given.filename, data=data, alt=alt)
    headers = {} if known else {"Location": f"{PREFIX}/files/{stored.key}"}
    return Reply(document=file_out(stored), status=200 if known else 201, headers=headers)


def file_out(stored: StoredFile) -> FileOut:
    return FileOut(
        key=stored.key,
        name=stored.name,
        media_type=stored.media_type,
        size=stored.size,
        width=stored.width,
        height=stored.height,
        alt=stored.alt,
        path=stored.path,
        url=absolute(stored.path),
    )
