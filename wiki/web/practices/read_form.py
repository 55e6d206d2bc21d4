"""What the forms about a revision share: they say which one was read."""

from wtforms import HiddenField

from wiki.http.numbers import whole
from wiki.web.forms import WikiForm


class ReadForm(WikiForm):
    """``number`` is the revision that was read."""

    number = HiddenField()

    @property
    def read_number(self) -> int:
        """The revision that was read; 0 when the form does not say, which no revision has."""
        try:
            return whole(self.number.data or "")
        except ValueError:
            return 0
