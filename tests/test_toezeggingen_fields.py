"""Fields of a record: deadline, to whom, by whom, occasion, status with its words, answers, subject."""

from __future__ import annotations

import pytest
from toezeggingen_papers import found_in

DEADLINES = [
    # words of the sentence, date of the letter, words of the deadline, from, to
    (
        "Voor het zomerreces stuur ik uw Kamer het rapport.",
        "2024-02-06",
        "Voor het zomerreces",
        "2024-02-06",
        "2024-07-04",
    ),
    (
        "Uiterlijk 1 juli 2024 informeer ik uw Kamer.",
        "2024-02-06",
        "Uiterlijk 1 juli 2024",
        "2024-02-06",
        "2024-07-01",
    ),
    ("Na de zomer zal ik uw Kamer informeren.", "2023-06-20", "Na de zomer", "2023-09-01", "2023-11-30"),
    (
        "In het tweede kwartaal van 2024 informeer ik u.",
        "2023-06-20",
        "In het tweede kwartaal van 2024",
        "2024-04-01",
        "2024-06-30",
    ),
    (
        "Aan het eind van het jaar stuur ik u de evaluatie.",
        "2023-06-20",
        "Aan het eind van het jaar",
        "2023-10-01",
        "2023-12-31",
    ),
    (
        "Binnen zes weken zend ik u de bijlage toe.",
        "2022-11-09",
        "Binnen zes weken",
        "2022-11-09",
        "2022-12-21",
    ),
    ("Eind maart volgt een separate brief.", "2025-02-11", "Eind maart", "2025-03-21", "2025-03-31"),
    (
        "In het voorjaar ontvangt uw Kamer de monitor.",
        "2023-11-01",
        "In het voorjaar",
        "2024-03-01",
        "2024-05-31",
    ),
    ("Vóór 1 september ontvangt u het plan.", "2023-06-20", "Vóór 1 september", "2023-06-20", "2023-08-31"),
    ("Ik zal u begin volgend jaar informeren.", "2023-06-20", "begin volgend jaar", "2024-01-01", "2024-03-31"),
    ("Volgende week stuur ik uw Kamer een brief.", "2023-06-20", "Volgende week", "2023-06-21", "2023-07-04"),
    (
        "Over een half jaar zal ik de Kamer een tussenbericht sturen.",
        "2023-06-20",
        "Over een half jaar",
        "2023-11-17",
        "2024-01-21",
    ),
    ("Ik informeer u zo spoedig mogelijk.", "2023-06-20", "zo spoedig mogelijk", None, None),
    (
        "Ik zal u vóór de plenaire behandeling informeren.",
        "2023-06-20",
        "vóór de plenaire behandeling",
        None,
        None,
    ),
    (
        "Zodra het advies er is, ontvangt uw Kamer mijn reactie.",
        "2023-06-20",
        "Zodra het advies er is",
        None,
        None,
    ),
    ("Ik zal uw Kamer informeren over de begroting 2024.", "2023-06-20", None, None, None),
    (
        "Ik zal u in plaats van dit najaar begin 2024 informeren.",
        "2023-06-20",
        "begin 2024",
        "2024-01-01",
        "2024-03-31",
    ),
]


@pytest.mark.parametrize(("text", "date", "words", "low", "high"), DEADLINES)
def test_deadline_words_and_interval(text, date, words, low, high):
    # The exact words, and the days that they stand for, counted from the date of the letter.
    deadline = found_in(text, date=date)[0].deadline
    assert (deadline.text, deadline.from_, deadline.to) == (words, low, high)


def test_the_day_of_the_debate_is_no_deadline():
    # A promise with its occasion, and no moment.
    record = found_in(
        "In het commissiedebat van 8 maart 2023 heb ik het lid Kat toegezegd met de sector te spreken."
    )[0]
    assert record.occasion_date == "2023-03-08"
    assert record.deadline.text is None


