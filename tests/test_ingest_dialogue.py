"""Questions with their answers, speakers of debates, tables of words, and pages that cannot be read."""

# ruff: noqa: E501 - the sentences of a test stand on one line
from __future__ import annotations

import random

import pytest
from reading import check_letters, filler, find, read
from test_ingest_tables import cells

from ingest.dialogue import find_turns
from ingest.layout import working_lines
from ingest.readable import judge
from ingest.text import read_text

A, B, C = filler(1), filler(2), filler(3)

ANSWERS = [
    (
        f"Vraag 1\nBent u bekend met het bericht over de wachttijden?1\n\nAntwoord 1\nJa.\n\nVraag 2\nKlopt het dat burgers\n"
        f"lang wachten op hun besluit?\n\nAntwoord 2\n{A}\n{B}\n1 NRC, 3 mei 2023.\n"
    ),
    f"Vraag 1:\nBent u bekend met het bericht?\n\nAntwoord:\nJa.\n\nVraag 2:\nKlopt het dat burgers lang wachten?\n\nAntwoord:\n{A}",
    f"Vraag 1: Bent u bekend met het bericht?\nAntwoord: Ja.\nVraag 2: Klopt het dat burgers lang wachten?\nAntwoord: {A}",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_questions_and_answers_are_paired(text):
    """A question and its answer are passages of their own kind, with one number."""
    document = read(f"Vragen van het lid Jansen (SP) aan de minister.\n\n{text}")
    kinds = [
        (passage.kind, passage.question_number)
        for passage in document.passages[1:]
        if passage.kind != "footnote"
    ]
    assert list(dict.fromkeys(kinds)) == [
        ("question", "1"),
        ("answer", "1"),
        ("question", "2"),
        ("answer", "2"),
    ]
    assert "lang wachten" in next(
        p.text for p in document.passages if p.kind == "question" and p.question_number == "2"
    )
    assert not document.headings
    check_letters(document)


@pytest.mark.parametrize(
    ("announcement", "number"),
    [("Antwoord 2 en 3", "2, 3"), ("Antwoord op vraag 2 en 3", "2, 3"), ("Antwoord op de vragen 2, 3 en 4", "2, 3, 4"),
     ("Antwoorden 2 t/m 4", "2, 4"), ("Antwoord 2, 3", "2, 3")],
)  # fmt: skip
def test_answers_to_several_questions(announcement, number):
    """An answer to several questions bears their numbers."""
    document = read(
        f"Vraag 1\nIs dat zo?\n\nAntwoord 1\nJa.\n\nVraag 2\nWaarom?\n\nVraag 3\nHoe?\n\n{announcement}\n{A}"
    )
    assert document.passages[-1].kind == "answer"
    assert document.passages[-1].question_number == number


@pytest.mark.parametrize(
    "text",
    [
        f"{A}\nVraag 1 van de commissie is al beantwoord.\n\nAntwoord op de brief van 3 mei volgt.\n{B}",
        f"{A}\nAntwoord van Staatssecretaris Van Huffelen (ontvangen 26 januari 2024).\n{B}",
        f"{A}\nVraag 1\n{B}",  # a question without any answer
        f"{A}\nDe voorzitter: dat is een zin.\n{B}",  # one line makes no debate
    ],
)
def test_running_text_is_no_dialogue(text):
    """Words that look like an announcement do not make one."""
    assert {passage.kind for passage in read(text).passages} == {"text"}


def test_speakers_of_a_debate():
    """Each speech has its speaker, with party or function."""
    document = read(
        f"De voorzitter:\n{A}\nDe heer Van der Plas (BBB):\n{B}\nMevrouw Inge van Dijk (CDA):\nDank u wel.\n\n"
        f"Staatssecretaris De Vries:\n{C}\nDe voorzitter:\nDank u.\n"
    )
    speakers = [(p.speaker.name, p.speaker.party, p.speaker.function) for p in document.passages if p.speaker]
    assert list(dict.fromkeys(speakers)) == [
        ("De voorzitter", None, "voorzitter"),
        ("Van der Plas", "BBB", None),
        ("Inge van Dijk", "CDA", None),
        ("De Vries", None, "Staatssecretaris"),
    ]
    assert {passage.kind for passage in document.passages} == {"speech"}
    check_letters(document)


def test_tables_of_words_with_a_narrow_last_column():
    """Label, text and a narrow last cell, also when the label is glued to the text and the header comes again."""
    wide = "▪ Een aantal regelingen kent een harde grens voor het vermogen, en die grenzen verschillen van elkaar en"
    text = f""" {A}
Signaal Omschrijving Oplossingsrichtingen

Onbedoelde
partners

{wide}
zijn voor burgers lastig te volgen.

Verkennen van een
oplossing

Vermogensgrenzen  {wide}
dat is niet uit te leggen.

Harmoniseren
 Signaal Omschrijving Oplossingsrichtingen

Maximale huur  {wide}
het leidt tot vragen.

Afschaffen van de
grens

Colofon
{filler(5)}{filler(6)}"""
    document = read(text)
    assert [(row[0], row[2]) for row in cells(document)] == [
        ("Onbedoelde partners", "Verkennen van een oplossing"),
        ("Vermogensgrenzen", "Harmoniseren"),
        ("Maximale huur", "Afschaffen van de grens"),
    ]
    assert all(row[1] and row[1].startswith("▪ Een aantal") for row in cells(document))
    assert document.headings[-1].text == "Colofon"
    check_letters(document)


def test_tables_of_words_with_a_status():
    """Label, status and text: the status is glued to the text or stands alone, titles inside stay in the cell."""
    text = f"""{A}
Ambities Voortgang Toelichting

Financieel herstel
bieden

Lopend De dienst heeft afgelopen jaar doorgewerkt aan het bieden van herstel aan ouders en aan hun kinderen in ons land.

Afronding eerste toets
Per 31 december zijn vrijwel alle eerste toetsen afgerond en sinds oktober worden nieuwe aanmeldingen direct behandeld.

We staan voor u klaar Gestart Digitalisering van de dienst
De dienst heeft stappen gezet in het digitaal maken van de dienstverlening en van de brieven die daarbij worden verstuurd.

Borgen van de
uitvoering

Gestart
(doorlopend)

De dienst heeft deelgenomen aan gesprekken over de toekomst van het stelsel en over wat daarvoor in de uitvoering nodig is.

2.2 Presteren

{B}"""
    document = read(text)
    assert [row[:2] for row in cells(document)] == [
        ("Financieel herstel bieden", "Lopend"),
        ("We staan voor u klaar", "Gestart"),
        ("Borgen van de uitvoering", "Gestart (doorlopend)"),
    ]
    assert "Afronding eerste toets\n\nPer 31 december" in find(document, "Per 31 december").text
    assert [heading.text for heading in document.headings] == ["2.2 Presteren"]
    check_letters(document)


def _shifted(text: str) -> str:
    """A text layer whose letters stand for others, as fonts without a table give."""
    return "".join(
        chr(ord(char) - 29 if char.islower() else ord(char)) if char.isalpha() else char for char in text
    )


def _recognised_badly(text: str) -> str:
    """Text as a bad recognition of a scan gives it."""
    rng = random.Random(3)
    swaps = {"e": "c", "n": "ri", "m": "rn", "l": "1", "o": "0", "i": "l", "t": "f", "r": "n"}
    return "".join(swaps[char] if char in swaps and rng.random() < 0.22 else char for char in text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (filler(1, 12), "ok"),
        ("Telefonie 72,7 % 75,6 %\nWebsite 79,0 % 84,6 %\nBalie 81,8 %\n" * 12, "ok"),  # a page of labels
        ("The committee considers that the proposal of the Commission is in line with the treaty. " * 4, "ok"),
        (_shifted(filler(1, 12)), "garbled"),
        ("".join(random.Random(5).choices("bcdfghjklmnpqrstvwxz ", k=900)), "garbled"),
        (_recognised_badly(filler(2, 14)), "uncertain"),
        ("kort", "ok"),  # too little to tell
    ],
)
def test_pages_that_can_be_read(text, verdict):
    """Readable Dutch, other languages and tables are told from broken and doubtful text layers."""
    assert judge(text) == verdict


