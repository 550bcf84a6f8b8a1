"""Whole papers, read as files are: every promise once, with its fields, and nothing else."""

from __future__ import annotations

import pytest
from test_toezeggingen_gold import reading_of
from toezeggingen_papers import TOOLS

from kb.registers.toezeggingen import Toezegging
from kb.registers.toezeggingen.finding import find

LETTER = """Ministerie van Onderwijs, Cultuur en Wetenschap

De voorzitter van de Tweede Kamer der Staten-Generaal
Postbus 20018
2500 EA DEN HAAG

Datum 14 november 2023
Betreft Voortgang uitvoering en stand van zaken moties en toezeggingen

Inleiding

Met deze brief informeer ik uw Kamer over de voortgang van het programma. Ook ga ik in op een aantal
openstaande moties en toezeggingen. De vijfde voortgangsrapportage is als bijlage bij deze brief gevoegd.

Lerarentekort

In het commissiedebat Leraren van 5 oktober 2023 heb ik het lid De Hoop (PvdA) toegezegd uw Kamer te
informeren over de inzet van onbevoegde docenten in de grote steden. Uit cijfers van DUO blijkt dat in de
G5 ongeveer 11 procent van de lessen door een onbevoegde docent is gegeven. Hiermee beschouw ik deze
toezegging als afgedaan.

De motie van de leden Westerveld en Kwint (Kamerstuk 27 923, nr. 456) verzoekt de regering om samen met
de sector te komen tot een gedragscode voor uitzendbureaus. De gesprekken hierover lopen nog. Ik verwacht
uw Kamer hierover in het voorjaar van 2024 nader te kunnen informeren.

Schoolbesturen ontvangen in december een brief van DUO over de verantwoording. De Inspectie van het
Onderwijs heeft toegezegd hierop toe te zien.

Aan mevrouw Van der Graaf (ChristenUnie) is tijdens hetzelfde debat toegezegd te bezien of de subsidie
kan worden verhoogd. De uitkomst van deze verkenning stuur ik u uiterlijk 1 maart 2024 toe.

Schoolveiligheid

Het wetsvoorstel vrij en veilig onderwijs ligt op dit moment voor internetconsultatie. Na verwerking van
de reacties zal ik het wetsvoorstel voor advies aan de Raad van State aanbieden. Indiening bij uw Kamer
is voorzien voor de zomer van 2024.

Stichting School & Veiligheid belooft scholen binnen 24 uur te helpen bij een ernstig incident.

Examens

Uw Kamer heeft mij op 24 oktober gevraagd om een reactie op het rapport over de digitale examens. De
onderliggende analyse vraagt meer tijd. Uw Kamer ontvangt de reactie voor het kerstreces.

Ik hecht eraan uw Kamer tijdig te informeren over de examens. Zie ook de motie-Paternotte over
doorstroomtoetsen. De Onderwijsraad zal hierover in het voorjaar advies uitbrengen, waarna ik met een
beleidsreactie kom.

Tot slot

Over een half jaar stuur ik u de zesde voortgangsrapportage. Ik hoop u hiermee voldoende te hebben
geïnformeerd.

De Minister van Onderwijs, Cultuur en Wetenschap,

Robbert Dijkgraaf
"""
WRITTEN_ROUND = """29 398
Maatregelen verkeersveiligheid

Nr. 1099
VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Vastgesteld 12 juni 2024

De vaste commissie voor Infrastructuur en Waterstaat heeft een aantal vragen en opmerkingen voorgelegd
aan de Minister van Infrastructuur en Waterstaat over de brief van 2 april 2024 (Kamerstuk 29 398, nr.
1090).

I Vragen en opmerkingen vanuit de fracties

De leden van de D66-fractie vragen of de Minister kan toezeggen de Kamer voor het zomerreces te
informeren over de helmplicht. De leden van de SGP-fractie verzoeken de Minister de Kamer over de
uitkomsten te informeren.

II Reactie van de Minister

De leden van de D66-fractie vragen of ik kan toezeggen de Kamer voor het zomerreces te informeren. Het
onderzoek wordt in juli opgeleverd. Ik informeer de Kamer daarom na het zomerreces over de uitkomsten.

De evaluatie is gestart. Het rapport deel ik, voorzien van een reactie, in het eerste kwartaal van 2025
met uw Kamer.

De leden van de SGP-fractie vragen naar het gesprek met de fietsbranche. De branche heeft mij laten weten
met eigen voorstellen te komen. De uitkomsten neem ik mee in de volgende verzamelbrief
verkeersveiligheid.

Gemeenten kunnen subsidie aanvragen. Zij ontvangen binnen dertien weken een besluit.
"""


