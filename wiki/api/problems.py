"""What may go wrong, as RFC 9457 has it: every kind has an address, a status and a sentence for who reads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from wiki.core.messages import message


@dataclass(frozen=True, kw_only=True)
class ProblemKind:
    """A kind of problem: ``name`` is the stable end of its address."""

    name: str
    status: int
    title: str
    explanation: str


class Refusal(Exception):  # noqa: N818 - an outcome, named as the domain's own are
    """A request is answered with a problem: errors by field, further members, further headers."""

    def __init__(
        self,
        kind: ProblemKind,
        *,
        errors: Mapping[str, str] | None = None,
        members: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.errors = dict(errors or {})
        self.members = dict(members or {})


_known: list[ProblemKind] = []


def _kind(name: str, status: int, title: str, explanation: str) -> ProblemKind:
    kind = ProblemKind(name=name, status=status, title=title, explanation=explanation)
    _known.append(kind)
    return kind


def problem_kinds() -> tuple[ProblemKind, ...]:
    return tuple(_known)


MALFORMED = _kind(
    "malformed",
    400,
    message("The request could not be understood"),
    message("The body is no valid JSON, or the request holds a character that no text has."),
)
UNAUTHENTICATED = _kind(
    "unauthenticated",
    401,
    message("A token is needed"),
    message("Send the token of a member as “Authorization: Bearer …”. One that was revoked is refused."),
)
FORBIDDEN = _kind(
    "forbidden",
    403,
    message("You may not do this"),
    message("The role of the token's owner does not include it, or the token was made for reading only."),
)
NOT_FOUND = _kind(
    "not-found",
    404,
    message("There is nothing here"),
    message("There is no such thing, or none that the token's owner may see."),
)
METHOD = _kind(
    "method-not-allowed",
    405,
    message("This address does not take that"),
    message("The header “Allow” names the methods it takes."),
)
CONFLICT = _kind(
    "conflict",
    409,
    message("Somebody changed this meanwhile"),
    message(
        "Nothing was saved. Base, mine and theirs are in the answer: put them together and send the result again,"
        " based on theirs."
    ),
)
WITHDRAWN = _kind(
    "withdrawn",
    410,
    message("This edition was withdrawn"),
    message("Its practice was archived. The answer names the edition and, if there is one, the practice after it."),
)
PRECONDITION = _kind(
    "precondition-failed",
    412,
    message("It is not as the request expects"),
    message("“If-Match” names another revision than the present one, or “If-None-Match: *” met something. Read again."),
)
TOO_LARGE = _kind("too-large", 413, message("That is too large"), message("The body is larger than the wiki takes."))
MEDIA_TYPE = _kind(
    "unsupported-media-type",
    415,
    message("This kind of body is not taken"),
    message("Send JSON as “application/json”, files as “multipart/form-data”."),
)
INVALID = _kind(
    "invalid",
    422,
    message("This cannot be taken"),
    message("Each of the errors names a field and says what is wrong with it."),
)
BASE_NEEDED = _kind(
    "base-needed",
    428,
    message("It must be known what this is based on"),
    message("Something stands here already. Name what yours was based on, in the body or with “If-Match”."),
)
TOO_MANY = _kind(
    "too-many-requests",
    429,
    message("Too many requests"),
    message("Wait as many seconds as “Retry-After” says, then go on."),
)
BROKEN = _kind(
    "internal-error",
    500,
    message("Something went wrong"),
    message("It is our fault and has been noted. Try again in a moment."),
)
BUSY = _kind(
    "busy",
    503,
    message("The wiki is busy"),
    message("Nothing was saved. Wait a moment, then try again."),
)
NO_SEARCH = _kind(
    "search-unavailable",
    503,
    message("The search is away"),
    message("Everything else works. Try again in a moment."),
)