def test_a_garbled_page_is_named_and_not_shown():
    """A page that cannot be read does not take the document along, and is not shown as if it had been read."""
    document = read(f"{A}\f{_shifted(filler(7, 12))}\n\f{B}")
    assert [page.status for page in document.pages] == ["ok", "garbled", "ok"]
    assert [(problem.code, problem.page) for problem in document.problems] == [("onleesbaar", 2)]
    assert {passage.page_from for passage in document.passages} == {1, 3}


def test_a_document_that_cannot_be_read_at_all():
    """Without pages the whole text is judged."""
    document = read(_shifted(filler(7, 12)))
    assert document.passages == ()
    assert [problem.code for problem in document.problems] == ["onleesbaar"]


MAILS = """Van: Jansen, P. (Piet) - BD/CD
Verzonden: donderdag 14 januari 2021 16:42
Aan: de Vries, A.;
[10.2.e]@minfin.nl
Onderwerp: RE: Planning

Beste allemaal,

Wil je kijken naar paragraaf 4?

Groet,

Piet

Senior beleidsmedewerker

Directie Toeslagen

Van: de Vries, A.
Datum: 13 januari 2021 om 09:05
Aan: Jansen, P.
Onderwerp: Planning

Hoi Piet, bijgaand het concept.
"""
MEMO = """Van: de directeur
Aan: het team
Datum: 3 maart 2021
Onderwerp: Werkwijze

Wij werken voortaan op afspraak.
"""


