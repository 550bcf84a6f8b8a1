"""Reports and plans: title pages, forewords and colofons of made-up but usual kinds."""

import pytest

from kb.identify import identify
from kb.identify.plain import plain_document

SVB_STAND = """Stand van de uitvoering
SVB 2023



Inhoud
Voorwoord 3
1 Knelpunten in de uitvoering 5
2 Signalen 12
\fVoorwoord

In deze Stand van de uitvoering laten we zien waar mensen en onze medewerkers tegenaan lopen. In 2022
beschreven we vijf knelpunten. Op 12 oktober 2023 hebben wij het parlement een werkbezoek aangeboden.

Simon Sibma
Voorzitter Raad van Bestuur SVB
\fColofon
Dit is een uitgave van de Sociale Verzekeringsbank
Amstelveen, december 2023
"""

DUO_PLAN = """DUO
Jaarplan 2024
Dienst Uitvoering Onderwijs
December 2023
\f1 Inleiding
In 2024 ligt de nadruk op de stabiliteit van de systemen. In 2023 is gestart met de voorbereiding.
"""

RDW_REPORT = """Jaarverslag
2022

RDW
\fVoorwoord
Het jaar 2022 stond in het teken van herstel.
De jaarrekening is op 14 maart 2023 vastgesteld door de directie.
"""

VGR = """Voortgangsrapportage
Hersteloperatie Toeslagen
september - december 2023

\fInhoud
\f1 Samenvatting
In deze Voortgangsrapportage leest u hoe het herstel verloopt. Per 31 december 2023 zijn 64.000 ouders
beoordeeld. De volgende VGR verschijnt in juni 2024. De cijfers zijn op 12 januari 2024 opgeleverd.
"""

UT_BD = """Uitvoeringstoets
Wet aanpassing fiscale vergroening 2025

Directie/afdeling: Uitvoerings- en handhavingsbeleid
Versie 1.0
Datum: 3 september 2024

Belastingdienst

Beschrijving voorstel/regeling
Het voorstel verhoogt het tarief per 1 januari 2025.

Interactie burgers/bedrijven
Beperkt.

Maakbaarheid systemen
Uitvoerbaar per 1 januari 2025, mits uiterlijk 1 oktober 2024 duidelijkheid bestaat.

Handhaafbaarheid
Geen gevolgen.

Complexiteitsgevolgen
Neutraal.

Eindoordeel
De Belastingdienst acht het voorstel uitvoerbaar.
"""

INVOERING = """Invoeringstoets
Wet inburgering 2021

Ministerie van Sociale Zaken en Werkgelegenheid
Juni 2023

\fSamenvatting
Deze invoeringstoets beschrijft de eerste ervaringen. Gemeenten hebben in mei 2023 hun ervaringen gedeeld.
"""

EVALUATION = """Evaluatie Wet verbeterde schuldhulp
Eindrapport

In opdracht van het ministerie van Economische Zaken en Klimaat

Panteia
Zoetermeer, 28 februari 2022
\fManagementsamenvatting
De onderzoeksvragen zijn beantwoord met een enquête onder 412 respondenten. De begeleidingscommissie
kwam vier keer bijeen; de deelvragen staan in bijlage 2.
"""

CONTENTS_DATED = """Jaarverslag 2021
Nederlandse Arbeidsinspectie

Inhoud
Jaarverslag 2020 in vogelvlucht 4
Jaarplan 2022 vooruit 31
\fVoorwoord
Voor u ligt het jaarverslag 2021 van de Nederlandse Arbeidsinspectie.

Rits de Boer
Inspecteur-generaal
Den Haag, april 2022
"""

FICHE = """Fiche 2: Verordening gemeenschappelijke markten
1. Algemene gegevens
a) Titel voorstel
Voorstel voor een verordening
b) Datum ontvangst Commissiedocument
10 december 2024
g) Eerstverantwoordelijk ministerie
Ministerie van Landbouw, Visserij, Voedselzekerheid en Natuur
2. Essentie voorstel
a) Inhoud voorstel
Het voorstel beoogt de positie van boeren te versterken.
"""

