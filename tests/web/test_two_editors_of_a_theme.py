"""Two people edit one theme or city: the second is shown what the first saved, and loses nothing."""

from lxml import html

from tests.clients import FormClient, form_values

THEME, CITY = "/themes/data/edit", "/cities/kyiv/edit"


def test_the_second_gets_their_input_back_and_sees_what_stands_there(editor: FormClient, reviewer: FormClient) -> None:
    opened = form_values(reviewer.get(THEME).text)
    assert editor.submit(THEME, name="Open data", aliases="Daten\nDonnées").status_code == 303
    answer = reviewer.post(THEME, data=opened | {"description": "Mine, not lost."})
    assert answer.status_code == 409
    tree = html.fromstring(answer.text)
    assert tree.xpath("string(//textarea[@name='description'])").strip() == "Mine, not lost."
    stands = {row.xpath("string(dt)"): row.xpath("string(dd)") for row in tree.xpath("//dl/div")}
    assert stands["Name"] == "Open data"
    assert stands["Other names"] == "DatenDonnées"
    assert "Short name" not in stands
    assert "Open data" in editor.get("/themes/data").text

    again = reviewer.post(THEME, data=form_values(answer.text) | {"name": "Open data"})
    assert again.status_code == 303
    shown = reviewer.get("/themes/data").text
    assert "Open data" in shown
    assert "Mine, not lost." in shown


def test_a_city_is_guarded_too_and_its_role_is_shown_in_words(editor: FormClient, reviewer: FormClient) -> None:
    opened = form_values(reviewer.get(CITY).text)
    assert editor.submit(CITY, role="lighthouse", population="1 234 567").status_code == 303
    answer = reviewer.post(CITY, data=opened | {"aliases": "Kiev"})
    assert answer.status_code == 409
    stands = html.fromstring(answer.text).xpath("//dl/div/dd/text()")
    assert "Lighthouse city: tries things out" in stands
    assert "1234567" in stands


def test_one_person_edits_twice_in_a_row(editor: FormClient) -> None:
    assert editor.submit(THEME, description="One.").status_code == 303
    assert editor.submit(THEME, description="Two.").status_code == 303


def test_a_form_that_does_not_say_what_it_started_from_overwrites_nothing(editor: FormClient) -> None:
    opened = {name: value for name, value in form_values(editor.get(THEME).text).items() if name != "updated_at"}
    assert editor.post(THEME, data=opened | {"name": "Overwritten"}).status_code == 409
    assert editor.post(THEME, data=opened | {"name": "Overwritten", "updated_at": "odd"}).status_code == 409
    assert "Overwritten" not in editor.get("/themes/data").text


def test_what_is_wrong_is_told_first_and_the_state_started_from_is_kept(
    editor: FormClient, reviewer: FormClient
) -> None:
    opened = form_values(reviewer.get(THEME).text)
    editor.submit(THEME, name="Open data")
    wrong = reviewer.post(THEME, data=opened | {"name": ""})
    assert wrong.status_code == 422
    assert reviewer.post(THEME, data=form_values(wrong.text) | {"name": "Mine"}).status_code == 409
