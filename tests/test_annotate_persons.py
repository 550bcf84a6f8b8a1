"""People, parties and roles by form; amounts with their unit."""

import pytest

from kb.annotate import AnnotationInput, annotate_passage, annotators
from kb.annotate.amounts import find_amounts
from kb.annotate.names import read_names
from kb.annotate.persons import decide_who, family_name, find_persons
from kb.taxonomy import load


def persons(text):
    return [(person.name, person.party) for person in find_persons(text, load())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("richting het lid Inge van Dijk (CDA) toegezegd", [("Inge van Dijk", "cda")]),
        (
            "de motie van de leden Inge van Dijk en Werner (Kamerstuk",
            [("Inge van Dijk", None), ("Werner", None)],
        ),
        ("een vraag van het lid Grinwis (ChristenUnie), samen", [("Grinwis", "christenunie")]),
        ("mevrouw Inge van Dijk (CDA) tevens", [("Inge van Dijk", "cda")]),
        ("de motie Lodders/Van Weyenberg Vereenvoudiging", [("Lodders", None), ("Van Weyenberg", None)]),
        (
            "de leden Omtzigt (NSC), Van Houwelingen (FvD) en Temmink (SP)",
            [("Omtzigt", "nsc"), ("Van Houwelingen", "fvd"), ("Temmink", "sp")],
        ),
        ("het lid Sneller c.s. (D66)", [("Sneller", "d66")]),
        ("de heer El Yassini (VVD)", [("El Yassini", "vvd")]),
        ("het lid Öztürk (DENK)", [("Öztürk", "denk")]),
        ("Vragen van het lid Kathmann (GroenLinks-PvdA) aan", [("Kathmann", "groenlinks-pvda")]),
        ("het lid Jansen (ABC4) vroeg", [("Jansen", "abc4")]),
        (
            "De Staatssecretaris van Financiën, A. de Vries",
            [("De Staatssecretaris van Financiën"[3:], None), ("A. de Vries", None)],
        ),
        (
            "de Staatssecretaris van Financiën – Fiscaliteit en Belastingdienst uw Kamer",
            [("Staatssecretaris van Financiën – Fiscaliteit en Belastingdienst", None)],
        ),
        ("minister Kaag heeft", [("Kaag", None)]),
        ("J.H. Brouwerink schreef", [("J.H. Brouwerink", None)]),
        ("Chantal Gielen, Directeur arbeid", [("Chantal Gielen", None)]),
        ("Coen van de Louw Directeur-generaal", [("Coen van de Louw", None)]),
        # not
        ("de leden van de Tweede Kamer", []),
        ("eerste lid, van de wet", []),
        ("de leden van de VVD-fractie", []),
        ("onder A. Burgers krijgen een brief", []),
        ("plan B. De burger", []),
        ("N.V. Nederlandse Gasunie", []),
        ("de minister heeft", []),
        ("de heer en mevrouw", []),
        ("het lid Omtzigt in Rotterdam", [("Omtzigt", None)]),
    ],
)
def test_people(text, expected):
    # Found by the words around the name; the party is that of the mention.
    assert persons(text) == expected


def test_role_of_a_signatory():
    # Who signs bears the function above the name.
    signed = find_persons("De Staatssecretaris van Financiën, A. de Vries", load())[-1]
    assert (signed.name, signed.role) == ("A. de Vries", "Staatssecretaris van Financiën")


def test_brackets_that_hold_no_party_are_left_out():
    # An organisation or a remark in brackets is no party.
    assert persons("de heer Jansen (UWV)") == [("Jansen", None)]
    assert persons("de heer Jansen (voorzitter)") == [("Jansen", None)]


def test_who_is_decided_once_and_stays_open_when_two_fit():
    # A bare surname is the one fuller name known, and itself when there are two; party plays no part.
    decided = decide_who(["Inge van Dijk", "van Dijk", "Lodders", "Helma Lodders", "Jimmy Dijk", "Werner"])
    assert decided["van Dijk"] == "Inge van Dijk"
    assert decided["Lodders"] == "Helma Lodders"
    assert decided["Werner"] == "Werner"
    two = decide_who(["Teun van Dijk", "Inge van Dijk", "van Dijk"])
    assert two["van Dijk"] == "van Dijk"


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Inge van Dijk", "van Dijk"),
        ("Van Weyenberg", "Van Weyenberg"),
        ("J.H. Brouwerink", "Brouwerink"),
        ("Lodders", "Lodders"),
    ],
)
def test_family_name(name, family):
    # Particles belong to the surname.
    assert family_name(name) == family


