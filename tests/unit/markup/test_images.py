def test_our_file_is_shown_when_it_comes_into_view(rendered):
    html = rendered("Text ![A *lamp* post\\*](/files/abc/lamp.jpg)").html
    assert '<img src="/files/abc/lamp.jpg" alt="A lamp post*" loading="lazy" decoding="async">' in html


def test_a_title_becomes_the_caption_of_a_picture_that_stands_alone(rendered):
    html = rendered('![Lamp](/files/lamp.jpg "Lamp posts & sensors")').html
    assert html.startswith("<figure><img ")
    assert html.endswith("<figcaption>Lamp posts &amp; sensors</figcaption></figure>\n")
    assert "title=" not in html


def test_a_picture_in_a_line_keeps_its_title(rendered):
    html = rendered('See ![Lamp](/files/lamp.jpg "Title")').html
    assert 'title="Title"' in html
    assert "<figure" not in html


def test_a_foreign_picture_is_a_link_so_nothing_is_fetched(rendered):
    html = rendered("![Lamp](https://example.org/lamp.jpg) ![](https://example.org/x.png)").html
    assert "<img" not in html
    assert ">Lamp</a>" in html
    assert ">https://example.org/x.png</a>" in html


def test_a_path_out_of_the_files_is_not_a_picture(rendered):
    assert "<img" not in rendered("![a](/files/../logout) ![b](/files/%2e%2e/logout)").html


def test_a_foreign_picture_within_a_link_is_its_words(rendered):
    html = rendered("[![Lamp](https://example.org/lamp.jpg)](https://example.org)").html
    assert html.count("<a ") == 1
    assert ">Lamp</a>" in html


def test_comments_and_summaries_show_no_pictures(rendered):
    for profile in ("comment", "summary"):
        html = rendered("![Lamp](/files/lamp.jpg)", profile).html
        assert '<a href="/files/lamp.jpg">Lamp</a>' in html
        assert "<img" not in html
