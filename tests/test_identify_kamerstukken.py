"""Official papers as their PDF and HTML give them: number, dossier, session, kind, date, title, who signs."""

import pytest

from kb.identify import identify
from kb.identify.plain import plain_document

KST_LETTER = """Tweede Kamer der Staten-Generaal

2

Vergaderjaar 2022–2023

31 066

29 362

Belastingdienst

Modernisering van de overheid

Nr. 1298

BRIEF VAN DE STAATSSECRETARIS VAN FINANCIËN

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 4 juli 2023

Het kabinet werkt aan de dienstverlening. In de brief van 21 april 2023 (Kamerstuk 31 066, nr. 1207) is
uw Kamer geïnformeerd. Uw Kamer wordt in het najaar van 2023 nader geïnformeerd.

De Staatssecretaris van Financiën,
A. de Vries

kst-31066-1298
ISSN 0921 - 7371
’s-Gravenhage 2023

Tweede Kamer, vergaderjaar 2022–2023, 31 066, nr. 1298

1
"""

# No margin, no foot: as the HTML page gives it.
HTML_LETTER = """26 991 Voedselveiligheid

Nr. 529 BRIEF VAN DE MINISTERS VOOR MEDISCHE ZORG EN VAN LANDBOUW, NATUUR EN VOEDSELKWALITEIT

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 25 juni 2018

Vorig jaar was er veel onrust. Bijgaand sturen wij u het rapport.

De Minister voor Medische Zorg, B.J. Bruins
"""

PART_DOSSIER = """Tweede Kamer der Staten-Generaal
2
Vergaderjaar 2013–2014
21 501-31
Raad voor de Werkgelegenheid, Sociaal Beleid, Volksgezondheid en
Consumentenzaken
Nr. 329
VERSLAG VAN EEN ALGEMEEN OVERLEG
Vastgesteld 27 januari 2014
De vaste commissie voor Sociale Zaken en Werkgelegenheid heeft op 4 december 2013 overleg gevoerd met
Minister Asscher over de geannoteerde agenda (Kamerstuk 21 501-31, nr. 325).
Van dit overleg brengt de commissie bijgaand geredigeerd woordelijk verslag uit.
Tweede Kamer, vergaderjaar 2013–2014, 21 501-31, nr. 329
"""

BUDGET_MOTION = """Tweede Kamer der Staten-Generaal
2
Vergaderjaar 2022–2023
36 200 IX
Vaststelling van de begrotingsstaten van het Ministerie van
Financiën (IXB) en de Nationale Schuld (IXA) voor het jaar 2023
Nr. 12
GEWIJZIGDE MOTIE VAN HET LID VAN DER BERG C.S. TER VERVANGING VAN
DIE GEDRUKT ONDER NR. 9
Voorgesteld 12 oktober 2022
De Kamer,
gehoord de beraadslaging,
verzoekt de regering om de Kamer voor 1 mei 2023 te informeren,
en gaat over tot de orde van de dag.
Van der Berg
Alkaya
kst-36200-IX-12
ISSN 0921 - 7371
’s-Gravenhage 2022
Tweede Kamer, vergaderjaar 2022–2023, 36 200 IX, nr. 12
"""

SENATE_LETTER = """Eerste Kamer der Staten-Generaal
1
Vergaderjaar 2019–2020
32 043
Toekomst pensioenstelsel
AE BRIEF VAN DE MINISTER VAN SOCIALE ZAKEN EN WERKGELEGENHEID
Aan de Voorzitter van de Eerste Kamer der Staten-Generaal
Den Haag, 6 juli 2020
In deze brief informeer ik u over de uitkomsten.
De Minister van Sociale Zaken en Werkgelegenheid,
W. Koolmees
Eerste Kamer, vergaderjaar 2019–2020, 32 043, AE
"""

ANNEX = """Tweede Kamer der Staten-Generaal
2
Vergaderjaar 2024–2025
Aanhangsel van de Handelingen
Vragen gesteld door de leden der Kamer, met de daarop door de
regering gegeven antwoorden
1290
Vragen van het lid Erkens (VVD) aan de Minister van Binnenlandse Zaken en
Koninkrijksrelaties over overbodige functies bij de Rijks-
overheid (ingezonden 20 december 2024).
Antwoord van Minister Uitermark (Binnenlandse Zaken en Koninkrijksrelaties) (ontvangen
4 februari 2025). Zie ook Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 1028.
Vraag 1
Deelt u de mening?
Antwoord 1
Ja.
Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel
1
"""

WRITTEN = """35 510 Parlementaire ondervraging kinderopvangtoeslag
Nr. 130 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG
Vastgesteld 25 mei 2023
De vaste commissie voor Financiën heeft een aantal vragen en opmerkingen voorgelegd aan de
Staatssecretaris van Financiën over de brief van 10 februari 2023 (Kamerstuk 35 510, nr. 115).
Bij brief van 17 mei 2023 zijn de vragen beantwoord.
"""

