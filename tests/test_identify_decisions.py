"""Woo-besluiten, nota's and bundles of e-mails: made-up openings in the order PDF readers give them."""

import pytest

from kb.identify import identify
from kb.identify.plain import plain_document

WOO = """> Retouradres Postbus 20901 2500 EX Den Haag


Datum 11 oktober 2023
Betreft Besluit op uw Woo-verzoek inzake de Lelylijn

Geachte heer [naam],

In uw e-mail van 3 mei 2023 heeft u met een beroep op de Wet open overheid (hierna: Woo) verzocht om
openbaarmaking van documenten over de Lelylijn. Op 15 mei 2023 heb ik de ontvangst bevestigd.

Besluit
Ik besluit de documenten openbaar te maken, met uitzondering van de persoonsgegevens (artikel 5.1,
tweede lid, aanhef en onder e, van de Woo). In de inventarislijst staat per document de weigeringsgrond.
Binnen zes weken kunt u een bezwaarschrift indienen. De documenten worden op 25 oktober 2023 geplaatst.

Hoogachtend,

DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT,
namens deze,
DE DIRECTEUR JURIDISCHE ZAKEN,

mr. A.B. Jansen
"""

WOB = """Ministerie van Buitenlandse Zaken
Postbus 20061
2500 EB Den Haag

Datum 7 januari 2021
Betreft Uw verzoek om informatie (Wob)

Geachte heer, mevrouw,

Bij brief van 2 november 2020 hebt u op grond van de Wet openbaarheid van bestuur gevraagd om informatie
over de besluitvorming. Met toepassing van artikel 10, tweede lid, wordt een deel niet verstrekt. U kunt
binnen zes weken bezwaar maken door een bezwaarschrift in te dienen.

De minister van Buitenlandse Zaken,
Namens deze,

J. de Boer
"""

OBJECTION = """Ministerie van Veiligheid en Justitie
>
Retouradres Postbus 20301 2500 EH Den Haag
Directie Wetgeving en
Juridische Zaken
Datum
8 juli 2014
Onderwerp Besluit op bezwaar
Ons kenmerk
520632
Geachte heer,
Bij brief van 31 maart 2014 heeft u een bezwaarschrift ingediend tegen mijn besluit van 21 februari 2014.
Met dat besluit heb ik uw verzoek om openbaarmaking van informatie over transacties deels ingewilligd.
Op 15 mei 2014 vond de hoorzitting plaats bij mijn ministerie. Tegen dit besluit kunt u beroep instellen;
het bezwaarschrift is ontvankelijk.
De Minister van Veiligheid en Justitie,
namens deze,
"""

NOTA_FIN = """Ministerie van Financiën

TER BESLISSING
Aan
de staatssecretaris van Financiën - Fiscaliteit en Belastingdienst

nota
Kamerbrief stand van zaken Belastingdienst

Persoonsgegevens

Datum
24 mei 2023

Notanummer
2023-0000134567

Aanleiding
Voor het commissiedebat Belastingdienst op 14 juni 2023 stuurt u de Kamer een stand-van-zakenbrief.

Beslispunten
- Gaat u akkoord met verzending van de bijgaande brief?

Kern
De brief gaat in op de toezeggingen aan uw Kamer.

Informatie die niet openbaar gemaakt kan worden
Niet van toepassing.
"""

NOTA_VWS = """Aan: MVWS
Van: directie Langdurige Zorg
Deadline: 12 september 2024

Nota actieve openbaarmaking
Datum document
9 september 2024

1. Aanleiding
Op 26 september vindt het commissiedebat plaats.

2. Geadviseerd besluit
U wordt geadviseerd de brief te ondertekenen.

3. Kernpunten
De minister van Volksgezondheid, Welzijn en Sport informeert de Tweede Kamer.
"""

