"""References in the forms that they come in: normal form, address, lists, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.annotate.references import LawFinder, find_references, normal_form
from kb.taxonomy import load

LAWS = LawFinder(load())
SITE = "https://zoek.officielebekendmakingen.nl"


def forms(text, *types):
    return [normal_form(item) for item in find_references(text, LAWS) if not types or item.type in types]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the usual ways
        ("(Kamerstuk 31 066, nr. 1207 is richting", ["kst-31066-1207"]),
        ("Kamerstukken II 2022-2023, 31066, nr. 1165", ["kst-31066-1165"]),
        ("Kamerstukken 2021/2022 II, 36045 nr.95", ["kst-36045-95"]),
        ("Kamerstuk 31 066, nrs. 1232 en 1233.", ["kst-31066-1232,1233"]),
        ("Kamerstuk 29 362, nrs. 254, 255 en 256", ["kst-29362-254,255,256"]),
        ("Kamerstuk 31 066, nrs. 12-15", ["kst-31066-12,13,14,15"]),
        ("Kamerstuk 36 202) van 9 november", ["kst-36202"]),
        ("Kamerstuk 31066-1207", ["kst-31066-1207"]),
        ("1Kamerstukken II 2021/22, 29 628, nr. 1051", ["kst-29628-1051"]),
        # budgets, councils, Kingdom
        ("36 200 IX, nr. 12", ["kst-36200-IX-12"]),
        ("36200-IX, nr. 5", ["kst-36200-IX-5"]),
        ("Kamerstukken II 2019/20, 35 300-XV, nr. 28", ["kst-35300-XV-28"]),
        ("kamerstukken II 1986/87, 19 700 hoofdstuk XV, nr. 2", ["kst-19700-XV-2"]),
        ("Kamerstuk TK 31.700XII, 6", ["kst-31700-XII-6"]),
        ("Kamerstukken II 2020/21, 21 501-07, nr. 1750", ["kst-21501-07-1750"]),
        ("Kamerstukken II 2015/16, 34 356 (R2064), nr. 3", ["kst-34356-3"]),
        # the Eerste Kamer
        ("36202, A", ["kst-36202-A"]),
        ("Kamerstukken I 2021/22, 35 925, nr. E", ["kst-35925-E"]),
        ("Kamerstukken I 2021/22, 35 927, H, p. 4", ["kst-35927-H"]),
        # more dossiers, more numbers, pages
        ("Kamerstukken 31 066 en 24 515, nr. 1161.", ["kst-31066-1161", "kst-24515"]),
        (
            "Kamerstukken II, 1999-2000, 26 271, nr. 6, p. 15-16; nr. 7, p. 5-6.",
            ["kst-26271-6", "kst-26271-7"],
        ),
        ("Kamerstukken II 2020/21, 35 625, nr. 4, p. 12 en 13, en nr. 6", ["kst-35625-4", "kst-35625-6"]),
        (
            "Kamerstukken I 2020/21, 35 570, C; Kamerstukken II 2020/21, 35 570, nr. 3",
            ["kst-35570-C", "kst-35570-3"],
        ),
        # old and sloppy
        ("Kamerstukken II, Zitting 1958-1959-5380, Nr. 3, blz. 41", ["kst-5380-3"]),
        ("Kamerstukken II, 1985/- 86, 19 559, nr. 6, blz. 7", ["kst-19559-6"]),
        ("Kamerstukken Tweede Kamer 31-700 XII nr 6", ["kst-31700-XII-6"]),
        ("TK 2008-2009, 31473, nummer 25", ["kst-31473-25"]),
        ("Tweede Kamer, vergaderjaar 2020–2021, 32 545, nr. 143", ["kst-32545-143"]),
        ("Kamerstukken 2, 2008-2009, 31459, 22", ["kst-31459-22"]),
        ("Kamerstukken II, 31 459 22", ["kst-31459-22"]),
        ("het wetsvoorstel Wijziging van de Wet op het primair onderwijs (33796)", ["kst-33796"]),
        (
            "moties aangehouden: 35925-32; 35570-XIV-46; 21501-32-1188",
            ["kst-35925-32", "kst-35570-XIV-46", "kst-21501-32-1188"],
        ),
        # a date behind the number is no further number
        ("Kamerstuk 31 066, nr. 1165 en 5 juni 2023", ["kst-31066-1165"]),
        # not
        ("postbus 20201 nr. 5", []),
        ("30 november 1977, nr. 18 586, BNB 1978/7", []),
        ("in totaal 31 066 ouders", []),
        ("het Kamerstuk is gedrukt", []),
    ],
)
def test_kamerstukken(text, expected):
    # Every notation gives the same normal form.
    assert forms(text, "kamerstuk") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Handelingen II 2022/23, nr. 83, item 26.", ["h-tk-20222023-83-26"]),
        ("Handelingen II 2009/10, nr. 21, p. 1735", ["h-tk-20092010-21-1735"]),
        ("Handelingen II 2022/23, nr. 9, items 3 en 5", ["h-tk-20222023-9-3", "h-tk-20222023-9-5"]),
        ("Handelingen II, 1988/89, blz. 39-2410 en 2435", ["h-tk-19881989-39-2410"]),
        ("Aanhangsel Handelingen II 2021/22, nr. 3540.", ["ah-tk-20212022-3540"]),
        ("Aanhangsel van de Handelingen, vergaderjaar 2020–2021, nr. 3235", ["ah-tk-20202021-3235"]),
        ("Handelingen II 2021/22, Aanhangsel, nr. 12", ["ah-tk-20212022-12"]),
        ("de Handelingen van de Kamer", []),
        ("zijn handelingen in 2022", []),
    ],
)
def test_debates_and_answers_by_number(text, expected):
    # Debate reports by item or page, answered questions by number.
    assert forms(text, "handelingen", "aanhangsel") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("blg-1007826", ["blg-1007826"]),
        ("Stb. 2022, 532", ["stb-2022-532"]),
        ("(Staatsblad 2020, 118)", ["stb-2020-118"]),
        ("Stcrt. 2023, nr. 1234", ["stcrt-2023-1234"]),
        ("(Trb. 2012, 227 en 2013, 149)", ["trb-2012-227", "trb-2013-149"]),
        ("Stb. 2022, 532 en 533", ["stb-2022-532,533"]),
        ("uw brief 2022Z18840 en 2023D12345", ["2022Z18840", "2023D12345"]),
        ("toegezegd (T03412) en TZ202603-130", ["TZ202603-130", "T03412"]),
        ("ECLI:NL:HR:2021:1963.", ["ECLI:NL:HR:2021:1963"]),
        ("zie kst-31066-1232 en ah-tk-20212022-3540", ["kst-31066-1232", "ah-tk-20212022-3540"]),
        ("Verordening (EU) 2016/679", ["eu:verordening:2016/679"]),
        ("Verordening (EU) nr. 648/2012 van", ["eu:verordening:2012/648"]),
        ("Richtlijn 2014/65/EU", ["eu:richtlijn:2014/65"]),
        ("zie www.svb.nl/nl/kinderbijslag.", ["https://www.svb.nl/nl/kinderbijslag"]),
        ("in de richtlijn 12/13", []),
    ],
)
def test_numbers_of_their_own(text, expected):
    # What has one number has one normal form.
    assert sorted(forms(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In het commissiedebat Toeslagen van 22 februari 2023", ["debat:2023-02-22"]),
        (
            "tijdens het plenaire debat Belastingplan 2023 (Kamerstuk 36 202) van 9 november 2022 toegezegd",
            ["debat:2022-11-09"],
        ),
        ("in het wetgevingsoverleg van 31 oktober 2022 heb ik", ["debat:2022-10-31"]),
        ("in de brief van 3 maart 2023 aan uw Kamer", ["brief:2023-03-03"]),
        ("brief van de Minister van Financiën van 3 maart 2023", ["brief:2023-03-03"]),
        ("Bij brieven van 26 november 2021 en 8 december 2021", ["brief:2021-11-26", "brief:2021-12-08"]),
        ("heeft op 29 juni 2021 in een aanbiedingsbrief mijn reactie", ["brief:2021-06-29"]),
        ("de motie van het lid Van Baarle (Kamerstuk", ["motie:baarle"]),
        ("de motie van de leden Inge van Dijk en Werner", ["motie:dijk,werner"]),
        ("motie Lodders/Van Weyenberg", ["motie:lodders,weyenberg"]),
        ("de motie-Omtzigt c.s.", ["motie:omtzigt"]),
        ("het gewijzigd amendement van het lid Grinwis", ["amendement:grinwis"]),
        ("het notaoverleg over de basisbeurs van 4 april 2022 (Kamerstuk", ["debat:2022-04-04"]),
        ("de brief van de Minister van Financiën d.d. 5 juli 2017 met", ["brief:2017-07-05"]),
        ("Kamerbrief aanspraak op toeslagen, 15 juni 2022, Kamerstukken", ["brief:2022-06-15"]),
        ("een debat dat op 3 maart. Op 4 mei 2023 kwam", []),
        ("de brief is klaar. Vanaf 1 mei 2023 geldt", []),
        ("moties en amendementen van uw Kamer", []),
    ],
)
def test_letters_debates_and_moties(text, expected):
    # Known by date or by who moved them.
    assert forms(text, "debat", "brief", "motie") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(art. 38, eerste lid, Awir)", ["wet:awir art 38 lid 1"]),
        ("artikel 8:42 Awb", ["wet:awb art 8:42"]),
        ("artikel 25, eerste lid, van de Invorderingswet 1990", ["wet:invorderingswet-1990 art 25 lid 1"]),
        ("Artikel 6, eerste lid, onderdeel a, van de AVG", ["wet:avg art 6 lid 1 onder a"]),
        ("de artikelen 15 tot en met 20 AVG", ["wet:avg art 15-20"]),
        ("artikel 38 en artikel 39 van de Awir", ["wet:awir art 38", "wet:awir art 39"]),
        ("het AVG-klaar maken", ["wet:avg"]),
        ("binnen Awb-termijn", ["wet:awb"]),
        (
            "de Wet donorgegevens kunstmatige bevruchting geeft",
            ["wet:wet-donorgegevens-kunstmatige-bevruchting"],
        ),
        ("het Vuurwerkbesluit een onterecht beeld", ["wet:vuurwerkbesluit"]),
        ("de Wet van 7 juli 2020 tot wijziging", ["wet:wet-van-7-juli-2020"]),
        ("artikel 7.8, vijfde lid, van de erfgoedwet", ["wet:erfgoedwet art 7.8 lid 5"]),
        (
            "de Wet verbetering uitvoerbaarheid toeslagen zorgt ervoor",
            ["wet:wet-verbetering-uitvoerbaarheid-toeslagen"],
        ),
        ("de Algemene Wet Bijzondere Ziektekosten", ["wet:awbz"]),
        ("Regeling van werkzaamheden", []),
        ("Besluit van de directeur", []),
        ("de wet en het eerste lid van artikel 3", []),
        ("Wet- en regelgeving", []),
    ],
)
def test_laws(text, expected):
    # By name, abbreviation or form, with the article before it.
    assert forms(text, "wet") == expected


def test_addresses():
    # Addresses of the official sites; where a number is not certain there is none.
    def urls(text):
        return [url for item in find_references(text, LAWS) for url in item.urls]

    assert urls("Kamerstuk 31 066, nrs. 1232 en 1233") == [
        f"{SITE}/kst-31066-1232.html",
        f"{SITE}/kst-31066-1233.html",
    ]
    assert urls("Kamerstukken 31 066 en 24 515, nr. 1161")[1:] == [f"{SITE}/dossier/24515"]
    assert urls("Kamerstukken I 2003/04, 27 484 (R 1669), nr. 289") == [f"{SITE}/dossier/27484"]
    assert urls("Handelingen II 2022/23, nr. 83, item 26") == [f"{SITE}/h-tk-20222023-83-26.html"]
    assert urls("blg-1007826") == [f"{SITE}/blg-1007826.pdf"]
    assert urls("artikel 38 Awir") == ["https://wetten.overheid.nl/BWBR0018472"]
    assert urls("de AVG") == ["https://eur-lex.europa.eu/eli/reg/2016/679/oj"]
    assert urls("de Wet hardheidsaanpassing Awir") == []


def test_chamber_session_page():
    # Every part of a reference in its own field, written one way.
    (item,) = find_references("Kamerstukken I 2021/22, 35 927, H, p. 4", LAWS)
    assert (item.chamber, item.session, item.page_ref) == ("EK", "2021-2022", "4")
    (item,) = find_references("Kamerstukken II 1999/00, 26 271, nr. 6", LAWS)
    assert item.session == "1999-2000"


def test_a_motie_gets_the_number_beside_it():
    # The brackets behind a motie say which paper it is.
    motie = find_references("de motie van het lid Van Baarle (Kamerstuk 24 515, nr. 659)", LAWS)[0]
    assert (motie.dossier, motie.numbers) == ("24515", ("659",))


@given(st.text(alphabet="Kamerstukn. 0123456789-,()IXVpen/HdligtBrw", max_size=200))
def test_offsets_give_the_words(text):
    # Whatever stands there, a reference stands where it says.
    for item in find_references(text, LAWS):
        assert text[item.start : item.end] == item.text
        assert item.text.strip()
