"""Dates and periods: each form with its interval, and what is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.annotate.dates import find_dates

LETTER = date(2023, 6, 20)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # days
        ("Recent is op 25 mei 2023 aan uw Kamer", "25 mei 2023", "2023-05-25/2023-05-25"),
        ("van 5 tot en met 9 juni 2023", "5 tot en met 9 juni 2023", "2023-06-05/2023-06-09"),
        ("die op 3 februari jl. naar de Kamer is verzonden", "3 februari jl.", "2023-02-03/2023-02-03"),
        ("mijn brief van 6 september jl.", "6 september jl.", "2022-09-06/2022-09-06"),
        ("uiterlijk 31 december a.s.", "31 december a.s.", "2023-12-31/2023-12-31"),
        ("sinds 11 maart", "11 maart", "2023-03-11/2023-03-11"),
        ("op 01-07-2024", "01-07-2024", "2024-07-01/2024-07-01"),
        ("op 1/7/2024", "1/7/2024", "2024-07-01/2024-07-01"),
        ("(2024-07-01)", "2024-07-01", "2024-07-01/2024-07-01"),
        ("brief van 15 juni 20223", "15 juni 2022", "2022-06-15/2022-06-15"),
        # months
        ("startend in de maanden juni en juli", "juni en juli", "2023-06-01/2023-07-31"),
        ("loopt tot november 2023", "november 2023", "2023-11-01/2023-11-30"),
        ("januari t/m april 2023", "januari t/m april 2023", "2023-01-01/2023-04-30"),
        ("nov-dec 2022", "nov-dec 2022", "2022-11-01/2022-12-31"),
        ("van november 2022 tot februari 2023", "november 2022 tot februari 2023", "2022-11-01/2023-02-28"),
        ("eind mei 2023", "eind mei 2023", "2023-05-21/2023-05-31"),
        ("Half juni 2023", "Half juni 2023", "2023-06-11/2023-06-20"),
        ("in september nader geïnformeerd", "september", "2023-09-01/2023-09-30"),
        ("in de afgelopen december", "afgelopen december", "2022-12-01/2022-12-31"),
        # quarters, halves, parts of years
        ("het tweede kwartaal van 2024", "het tweede kwartaal van 2024", "2024-04-01/2024-06-30"),
        ("in Q3 2024", "Q3 2024", "2024-07-01/2024-09-30"),
        ("eerste en tweede kwartaal van 2023", "eerste en tweede kwartaal van 2023", "2023-01-01/2023-06-30"),
        ("de tweede helft 2023", "de tweede helft 2023", "2023-07-01/2023-12-31"),
        ("de tweede jaarhelft van 2023", "de tweede jaarhelft van 2023", "2023-07-01/2023-12-31"),
        ("het eerste half jaar van 2024", "het eerste half jaar van 2024", "2024-01-01/2024-06-30"),
        ("over een half\njaar", "over een half\njaar", "2023-12-20/2023-12-20"),
        ("binnen een half jaar", "binnen een half jaar", "2023-06-20/2023-12-20"),
        ("eind 2022", "eind 2022", "2022-10-01/2022-12-31"),
        ("medio 2023", "medio 2023", "2023-05-01/2023-08-31"),
        ("begin volgend jaar", "begin volgend jaar", "2024-01-01/2024-03-31"),
        ("aan het eind van het jaar", "het eind van het jaar", "2023-10-01/2023-12-31"),
        ("einde van dit jaar", "einde van dit jaar", "2023-10-01/2023-12-31"),
        # seasons and moments
        ("in het voorjaar van 2024", "voorjaar van 2024", "2024-03-01/2024-05-31"),
        ("Na de zomer zal ik", "Na de zomer", "2023-09-01/2023-11-30"),
        ("voor het zomerreces", "voor het zomerreces", "2023-06-20/2023-07-04"),
        ("dit najaar", "dit najaar", "2023-09-01/2023-11-30"),
        ("op Prinsjesdag", "Prinsjesdag", "2023-09-19/2023-09-19"),
        ("bij de Voorjaarsnota 2024", "Voorjaarsnota 2024", "2024-04-15/2024-06-15"),
        # years
        ("2016 tot en met 2020", "2016 tot en met 2020", "2016-01-01/2020-12-31"),
        ("in seizoen 2021-22", "2021-22", "2021-01-01/2022-12-31"),
        ("daalde van 85% in 2021 tot 78% nu", "2021", "2021-01-01/2021-12-31"),
        ("van 85 in 2021 tot 78 dagen", "2021", "2021-01-01/2021-12-31"),
        ("vergaderjaar 2022-2023", "vergaderjaar 2022-2023", "2022-09-20/2023-09-18"),
        ("vorig jaar", "vorig jaar", "2022-01-01/2022-12-31"),
        ("het afgelopen jaar", "het afgelopen jaar", "2022-01-01/2022-12-31"),
        ("in 2022 is verder gewerkt", "2022", "2022-01-01/2022-12-31"),
        ("binnen zes weken", "binnen zes weken", "2023-06-20/2023-08-01"),
        ("over drie maanden", "over drie maanden", "2023-09-20/2023-09-20"),
        ("volgende maand", "volgende maand", "2023-07-01/2023-07-31"),
    ],
)
def test_one_date(text, words, value):
    # Every form gives its exact words and its interval, both ends inclusive.
    found = find_dates(text, LETTER)
    assert [(mention.text, mention.value) for mention in found] == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "€ 2.022 of 2022 euro",
        "nr. 2022",
        "2020D12345",
        "dossier 21501-07",
        "de zomer is warm",
        "Jan Jansen werkt",
        "de eerste helft van de ouders",
        "het eerste lid",
        "artikel 5:20, tweede lid",
        "eind goed, al goed",
        "2.000 mensen",
    ],
)
def test_no_date(text):
    # Numbers, names and words that only look like time.
    assert find_dates(text, LETTER) == []


def test_dates_of_a_list_stay_apart():
    # Letters are listed by date; each is its own.
    text = "brieven van 26 november 2021, 8 december 2021, 21 april 2022 en 21 oktober 2022"
    assert [mention.value[:10] for mention in find_dates(text)] == [
        "2021-11-26",
        "2021-12-08",
        "2022-04-21",
        "2022-10-21",
    ]
    assert [mention.value for mention in find_dates("3 en 10 maart 2024")] == [
        "2024-03-03/2024-03-03",
        "2024-03-10/2024-03-10",
    ]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("uiterlijk 1 juli 2024", "uiterlijk"),
        ("vóór 1 juli 2024", "voor"),
        ("per 1 juli 2024", "vanaf"),
        ("met ingang van 1 juli 2024", "vanaf"),
        ("tot aan 16 juni 2023", "tot"),
        ("op 1 juli 2024", None),
    ],
)
def test_what_limits_a_date(text, bound):
    # A deadline rests on the word before the date.
    assert find_dates(text, LETTER)[0].bound == bound


def test_without_reference_date_what_is_relative_stays_open():
    # What needs the document's date is not guessed.
    assert find_dates("na de zomer")[0].value == "../.."
    assert find_dates("eind van het jaar")[0].from_ is None
    assert find_dates("op 25 mei 2023")[0].value == "2023-05-25/2023-05-25"


@given(st.text(alphabet="0123456789 -/.januiebrtkwlevsdochm2023", max_size=120))
def test_any_text_gives_places_and_ordered_intervals(text):
    # Whatever stands there: offsets give the words, nothing overlaps, an interval never runs backwards.
    until = 0
    for mention in find_dates(text, LETTER):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= until
        until = mention.end
        assert mention.from_ is None or mention.to is None or mention.from_ <= mention.to
