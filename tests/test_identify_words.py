"""The parts that identification rests on: phrases, ministries, names, numbers; and any text at all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.identify import identify
from kb.identify.kind import kind_cues
from kb.identify.ministries import find_ministries, ministry_by_address, ministry_by_name
from kb.identify.official import kamerstuk_parts, official_from_number
from kb.identify.phrases import compile_phrase
from kb.identify.plain import plain_document
from kb.identify.publication import place_date
from kb.identify.signatory import is_function, is_name
from kb.taxonomy import load


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("uw Kamer", "Hierover is uw kamer geïnformeerd", True),
        ("uw Kamer", "uw Kamerlid", False),
        ("uw Kamer", "uw  Kamer", True),
        ("MOTIE VAN (HET LID|DE LEDEN)", "MOTIE VAN DE LEDEN JANSEN", True),
        ("MOTIE VAN (HET LID|DE LEDEN)", "de motie van de leden Jansen", False),
        ("weigeringsgrond*", "de weigeringsgronden", True),
        ("*toets", "een uitvoeringstoets", True),
        ("Vastgesteld {datum}", "Vastgesteld 3 mei 2023", True),
        ("Vastgesteld {datum}", "Vastgesteld is dat", False),
        ("u … verzocht", "u hebt mij bij brief verzocht", True),
        ("artikel 5.1", "artikel 501", False),
        ("Vraag {getal}", "Vraag 12", True),
        ("Vraag {getal}", "Vraag en antwoord", False),
    ],
)
def test_phrase_language(phrase, text, found):
    """Whole words, capitals that count, wildcards, choices, dates and numbers."""
    assert bool(compile_phrase(phrase).search(text)) is found


@pytest.mark.parametrize("phrase", ["", "  ", "a (b", "a) b"])
def test_wrong_phrase(phrase):
    """A phrase that cannot be read is refused when the file is loaded."""
    with pytest.raises(ValueError, match=r"aanwijzing|haakjes"):
        compile_phrase(phrase)


def test_every_kind_is_in_the_taxonomy():
    """What identification says must be something to filter on."""
    known = {entry.id for entry in load().entries("kind")}
    assert {cues.kind for cues in kind_cues()} - known <= {"e-mail"}


@pytest.mark.parametrize(
    ("text", "abbreviation"),
    [
        ("Ministerie van Financiën", "FIN"),
        ("De Staatssecretaris van Financiën – Fiscaliteit en Belastingdienst", "FIN"),
        ("de Minister voor Rechtsbescherming", "JenV"),
        ("De minister van SZW", "SZW"),
        ("de Minister van Veiligheid en Justitie", "VenJ"),
        ("de minister van Justitie", "JUS"),
        ("Ministerie van Economische Zaken, Landbouw en Innovatie", "EL&I"),
        ("De Minister van Volksgezondheid,\nWelzijn en Sport", "VWS"),
        ("de Minister-President", "AZ"),
        ("de Minister voor Natuur en Stikstof", "LNV"),
        ("het ministerie", None),
        ("de minister kwam", None),
        ("de burgemeester van Defensie", None),
    ],
)
def test_ministry_of_a_text(text, abbreviation):
    """By name, portfolio, abbreviation; old names stay what they were."""
    found = find_ministries(text)
    assert (found[0].ministry.abbreviation if found else None) == abbreviation


def test_ministry_by_name_and_address():
    """A name alone, or the post box of a letterhead."""
    assert ministry_by_name("OCW").label == "Ministerie van Onderwijs, Cultuur en Wetenschap"
    assert ministry_by_name("Gemeente Utrecht") is None
    assert ministry_by_address("> Retouradres Postbus 20201 2500 EE Den Haag").abbreviation == "FIN"
    assert ministry_by_address("Postbus 202011") is None


def test_ministries_are_those_of_the_taxonomy():
    """Each ministry of the taxonomy is known here by its abbreviation, so that both say the same."""
    for entry in load().entries("ministry"):
        assert ministry_by_name(entry.label).abbreviation == entry.get("abbreviation")


@pytest.mark.parametrize(
    "name",
    [
        "A. de Vries", "D. Yesilgöz-Zegerius", "drs. P.L.B.A. van Geel", "Ditte Hak", "J.H. Brouwerink",
        "Th. C. De Graaf", "mr. drs. J.A. van den Berg MPA", "Marnix L.K. van Rij", "R.H. (Romke) de Jong",
        "Christianne van der Wal-Zeggelink", "K.H. Ollongren", "F. Teeven", "Aukje de Vries", "H.M. de Jonge",
    ],
)  # fmt: skip
def test_names(name):
    """Names as people sign."""
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "Den Haag", "De Staatssecretaris van Financiën", "Fiscaliteit en Belastingdienst", "Hoogachtend",
        "Pagina 1 van 3", "de heer", "Ministerie van Financiën", "A", "Bijlagen", "uw Kamer",
        "Dienst toeslagen staat klaar voor burgers",
    ],
)  # fmt: skip
def test_no_names(text):
    """Lines near a signature that are none."""
    assert not is_name(text)


def test_functions():
    """With and without article; a word that only begins so is none."""
    assert is_function("De Minister van Defensie,")
    assert is_function("namens deze, de directeur Juridische Zaken")
    assert is_function("directeur-generaal Toeslagen")
    assert not is_function("Ministerie van Defensie")
    assert not is_function("Hoofdstuk 3")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("31 066, nr. 1232", ("31066", "1232")),
        ("Kamerstukken II 2022-2023, 31066, nr. 1165", ("31066", "1165")),
        ("36 200 IX, nr. 12", ("36200-IX", "12")),
        ("36200-IX-12", ("36200-IX", "12")),
        ("21 501-31, nr. 329", ("21501-31", "329")),
        ("kst-31066-1232", ("31066", "1232")),
        ("36202, A", ("36202", "A")),
        ("36045 nr.95", ("36045", "95")),
        ("31 066", None),
        ("in 2022 en 2023", None),
        ("1031 066, nr. 5", None),
    ],
)
def test_kamerstuk_in_any_form(text, parts):
    """Dossier with its part, and number."""
    assert kamerstuk_parts(text) == parts


@pytest.mark.parametrize(
    ("number", "kamerstuk", "chamber", "session", "ending"),
    [
        ("kst-31066-1232", "31066, nr. 1232", "TK", None, "kst-31066-1232.html"),
        ("kst-36200-IX-12", "36200-IX, nr. 12", "TK", None, "kst-36200-IX-12.html"),
        ("kst-36202-A", "36202, A", "EK", None, "kst-36202-A.html"),
        ("ah-tk-20212022-3540", None, "TK", "2021-2022", "ah-tk-20212022-3540.html"),
        ("h-ek-20222023-83-26", None, "EK", "2022-2023", "h-ek-20222023-83-26.html"),
        ("blg-1007826", None, None, None, "blg-1007826.pdf"),
    ],
)
def test_what_follows_from_a_number(number, kamerstuk, chamber, session, ending):
    """Kamerstuk, chamber, session and address."""
    found = official_from_number(number, number)
    assert (found.kamerstuk, found.chamber, found.session) == (kamerstuk, chamber, session)
    assert found.url == f"https://zoek.officielebekendmakingen.nl/{ending}"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Den Haag, mei 2025", "2025-05"),
        ("'s-Gravenhage, 3 mei 2021", "2021-05-03"),
        ("Groningen | maart 2024", "2024-03"),
        ("Trouw, 12 december 2022", None),
        ("Den Haag, het was mei 2025", None),
    ],
)
def test_place_and_date(text, iso):
    """A newspaper is no place."""
    found = place_date(text)
    assert (found.iso if found else None) == iso


WORDS = st.sampled_from(
    ["Datum", "Betreft", "9 mei 2022", "Colofon", "De Minister van Financiën,", "A. de Vries",
     "Jaarverslag 2022",
     "MOTIE VAN HET LID X", "31 066", "Nr. 5", "Vergaderjaar 2022–2023", "uw Kamer", "Vraag 1", "Antwoord 1",
     "Den Haag, mei 2023", "kst-31066-5", "\f", "", "ĳ", "Tweede Kamer, vergaderjaar 2022–2023, 31 066, nr. 5"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=30)), max_size=30))
def test_any_text_has_a_coherent_identity(lines):
    """Nothing raises; a date is as long as its precision and not before its bound; evidence is not empty."""
    found = identify(plain_document("\n".join(lines)), "x.txt")
    date = found.publication_date
    lengths = {None: 0, "year": 4, "month": 7, "day": 10}
    assert len(date.value or "") == lengths[date.precision]
    if date.value and date.not_before:
        assert date.not_before[: len(date.value)] <= date.value
    assert (date.value is None) == (date.basis is None)
    assert all(found.evidence.values())
    assert found.title != ""
    assert list(found.reporting_years) == sorted(found.reporting_years)


def test_long_text_is_cut_not_waited_for():
    """A text far beyond any document still has an identity: only its first part is looked at."""
    text = (Path(__file__).parent.parent / "seeds" / "jaarrapportage-2022.txt").read_text(encoding="utf-8")
    assert identify(plain_document(text * 12), "x.txt").kind == "jaarrapportage"
