"""The parts of PDF reading on their own: characters, page status, tables from rules, corridors, opening."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.column_gaps import best_corridor
from ingest.columns import Part, Reader, Sheet
from ingest.pdf_chars import UNKNOWN, clean_char
from ingest.pdf_device import Word
from ingest.pdf_lines import Row, rows_of, straightened
from ingest.pdf_status import page_status, problem_of

DUTCH = (
    "De Belastingdienst heeft in het afgelopen jaar de aanvragen voor toeslagen binnen de termijn behandeld. "
    "Wie een brief kreeg, kon bellen of langskomen bij een van de balies in het land. "
) * 2
NAMES = (
    "Utrecht Groningen Maastricht Zwolle Arnhem Breda Tilburg Leiden Haarlem Delft Gouda Almere Assen Emmen "
    * 3
)
ENGLISH = "The agency has to inform the citizens about the changes that were made and the reasons for it. " * 3
BAD_SCAN = (
    "De 8elast1ngd1enst h€eft 1n h.t afgeiopen jaan de aanvnagen voon de toesIagen b1nnen de tenmijn. " * 9
)


def shifted(text, by=3):
    """The text as a font with wrong codes shows it."""
    return "".join(clean_char(chr(ord(char) - by), "Arial") if char.isalpha() else char for char in text)


@pytest.mark.parametrize(
    ("text", "picture", "status"),
    [
        (DUTCH, 0.0, "ok"),
        (ENGLISH, 0.0, "ok"),
        (NAMES, 0.0, "ok"),
        ("12,4 13,1 98% 1.547 2022 2023 " * 20, 0.0, "ok"),
        ("Jaarverslag 2024", 0.9, "ok"),
        ("", 0.0, "ok"),
        ("", 0.95, "no-text"),
        ("3", 0.95, "no-text"),
        (shifted(DUTCH), 0.0, "garbled"),
        (shifted(DUTCH, 29), 0.0, "garbled"),
        (UNKNOWN * 200, 0.0, "garbled"),
        ("De " + UNKNOWN * 3 + " " + DUTCH, 0.0, "ok"),
        (DUTCH, 0.95, "ok"),
        (BAD_SCAN, 0.95, "uncertain"),
    ],
)  # fmt: skip
def test_page_status_by_words_and_not_by_number_of_letters(text, picture, status):
    assert page_status(text, picture=picture) == status
    problem = problem_of(status, 4, recognition=False)
    assert (problem is None) == (status == "ok")
    assert problem is None or (problem.page == 4 and problem.message.endswith("."))


@pytest.mark.parametrize(
    ("char", "font", "text"),
    [
        ("a", "Verdana", "a"),
        ("\u00a0", "Verdana", " "),
        ("(cid:129)", "Univers", UNKNOWN),
        ("\uf0b7", "SymbolMT", "•"),
        ("\uf0fc", "Wingdings-Regular", "✓"),
        ("\uf061", "RijksoverheidSans", "a"),
        ("\uf0a3", "SymbolMT", "≤"),
        ("\x03", "Verdana", ""),
        ("\x81", "Verdana", UNKNOWN),
        ("ﬁ", "Verdana", "ﬁ"),
        ("fi", "Verdana", "fi"),
        ("n", "Wingdings", "■"),
    ],
)
def test_characters_of_symbol_fonts_and_of_none(char, font, text):
    assert clean_char(char, font) == text


# --------------------------------------------------------------------------- words, rows, columns


def words(text, x, base, size=10.0, bold=False):
    """The words of a line, each letter half as wide as it is high."""
    found = []
    for word in text.split():
        wide = 0.5 * size * len(word)
        found.append(Word(word, x, x + wide, base, size, bold))
        x += wide + 0.28 * size
    return found


def read(rows, body=10.0, pitch=12.0):
    reader = Reader(Sheet(body, pitch))
    return [" ".join(word.text for word in piece.words) for piece in reader.read(Part(rows))]


LEFT = "de linker kolom met lopende tekst"
RIGHT = "en de rechter kolom die verder gaat"


def two_columns(count, gap=14.0, offset=0.0):
    rows = []
    for at in range(count):
        rows.append(words(LEFT, 60, 100 + 12 * at))
        rows.append(words(RIGHT, 60 + 183 + gap, 100 + 12 * at + offset))
    return rows_of([word for row in rows for word in row])


@pytest.mark.parametrize("offset", [0.0, 4.0, 6.0])
def test_two_columns_of_lines_at_any_height(offset):
    assert read(two_columns(8, offset=offset)) == [LEFT] * 8 + [RIGHT] * 8


def test_a_list_of_labels_or_values_is_read_by_rows():
    rows = [
        [
            *words(f"{letter}.", 60, 100 + 12 * at),
            *words("een onderdeel van de lijst met tekst", 90, 100 + 12 * at),
        ]
        for at, letter in enumerate("abcdefgh")
    ]
    assert read(rows_of([word for row in rows for word in row]))[0] == "a. een onderdeel van de lijst met tekst"
    rows = [
        [*words("Aantal behandelde aanvragen", 60, 100 + 12 * at), *words("1.234 56%", 300, 100 + 12 * at)]
        for at in range(8)
    ]
    assert read(rows_of([word for row in rows for word in row]))[0] == "Aantal behandelde aanvragen 1.234 56%"


def test_rows_of_a_table_of_words_without_rules_stay_rows():
    found = []
    for at in range(6):
        found += words("een korte cel met woorden", 60, 100 + 30 * at)
        found += words("de cel ernaast met andere woorden", 230, 100 + 30 * at)
        if at % 2:
            found += words("en een tweede regel daaronder", 230, 112 + 30 * at)
    assert best_corridor(rows_of(found), [], Sheet(10.0, 12.0)) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 500), st.floats(20, 800), st.floats(5, 30), st.text("abcde1", min_size=1, max_size=9)
        ),
        max_size=60,
    )
)
def test_no_word_is_lost_or_read_twice(places):
    """For words anywhere on a page: every letter comes out once, whatever the order found."""
    given_words = [
        Word(text, x, x + 0.5 * size * len(text), base, size, False) for x, base, size, text in places
    ]
    # the same word drawn in the same place is bold overprint, and is read once
    distinct = {(word.text, round(word.x0), round(word.base)): word for word in given_words}
    if len(distinct) < len(given_words):
        return
    rows = rows_of(given_words)
    out = "".join(line.replace(" ", "") for line in read(rows))
    kept = "".join(word.text for row in rows_of(given_words) for word in row.words)
    assert sorted(out) == sorted(kept)
    assert len(out) <= sum(len(word.text) for word in given_words)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_the_words_in_the_file_does_not_matter(seed):
    found = [word for row in two_columns(6) for word in row.words]
    random.Random(seed).shuffle(found)
    assert read(rows_of(found)) == [LEFT] * 6 + [RIGHT] * 6


def test_raised_numbers_go_with_their_word():
    found = [*words("tekst van de brief", 60, 100), Word("12", 143.6, 149, 96.5, 6.0, False)]
    rows = rows_of(found)
    assert len(rows) == 1
    assert (rows[0].words[-1].text, rows[0].words[-1].raised) == ("12", 1)


def test_a_glyph_without_text_at_the_head_of_a_line_is_a_bullet():
    rows = rows_of([Word(UNKNOWN, 60, 64, 100, 10, False), *words("een punt van de lijst", 75, 100)])
    assert rows[0].words[0].text == "•"
    rows = rows_of([*words("tekst", 60, 100), Word(UNKNOWN, 88, 92, 100, 10, False), *words("verder", 95, 100)])
    assert rows[0].words[1].text == UNKNOWN


def test_rows_are_records_of_their_own():
    assert Row(1.0, []) == Row(1.0, [])


def test_lines_of_a_page_that_was_scanned_askew_are_put_straight():
    found = []
    for at in range(8):
        found += words(f"regel {at} van een bladzijde die scheef lag", 60, 100 + 14 * at)
    for word in found:
        word.base += 0.02 * word.x0
    rows = rows_of(straightened(found))
    assert [" ".join(word.text for word in row.words) for row in rows] == [
        f"regel {at} van een bladzijde die scheef lag" for at in range(8)
    ]
