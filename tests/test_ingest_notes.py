"""Footnotes: out of the text, on the sentence of their marker, with the note as proof for taking digits off."""

# ruff: noqa: E501 - the sentences of a test stand on one line
from __future__ import annotations

import pytest
from reading import FILLER, check_letters, filler, find, read

from ingest.notes import markers


def with_note(sentence: str, note: str, number: int = 3) -> str:
    """A page with a sentence that bears a marker, and the note at its foot; earlier notes before it."""
    earlier = "".join(f"Dit staat in de brief van de minister.{n} En verder.\n" for n in range(1, number))
    notes = "".join(f"{n} Kamerstuk 31 066, nr. {n + 100}.\n" for n in range(1, number))
    return f"{FILLER}\n{earlier}{sentence}\n\n{notes}{number} {note}\n\f{filler(1)}"


MARKED = [
    ("Dit is de meest recente rapportage3.", "rapportage.", "rapportage"),
    ("De wet is naar de Kamer gestuurd.3 Net als toen.", "gestuurd. Net", "gestuurd."),
    ("Zie de ‘Stand van de Uitvoering 2022’.3 De knelpunten.", "2022’. De knelpunten", "2022’."),
    ("Conform de brief van 15 juni 20223 voert de dienst uit.", "juni 2022 voert", "juni 2022"),
    ("De strategie is van 31 mei 2023.3 In deze brief.", "mei 2023. In deze", "mei 2023."),
    ("De score was 73%3 in het jaar.", "was 73% in", "73%"),
    ("Het hof (HvJ)3 oordeelde anders.", "(HvJ) oordeelde", "(HvJ)"),
    ("Bij de reactie op de motie Van Weyenberg3 is een lijst.", "Weyenberg is een", "Weyenberg"),
    ("Dit gold voor de Belasting-\ndienst.3 Op de website.", "Belastingdienst. Op", "Belastingdienst."),
]


@pytest.mark.parametrize(("sentence", "clean", "before"), MARKED)
def test_glued_markers_are_taken_off(sentence, clean, before):
    """A digit glued to a word or year goes when the note proves it, and the note stands at that place."""
    document = read(with_note(sentence, "Kamerstukken II 2022-2023, 31066, nr. 1165."))
    passage = find(document, clean)
    note = next(note for note in passage.footnotes if note.number == "3")
    assert note.text == "Kamerstukken II 2022-2023, 31066, nr. 1165."
    assert note.marker is not None
    assert passage.text[: note.marker].endswith(before)
    assert not any("1165" in other.text for other in document.passages)
    check_letters(document)


NO_MARKERS = [
    "De brief van 15 juni 20223 is niet van belang.",  # no note 3
    "Dit is de meest recente rapportage3.",
    "Het model HR60 en de kamers A3 en B3.",
    "Zie nr.3 en art.3 van de wet.",
    "De waarde was 1,8273 in dat jaar.",
]


@pytest.mark.parametrize("sentence", NO_MARKERS)
def test_digits_stay_without_a_note(sentence):
    """Without a note there is no proof, and the digits stay."""
    document = read(f"{FILLER}\n{sentence}\n\f{filler(1)}")
    assert sentence in " ".join(passage.text for passage in document.passages)


@pytest.mark.parametrize(
    ("text", "number", "ranks"),
    [
        ("de rapportage1.", 1, [0]),
        ("op 15 juni 20223 voert", 3, [1]),
        ("90% 93% 6", 6, [2]),
        ("vorig jaar 1,8277", 7, [3]),
        ("met 73%2 in", 2, [4]),
        ("Zie voetnoot 1 80,0%", 1, [5]),
        ("scoort 7,71", 1, [6]),
        ("Verordening 182/2011. 13 Het kabinet", 13, [7]),
        ("ADVIES EN NADER RAPPORT1", 1, [0]),
        ("de waarde is 7,711", 1, []),
        ("Er waren er meer. 13 Nederlanders", 13, []),
        ("in 2021 en 2012 tot 2014", 1, []),
        ("de HR60 en CO2", 2, []),
        ("nr.3 en art. 3", 3, []),
        ("3.1 en 3,1", 3, []),
        ("een 3-jarig plan", 3, []),
    ],
)
def test_kinds_of_markers(text, number, ranks):
    """What can be a marker, from the best proof to the weakest."""
    assert [mark.rank for mark in markers(text, 0, len(text), number)] == ranks


def test_a_note_between_two_columns_does_not_cut_the_sentence():
    """The text of the next column goes on behind the notes of the one before."""
    text = (
        f"{FILLER}\nDe dienst bood in het voor- en najaar samen met de Belastingdienst een informatief en goed bezocht\n\n"
        f"1 Kamerstukken II 2022-2023, 31066, nr. 1154\n\nprogramma om partijen in staat te stellen burgers te helpen.1\n\f{filler(1)}"
    )
    passage = find(read(text), "een informatief en goed bezocht programma om partijen")
    assert [note.number for note in passage.footnotes] == ["1"]


def test_a_word_cut_by_note_and_page():
    """A word that is broken over a footnote and a page end is mended."""
    text = (
        f" {FILLER}{filler(3)}Dit staat in de brief.1 De inzet die wordt gepleegd om burgers te helpen met hun financiële zelfred-\n\n"
        f"1 Kamerstuk 31 066, nr. 12.\n zaamheid wordt vergroot door de dienst.\n" + filler(1) + filler(2)
    )
    passage = find(read(text), "financiële zelfredzaamheid wordt")
    assert (passage.page_from, passage.page_to) == (1, 2)


