"""manifest.toml: what it holds, and clear Dutch errors that say where."""

from pathlib import Path

import pytest

from kb.manifest import Manifest, ManifestError, load_manifest, parse_manifest

FULL = """
[[document]]
file = "brief.pdf"
title = "Een brief"
kind = "Stand van de uitvoering"
organisation = "SVB"
reporting_year = [2023, 2022]
publication_date = 2023-05-25
kamerstuk = "31 066, nr. 1232"
url = "https://example.org/brief"
signatory = "A. de Vries"
bijlage_bij = "andere.pdf"
pages = "5-12"
versie_van = "oud.pdf"
"""


def test_every_field():
    """All fields of the contract; a kind may be written with spaces, years in any order."""
    (entry,) = parse_manifest(FULL).entries
    assert (entry.file, entry.title, entry.kind) == ("brief.pdf", "Een brief", "stand-van-de-uitvoering")
    assert (entry.reporting_years, entry.publication_date) == ((2022, 2023), "2023-05-25")
    assert (entry.pages, entry.bijlage_bij, entry.versie_van) == ((5, 12), "andere.pdf", "oud.pdf")
    assert (entry.kamerstuk, entry.signatory) == ("31 066, nr. 1232", "A. de Vries")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2023-05-25", "2023-05-25"),
        ('"2023-05-25"', "2023-05-25"),
        ('"2025-05"', "2025-05"),
        ("2025", "2025"),
        ('"2025"', "2025"),
    ],
)
def test_dates_in_any_precision(written, read):
    """A day with or without quotation marks, a month, a year."""
    manifest = parse_manifest(f'[[document]]\nfile = "a.txt"\npublication_date = {written}\n')
    assert manifest.entries[0].publication_date == read


def test_entry_by_path_then_by_name():
    """The path goes first; a name alone does for any folder."""
    manifest = parse_manifest(
        '[[document]]\nfile = "b/x.txt"\ntitle = "b"\n\n[[document]]\nfile = "x.txt"\ntitle = "los"\n'
    )
    assert manifest.entry("b/x.txt").title == "b"
    assert manifest.entry("c/x.txt").title == "los"
    assert manifest.entry("./b\\x.txt").title == "b"
    assert manifest.entry("y.txt") is None
    assert Manifest().entry("x.txt") is None


def test_several_documents_in_one_file():
    """A file with a letter and its annexes: each part with its pages."""
    manifest = parse_manifest(
        '[[document]]\nfile = "a.pdf"\npages = "1-4"\n\n[[document]]\nfile = "a.pdf"\npages = 5\n'
    )
    assert [entry.pages for entry in manifest.parts("a.pdf")] == [(1, 4), (5, 5)]
    assert manifest.parts("b.pdf") == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('titel = "x"', ["regel 3", "document 1", "a.txt", "onbekend veld “titel”", "bedoelt u “title”"]),
        ('orgnisation = "x"', ["bedoelt u “organisation”"]),
        ('xyzzy = "x"', ["onbekend veld “xyzzy”", "bekend zijn: file, title"]),
        ("title = 5", ["regel 3", "title moet tekst zijn", "een getal (5)"]),
        ('title = ""', ["title is leeg"]),
        ('reporting_year = "2022"', ["reporting_year moet een jaar zijn"]),
        ("reporting_year = 22", ["22 is geen jaar"]),
        ("reporting_year = []", ["reporting_year is leeg"]),
        ("reporting_year = true", ["reporting_year moet een jaar zijn"]),
        ('publication_date = "25 mei 2023"', ["regel 3", "moet een datum zijn als 2023-05-25", "25 mei 2023"]),
        ('publication_date = "2023-02-30"', ["2023-02-30 bestaat niet"]),
        ('publication_date = "2023-13"', ["2023-13 bestaat niet"]),
        ("publication_date = 20230525", ["moet een datum zijn"]),
        ('pages = "12-5"', ["pages", "loopt niet op"]),
        ('pages = "vijf"', ['"5-12"']),
        ("pages = 0", ["bladzijde 1"]),
    ],
)
def test_errors_say_where_and_what(line, words):
    """Each message is Dutch, with the line, the document and what to do."""
    with pytest.raises(ManifestError) as caught:
        parse_manifest(f'[[document]]\nfile = "a.txt"\n{line}\n')
    for word in ["manifest.toml", *words]:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[document]]\ntitle = "x"\n', ["het veld file", "ontbreekt"]),
        ('[document]\nfile = "a.txt"\n', ["[[document]] met dubbele haken"]),
        ('title = "x"\n', ["onbekend “title”", "regel 1"]),
        ("[[document]\n", ["geen geldige TOML"]),
        ("[[document]]\nfile = a.txt\n", ["geen geldige TOML", "line 2"]),
        ('[[document]]\nfile = "a.txt"\n\n[[document]]\nfile = "a.txt"\n', ["regel 4", "staat er al", "pages"]),
        ("document = [1]\n", ["geen tabel"]),
    ],
)
def test_wrong_files(text, words):
    """Files that are no manifest."""
    with pytest.raises(ManifestError) as caught:
        parse_manifest(text)
    for word in words:
        assert word in str(caught.value)


def test_second_document_names_its_own_line():
    """A key that stands in two documents: the line of the wrong one."""
    text = '[[document]]\nfile = "a.txt"\ntitle = "x"\n\n[[document]]\nfile = "b.txt"\ntitle = 7\n'
    with pytest.raises(ManifestError, match=r"regel 7, document 2 \(b\.txt\)"):
        parse_manifest(text)


def test_load_from_a_file(tmp_path):
    """With a byte order mark too; not in another encoding; a file that is not there is an OSError."""
    path = tmp_path / "manifest.toml"
    path.write_bytes(b"\xef\xbb\xbf" + FULL.encode())
    assert load_manifest(path).entry("brief.pdf").title == "Een brief"
    path.write_bytes(b'[[document]]\nfile = "\xe9.txt"\n')
    with pytest.raises(ManifestError, match="UTF-8"):
        load_manifest(path)
    with pytest.raises(FileNotFoundError):
        load_manifest(tmp_path / "geen.toml")


def test_manifest_of_the_seeds():
    """Each seed has an entry with what is sure; what no one knows is not there."""
    folder = Path(__file__).parent.parent / "seeds"
    manifest = load_manifest(folder / "manifest.toml")
    assert all(manifest.entry(path.name).kind for path in folder.glob("*.txt"))
    assert manifest.entry("kamerbrief-2023-stand-van-zaken.txt").publication_date is None
