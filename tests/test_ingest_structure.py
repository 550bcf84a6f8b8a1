"""Headings with their levels, paragraphs, lists, figures: what lines of a document become."""

# ruff: noqa: E501 - the sentences of a test stand on one line
from __future__ import annotations

import pytest
from reading import FILLER, check_letters, filler, find, read

A, B, C = filler(1), filler(2), filler(3)

HEADINGS = [
    # each text with the headings that a person sees in it, and their levels
    (f"1 Inleiding\n\n{A}\n1.1 Doel van de brief\n\n{B}\n2 Knelpunten\n\n{C}",
     [(1, "1 Inleiding"), (2, "1.1 Doel van de brief"), (1, "2 Knelpunten")]),
    # over two lines, and right on its text
    (f"2.1  Herstel van vertrouwen:\nrecht doen aan het verleden\n\n{A}\n2.2 Kernwaarden\n{B}",
     [(2, "2.1 Herstel van vertrouwen: recht doen aan het verleden"), (2, "2.2 Kernwaarden")]),
    # the first line of a numbered title ends before a capital
    (f"2.  Strategische doelstellingen\nToeslagen\n\n{A}", [(1, "2. Strategische doelstellingen Toeslagen")]),
    # a chapter number on a line of its own
    (f"{A}\n\n2\nStrategische doelen\nvoor de toekomst\n\n{B}", [(1, "2 Strategische doelen voor de toekomst")]),
    # without numbers: a short line of its own above text
    (f"Helderheid van brieven\n\n{A}\nThema niet-gebruik\n\n{B}", [(1, "Helderheid van brieven"), (1, "Thema niet-gebruik")]),
    # below the last numbered one
    (f"2.1 Bouwen\n\nBurgers\n{A}\nMedewerkers\n{B}\n2.2 Verder\n\n{C}",
     [(2, "2.1 Bouwen"), (3, "Burgers"), (3, "Medewerkers"), (2, "2.2 Verder")]),
    # one that stands apart above one that stands on its text
    (f"3 Uitvoering\n\n{A}\nUitgelicht\n\nBezwaren\n{B}\nToezicht\n{C}\nContact\n\n{A}",
     [(1, "3 Uitvoering"), (2, "Uitgelicht"), (3, "Bezwaren"), (3, "Toezicht"), (2, "Contact")]),
    # parts outside the numbering
    (f"Voorwoord\n{A}\n1 Begin\n\n{B}\n1.1 Verder\n\n{C}\nColofon\nDit is een uitgave van het ministerie.\n",
     [(1, "Voorwoord"), (1, "1 Begin"), (2, "1.1 Verder"), (1, "Colofon")]),
    (f"{A}\nBijlage: Overzicht signalen\n{B}\nA) Wet- en regelgeving\n\n{C}",
     [(1, "Bijlage: Overzicht signalen"), (2, "A) Wet- en regelgeving")]),
    # a question can be a title
    (f"3. Reguliere uitvoering\nen handhaving\n\n{B}\n4. Wat hebben we nodig?\n\n{A}",
     [(1, "3. Reguliere uitvoering en handhaving"), (1, "4. Wat hebben we nodig?")]),
    # letters below a number, a title without letter between them
    (f"2 Beoordeling\n\na) Bevoegdheid\n{A}\nb) Subsidiariteit\n{B}\nKleine ondernemers\n{C}\nc) Evenredigheid\n{A}",
     [(1, "2 Beoordeling"), (2, "a) Bevoegdheid"), (2, "b) Subsidiariteit"), (3, "Kleine ondernemers"), (2, "c) Evenredigheid")]),
    # number and title of a dossier and of a paper
    (f"31 066\n\nBelastingdienst en de uitvoering van de\ntoeslagen\n\nNr. 12\n\nVERSLAG VAN EEN COMMISSIEDEBAT OVER TOESLAGEN\nEN HUN UITVOERING\n\n{A}",
     [(1, "31 066 Belastingdienst en de uitvoering van de toeslagen"),
      (1, "Nr. 12 VERSLAG VAN EEN COMMISSIEDEBAT OVER TOESLAGEN EN HUN UITVOERING")]),
    (f"{A}\nBelofte: ‘We staan voor u klaar’\n\n{B}", [(1, "Belofte: ‘We staan voor u klaar’")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headings"), HEADINGS)
def test_headings(text, headings):
    """Headings are found with their level and their words over several lines."""
    document = read(text)
    assert [(heading.level, heading.text) for heading in document.headings] == headings
    check_letters(document)


NO_HEADINGS = [
    f"{A}\nDe Staatssecretaris van Financiën,\nA. de Vries\n",  # a signature
    f"{A}\nIn 2022 zijn de volgende doelen gerealiseerd:\n• een doel;\n• nog een doel.\n",  # a lead-in
    "De aangepaste strategie is eind december 2022 naar de\nTweede Kamer gestuurd. Net als bij de handhaving is\n"
    "met de strategie een fundament voor de aanpak gelegd.\n" + A,  # a line that ends in an article
    f"{A}\nFiguur 2: De bedragen voor 2022\n\n{B}",  # a caption
    f"{A}\n47 artikelen over toeslagen zijn gepubliceerd die relevant zijn voor professionele dienstverleners.\n{B}",
    f"{A}\n5,6 miljoen\nhuishoudens\n\n{B}",
    f"{A}\nBent u bekend met het bericht dat de wachttijden bij de dienst zijn opgelopen?\n{B}",
    f"{A}\nop 9 november 2022\n{B}",
    f"{A}\nDe Minister van Volksgezondheid, Welzijn en Sport,\n\n{B}",
    f"Vergaderjaar 2022-2023\n\n{A}",
    f"Bijlagen\n2\n\n{A}",
    f"{A}\n\nDe Commissie stelt als juridische basis voor het voorstel de artikelen 53 en\n\n114 van het verdrag voor. {B}",
]


@pytest.mark.parametrize("text", NO_HEADINGS)
def test_lines_that_are_no_headings(text):
    """Signatures, lead-ins, captions, values and sentences are no headings."""
    assert read(text).headings == ()


def test_section_path_and_numbers():
    """A passage knows the headings above it; a heading knows its own number."""
    document = read(f"3 Knelpunten\n\n{A}\n3.1 IV-systemen\n\n{B}\nVoorbeelden\n{C}\n4 Slot\n\n{filler(4)}")
    assert find(document, C[:30]).section == ("3 Knelpunten", "3.1 IV-systemen", "Voorbeelden")
    assert find(document, filler(4)[:30]).section == ("4 Slot",)
    assert [heading.number for heading in document.headings] == ["3", "3.1", None, "4"]


def test_a_list_with_its_lead_in():
    """Items with bullets are a list; what announces them stays text and is their context."""
    document = read(
        f"{A}\nDe belangrijkste knelpunten zijn:\n\n ▪ De afhankelijkheid van systemen en de\n vervlechting ervan;\n\n"
        f" ▪ Het beslag op de capaciteit door noodzakelijk onderhoud.\n• Een gebrek aan ruimte dat soms\n\nwordt ervaren.\n\n{B}"
    )
    passage = next(passage for passage in document.passages if passage.kind == "list")
    assert passage.context == "De belangrijkste knelpunten zijn:"
    assert passage.text.split("\n") == [
        "▪ De afhankelijkheid van systemen en de vervlechting ervan;",
        "▪ Het beslag op de capaciteit door noodzakelijk onderhoud.",
        "• Een gebrek aan ruimte dat soms wordt ervaren.",
    ]
    assert find(document, "De belangrijkste knelpunten zijn:").kind == "text"
    check_letters(document)


@pytest.mark.parametrize(
    "marks", [("1.", "2.", "3."), ("a)", "b)", "c)"), ("i.", "ii.", "iii."), ("-", "-", "-"), ("–", "–", "–")]
)
def test_counted_lists(marks):
    """Counted items are a list when they count on from the first."""
    items = ["een brief aan de Kamer;", "een gesprek met gemeenten;", "een onderzoek."]
    lines = "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))
    document = read(f"{A}\nHet gaat om:\n{lines}\n\n{B}")
    lists = [passage for passage in document.passages if passage.kind == "list"]
    assert [len(passage.text.split("\n")) for passage in lists] == [3]


def test_paragraphs_short_and_long():
    """Short neighbours are joined, long paragraphs parted at sentence ends, never over a heading."""
    short = "Dit is een korte alinea over de dienst.\n"
    document = read(f"1 Een\n\n{short}\n{short}\n2 Twee\n\n{filler(5, 30)}")
    assert find(document, "korte alinea").text.count("korte alinea") == 2
    long = [passage for passage in document.passages if passage.section == ("2 Twee",)]
    sizes = [len(passage.text.split()) for passage in long]
    assert len(long) > 1
    assert all(60 <= size <= 200 for size in sizes)
    assert all(passage.text.endswith(".") for passage in long)
    check_letters(document)


def test_a_paragraph_goes_on_over_column_and_page():
    """White space or a page end in mid-sentence parts no paragraph, whatever the next line begins with."""
    first = "De ministers van Sociale Zaken en Werkgelegenheid en van Volksgezondheid hebben samen met het ministerie van\n"
    text = f" {A}{B}{first} Financiën wetsvoorstellen aan de Kamer gestuurd.\n{C}{filler(6)}"
    passage = find(read(text), "het ministerie van Financiën wetsvoorstellen")
    assert (passage.page_from, passage.page_to) == (1, 2)


def test_text_of_a_figure_is_its_own_kind():
    """A run of loose labels is no paragraph and no heap of headings."""
    labels = "Kinderopvang-\ntoeslag\n\n4,5\nmiljard\n\nZorgtoeslag\n\n6,1\nmiljard\n\nHuurtoeslag\n\nTotaal\n\n20,2\nmiljard euro\n"
    document = read(f"{A}\n{labels}\n1.1 Feiten en cijfers\n\n{B}")
    figure = next(passage for passage in document.passages if passage.kind == "figure")
    assert figure.text.startswith("Kinderopvangtoeslag")
    assert [heading.text for heading in document.headings] == ["1.1 Feiten en cijfers"]
    check_letters(document)


def test_lines_with_roles_cover_the_source():
    """Every line of the source has a role, in order, and blank lines are blank."""
    document = read(f"1 Inleiding\n\n{FILLER}\nEen zin.1\n\n1 Kamerstuk 31 066, nr. 7.\n\f{B}")
    roles = {
        document.text[line.start : line.end]: line.role for line in document.lines if line.end > line.start
    }
    assert roles["1 Inleiding"] == "heading"
    assert roles["1 Kamerstuk 31 066, nr. 7."] == "footnote"
    assert roles["Een zin.1"] == "body"
    assert {line.role for line in document.lines if line.start == line.end} == {"blank"}
    assert [line.start for line in document.lines] == sorted(line.start for line in document.lines)


def test_text_that_was_never_wrapped():
    """Where each paragraph is one long line, the longest ones end as well."""
    lines = [
        filler(seed, size).replace("\n", " ").strip() for seed, size in ((1, 14), (2, 8), (3, 14), (4, 11))
    ]
    document = read("Inleiding\n" + "\n".join(lines))
    assert [heading.text for heading in document.headings] == ["Inleiding"]
    for line in lines:
        assert sum(line[:60] in passage.text for passage in document.passages) == 1
        assert any(passage.text.startswith(line[:60]) for passage in document.passages)