STATUSES = [
    ("Hiermee doe ik de toezegging aan het lid Kat (D66) over de tolken gestand.", "afgedaan"),
    ("Zoals toegezegd aan het lid Kat stuur ik u hierbij het overzicht.", "afgedaan"),
    ("Ik zal uw Kamer in het najaar informeren.", "openstaand"),
    ("Aan het lid Kat is toegezegd het aantal tolken uit te zoeken. Dit onderzoek loopt nog.", "openstaand"),
    ("Aan het lid Kat is toegezegd het aantal tolken te melden. Het zijn er 412.", "afgedaan"),
    (
        "De motie van het lid Kat vraagt om meer tolken. Aan deze motie kom ik gedeeltelijk tegemoet.",
        "deels afgedaan",
    ),
    ("De motie-Kat over tolken is uitgevoerd.", "afgedaan"),
    ("Het lid Kat heeft gevraagd naar het aantal tolken. Het zijn er 412.", "afgedaan"),
    ("Aan het lid Kat is toegezegd dat de wachttijd wordt verkort.", "onbekend"),
    (
        (
            "Ik heb het lid Kat toegezegd dat de regeling wordt verlengd. De toezegging komt te vervallen nu "
            "de wet is ingetrokken."
        ),
        "vervallen",
    ),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_status_as_the_text_gives_it(text, status):
    # With the words that say so, and inferred where none do.
    record = found_in(text)[0]
    assert record.status == status
    assert (record.status_evidence is not None) == (status != "onbekend")


def test_status_bears_the_date_of_its_paper():
    # "openstaand volgens de brief van …".
    assert found_in("Ik zal uw Kamer informeren.", date="2023-06-20")[0].status_date == "2023-06-20"


def test_the_answer_in_the_same_section_is_kept():
    # Up to three sentences behind the promise, until the next record.
    record, following = found_in(
        "Aan het lid Kat is toegezegd het aantal tolken te melden. Het zijn er 412. Daarvan werken er 90 in "
        "deeltijd. "
        "Ik zal uw Kamer in het najaar over de tarieven informeren."
    )
    assert [item.quote for item in record.answers] == ["Het zijn er 412.", "Daarvan werken er 90 in deeltijd."]
    assert following.kind == "aankondiging"


WHO = [
    ("Aan het lid Inge van Dijk (CDA) is toegezegd het rapport te sturen.", [("Inge van Dijk", "CDA")]),
    ("Ik heb de leden Kat en Palland toegezegd het rapport te sturen.", [("Kat", None), ("Palland", None)]),
    ("Aan de Eerste Kamer is toegezegd het rapport te sturen.", [("Eerste Kamer", None)]),
    ("Ik zal beide Kamers in mei informeren.", [("beide Kamers", None)]),
    (
        "De vaste commissie voor Financiën heeft verzocht om een reactie. Hierbij voldoe ik daaraan.",
        [("vaste commissie voor Financiën", None)],
    ),
]


@pytest.mark.parametrize(("text", "people"), WHO)
def test_to_whom(text, people):
    # Members with the party of the mention, else which Kamer, else the committee.
    assert [(item.name, item.party) for item in found_in(text)[0].to_whom] == people


def test_by_whom():
    # Who the words name; who signed when they say "ik"; inferred when they say nothing.
    named = found_in("De Staatssecretaris van Financiën heeft uw Kamer toegezegd het rapport te sturen.")[0]
    signed = found_in("Ik heb uw Kamer toegezegd het rapport te sturen.")[0]
    silent = found_in("Uw Kamer wordt in het najaar geïnformeerd.")[0]
    assert named.by_whom == "Staatssecretaris van Financiën"
    assert (signed.by_whom, signed.inferred) == ("C.J. Schouten", ())
    assert "by_whom" in silent.inferred


def test_occasion_and_register_number():
    # The debate with its subject, and the number of the Eerste Kamer's register.
    record = found_in(
        "In het commissiedebat Tolken van 8 maart 2023 is aan het lid Kat toegezegd (T03412) "
        "te onderzoeken of dit kan."
    )[0]
    assert (record.occasion, record.register_number) == ("commissiedebat Tolken", "T03412")


SUBJECTS = [
    ("Ik zal uw Kamer informeren over de wachttijden bij de keuringen.", "de wachttijden bij de keuringen"),
    ("Aan het lid Kat is toegezegd in te gaan op de tarieven voor tolken.", "de tarieven voor tolken"),
    (
        "Het lid Kat heeft gevraagd naar de gevolgen voor grensarbeiders. Die zijn klein.",
        "de gevolgen voor grensarbeiders",
    ),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECTS)
def test_subject_is_taken_from_the_text(text, subject):
    # A short phrase, never written anew.
    assert found_in(text)[0].subject == subject


def test_references_of_the_sentence_are_its_sources():
    # The debate and its paper; ids of their places when the store gives none.
    record = found_in(
        "In het debat van 8 maart 2023 (Kamerstuk 31 066, nr. 1207) is aan het lid Kat "
        "toegezegd het rapport te sturen."
    )[0]
    assert len(record.references) == 2