EMAILS = """Van: [persoonsgegevens] - BD/DGB <x@belastingdienst.nl>
Verzonden: dinsdag 4 februari 2020 09:12
Aan: [persoonsgegevens]
CC: [persoonsgegevens]
Onderwerp: RE: conceptbrief KOT

Hoi, hierbij het concept. De brief moet uiterlijk 12 maart 2020 de deur uit.

Van: [persoonsgegevens]
Verzonden: maandag 3 februari 2020 17:40
Aan: [persoonsgegevens] - BD/DGB
Onderwerp: conceptbrief KOT

Kun je hier morgen naar kijken?
"""

BUNDLE = """Van: Jansen, P. - BD/CD
Verzonden: woensdag 13 januari 2021 9:05
Aan: de Vries, A.
Onderwerp: Planning uitvoeringstoets

Bijgaand het concept.

Van: Bakker, L.
Verzonden: donderdag 14 januari 2021 16:42
Aan: Jansen, P. - BD/CD
CC: [10.2.e]
Onderwerp: Iets anders

Dank voor het concept. Het ministerie van Financiën leest mee.
"""
THREAD = """From: Smit, K. <k.smit@svb.nl>
Sent: vrijdag 3 maart 2023 11:21
To: Bakker, L. <l.bakker@minszw.nl>
Subject: FW: Gegevenslevering

Zie hieronder.

-----Oorspronkelijk bericht-----
Van: servicedesk@svb.nl
Verzonden: donderdag 2 maart 2023 17:03
Aan: Smit, K.
Onderwerp: Gegevenslevering

Door een storing zijn 12.430 berichten niet verwerkt.
"""
NOTA_PLAIN = """Ministerie van Financiën

TER BESLISSING
Aan
de staatssecretaris van Financiën

nota
Kamerbrief voortgang hersteloperatie

Aanleiding
De Kamer heeft om een stand van zaken gevraagd, en daaraan wordt met bijgaande brief voldaan.

Beslispunten
Bent u akkoord met verzending van bijgaande brief?
"""
CASES = [
    pytest.param(
        NOTA_PLAIN, {"kind": "beslisnota", "title": "Kamerbrief voortgang hersteloperatie"}, id="below-the-form"
    ),
    pytest.param(
        WOO,
        {"kind": "woo-besluit", "ministry": "IenW", "date": "2023-10-11", "signatory": "mr. A.B. Jansen",
         "title": "Besluit op uw Woo-verzoek inzake de Lelylijn", "not_before": "2023-05-15"},
        id="ienw-woo",
    ),
    pytest.param(
        WOB,
        {"kind": "woo-besluit", "ministry": "BZ", "date": "2021-01-07", "signatory": "J. de Boer"},
        id="bz-wob",
    ),
    pytest.param(
        OBJECTION,
        {"kind": "woo-besluit", "ministry": "VenJ", "date": "2014-07-08",
         "title": "Besluit op bezwaar"},
        id="venj-bezwaar",
    ),
    pytest.param(
        NOTA_FIN,
        {"kind": "beslisnota", "ministry": "FIN", "date": "2023-05-24", "signatory": None},
        id="fin-beslisnota",
    ),
    pytest.param(NOTA_VWS, {"kind": "beslisnota", "ministry": "VWS"}, id="vws-beslisnota"),
    pytest.param(
        EMAILS, {"kind": "e-mail", "date": "2020-02-04", "basis": "letterhead", "year": 2020}, id="e-mails"
    ),
    pytest.param(
        BUNDLE, {"kind": "e-mail", "date": None, "not_before": "2021-01-14", "organisation": None}, id="bundle"
    ),
    pytest.param(
        THREAD, {"kind": "e-mail", "date": "2023-03-03", "organisation": "SVB", "ministry": "SZW"}, id="thread"
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
def test_decision_or_nota(text, expected):
    """What is expected of each, field by field; none has a number of its own."""
    found = told(identify(plain_document(text), "stuk.pdf"))
    assert {key: found[key] for key in expected} == expected
    assert found["official_id"] is None
