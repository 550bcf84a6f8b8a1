"""Citing: papers by Aanwijzing 3.43, reports by publisher; what is unknown is left out."""

import pytest
from test_index_fakes import document, passage

from kb.citation import citation, dutch_date, short_session
from kb.records import PublicationDate

CITED = [
    # a paper of the Tweede Kamer, in several notations of its number
    ({"kamerstuk": "31066-1165", "session": "2022-2023"}, {"page_from": 3},
     "Kamerstukken II 2022/23, 31066, nr. 1165, p. 3"),
    ({"kamerstuk": "31 066, nr. 1165"}, {}, "Kamerstukken II, 31066, nr. 1165"),
    ({"kamerstuk": "36200-IX-12", "session": "2022-2023"}, {}, "Kamerstukken II 2022/23, 36200 IX, nr. 12"),
    # the Eerste Kamer letters its papers
    ({"kamerstuk": "36202, A", "session": "2022-2023"}, {}, "Kamerstukken I 2022/23, 36202, A"),
    # a dossier alone
    ({"kamerstuk": "36202", "session": "2022-2023"}, {}, "Kamerstukken II 2022/23, 36202"),
    # answered questions
    ({"document_id": "ah-tk-20212022-3540", "session": "2021-2022"}, {"page_from": 1, "page_to": 2},
     "Aanhangsel Handelingen II 2021/22, nr. 3540, p. 1-2"),
    # a report; the printed page number goes before the physical one
    ({"organisation": "Dienst Toeslagen", "title": "Jaarrapportage 2024",
      "publication_date": PublicationDate("2025-05", "month")}, {"page_from": 8, "page_label_from": "6"},
     "Dienst Toeslagen, Jaarrapportage 2024, mei 2025, p. 6"),
    # a title that ends in its publisher does not say it twice; one that is its publisher stays
    ({"organisation": "Dienst Toeslagen", "title": "Jaarrapportage 2022 Dienst Toeslagen"}, {"page_from": 3},
     "Dienst Toeslagen, Jaarrapportage 2022, p. 3"),
    ({"organisation": "UWV", "title": "UWV"}, {}, "UWV, UWV"),
    # nothing known but the file; an unreadable number makes no Kamerstuk
    ({"document_id": "x", "source": "scan.pdf"}, {}, "scan.pdf"),
    ({"kamerstuk": "onbekend", "title": "Brief"}, {}, "Brief"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "place", "expected"), CITED)
def test_cites(fields, place, expected):
    assert citation(passage("p", "tekst", **place), document(**fields)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2025-05-03", "3 mei 2025"), ("2025-05", "mei 2025"), ("2025", "2025"), (None, None)],
)
def test_dates_are_as_precise_as_they_are_known(value, expected):
    assert dutch_date(PublicationDate(value)) == expected


@pytest.mark.parametrize(
    ("session", "expected"),
    [("2022-2023", "2022/23"), ("1999-2000", "1999/00"), ("2022/23", "2022/23"), ("x", None)],
)
def test_sessions_are_shortened(session, expected):
    assert short_session(session) == expected
