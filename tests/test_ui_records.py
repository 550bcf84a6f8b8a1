"""What the registers hold of a document: found without reading the registers whole, shown with its places."""

from __future__ import annotations

from contextlib import closing

import pytest

from kennisbank import Kennisbank, NotFound
from ui import present_records


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """The records of a letter with a promise and a bottleneck, one of them rejected; gives (all, kept)."""
    folder = tmp_path_factory.mktemp("stukken")
    (folder / "brief.txt").write_text(
        "Den Haag, 4 juli 2023\n\nBetreft: <b>wachttijd</b>\n\nGeachte voorzitter,\n\nIn het debat van "
        "22 februari 2023 heb ik aan het lid Grinwis (ChristenUnie) toegezegd uw Kamer voor 1 december 2023 te "
        "informeren over <i>bezwaar</i>.\n\nEen knelpunt is het tekort aan personeel: de huurtoeslag komt "
        "daardoor <u>te laat</u>.\n\n"
        "De Staatssecretaris van Financiën,\nA. de Vries\n"
    )
    (folder / "ander.txt").write_text("Brief\n\nEen knelpunt is het tekort aan personeel bij het UWV.\n")
    with closing(Kennisbank(folder / "kb")) as kennisbank:
        kennisbank.ingest([folder / "brief.txt", folder / "ander.txt"])
        found = kennisbank.records_of("brief")
        knelpunt = next(item for item in found if hasattr(item, "knelpunt_id"))
        kennisbank.judge_record("knelpunt", knelpunt.knelpunt_id, "reject", who="Anna")
        with pytest.raises(NotFound):
            kennisbank.records_of("weg")
        return found, kennisbank.records_of("brief")


def labels(_facet, value):
    return value


def test_only_those_of_the_document_and_not_what_people_rejected(records):
    """Of all registers at once."""
    found, kept = records
    assert {item.document_id for item in found} == {"brief"}
    assert set(present_records.by_register(found)) >= {"toezegging", "knelpunt"}
    assert len(kept) == len(found) - 1


def test_each_leads_to_its_words_and_to_its_own_page(records):
    """Hostile text stays text; more than a list can bear is told as a number."""
    for kind, items in present_records.by_register(records[0]).items():
        html = present_records.listed(kind, items, labels)
        assert html.count('href="document?id=brief&amp;woorden=') == len(items)
        assert f'href="{present_records.OWN_PAGES[kind][0]}?id=' in html
        assert not [tag for tag in ("<b>", "<i>", "<u>") if tag in html]
        many = present_records.listed(kind, items * (present_records.MOST + 2), labels)
        assert "en nog" in many
        assert present_records.title(kind, items[:1]).startswith("1 ")