def read(tmp_path, text: str) -> list[Toezegging]:
    """What is found in a file with this text."""
    file = tmp_path / "stuk.txt"
    file.write_text(text, encoding="utf-8")
    reading = reading_of(file)
    return find(reading.document, reading.passages, reading.source, TOOLS)


def told(item: Toezegging) -> tuple[str, str, str, str | None]:
    """Kind, first recipient, status and last day of the term."""
    return item.kind, item.to_whom[0].name, item.status, item.deadline.to


def test_a_letter_to_parliament(tmp_path):
    """Seven records with their fields; what others promise, do or receive is none."""
    found = read(tmp_path, LETTER)
    assert [told(item) for item in found] == [
        ("toezegging", "De Hoop", "afgedaan", None),
        ("motie", "Westerveld", "openstaand", "2024-05-31"),
        ("toezegging", "Van der Graaf", "openstaand", "2024-03-01"),
        ("aankondiging", "Kamer", "openstaand", "2024-05-31"),
        ("verzoek", "Kamer", "openstaand", "2023-12-19"),
        ("aankondiging", "Kamer", "openstaand", "2024-05-31"),
        ("aankondiging", "Kamer", "openstaand", "2024-06-16"),
    ]


def test_the_same_debate_lends_its_name_and_day(tmp_path):
    """And the record says that they were inferred."""
    second = read(tmp_path, LETTER)[2]
    assert (second.occasion, second.occasion_date) == ("commissiedebat Leraren", "2023-10-05")
    assert {"occasion", "occasion_date"} <= set(second.inferred)


def test_a_written_round(tmp_path):
    """What fractions ask is nothing; what the minister answers to tell later is."""
    found = read(tmp_path, WRITTEN_ROUND)
    assert [(item.kind, item.deadline.from_) for item in found] == [
        ("aankondiging", "2024-09-01"),
        ("aankondiging", "2025-01-01"),
        ("aankondiging", None),
    ]


@pytest.mark.parametrize("text", [LETTER, WRITTEN_ROUND])
def test_every_record_stands_where_it_says(tmp_path, text):
    """Its words between its lines, and its subject taken from the text."""
    lines = text.split("\n")
    letters = " ".join(text.split())
    for item in read(tmp_path, text):
        assert item.anchor.exact in "\n".join(lines[item.line_start - 1 : item.line_end])
        assert item.subject is None or item.subject in letters


ANSWERS = """Vragen van het lid Verhulst (VVD) aan de Minister van Volksgezondheid, Welzijn en Sport over
wachttijden bij het indicatieorgaan (ingezonden 3 april 2023).

Antwoord van Minister Terpstra (Volksgezondheid, Welzijn en Sport) (ontvangen 15 mei 2023).

Vraag 1
Bent u bekend met de wachttijden bij het indicatieorgaan?

Antwoord 1
Ja.

Vraag 2
Kunt u aangeven welke maatregelen tegen lange wachttijden mogelijk zijn?

Antwoord 2
Ik zal de Kamer hierover voor het kerstreces informeren.
"""


def test_an_answer_that_points_back_is_about_what_was_asked(tmp_path):
    """The label of the answer is no subject."""
    (found,) = read(tmp_path, ANSWERS)
    assert found.subject is not None
    assert found.subject.startswith("welke maatregelen tegen lange wachttijden")
