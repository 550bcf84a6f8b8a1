"""What is put on the clipboard to cite: the same form for a hit, a passage, a record and a document."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from ui_builders import document, hit, passage

from kb.records import PublicationDate
from ui import citing, present_search
from ui.words import date_text

DAY = date(2026, 11, 22)
URL = "https://zoek.officielebekendmakingen.nl/kst-31066-1232.html"
REPORT = replace(
    document(), title="Jaarrapportage, p. 2 van de reeks", organisation="Dienst Toeslagen", kamerstuk=None,
    url="https://example.nl/jaar.pdf", publication_date=PublicationDate("2025-05", "month"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (URL, f"Bron, p. 3, {URL}, geraadpleegd op 22 november 2026"),
        (None, "Bron, p. 3, geraadpleegd op 22 november 2026"),
        ("", "Bron, p. 3, geraadpleegd op 22 november 2026"),
    ],
)
def test_address_and_day_follow_the_citation(url, told):
    """What is not known is left out; the day never is."""
    assert citing.consulted("Bron, p. 3", url, DAY) == told


def test_a_hit_and_its_passage_are_cited_alike():
    """Who copies from the list gets what who copies from the document gets."""
    found = passage("De wachttijd loopt op.", page_from=4, page_to=4)
    there = citing.of_passage(found, REPORT)
    cited = there.partition(", https")[0]
    of_list = citing.of_hit(hit(found, citation=cited, document=replace(hit(found).document, url=REPORT.url)))
    assert of_list == there
    assert cited.endswith("mei 2025, p. 4")


def test_a_document_is_cited_without_a_page():
    """Also when its title speaks of one; without passages by its title alone."""
    whole = citing.of_document(REPORT, passage("Tekst.", page_from=4, page_to=5))
    assert whole.startswith(
        "Dienst Toeslagen, Jaarrapportage, p. 2 van de reeks, mei 2025, https://example.nl/jaar.pdf, "
    )
    assert citing.of_document(REPORT, None) == REPORT.title


def test_the_button_of_a_hit_copies_all_of_it():
    """Beside the citation that is seen: the address and the day; escaped."""
    found = hit(passage("Tekst."), citation="Dienst <x>, p. 4")
    found = replace(found, document=replace(found.document, url="https://example.nl/?a=1&b=2"))
    html = present_search.hit_body(found, lambda _facet, value: value)
    copied = re.search(r'data-kopieer="([^"]*)"', html)
    assert copied is not None
    today = date_text(date.today().isoformat())  # noqa: DTZ011 - the reader's own day
    wanted = f"Dienst <x>, p. 4, https://example.nl/?a=1&b=2, geraadpleegd op {today}"
    assert unescape(copied[1]) == wanted