def test_each_message_of_an_e_mail_is_a_passage():
    """A message keeps its head, text and signature together; nothing in it is a heading or a figure."""
    document = read(MAILS)
    assert [passage.text.split("\n")[0] for passage in document.passages] == [
        "Van: Jansen, P. (Piet) - BD/CD",
        "Van: de Vries, A.",
    ]
    assert document.passages[0].text.endswith("Directie Toeslagen")
    assert not document.headings
    assert {passage.kind for passage in document.passages} == {"text"}
    check_letters(document)


def test_a_memo_is_no_e_mail():
    """The labels of a memo, without a time of sending, announce no message."""
    assert find_turns(working_lines(read_text(MEMO.encode()))) == {}


COUNTED = """Verslag houdende een lijst van vragen en antwoorden

1

Wat is de reden voor de verhoging? Waarom kon dit niet eerder?

De verhoging heeft betrekking op een aantal nieuwe aspecten van de dienstverlening.

Een deel wordt betaald uit wat overbleef.

2

Hoeveel mensen zijn geholpen?

In totaal zijn 120.000 mensen geholpen.

3

Wanneer ontvangt de Kamer de evaluatie?

De evaluatie volgt na de zomer.
"""


def test_numbers_above_questions_pair_them_with_their_answers():
    """Lists of questions of the Kamer have bare numbers; answers of several paragraphs stay whole."""
    document = read(COUNTED)
    turns = [
        (passage.kind, passage.question_number, passage.text.split()[-1])
        for passage in document.passages
        if passage.question_number
    ]
    assert turns == [
        ("question", "1", "eerder?"), ("answer", "1", "overbleef."), ("question", "2", "geholpen?"),
        ("answer", "2", "geholpen."), ("question", "3", "evaluatie?"), ("answer", "3", "zomer."),
    ]  # fmt: skip
    check_letters(document)


def test_numbers_above_other_text_are_no_questions():
    """Chapters with their number on a line of its own are not asked."""
    text = "\n\n".join(f"{number}\n\n{filler(number)}" for number in range(1, 6))
    assert find_turns(working_lines(read_text(text.encode()))) == {}
