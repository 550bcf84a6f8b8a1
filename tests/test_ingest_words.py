"""Broken words: joined or not, on the evidence of the document, word frequency and Dutch spelling."""

from __future__ import annotations

import pytest

from ingest.mend import Mender
from ingest.words import Vocabulary


def mended(text: str, context: str = "") -> str:
    """The clean text of lines, in a document that also holds `context`."""
    source = f"{text}\n{context}"
    words = Vocabulary(source.split("\n"))
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return Mender(source, words, {}).clean(spans).text


JOINED = [
    # the hyphen is the typesetter's
    ("de toeslagge-\nrechtigden", "de toeslaggerechtigden"),
    ("een programma-\ntische aanpak", "een programmatische aanpak"),
    ("de dienst- \nverlening", "de dienstverlening"),  # a space behind the hyphen
    ("wet- en regel - \ngeving", "wet- en regelgeving"),  # a space before it
    ("een spi-\njtoptantenregeling", "een spijtoptantenregeling"),  # ij parted
    ("het muse-\num", "het museum"),  # clashing vowels in a word that is known
    ("HANDHAVINGS-\nSTRATEGIE", "HANDHAVINGSSTRATEGIE"),
    ("de vertegenwoor-\n\n\ndiging", "de vertegenwoordiging"),  # white space between
    ("een soft\u00ad\nhyphen", "een softhyphen"),
    ("toe\u00adslag", "toeslag"),
]
KEPT = [
    ("de IV-\nsystemen", "de IV-systemen"),  # abbreviation
    ("de PR-\ncampagnes", "de PR-campagnes"),
    ("de Wlz-\nindicatie", "de Wlz-indicatie"),
    ("in 2022-\n2023", "in 2022-2023"),  # numbers
    ("COVID-19-\npandemie", "COVID-19-pandemie"),
    ("(voortgang jaar t-\n1)", "(voortgang jaar t-1)"),
    ("te de-\nescaleren", "te de-escaleren"),  # clashing vowels
    ("grote data-\nanalyses", "grote data-analyses"),
    ("een e-\nlearning", "een e-learning"),
    ("het niet-\ngebruik", "het niet-gebruik"),
    ("haar ex-\npartner", "haar ex-partner"),
    ("de directeur-\ngeneraal", "de directeur-generaal"),
    ("in Noord-\nHolland", "in Noord-Holland"),
    ("de relatie burger-\noverheid", "de relatie burger-overheid"),
    ("www.rijk.nl/brief-\nover-toeslagen", "www.rijk.nl/brief-over-toeslagen"),  # an address
    ("zie https://a.nl/een-\ntwee", "zie https://a.nl/een-twee"),
]
SPACED = [
    ("de huur- \nen zorgtoeslag", "de huur- en zorgtoeslag"),
    ("de zorg-\nen huurtoeslag", "de zorg- en huurtoeslag"),  # "zorgen" is a word, but no line breaks there
    ("zowel in- als\nuitstroom", "zowel in- als uitstroom"),
    ("beleids-\nof uitvoeringsregels", "beleids- of uitvoeringsregels"),
    ("dit is – naar\nwij menen – goed", "dit is – naar wij menen – goed"),
    ("en –\nzoals gezegd", "en – zoals gezegd"),
    ("een risico-inventarisatie en\n-evaluatie", "een risico-inventarisatie en -evaluatie"),
]
GLUED = [
    ("een oproep-of flexcontract", "een oproep- of flexcontract"),
    ("het lid Inge vanDijk (CDA)", "het lid Inge van Dijk (CDA)"),
    ("de vanouds goede band", "de vanouds goede band"),
    ("een bloed-of aanverwant", "een bloed- of aanverwant"),
    ("houding en gedrag.Eind 2023", "houding en gedrag. Eind 2023"),
    ("risico’s en/\nof maatregelen", "risico’s en/of maatregelen"),
    ("zĳn krĳgt Ĳsland", "zijn krijgt IJsland"),
    ("twee  spaties en\u00a0een harde", "twee spaties en een harde"),
    ("programma ’Vooroordelen Voorbij’ van", "programma ‘Vooroordelen Voorbij’ van"),
]
LEFT_ALONE = [
    "de toeslagen-app en de -ontvangers",
    "zorg- en/of huurtoeslag",
    "de hand- en spandiensten, kop-of-munt",
    "’s avonds en ’t einde",  # an apostrophe is no quote
    "zie www.rijk.nl en mail@rijk.nl",
    "B.V. De Dienst en A.Jansen",
    "de Toesloegen zijn al volgt",  # what people wrote wrong stays
    "een hoge toeslag is in zicht",
    "de minister gaat over zaken",
]


@pytest.mark.parametrize(("text", "clean"), JOINED + KEPT + SPACED + GLUED)
def test_words_are_mended(text, clean):
    """Broken words are joined, keep their hyphen, or get a space behind it."""
    assert mended(text) == clean


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_words_that_need_no_mending(text):
    """Hyphens, apostrophes and writing errors inside a line stay as they are."""
    assert mended(text) == text


EVIDENCE = [
    # the word elsewhere in the document decides
    ("de privacy-\norganisatie", "De privacy-organisatie is er.", "de privacy-organisatie"),
    ("de privacy-\norganisatie", "De privacyorganisatie is er.", "de privacyorganisatie"),
    ("de Belasting-\nTelefoon", "De BelastingTelefoon is open.", "de BelastingTelefoon"),
    ("het haalbaarheids onderzoek", "Het haalbaarheidsonderzoek is af.", "het haalbaarheidsonderzoek"),
    ("een klein percen tage", "", "een klein percentage"),
    ("de huur  toeslag", "De huurtoeslag stijgt.", "de huurtoeslag"),  # two spaces where a soft hyphen was
    ("het toeslagen stelsel.", "Het toeslagenstelsel. " * 4, "het toeslagenstelsel."),
    ("dat zou dit kunnen voor komen.", "Dit kan voorkomen.", "dat zou dit kunnen voorkomen."),
    ("waar zij voor komen.", "Dit kan voorkomen.", "waar zij voor komen."),
    ("de dienst toeslagen", "De diensttoeslagen.", "de dienst toeslagen"),  # once is no proof against two words
]


@pytest.mark.parametrize(("text", "context", "clean"), EVIDENCE)
def test_the_document_is_evidence(text, context, clean):
    """How a document writes a word elsewhere tells how to mend it."""
    assert mended(text, context) == clean


def test_spans_lead_back_past_everything_that_was_mended():
    """Every stretch of clean text leads back to the letters that it is made of."""
    source = "De toeslagge-\nrechtigden krĳgen 20223 euro."
    mender = Mender(source, Vocabulary([]), {source.index("3 euro"): (source.index("3 euro") + 1, 0)})
    clean = mender.clean([(0, 13), (14, len(source))])
    assert clean.text == "De toeslaggerechtigden krijgen 2022 euro."
    assert [source[start:end] for start, end in clean.spans(source)] == [
        "De toeslagge-\nrechtigden krĳgen 2022",
        "euro.",
    ]
    assert clean.marks == ((clean.text.index(" euro"), 0),)
    part = clean.slice(3, 22)
    assert (part.text, part.spans(source)) == ("toeslaggerechtigden", ((3, 24),))