CASES = [
    pytest.param(
        SVB_STAND,
        {"kind": "stand-van-de-uitvoering", "organisation_id": "svb",
         "title": "Stand van de uitvoering SVB 2023",
         "years": (2023,), "date": "2023-12", "basis": "colofon", "signatory": "Simon Sibma"},
        id="svb-stand",
    ),
    pytest.param(
        DUO_PLAN,
        {"kind": "jaarplan", "organisation_id": "duo", "title": "Jaarplan 2024", "years": (2024,),
         "date": "2023-12", "basis": "colofon"},
        id="duo-jaarplan",
    ),
    pytest.param(
        RDW_REPORT,
        # No date of its own: a bound in March of the year after the reporting year tells the year.
        {"kind": "jaarrapportage", "organisation_id": "rdw", "title": "Jaarverslag 2022", "years": (2022,),
         "date": "2023", "basis": "derived", "not_before": "2023-03-14"},
        id="rdw-jaarverslag",
    ),
    pytest.param(
        VGR,
        {"kind": "voortgangsrapportage", "years": (2023,), "period": ("2023-09-01", "2023-12-31"),
         "date": None, "not_before": "2024-01-12"},
        id="vgr",
    ),
    pytest.param(
        UT_BD,
        {"kind": "uitvoeringstoets", "organisation_id": "belastingdienst", "date": "2024-09-03",
         "title": "Uitvoeringstoets Wet aanpassing fiscale vergroening 2025", "years": (2024,)},
        id="belastingdienst-uitvoeringstoets",
    ),
    pytest.param(
        INVOERING,
        {"kind": "invoeringstoets", "ministry": "SZW", "date": "2023-06", "basis": "colofon", "years": (2023,)},
        id="szw-invoeringstoets",
    ),
    pytest.param(
        EVALUATION,
        {"kind": "onderzoeksrapport", "date": "2022-02-28", "years": (2022,)},
        id="evaluatie",
    ),
    pytest.param(
        CONTENTS_DATED,
        # The contents name other years; the foreword's date is a signature.
        {"kind": "jaarrapportage", "years": (2021,), "date": "2022-04", "basis": "signature",
         "signatory": "Rits de Boer"},
        id="arbeidsinspectie-jaarverslag",
    ),
    pytest.param(
        FICHE,
        # The day the Commission's paper came in is not the day of the fiche.
        {"kind": "bnc-fiche", "ministry": "LVVN", "date": None},
        id="bnc-fiche",
    ),
]  # fmt: skip


def told(identity):
    date, period = identity.publication_date, identity.reporting_period
    return {
        "kind": identity.kind, "ministry": identity.ministry, "organisation_id": identity.organisation_id,
        "signatory": identity.signatory, "title": identity.title, "date": date.value, "basis": date.basis,
        "not_before": date.not_before, "years": identity.reporting_years,
        "period": (period.from_, period.to) if period else None,
    }  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_report(text, expected):
    """What is expected of each report, field by field."""
    found = told(identify(plain_document(text), "rapport.pdf"))
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Den Haag, mei 2024", "2024-05"),
        ("Den Haag 14 mei 2024", "2024-05-14"),
        ("Mei 2024 | 24405678", "2024-05"),
        ("© Rijksoverheid | mei 2024", "2024-05"),
        ("Publicatiedatum: 14-05-2024", "2024-05-14"),
        ("Uitgave: mei 2024, tweede druk", "2024-05"),
        ("Versie 1.0, 14 mei 2024", "2024-05-14"),
        ("Postbus 20201 | 2500 EE Den Haag", None),
        ("ISBN 978-90-2024-123-4", None),
        ("Foto's: Jan Jansen, 2024", None),
    ],
)
def test_date_lines_of_a_colofon(line, date):
    """The forms in which a colofon tells its date; addresses and numbers are none."""
    text = f"Jaarverslag 2023\n\nRDW\n\fVoorwoord\nTekst.\n\fColofon\nDit is een uitgave van\nRDW\n{line}\n"
    assert identify(plain_document(text), "x.pdf").publication_date.value == date


def test_colofon_older_than_the_year_reported_on_is_not_believed():
    """A yearly report cannot appear before its year is over: its colofon was copied from the last one."""
    text = "Jaarverslag 2023\nRDW\n\fColofon\nDit is een uitgave van de RDW\nZoetermeer, maart 2023\n"
    assert identify(plain_document(text), "x.pdf").publication_date.value is None


