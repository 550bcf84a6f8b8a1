"""Letters, nota's and Woo-besluiten of many ministries: made-up openings in the order PDF readers give them."""

import pytest

from kb.identify import identify
from kb.identify.plain import plain_document

# Rijkshuisstijl: address, labels and values apart, sidebar after the text, logo an image without text.
SZW_LETTER = """> Retouradres Postbus 90801 2509 LV  Den Haag

De voorzitter van de Tweede Kamer
der Staten-Generaal
Prinses Irenestraat 6
2595 BD  DEN HAAG

Datum 14 februari 2024
Betreft Voortgang vereenvoudiging inkomensondersteuning

Geachte voorzitter,

In mijn brief van 21 november 2023 heb ik uw Kamer geïnformeerd over de stand van zaken van de
vereenvoudiging. Met deze brief informeer ik uw Kamer over de voortgang. Voor de zomer van 2024 zal ik
uw Kamer een hoofdlijnennotitie sturen; per 1 januari 2026 kan de eerste maatregel ingaan.

De minister voor Armoedebeleid,
Participatie en Pensioenen,


C.J. Schouten

Ministerie van Sociale Zaken en Werkgelegenheid
Postbus 90801
2509 LV Den Haag
Parnassusplein 5
T 070 333 44 44
www.rijksoverheid.nl

Onze referentie
2024-0000012345

Pagina 1 van 3
"""

JENV_LETTER = """> Retouradres Postbus 20301 2500 EH  Den Haag

Aan de Voorzitter van de Tweede Kamer
der Staten-Generaal
Postbus 20018
2500 EA  DEN HAAG

Datum 3 juni 2022
Onderwerp Tweede halfjaarbericht politie 2021

Directoraat-Generaal
Politie en
Veiligheidsregio's
Turfmarkt 147
2511 DP  Den Haag
www.rijksoverheid.nl/jenv

Ons kenmerk
4012345

Bij beantwoording de datum
en ons kenmerk vermelden.

Hierbij bied ik uw Kamer het halfjaarbericht aan. In het commissiedebat van 31 maart 2022 heb ik
toegezegd uw Kamer te informeren. Na ommekomst van het debat van 30 juni 2022 kom ik hierop terug.

De Minister van Justitie en Veiligheid,

D. Yesilgöz-Zegerius

Pagina 1 van 12
"""

OLD_LETTER = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Binnenhof 4
Den Haag

Uw brief          Ons kenmerk
                  DGM/K&L/2006-112

Onderwerp         Datum
Handel in emissierechten     29 maart 2006

Geachte Voorzitter,

Hierbij doe ik u, mede namens de Minister van Economische Zaken, het verslag toekomen van de bijeenkomst.

Hoogachtend,
de Staatssecretaris van Volkshuisvesting,
Ruimtelijke Ordening en Milieubeheer,


drs. P.L.B.A. van Geel
"""

TWO_SIGN = """Ministerie van Volksgezondheid, Welzijn en Sport

> Retouradres Postbus 20350 2500 EJ Den Haag

De Voorzitter van de Eerste Kamer der Staten-Generaal
Postbus 20017
2500 EA  DEN HAAG

Datum   8 december 2021
Betreft  Nadere vragen over de Wet toetreding
         zorgaanbieders

Geachte voorzitter,

Hierbij zenden wij u de antwoorden op de nadere vragen van uw Kamer.

Hoogachtend,

de minister van Volksgezondheid,          de staatssecretaris van Volksgezondheid,
Welzijn en Sport,

Hugo de Jonge

de staatssecretaris van Volksgezondheid,
Welzijn en Sport,

Paul Blokhuis
"""

ANSWERS_BY_LETTER = """Ministerie van Landbouw, Natuur en Voedselkwaliteit

> Retouradres Postbus 20401 2500 EK Den Haag
De Voorzitter van de Tweede Kamer
der Staten-Generaal
Prinses Irenestraat 6
2595 BD  DEN HAAG

Datum 19 april 2023
Betreft Beantwoording vragen over het bericht 'Vismigratie stokt'

Geachte Voorzitter,

Hierbij stuur ik uw Kamer de antwoorden op de vragen van het lid Vestering (PvdD) over het bericht
'Vismigratie stokt' (ingezonden 22 maart 2023).

Christianne van der Wal-Zeggelink
Minister voor Natuur en Stikstof

2023Z05012
1
Bent u bekend met dit bericht?
Antwoord op vraag 1
Ja.
Vraag 2
Hoeveel vispassages zijn er?
Antwoord op vraag 2
Er zijn er 312.
Vraag 3
Wat gaat u doen?
Antwoord op vraag 3
Ik ga in gesprek met de waterschappen.
"""

UWV_TO_MINISTER = """UWV
Postbus 58285, 1040 HG Amsterdam

Aan de minister van Sociale Zaken en Werkgelegenheid
Postbus 90801
2509 LV  DEN HAAG

