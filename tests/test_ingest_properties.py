"""What holds for any text: no letter lost, none twice, spans exact, order kept, nothing endless."""

# ruff: noqa: E501 - the sentences of a test stand on one line
from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st
from reading import SENTENCES, check_letters, filler, letters, read

from ingest.mend import Mender
from ingest.raw import ReadError
from ingest.words import Vocabulary

PIECES = st.sampled_from([
    "", "", "", " ", "\f", *SENTENCES[:4], *filler(1).split("\n"), " zij verder kunnen met de aanvraag en", " Voorwoord",
    "1 Inleiding", "1.1 Doel", "2.  Strategische doelen", "2", "Toeslagen", "Bijlage 2", "Colofon", "A) Wet- en regelgeving",
    "• Is het rechtvaardig?", " ▪ De druk op de uitvoering;", "- een item", "a) eerste;", "b) tweede.", "1. een", "2. twee",
    "Dit is de rapportage1.", "op 15 juni 20223 voert", "gedeeld.2 Verder", "1 Kamerstuk 31 066, nr. 12.", "2 Zie de bijlage",
    "3 www.rijk.nl/een-twee-", "toeslagge-", "rechtigden krĳgen", "huur-", "en zorgtoeslag", "regel -", "geving", "voor komen.",
    "Waarde 2021 Waarde 2022", "Indicator Norm Realisatie", "Telefonie 72,7 % 75,6 %", "≥ 94%", "92,9%", "Gerealiseerd Gerealiseerd",
    "n.v.t. - 5", "Zie toelichting 1)", "Minimaal 70% van de bellers,", "Signaal Omschrijving Oplossingsrichtingen", "Harmoniseren",
    "Vermogensgrenzen  ▪ Een aantal toeslagen kent een harde grens en dat is lastig uit te leggen aan burgers in ons land.",
    "Lopend Dienst Toeslagen heeft afgelopen jaar doorgewerkt aan het bieden van herstel aan ouders en aan hun kinderen.",
    "Vraag 1", "Antwoord 1", "Vraag 2", "Antwoord op vraag 2: Ja.", "De voorzitter:", "De heer Jansen (CDA):", "Mevrouw Kaag (D66):",
    "Pagina 2 van 3", "2", "Dienst | Jaarverslag 2023", "http://www.rijk.nl/hulp", "ISSN 0921 - 7371", "Figuur 2: bedragen",
    "\u00adzacht\u00ad", "ﬁnanciën\u2028x", "İstanbul ǅ ß", "\r", "x" * 300, "٣ ४", "²³", "e\u0301e\u0308n",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_no_letter_is_lost_or_doubled(lines):
    """Letters of passages equal those of their spans; all letters are somewhere, none twice."""
    text = "\n".join(lines)
    try:
        document = read(text)
    except ReadError:
        return
    check_letters(document)
    starts = [passage.char_start for passage in document.passages]
    assert starts == sorted(starts)
    for passage in document.passages:
        assert passage.text == passage.text.strip()
        assert list(passage.spans) == sorted(passage.spans)
        assert all(
            0 <= note.marker <= len(passage.text) for note in passage.footnotes if note.marker is not None
        )
        assert passage.line_start is not None
        assert passage.line_end is not None
        assert passage.line_start <= passage.line_end
        for row in passage.cells.rows if passage.cells else ():
            assert passage.cells is None or len(row) == len(passage.cells.columns)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    """Whatever the signs, reading ends with a document or with a refusal."""
    with suppress(ReadError):
        check_letters(read(text))


def test_signs_without_words_are_told_to_be_unreadable():
    """A text of which no word is one gives a problem, and no passages to be found by."""
    document = read("A0" * 40)
    assert [problem.code for problem in document.problems] == ["onleesbaar"]
    check_letters(document)


WORDS = st.sampled_from(
    [
        "toeslag",
        "gerechtigden",
        "huur-",
        "en",
        "IV-",
        "systemen",
        "de",
        "zĳn",
        "2022-",
        "2023",
        "\u00ad",
        "–",
        "-",
        "a\u00adb",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_mending_keeps_letters_in_order(lines):
    """Clean text has the letters of its lines, and every part of it leads back to them."""
    source = "\n".join(" ".join(line) for line in lines)
    spans, start = [], 0
    for line in source.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    clean = Mender(source, Vocabulary([source]), {}).clean(spans)
    assert letters(clean.text) == letters(source)
    assert len(clean.text) == len(clean.offsets)
    for cut in range(0, len(clean.text), 7):
        part = clean.slice(cut, min(cut + 20, len(clean.text)))
        back = "".join(source[left:right] for left, right in part.spans(source))
        # a ligature cut in two leads back to the whole of it
        assert letters(part.text) in (letters(back), letters(back)[1:], letters(back)[:-1], letters(back)[1:-1])


def test_long_input_is_no_trap():
    """Lines without end, thousands of lines and brackets that never close are read as any other."""
    for text in (
        "a" * 200_000,
        "( " * 50_000,
        "1 " * 50_000,
        "- \n" * 20_000,
        "Waarde 2021 " * 5_000,
        "toe-\n" * 5_000,
    ):
        check_letters(read(text + "\n" + SENTENCES[0]))
