"""What a section's form does besides saving: rows come, go and move, and errors find their places."""

from wiki.core.errors import Invalid
from wiki.http.translating import translated
from wiki.web.facts.entries import SectionForm

_MOST_DIGITS = 3


def arranged(form: SectionForm, action: str, place: str) -> bool:
    """Add, remove or move a row (``field.2``) if that is what was asked, and tell whether it was."""
    key, _, number = place.partition(".")
    row = int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else 0
    match action:
        case "add":
            form.add_row(key)
        case "remove":
            form.remove_row(key, row)
        case "up":
            form.move_row(key, row, -1)
        case "down":
            form.move_row(key, row, 1)
        case _:
            return False
    return True


def put_errors(form: SectionForm, problem: Invalid) -> None:
    """Put what a service refused at its places in a form; what stands in another section above all."""
    keys = {field.key for field in form.section.fields}
    for name, sentence in problem.errors.items():
        place = name.removeprefix("facts.")
        if place != name and place.partition(".")[0] in keys:
            form.errors[place] = sentence
        else:
            form.form_errors.append(translated(sentence))