def test_organisation_that_no_taxonomy_knows_keeps_its_name():
    """A colofon's name stands, without an id."""
    text = "Jaarverslag 2023\n\f\nColofon\nDit is een uitgave van Stichting Brede Horizon\nUtrecht, mei 2024\n"
    found = identify(plain_document(text), "x.pdf")
    assert (found.organisation, found.organisation_id) == ("Stichting Brede Horizon", None)


@pytest.mark.parametrize(
    ("title", "years", "period"),
    [
        ("Jaarverslag 2022-2023", (2022, 2023), ("2022-01-01", "2023-12-31")),
        ("Meerjarenplan 2023 - 2026", (2023, 2024, 2025, 2026), ("2023-01-01", "2026-12-31")),
        ("Jaarverslag 2021/22", (2021, 2022), ("2021-01-01", "2022-12-31")),
        ("Kwartaalrapportage eerste kwartaal 2023", (2023,), ("2023-01-01", "2023-03-31")),
        ("Halfjaarrapportage tweede halfjaar 2022", (2022,), ("2022-07-01", "2022-12-31")),
        ("Voortgangsrapportage mei tot en met augustus 2021", (2021,), ("2021-05-01", "2021-08-31")),
        ("Voortgangsrapportage november 2022 - februari 2023", (2022, 2023), ("2022-11-01", "2023-02-28")),
        ("2022 Jaarbericht", (2022,), ("2022-01-01", "2022-12-31")),
        ("Jaarverslag over 2019", (2019,), ("2019-01-01", "2019-12-31")),
    ],
)
def test_years_and_period_of_a_title(title, years, period):
    """A title tells one year, several years, or a part of a year."""
    found = told(identify(plain_document(f"{title}\n\nSociale Verzekeringsbank\n"), "x.pdf"))
    assert (found["years"], found["period"]) == (years, period)


COVERS = [
    # the lines of a cover → kind, title, day or month
    ("UWV achtmaandenverslag 2008\n\nUitvoeringsinstituut Werknemersverzekeringen\nAmsterdam, oktober 2008",
     "voortgangsrapportage", "UWV achtmaandenverslag 2008", "2008-10"),
    ("UWV viermaandenverslag 2008\n\nAmsterdam, juni 2008", "voortgangsrapportage",
     "UWV viermaandenverslag 2008", "2008-06"),
    ("Rapport\n\nSamenwerking in de keten\n\nNegende meting\n\nNovember 2008\n\nVersie: 1.0", "rapport",
     "Samenwerking in de keten", "2008-11"),
    ("Uitvoeringstoets Wet vereenvoudiging\n\nUWV, 12 september 2024", "uitvoeringstoets",
     "Uitvoeringstoets Wet vereenvoudiging", "2024-09-12"),
    ("Jaarverslag 2023\n\nUWV, Amsterdam, april 2024", "jaarrapportage", "Jaarverslag 2023", "2024-04"),
]  # fmt: skip
BODY = "\fInleiding\n\nWij beslissen steeds vaker binnen de termijn. Daar is het hele jaar aan gewerkt.\n"


@pytest.mark.parametrize(("cover", "kind", "title", "day"), COVERS)
def test_covers_of_reports(cover, kind, title, day):
    """What a cover says: the form, the title below it, and the date with or without a place."""
    found = identify(plain_document(f"{cover}\n{BODY}"), "x.pdf")
    assert (found.kind, found.title, found.publication_date.value) == (kind, title, day)


def test_a_paper_of_the_kamer_is_of_the_chamber_that_its_number_tells():
    """Without the running head of the chamber the number says which: letters are of the Eerste Kamer."""
    text = "36 202\nBelastingplan\n\n{}\nVERSLAG VAN EEN SCHRIFTELIJK OVERLEG\nVastgesteld 15 juni 2022\n"
    found = [
        identify(plain_document(text.format(number)), "x.pdf").organisation_id for number in ("Nr. 4", "A")
    ]
    assert found == ["tweede-kamer", "eerste-kamer"]
