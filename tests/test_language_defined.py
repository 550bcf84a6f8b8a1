"""Abbreviations that a text explains: found with the right words, and nothing made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.defined import Defined, definitions

EXPLAINED = [
    ("De Uitvoering Herstel Toeslagen (UHT) belt.", "UHT", "Uitvoering Herstel Toeslagen"),
    ("Wie kinderopvangtoeslag (KOT) krijgt, belt.", "KOT", "kinderopvangtoeslag"),
    ("Er komt een consolidated tape (CT) per klasse.", "CT", "consolidated tape"),
    ("de data (payment for order flow, PFOF) staan vast", "PFOF", "payment for order flow"),
    ("de informatievoorziening (IV) en de rest", "IV", "informatievoorziening"),
    ("een Data Protection Impact Assessment (DPIA) is gedaan", "DPIA", "Data Protection Impact Assessment"),
    ("Besluit bijstandverlening zelfstandigen (BBZ)", "BBZ", "Besluit bijstandverlening zelfstandigen"),
    ("WML (Wet minimumloon) is een wet.", "WML", "Wet minimumloon"),
    ("de Inspectie Leefomgeving en Transport (ILT)", "ILT", "Inspectie Leefomgeving en Transport"),
    ("het Centraal Orgaan opvang asielzoekers (COA)", "COA", "Centraal Orgaan opvang asielzoekers"),
    ("Bij de Dienst Uitvoering Onderwijs (DUO) werkt men.", "DUO", "Dienst Uitvoering Onderwijs"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "short", "long"), EXPLAINED)
def test_explained(text, short, long):
    """The words before or within the brackets, without the article."""
    assert definitions(text) == [Defined(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Het lid Omtzigt (NSC) vroeg ernaar.",
        "Mevrouw Inge van Dijk (CDA) en de heer Grinwis (ChristenUnie) vroegen dit.",
        "Zie de brief (Kamerstuk 31 066, nr. 12) en het debat (2022).",
        "De regeling (zie bijlage A) is oud.",
        "Dat is zo. (NB) Het blijft zo.",
        "Een bedrag van 12 miljoen (EUR) per jaar.",
        "De WIA (zie noot 3) is een wet.",
        "UHT (UHT) en weer UHT.",
        "()",
        "(ABC)",
    ],
)
def test_not_explained(text):
    """Parties, references and remarks are no abbreviations of what stands before them."""
    assert definitions(text) == []


def test_a_sentence_is_not_left():
    """The words must stand in the same sentence as the brackets."""
    assert definitions("Dat is een consolidated tape. (CT) volgt.") == []


@given(st.text(alphabet="ABCab ().,;\n", max_size=200))
def test_any_text_is_borne(text):
    """No error, and every long form holds the letters of its short one, in order."""
    for item in definitions(text):
        letters = iter(item.long.lower())
        assert all(letter in letters for letter in item.short.lower() if letter.isalnum())
        assert item.short in text


def test_the_work_is_bounded():
    """A row of brackets as a hostile file may hold it."""
    assert definitions("(AB" * 20_000) == []
    assert definitions("A (" * 20_000 + "B)" * 20_000) == []
