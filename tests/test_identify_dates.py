"""Dutch dates, what a text tells as past, and the parliamentary year."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.identify import identify
from kb.identify.bounds import past_dates
from kb.identify.dates import MONTH_NAMES, find_dates, only_date
from kb.identify.plain import plain_document
from kb.identify.sessions import compact_session, parse_session, prinsjesdag, session_days, session_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op 25 mei 2023 aan uw Kamer", ["2023-05-25"]),
        ("Conform de brief van 15 juni 20223 voert Toeslagen", ["2022-06-15"]),
        ("toegestuurd op 31 mei 2023.1 In deze", ["2023-05-31"]),
        ("met de kennis van 24-02-2023", ["2023-02-24"]),
        ("d.d. 3/4/2019 en 2021-07-06", ["2019-04-03", "2021-07-06"]),
        ("Den Haag, mei 2025", ["2025-05"]),
        ("1e maart 2011 · 1 MAART 2011", ["2011-03-01", "2011-03-01"]),
        ("25 en 26 mei 2023", ["2023-05-26"]),
        ("12 sept. 2019", ["2019-09-12"]),
        ("vierde kwartaal 2021", ["2021"]),
        ("laatste kwartaal van 2021, Q2 2022", ["2021", "2022"]),
        ("in 2022 en 2023", ["2022", "2023"]),
        ("31 februari 2023", ["2023-02"]),
        ("€ 2.019,50 of 2019% en nr. 2022", []),
        ("artikel 2019-12", []),
        ("31 066, nr. 1207", []),
    ],
)
def test_dates_of_a_text(text, expected):
    """Dates with a year, in order, glued footnote markers off; numbers that are no years stay out."""
    assert [mention.iso for mention in find_dates(text)] == expected


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["", "de brief van ", "Datum: "]))
def test_any_day_written_out_is_found(day, before):
    """Every day of the calendar, wherever it stands."""
    text = f"{before}{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    (found,) = find_dates(text)
    assert (found.first, found.last, text[found.start : found.end]) == (day, day, text[len(before) :])


@given(st.text(alphabet="0123456789-/. janmeiQ", max_size=60))
def test_any_text_is_taken(text):
    """Offsets lie in the text and do not overlap."""
    found = find_dates(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 9 november 2022 ", "2022-11-09"),
        ("mei 2025", "2025-05"),
        ("2023", None),
        ("1 mei 2023 en later", None),
    ],
)
def test_text_that_is_only_a_date(text, expected):
    """A whole value: a year alone is not enough to be one."""
    found = only_date(text)
    assert (found.iso if found else None) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("De Kamer heeft op 29 juni 2021 in een aanbiedingsbrief mijn reactie ontvangen.", "2021-06-29"),
        ("In de brief van 27 januari 2025 zijn er twee afgedaan.", "2025-01-27"),
        ("Figuur 2: De bedragen voor 2022 zijn (met de kennis van 24-02-2023):", "2023-02-24"),
        ("In 2022 totaal 4.265 en tot aan 16 juni 2023 zijn er 4.605 bezoekers ontvangen.", "2023-06-16"),
        (
            "de streefwaarde op basis van de realisatie januari tot en met november 2023 niet is gerealiseerd",
            "2023-11-30",
        ),
        ("Hierover heeft op 15 januari 2025 een plenair debat plaatsgevonden.", "2025-01-15"),
        ("In maart 2023 is het onderzoek afgerond.", "2023-03-01"),
        ("1 Trouw, geraadpleegd op 4 april 2022.", "2022-04-04"),
        ("b) Datum ontvangst Commissiedocument 25 november 2021 c) Nr. Commissiedocument", "2021-11-25"),
        ("In het commissiedebat van 22 februari 2023 is toegezegd om dit uit te zoeken.", "2023-02-22"),
        # What lies ahead, or may lie ahead.
        ("Toeslagen heeft alle USB-autorisaties per 1 juli 2023 ingetrokken.", None),
        ("Het streven is, dat op 1 mei 2024 alle dossiers zijn afgehandeld.", None),
        ("Naar verwachting is het systeem in december 2024 gereed en ingevoerd.", None),
        ("Streven is de volgende in december 2023 toe te sturen.", None),
        ("De Kamer wordt uiterlijk 15 mei 2024 geïnformeerd.", None),
        ("Zodra het verslag op 3 april 2024 is vastgesteld, wordt het toegezonden.", None),
        ("De pilot loopt door tot minimaal april 2023.", None),
        ("Vanaf 1 oktober 2024 zijn nieuwe aanmeldingen direct doorgezet.", None),
        ("Voor het commissiedebat op 15 mei 2024 ontvangt u een reactie.", None),
        ("De regeling gold van 1 januari 2020 tot 1 juli 2022.", None),
        ("Met de sector is afgesproken om op 1 mei 2026 gereed te zijn.", None),
        ("Met de sector is afgesproken dat zij op 1 mei 2026 de systemen hebben aangepast.", None),
        ("Het is de bedoeling dat op 1 mei 2026 alle dossiers zijn afgehandeld.", None),
        ("De subsidie is verleend tot en met 31 december 2026.", None),
        ("De aanstelling is verlengd tot en met 31 december 2026.", None),
        ("De inwerkingtreding is vastgesteld op 1 juli 2026.", None),
        ("De invoering is verschoven naar 1 juli 2026.", None),
        ("De rapportage wordt aangeboden op 12 mei 2026.", None),
        ("Als op 1 mei 2026 niet is voldaan, volgt een boete.", None),
        ("De wet treedt op 1 januari 2026 in werking.", None),
        # What hangs on a promise is not done, but a report of what was done is.
        ("De minister meldde dat het rapport op 3 mei 2023 is verzonden.", "2023-05-03"),
        ("De rapportage is aangeboden op 12 mei 2022.", "2022-05-12"),
        ("De wet is op 1 januari 2022 in werking getreden.", "2022-01-01"),
    ],
)
def test_what_is_told_as_past(sentence, expected):
    """A bound is a date of something done; what is planned, begins or ends then is none."""
    found = max((bound.day.isoformat() for bound in past_dates([sentence])), default=None)
    assert found == expected


def test_no_bound_after_the_file_was_written():
    """What a text tells as past after the last day of its file is a misreading."""
    text = "Op 3 mei 2023 is dit verzonden. De zitting vond op 9 juni 2024 plaats."
    read = plain_document(text)
    assert identify(read, "x").publication_date.not_before == "2024-06-09"
    dated = replace(read, file_dates=("2023-05-20T10:00:00", "2023-05-25", "geen datum"))
    assert identify(dated, "x").publication_date.not_before == "2023-05-03"


@pytest.mark.parametrize(
    ("year", "day"), [(2019, 17), (2020, 15), (2021, 21), (2022, 20), (2023, 19), (2024, 17), (2025, 16)]
)
def test_prinsjesdag(year, day):
    """Third Tuesday of September, as it was."""
    assert prinsjesdag(year) == date(year, 9, day)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_lies_in_its_session(day):
    """Sessions follow each other without a gap."""
    first, last = session_days(session_of(day))
    assert first <= day <= last
    assert first.weekday() == 1
    assert session_of(last) == session_of(day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vergaderjaar 2022–2023", "2022-2023"),
        ("Handelingen II 2022/23, nr. 83", "2022-2023"),
        ("Kamerstukken II 1999/00", "1999-2000"),
        ("2013-2014", "2013-2014"),
        ("begroting 2022-2025", None),
        ("2021/23", None),
        ("tel. 070-2022 2023", None),
    ],
)
def test_session_in_any_spelling(text, expected):
    """Two years that follow each other; a span of years is no session."""
    assert parse_session(text) == expected


def test_session_without_a_mark():
    """As it stands in official numbers."""
    assert compact_session("20212022") == "2021-2022"
    assert compact_session("20212023") is None
    assert compact_session("2021") is None
    assert session_days("geen") is None
