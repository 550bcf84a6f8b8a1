"""The five seeds without manifest: kind, organisation and reporting year right, dates right or open."""

from pathlib import Path

import pytest

from kb.identify import identify
from kb.identify.cross import TextOf, dates_from_others
from kb.identify.plain import plain_document
from kb.identify.view import View
from kb.manifest import ManifestEntry, load_manifest

SEEDS = Path(__file__).parent.parent / "seeds"


def read(name):
    return plain_document((SEEDS / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "kind", "organisation", "ministry", "year"),
    [
        ("jaarrapportage-2022.txt", "jaarrapportage", "dienst-toeslagen", "FIN", 2022),
        ("jaarrapportage-2024.txt", "jaarrapportage", "dienst-toeslagen", "FIN", 2024),
        ("kamerbrief-2023-stand-van-zaken.txt", "kamerbrief", "ministerie-van-financien", "FIN", 2023),
        ("stand-van-de-uitvoering-2021.txt", "stand-van-de-uitvoering", "dienst-toeslagen", "FIN", 2021),
        ("uitzonderingenrapportage-2023.txt", "uitzonderingenrapportage", "dienst-toeslagen", "FIN", 2023),
    ],
)
def test_seed_without_manifest(name, kind, organisation, ministry, year):
    """The file name is not looked at: the document is given another one."""
    found = identify(read(name), "document.txt")
    assert (found.kind, found.organisation_id, found.ministry, found.reporting_years) == (
        kind, organisation, ministry, (year,),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "precision", "not_before"),
    [
        # A year follows from the reporting year and a bound in the year after it.
        ("jaarrapportage-2022.txt", "2023", "year", "2023-02-24"),
        ("jaarrapportage-2024.txt", "2025-05", "month", "2025-01-27"),
        # The letter has lost its letterhead: only a bound, and "per 1 juli 2023 ingetrokken" is none.
        ("kamerbrief-2023-stand-van-zaken.txt", None, None, "2023-06-16"),
        # Its own time line says "vierde kwartaal 2021": a quarter is kept as its year.
        ("stand-van-de-uitvoering-2021.txt", "2021", "year", "2021-06-29"),
        # Figures up to and including November 2023 were known.
        ("uitzonderingenrapportage-2023.txt", None, None, "2023-11-30"),
    ],
)
def test_seed_dates_are_right_bounded_or_open(name, value, precision, not_before):
    found = identify(read(name), "document.txt").publication_date
    assert (found.value, found.precision, found.not_before) == (value, precision, not_before)
    assert found.evidence


def test_seed_manifest_goes_first():
    """The manifest's title and signatory stand; dates are found with their evidence, not given."""
    manifest = load_manifest(SEEDS / "manifest.toml")
    name = "stand-van-de-uitvoering-2021.txt"
    found = identify(read(name), name, manifest=manifest.entry(name))
    assert found.title == "Stand van de uitvoering 2021 Toeslagen"
    assert found.evidence["title"] == "manifest: Stand van de uitvoering 2021 Toeslagen"
    assert all(item.publication_date is None for item in manifest.entries)
    assert {item.file for item in manifest.entries} == {path.name for path in SEEDS.glob("*.txt")}


def test_date_of_a_person_keeps_the_bound_of_the_text():
    """What a manifest says goes first, with what the text bounds it by; a bound after it is dropped."""
    name = "jaarrapportage-2022.txt"

    def dated(value):
        return identify(read(name), name, manifest=ManifestEntry(name, publication_date=value)).publication_date

    assert (dated("2023-05-25").value, dated("2023-05-25").basis) == ("2023-05-25", "manifest")
    assert dated("2023-05-25").not_before == "2023-02-24"
    assert dated("2023-01").not_before is None
    assert dated("2023").precision == "year"


def test_seeds_tell_each_others_dates():
    """The Kamerbrief tells when the Jaarrapportage 2022 was sent; nothing else is told."""
    names = sorted(path.name for path in SEEDS.glob("*.txt"))
    documents = [TextOf(identify(read(name), name), View(read(name)).paragraphs) for name in names]
    (told,) = dates_from_others(documents)
    assert (names[told.index], names[told.told_by]) == (
        "jaarrapportage-2022.txt", "kamerbrief-2023-stand-van-zaken.txt",
    )  # fmt: skip
    assert (told.publication_date.value, told.publication_date.basis) == ("2023-05-25", "other-document")
    assert "Jaarrapportage 2022 Dienst Toeslagen toegestuurd" in told.publication_date.evidence