BILL = """Tweede Kamer der Staten-Generaal
2
Vergaderjaar 2023–2024
36 450
Wijziging van de Wet kinderopvang
Nr. 3
MEMORIE VAN TOELICHTING
1. Inleiding
Dit wetsvoorstel regelt de overgang.
kst-36450-3
ISSN 0921 - 7371
’s-Gravenhage 2023
Tweede Kamer, vergaderjaar 2023–2024, 36 450, nr. 3
"""

YEARLY = """Tweede Kamer der Staten-Generaal
2
Vergaderjaar 2023–2024
36 560 XV
Jaarverslag en slotwet Ministerie van Sociale Zaken en
Werkgelegenheid 2023
Nr. 1
JAARVERSLAG VAN HET MINISTERIE VAN SOCIALE ZAKEN EN WERKGELEGENHEID (XV) 2023
Ontvangen 15 mei 2024
kst-36560-XV-1
ISSN 0921 - 7371
’s-Gravenhage 2024
"""

DEBATE = """Tweede Kamer, 14e vergadering, woensdag 25 oktober 2017
Aanvang: 13:00 uur
Opening
Voorzitter: Arib
Aanwezig zijn 135 leden der Kamer, te weten:
Van Aalst, Agema, Amhaouch
De voorzitter:
Ik deel aan de Kamer mee dat een lid zich heeft afgemeld. Motie van het lid X: gehoord de beraadslaging.
"""

AUDIT = """Resultaten verantwoordingsonderzoek 2015
Ministerie van Sociale Zaken en Werkgelegenheid (XV)
Rapport bij het jaarverslag
2016
De Algemene Rekenkamer doet ieder jaar onderzoek naar de verantwoording van ministers.
De tekst in dit document is vastgesteld op 3 mei 2016. Dit document is op 18 mei 2016 aangeboden aan de
Tweede Kamer.
"""

CASES = [
    pytest.param(
        DEBATE,
        {"kind": "handelingen", "date": "2017-10-25", "basis": "official", "year": 2017},
        id="handelingen",
    ),
    pytest.param(
        "31 865 Verbetering verantwoording\nNr. 7 BRIEF VAN DE ALGEMENE REKENKAMER\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\nDen Haag, 12 mei 2022\nHierbij.\n",
        {"official_id": "kst-31865-7", "kind": "kamerbrief", "organisation": "Algemene Rekenkamer",
         "date": "2022-05-12"},
        id="brief-rekenkamer",
    ),
    pytest.param(AUDIT, {"kind": "rapport", "date": "2016-05-18", "basis": "colofon"}, id="rekenkamer"),
    pytest.param(
        KST_LETTER,
        {"official_id": "kst-31066-1298", "kamerstuk": "31066, nr. 1298", "session": "2022-2023",
         "url": "https://zoek.officielebekendmakingen.nl/kst-31066-1298.html", "kind": "kamerbrief",
         "ministry": "FIN", "signatory": "A. de Vries", "date": "2023-07-04", "not_before": "2023-04-21"},
        id="brief",
    ),
    pytest.param(
        HTML_LETTER,
        {"official_id": "kst-26991-529", "kind": "kamerbrief", "ministry": "VWS", "date": "2018-06-25"},
        id="brief-html",
    ),
    pytest.param(
        PART_DOSSIER,
        {"official_id": "kst-21501-31-329", "kamerstuk": "21501-31, nr. 329", "session": "2013-2014",
         "kind": "verslag-commissiedebat", "organisation": "Tweede Kamer", "date": "2014-01-27",
         "basis": "official"},
        id="verslag-algemeen-overleg",
    ),
    pytest.param(
        BUDGET_MOTION,
        {"official_id": "kst-36200-IX-12", "kamerstuk": "36200-IX, nr. 12", "kind": "motie",
         "signatory": "Van der Berg en Alkaya", "date": "2022-10-12"},
        id="gewijzigde-motie",
    ),
    pytest.param(
        SENATE_LETTER,
        {"official_id": "kst-32043-AE", "kamerstuk": "32043, AE", "kind": "kamerbrief", "ministry": "SZW",
         "date": "2020-07-06", "signatory": "W. Koolmees"},
        id="eerste-kamer",
    ),
    pytest.param(
        ANNEX,
        {"official_id": "ah-tk-20242025-1290", "session": "2024-2025", "kind": "antwoord-kamervragen",
         "ministry": "BZK", "signatory": "Uitermark", "date": "2025-02-04", "basis": "received",
         "title": "Antwoord op vragen van het lid Erkens over overbodige functies bij de Rijksoverheid"},
        id="aanhangsel",
    ),
    pytest.param(
        ANNEX.replace("Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel\n1\n", ""),
        {"official_id": "ah-tk-20242025-1290", "session": "2024-2025", "date": "2025-02-04"},
        id="aanhangsel-without-foot",
    ),
    pytest.param(
        WRITTEN,
        {"official_id": "kst-35510-130", "kind": "schriftelijk-overleg", "date": "2023-05-25"},
        id="schriftelijk-overleg",
    ),
    pytest.param(
        BILL,
        {"official_id": "kst-36450-3", "kind": "memorie-van-toelichting", "date": "2023", "precision": "year",
         "title": "Memorie van toelichting; Wijziging van de Wet kinderopvang"},
        id="memorie-van-toelichting",
    ),
    pytest.param(
        YEARLY,
        {"official_id": "kst-36560-XV-1", "kind": "jaarrapportage", "ministry": "SZW", "year": 2023,
         "date": "2024-05-15"},
        id="jaarverslag-ministerie",
    ),
]  # fmt: skip