Datum
21 september 2022
Van
Raad van Bestuur
Onderwerp
Uitvoeringstoets Wetsvoorstel vereenvoudiging Wajong

Geachte mevrouw Van Gennip,

U hebt ons gevraagd om een uitvoeringstoets op het wetsvoorstel. UWV acht het voorstel uitvoerbaar
per 1 januari 2024, mits de definitieve tekst uiterlijk op 1 maart 2023 bekend is. De structurele
uitvoeringskosten bedragen 3 miljoen euro. De handhaafbaarheid is voldoende.

Hoogachtend,

Maarten Camps
Voorzitter Raad van Bestuur
"""

CASES = [
    pytest.param(
        SZW_LETTER,
        {"kind": "kamerbrief", "ministry": "SZW", "signatory": "C.J. Schouten",
         "title": "Voortgang vereenvoudiging inkomensondersteuning",
         "date": "2024-02-14", "basis": "letterhead",
         "not_before": "2023-11-21", "year": 2024},
        id="szw-kamerbrief",
    ),
    pytest.param(
        JENV_LETTER,
        {"kind": "kamerbrief", "ministry": "JenV", "signatory": "D. Yesilgöz-Zegerius",
         "title": "Tweede halfjaarbericht politie 2021", "date": "2022-06-03", "not_before": "2022-03-31",
         "year": 2022},
        id="jenv-kamerbrief",
    ),
    pytest.param(
        OLD_LETTER,
        {"kind": "kamerbrief", "ministry": "VROM", "signatory": "drs. P.L.B.A. van Geel", "date": "2006-03-29",
         "year": 2006},
        id="vrom-kamerbrief-2006",
    ),
    pytest.param(
        TWO_SIGN,
        {"kind": "kamerbrief", "ministry": "VWS", "date": "2021-12-08",
         "title": "Nadere vragen over de Wet toetreding zorgaanbieders",
         "signatory": "Hugo de Jonge en Paul Blokhuis"},
        id="vws-eerste-kamer",
    ),
    pytest.param(
        ANSWERS_BY_LETTER,
        {"kind": "antwoord-kamervragen", "ministry": "LNV", "date": "2023-04-19",
         "signatory": "Christianne van der Wal-Zeggelink"},
        id="lnv-beantwoording",
    ),
    pytest.param(
        UWV_TO_MINISTER,
        {"kind": "uitvoeringstoets", "organisation": "UWV", "ministry": "SZW", "date": "2022-09-21",
         "title": "Uitvoeringstoets Wetsvoorstel vereenvoudiging Wajong", "signatory": "Maarten Camps"},
        id="uwv-uitvoeringstoets",
    ),
]  # fmt: skip


def told(identity):
    date = identity.publication_date
    return {
        "kind": identity.kind, "ministry": identity.ministry, "organisation": identity.organisation,
        "signatory": identity.signatory, "title": identity.title, "date": date.value, "basis": date.basis,
        "not_before": date.not_before,
        "year": identity.reporting_years[-1] if identity.reporting_years else None,
        "official_id": identity.official_id,
    }  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_letter(text, expected):
    """What is expected of each letter, field by field; a letter has no number of its own."""
    found = told(identify(plain_document(text), "stuk.pdf"))
    assert {key: found[key] for key in expected} == expected
    assert found["official_id"] is None


def test_letterhead_fields_of_the_reader_go_first():
    """A PDF reader gives label and value together; then the order of the lines does not matter."""
    fields = {
        "Datum": "9 november 2022",
        "Betreft": "Invordering bij particulieren",
        "Uw brief (kenmerk)": "2022Z18840",
    }
    text = "Aan de Voorzitter van de Tweede Kamer\nGeachte voorzitter,\nUw Kamer sprak hierover.\n"
    found = identify(plain_document(text, fields=fields), "brief.pdf")
    assert found.publication_date.value == "2022-11-09"
    assert found.publication_date.evidence == "Datum 9 november 2022"
    assert found.title == "Invordering bij particulieren"
    assert [(item.type, item.reference) for item in found.relations] == [("antwoord_op", "2022Z18840")]


@pytest.mark.parametrize(
    "text",
    [
        "Recept voor appeltaart\n\nNeem zes appels. Deze brief is geen brief.\n",
        "",
        "\n\n   \n",
        "Deze week sprak de Kamer over de motie van het lid Jansen. De brief van de minister kwam te laat.\n",
        "Aan de minister van SZW\nBetreft Aanbieding Jaarverslag 2022\n\nGeachte mevrouw,\n\nHierbij.\n",
        "De minister stuurde op 3 mei 2023 een brief over het jaarverslag en de uitvoeringstoets.\n",
    ],
)
def test_other_text_has_no_kind(text):
    """Words of documents in running text make no kind."""
    assert identify(plain_document(text), "kamerbrief-jaarverslag-2022.pdf").kind is None
