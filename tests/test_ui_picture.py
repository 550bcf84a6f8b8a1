"""Words and passages in boxes on the picture of a page; where the published PDF is."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_builders import passage

from kb.records import Box, SourceLine, SourcePage
from ui import present_picture
from ui.present_picture import Place

TEXT = "Aantal bezwaren 1.234 1.300\nOver bezwaar en beroep\n"
PAGE = SourcePage(1, 0, len(TEXT), width=100.0, height=200.0)
LINES = (
    SourceLine(0, 27, page=1, box=Box(10, 20, 90, 30)),
    SourceLine(28, 50, page=1, box=Box(10, 40, 54, 50)),
    SourceLine(28, 50, page=2, box=Box(10, 40, 54, 50)),
    SourceLine(50, 50, page=1),
)
WORDS = (
    ("Aantal", 0.10, 0.10, 0.18, 0.15), ("bezwaren", 0.20, 0.10, 0.30, 0.15), ("1.234", 0.60, 0.10, 0.65, 0.15),
    ("1.300", 0.80, 0.10, 0.90, 0.15), ("Over", 0.10, 0.20, 0.18, 0.25), ("bezwaar", 0.20, 0.20, 0.30, 0.25),
    ("en", 0.32, 0.20, 0.35, 0.25), ("beroep", 0.37, 0.20, 0.54, 0.25),
)  # fmt: skip


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_word_stands_where_the_file_has_it():
    """Also in a row of a table, where letters are not evenly spread over the line."""
    (place,) = present_picture.places(PAGE, LINES, [span("bezwaren")], TEXT, WORDS)
    assert place == pytest.approx((0.20, 0.10, 0.10, 0.05))
    (number,) = present_picture.places(PAGE, LINES, [span("1.300")], TEXT, WORDS)
    assert number.left == pytest.approx(0.80)


def test_several_words_are_in_one_box():
    """From the first to the last."""
    (place,) = present_picture.places(PAGE, LINES, [span("bezwaar en beroep")], TEXT, WORDS)
    assert (place.left, place.left + place.width) == pytest.approx((0.20, 0.54))


def test_without_words_of_the_file_the_share_of_the_line_tells():
    """A scan has none; a word that is not among them is not put on another one."""
    for words in ((), WORDS[:5]):
        (place,) = present_picture.places(PAGE, LINES, [span("bezwaar ")], TEXT, words)
        assert place.left == pytest.approx(0.10 + 0.44 * 5 / 22)
        assert place.top == pytest.approx(0.20)


def test_a_stretch_over_two_lines_has_two_boxes_and_one_around_them():
    """Only lines of the page that is shown count."""
    found = present_picture.places(PAGE, LINES, [(0, 50)], TEXT)
    assert len(found) == 2
    (whole,) = present_picture.around(found)
    assert whole == pytest.approx((0.10, 0.10, 0.80, 0.15))
    assert present_picture.around([]) == []


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=20))
def test_no_box_leaves_its_line(spans):
    """Whatever is asked for: never more than a number of boxes, never beside the line."""
    for place in present_picture.places(PAGE, LINES, spans, TEXT, WORDS):
        assert place.left >= 0.1 - 1e-9
        assert place.left + place.width <= 0.9 + 1e-9


def test_matches_become_stretches_of_the_source():
    """Only of passages on the page, by their own spans."""
    first = passage(TEXT[:27], page_from=1, page_to=1)
    second = passage(TEXT[28:50], start=28, page_from=2, page_to=2)
    highlights = {first.passage_id: ((7, 15),), second.passage_id: ((5, 12),)}
    assert present_picture.matched(1, [first, second], highlights, TEXT) == [span("bezwaren")]
    assert present_picture.matched(2, [first, second], highlights, TEXT) == [(span("bezwaar ")[0], 40)]


def webp(width, height):
    head = b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10
    return head + width.to_bytes(2, "little") + height.to_bytes(2, "little")


def test_a_page_that_was_turned_to_be_read_gets_no_boxes():
    """Its places are not those of the picture; neither when the picture is not understood."""
    assert present_picture.fits(webp(550, 1100), PAGE)
    assert not present_picture.fits(webp(1100, 550), PAGE)
    assert not present_picture.fits(b"GIF89a", PAGE)
    assert not present_picture.fits(webp(550, 1100), SourcePage(1, 0, 1))


def test_the_picture_says_what_it_shows():
    """Its name is escaped, its boxes are in shares of it."""
    html = present_picture.picture_html(b"beeld", 'Bladzijde "1" <b>', [Place(0.1, 0.2, 0.3, 0.1)], [])
    assert base64.b64encode(b"beeld").decode() in html
    assert 'alt="Bladzijde &quot;1&quot; &lt;b&gt;"' in html
    assert re.search(r"left:9\.80%;top:19\.80%;width:30\.40%;height:10\.40%", html)


@pytest.mark.parametrize(
    ("url", "pdf", "place"),
    [
        ("https://voorbeeld.nl/a.pdf", False, "https://voorbeeld.nl/a.pdf#page=3"),
        ("https://voorbeeld.nl/a.PDF?x=1#page=9", False, "https://voorbeeld.nl/a.PDF?x=1#page=3"),
        ("https://zoek.officielebekendmakingen.nl/kst-31066-1232.html", True,
         "https://zoek.officielebekendmakingen.nl/kst-31066-1232.pdf#page=3"),
        ("https://zoek.officielebekendmakingen.nl/kst-31066-1232.html", False, None),
        ("https://voorbeeld.nl/pagina.html", True, None),
        ("javascript:alert(1)//.pdf", True, None),
        (None, True, None),
    ],
)  # fmt: skip
def test_where_the_published_pdf_is(url, pdf, place):
    """At its page; where that is not known, nowhere."""
    assert present_picture.pdf_address(url, 3, pdf=pdf) == place