def told(identity):
    date = identity.publication_date
    names = (
        "official_id",
        "kamerstuk",
        "session",
        "url",
        "kind",
        "ministry",
        "organisation",
        "signatory",
        "title",
    )
    return {name: getattr(identity, name) for name in names} | {
        "date": date.value, "basis": date.basis, "precision": date.precision, "not_before": date.not_before,
        "year": identity.reporting_years[-1] if identity.reporting_years else None,
    }  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_official_paper(text, expected):
    """What is expected of each paper, field by field."""
    found = told(identify(plain_document(text), "stuk.pdf"))
    assert {key: found[key] for key in expected} == expected


MOTION_METADATA = {
    "DC.identifier": ["kst-32545-143"],
    "DC.title": ["Wet- en regelgeving; Motie; Motie van de leden Inge van Dijk en Grinwis over spaarrente"],
    "DC.type": ["officiële publicatie", "Motie", "Kamerstuk"],
    "DC.creator": ["Tweede Kamer der Staten-Generaal"],
    "OVERHEIDop.documenttitel": ["Motie van de leden Inge van Dijk en Grinwis over spaarrente"],
    "OVERHEIDop.indiener": ["I. (Inge) van Dijk", "P.A. Grinwis"],
    "OVERHEIDop.vergaderjaar": ["2020-2021"],
    "DCTERMS.issued": ["2021-07-06"],
    "DCTERMS.available": ["2021-07-07"],
}

ANSWER_METADATA = {
    "identifier": ["ah-tk-20202021-3235"],
    "type": ["Antwoord", "Aanhangsel van de Handelingen"],
    "title": ["Antwoord op vragen van de leden Van Weyenberg en Kat over de Tozo"],
    "ontvanger": ["W. Koolmees"],
    "vraagnummer": ["2021Z09739"],
    "vergaderjaar": ["2020-2021"],
    "issued": ["2021-06-22"],
    "datumOntvangst": ["2021-06-21"],
}


def test_official_metadata_of_a_motion():
    """The metadata tell all; the issued day counts, not the day that it was put on the site."""
    found = identify(
        plain_document("De Kamer,\ngehoord de beraadslaging,\n", official=MOTION_METADATA), "x.xml"
    )
    assert found.official_id == "kst-32545-143"
    assert (found.kind, found.session, found.kamerstuk) == ("motie", "2020-2021", "32545, nr. 143")
    assert found.title == "Motie van de leden Inge van Dijk en Grinwis over spaarrente"
    assert found.signatory == "I. (Inge) van Dijk en P.A. Grinwis"
    assert (found.publication_date.value, found.publication_date.basis) == ("2021-07-06", "official")


def test_official_metadata_of_an_answer_without_prefixes():
    """For an Aanhangsel the day of receipt counts; the questions it answers are a relation."""
    found = identify(
        plain_document("Vraag 1\nKlopt dit?\nAntwoord 1\nJa.\n", official=ANSWER_METADATA), "x.xml"
    )
    assert (found.kind, found.official_id) == ("antwoord-kamervragen", "ah-tk-20202021-3235")
    assert (found.publication_date.value, found.publication_date.basis) == ("2021-06-21", "received")
    assert found.signatory == "W. Koolmees"
    assert [(item.type, item.reference) for item in found.relations] == [("antwoord_op", "2021Z09739")]


@pytest.mark.parametrize(
    "text",
    [
        "1 Kamerstukken II 2022-2023, 31066, nr. 1165\n",
        "Zie Tweede Kamer, vergaderjaar 2022–2023, 31 066, nr. 1207 voor de brief.\n",
        "De brief van 4 juli (kst-31066-1298) is nog niet beantwoord.\n",
        "35 510 gezinnen\nNr. 5 van de lijst\n",
    ],
)
def test_reference_is_no_number_of_its_own(text):
    """A Kamerstuk that is named is another document's number."""
    assert identify(plain_document(text), "x.txt").official_id is None
