"""What a page is connected with: other pages, and the files it shows."""

import re
from urllib.parse import unquote

from wiki.api.callers import actor
from wiki.api.operations import operation
from wiki.api.problems import NOT_FOUND
from wiki.api.replies import Reply
from wiki.api.resources.files import file_out
from wiki.api.resources.finding import page_here
from wiki.api.resources.pages import TAG, shown
from wiki.api.schemas.files import PageFiles
from wiki.api.schemas.history import LinkingOut, Links, OutgoingOut
from wiki.files.queries import list_files_by_key
from wiki.http.context import taxonomy
from wiki.pages import queries

_FILE = re.compile(r'"/files/([\w-]+)/')


@operation(
    "GET",
    "/pages/{slug}/links",
    tag=TAG,
    summary="List the links of a page",
    answers={200: Links},
    problems=(NOT_FOUND,),
    moves=True,
)
def get_links(slug: str) -> Reply:
    """Links to the page and from it, as far as the reader may see the text they stand in."""
    page = page_here(slug)
    incoming = tuple(LinkingOut(**vars(found)) for found in queries.list_linking(actor(), page.id))
    outgoing = tuple(map(_outgoing, queries.list_outgoing(actor(), page)))
    return Reply(document=Links(incoming=incoming, outgoing=outgoing))


def _outgoing(link: queries.OutgoingLink) -> OutgoingOut:
    return OutgoingOut(key=link.key, slug=unquote(link.href.removeprefix("/pages/")), exists=link.exists)


@operation(
    "GET",
    "/pages/{slug}/files",
    tag=TAG,
    summary="List the files of a page",
    answers={200: PageFiles},
    problems=(NOT_FOUND,),
    moves=True,
)
def get_page_files(slug: str) -> Reply:
    """The files that the text shows or links to, and the lead picture."""
    whole = f"{slug}/files"
    if queries.find_page(actor(), whole):
        # “files” is no reserved word: such a page keeps its address, and its parent's files are not listed.
        return shown(whole)
    view = queries.get_view(actor(), page_here(slug), taxonomy())
    picture = view.revision.picture
    keys = _FILE.findall(f'{view.html} "{picture.path}"' if picture else view.html)
    return Reply(document=PageFiles(items=tuple(map(file_out, list_files_by_key(keys)))))