def test_a_note_of_several_lines_with_white_space():
    """A note goes on over wrapped lines, also when white space parts them at the foot of the page."""
    text = with_note(
        "Dit loopt via het systeem.3 Verder niet.",
        "Zie https://www.rijk.nl/wps/toeslagen/hulpmiddel-adressen-\n\ntoeslagenservicepunten en de bijlage.",
    )
    note = next(note for note in find(read(text), "via het systeem.").footnotes if note.number == "3")
    assert (
        note.text
        == "Zie https://www.rijk.nl/wps/toeslagen/hulpmiddel-adressen-toeslagenservicepunten en de bijlage."
    )


def test_a_note_with_two_markers():
    """A note that is cited twice on its page is taken off both places."""
    text = f"{FILLER}\nDe scores dalen.1 Zo blijkt uit het onderzoek van vorig jaar.1 Meer is er niet.\n\n1 Tot 2022 samen gemeten.\n\f{filler(1)}"
    passage = find(read(text), "De scores dalen. Zo blijkt")
    assert "vorig jaar. Meer" in passage.text
    assert [(note.number, note.marker) for note in passage.footnotes] == [
        ("1", passage.text.index(" Zo blijkt"))
    ]


@pytest.mark.parametrize(
    "heading", ["1 Toekenningszekerheid", "2 Strategische doelen", "3 Knelpunten in de uitvoering"]
)
def test_numbered_headings_are_no_notes(heading):
    """A numbered heading begins with a number as a note does, but nothing refers to it."""
    document = read(f"{FILLER}\n{heading}\n\n{FILLER}\n{FILLER}")
    assert not any(passage.footnotes for passage in document.passages)
    assert heading in [item.text for item in document.headings] or heading[0] != "1"


TABLE = "Telefoon 7,4 7,5 7,3\nBalie 7,6 7,2 7,8\n"


@pytest.mark.parametrize(
    ("rows", "clean"),
    [(f"{TABLE}Brief 7,71 7,0 7,4\n", "7,7 "), ("Wij scoorden een 7,71 op de schaal.\n", "7,71 ")],
)
def test_a_marker_behind_a_decimal_needs_its_neighbours(rows, clean):
    """ "7,71" is 7,7 with a marker where the values around it have one decimal."""
    document = read(f"{FILLER}\n{rows}\n1 Instellingen worden eens in de twee jaar bevraagd.\n\f{filler(1)}")
    assert any(clean in passage.text for passage in document.passages)
    check_letters(document)


def test_a_note_without_marker_above_one_with():
    """Notes stand below each other: the first one is a note when the second is."""
    document = read(
        f"{FILLER}\nDe score was 73%2 in het jaar.\n\n1 Eens in de twee jaar bevraagd.\n2 Zonder de aanvragen uit mei.\n\f{filler(1)}"
    )
    loose = [passage for passage in document.passages if passage.kind == "footnote"]
    assert [passage.text for passage in loose] == ["Eens in de twee jaar bevraagd."]
    assert [note.number for note in find(document, "73% in het").footnotes] == ["2"]


def test_what_stands_between_two_notes_is_of_the_first():
    """White space between the lines of notes parts none of them."""
    text = (
        f"{FILLER}\nZo staat het in de brief.1 En in de wet.2 Meer niet.\n\n1 Antwoorden op Kamervragen over gevolgen van de nieuwe techniek voor de uitvoering |\n\n"
        f"Rijksoverheid\n\n2 Wet op de toeslagen.\n\f{filler(1)}"
    )
    notes = find(read(text), "in de brief.").footnotes
    assert [note.text for note in notes] == [
        "Antwoorden op Kamervragen over gevolgen van de nieuwe techniek voor de uitvoering | Rijksoverheid",
        "Wet op de toeslagen.",
    ]


def test_a_note_ends_where_pages_are_not_known():
    """Without pages the text goes on right below a note: what follows a short or ended line is no part of it."""
    text = (
        f"{FILLER}De dienst biedt hulp aan burgers die moeite hebben met de overheid.1 Zij komen zonder\n\n"
        f"1 Kamerstuk 31 066, nr. 1232.\ntussenkomst van een medewerker bij hun gegevens.\n{filler(1)}"
    )
    document = read(text)
    assert document.pages == ()
    passage = find(document, "Zij komen zonder tussenkomst van een medewerker")
    assert [note.text for note in passage.footnotes] == ["Kamerstuk 31 066, nr. 1232."]
    check_letters(document)


NOTES = [
    "",
    "Kamerstuk 31 066.",
    "Stb. 2023, 136.",
    "Zie bijlage 2.",
    "Wet op de huurtoeslag.",
    "Bron: CBS.",
    "Nog niet verwerkt.",
]


def test_notes_in_a_text_without_white_space():
    """Where no blank lines are left, the next number with a marker glued to a word begins a note."""
    body = "".join(
        f"{filler(n)}Dit staat in de brief van de minister.{n} En verder niets.\n{filler(n + 9)}{n} {NOTES[n]}\f"
        for n in range(1, 7)
    )
    document = read(body)
    notes = [note for passage in document.passages if passage.kind != "footnote" for note in passage.footnotes]
    assert [(note.number, note.text) for note in notes] == [(str(n), NOTES[n]) for n in range(1, 7)]
    check_letters(document)