def test_a_name_ends_with_a_capitalised_word():
    # What follows in small letters is no part of it, nor is an abbreviation in capitals.
    assert [name.text for name in read_names("Inge van Dijk van de", 0)] == ["Inge van Dijk"]
    assert list(read_names("VVD-fractie", 0)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("een bedrag > € 500", "500 EUR"),
        ("€ 1.000,50 per maand", "1000.5 EUR"),
        ("jaarlijks 18,9 miljard euro aan", "18900000000 EUR"),
        ("€ 6,4 mln.", "6400000 EUR"),
        ("ligt met 48% onder", "48 %"),
        ("op 7,4 procent", "7.4 %"),
        ("van tien procent", "10 %"),
        ("Ruim 1.500 fte", "1500 fte"),
        ("circa 500.000 voorschotten tot", "500000 voorschotten"),
        ("ruim 5,6 miljoen huishoudens door", "5600000 huishoudens"),
        ("tot 10.000 kilo vuurwerk", "10000 kilo"),
    ],
)
def test_amounts(text, value):
    # Dutch writing: dot for thousands, comma for decimals.
    assert [amount.value for amount in find_amounts(text)] == [value]


@pytest.mark.parametrize(
    "text", ["artikel 8:42 Awb", "nr. 1207", "in 2022 is", "1.2.3 Kop", "een burger", "10 mei"]
)
def test_no_amount(text):
    # Numbers without a unit.
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De leden van de VVD-fractie vragen", ["vvd"]),
        ("leden van de GroenLinks-PvdA-fractie", ["groenlinks-pvda"]),
        ("de leden van de fractie van de Partij van de Arbeid", ["pvda"]),
        (
            "de fracties van CDA, PvdA, SP, ChristenUnie en SGP over",
            ["cda", "pvda", "sp", "christenunie", "sgp"],
        ),
        ("de heer Van Ojik namens GroenLinks over dwangsommen", ["groenlinks"]),
        ("SGP-Kamerlid Bisschop berekende", ["sgp"]),
        ("de leden Van Weyenberg, Romke de Jong en Kat (allen D66) aan", ["d66"]),
        # not
        ("de fractie van het lid", []),
        ("een fractie van de kosten", []),
        ("Volt en SP zonder meer", []),
    ],
)
def test_parties(text, expected):
    # Behind a name, as a group, in a list; the bare word is no party.
    tags = annotate_passage(AnnotationInput(text), annotators(load()))
    assert [tag.value for tag in tags if tag.type == "party"] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "De voorzitter van de commissie, Tellegen\nDe griffier van de commissie, De Kler",
            ["Tellegen", "De Kler"],
        ),
        ("Voorzitter: Faber-van de Klashorst\nGriffier: Van Dooren", ["Faber-van de Klashorst", "Van Dooren"]),
        ("De voorzitter: Goedemorgen, dames en heren.", []),
        ("leden der Kamer, te weten: Beertema, Van Meenen en Özdil, en", ["Beertema", "Van Meenen", "Özdil"]),
        ("de motie-Dijkgraaf/Pieter Heerma", ["Dijkgraaf", "Pieter Heerma"]),
        ("Staatssecretaris Broekers-Knol van Justitie en Veiligheid", ["Broekers-Knol"]),
        ("Vragen van het lid Inge vanDijk (CDA)", ["Inge van Dijk"]),
        ("het lid van de Centrale Cliëntenraad", []),
        ("de voorzitter Vakvereniging Brandweer Vrijwilligers", []),
    ],
)
def test_people_in_other_papers(text, names):
    # Verslagen, lists of those present, papers with glued words: real turns of other papers.
    assert [name for name, _ in persons(text)] == names
