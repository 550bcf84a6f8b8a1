"""Words that must meet or stay apart, references in every notation, hyphens, and bounds on hostile text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import analysis
from kb.language.analysis import ANALYSIS_VERSION, analyse, normal_form
from kb.language.evaluate import read_pairs, score_pairs
from kb.language.morphology import keys

GOLD = Path(__file__).parent / "gold"

# What each form is led back to. A new version of a word list that changes one of these changes the index.
PINNED = {
    "toeslagen": ("toeslag",), "huurtoeslagen": ("huurtoeslag",), "brieven": ("brief",), "leden": ("lid",),
    "toegezegd": ("toezeg", "toezegging"), "toezeggingen": ("toezegging",), "regelen": ("regel", "regeling"),
    "regeling": ("regeling",), "regel": ("regel",), "uitgevoerde": ("uitvoer", "uitvoering"),
    "begeleid": ("begeleid", "begeleiding"), "beleid": ("beleid",), "gemeenten": ("gemeente",),
    "bezwaren": ("bezwaar",), "schulden": ("schuld",), "processen": ("proces",),
    "gestegen": ("stijg", "stijging"),
    "onderzocht": ("onderzoek", "onderzoeking"),
    "wetten": ("wet",), "weten": ("weet",), "boeten": ("boet",),
    "boetes": ("boete",), "schrijnende": ("schrijnend",), "lage": ("laag",), "gegevens": ("gegeven",),
    "verantwoordelijkheden": ("verantwoordelijkheid", "verantwoordelijk"), "doorlooptijden": ("doorlooptijd",),
    "herbeoordeeld": ("herbeoordeel", "herbeoordeling"), "geïnformeerd": ("informeer",),
    "gedupeerden": ("dupeer",), "kwijtgescholden": ("kwijtscheld", "kwijtschelding"), "steden": ("stad",),
    "financiële": ("financieel",), "categorieën": ("categorie",), "gaasverpakkingen": ("gaasverpakking",),
}  # fmt: skip


@pytest.mark.parametrize(("form", "expected"), PINNED.items())
def test_keys_are_pinned(form, expected):
    """The table of outputs tells a changed word list from a changed rule."""
    assert keys(normal_form(form)) == expected


@pytest.mark.parametrize("name", ["word_pairs.tsv", "word_pairs_2.tsv"])
def test_gold_pairs(name):
    """At most one pair in fifty goes wrong, of those that must meet and of those that must not."""
    score = score_pairs(read_pairs(GOLD / name))
    assert score.meet >= 150
    assert score.apart >= 80
    assert score.missed / score.meet <= 0.02, score.mistakes
    assert score.merged / score.apart <= 0.02, score.mistakes


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("krĳgt", "krijgt"), ("ĲSSEL", "ijssel"), ("ﬁnanciën", "financien"), ("café", "cafe"),
        ("kpi’s", "kpi's"),
        ("IV‑capaciteit", "iv-capaciteit"), ("coördinatie", "coordinatie"), ("cafe\u0301", "cafe"),
        ("toe\u00adslag", "toeslag"),
    ],
)  # fmt: skip
def test_normal_form(raw, normal):
    """Spelling habits of printers are taken away."""
    assert normal_form(raw) == normal


@given(st.text(max_size=60))
def test_normal_form_is_stable(text):
    """The normal form of a normal form is itself."""
    assert normal_form(normal_form(text)) == normal_form(text)


# text → forms of its numbers and references, in order
NOTATIONS = [
    *[
        (text, ["31066-1236"])
        for text in (
            "31 066, nr. 1236",
            "31066-1236",
            "kst-31066-1236",
            "Kamerstuk 31 066 nr 1236",
            "31\u00a0066, nr.\u00a01236",
            "(Kamerstukken II, 31066, nr.1236)",
            "KST-31066-1236",
            "Kamerstuk 31 066, nummer 1236",
            "31.066, nr. 1236",
            "Kamerstuk 31066/1236",
            "Kamerstukken 31066, 1236",
        )
    ],
    ("Kamerstuk 31 066, nrs. 1232 en 1233.", ["31066-1232", "31066-1233"]),
    ("31 066, nrs. 12-15", ["31066-12", "31066-13", "31066-14", "31066-15"]),
    ("31 066, nrs. 12, 14 en 16", ["31066-12", "31066-14", "31066-16"]),
    ("Kamerstukken II 2022-2023, 31066, nr. 1165", ["2022-2023", "31066-1165"]),
    ("Kamerstukken 2021/2022 II, 36045 nr.95", ["2021-2022", "36045-95"]),
    ("Kamerstukken II 2013/14, 31 066, nr. 201", ["2013-2014", "31066-201"]),
    ("Kamerstukken 31 066 en 24 515, nr. 1161", ["31066-1161", "24515", "1161"]),
    ("36 200 IX, nr. 12", ["36200-ix-12"]),
    ("35 300-XV", ["35300-xv"]),
    ("21501-07", ["21501-07"]),
    ("21 501-07, nr. 1234", ["21501-07-1234"]),
    ("36202, A", ["36202-a"]),
    ("Kamerstuk 36 202 is nieuw", ["36202"]),
    ("35 538 (R 2155), nr. 4", ["35538-4"]),
    ("TZ202603-130", ["tz202603-130"]),
    ("T01237, 2023D12345, 2023Z12345 en 2023A02803", ["t01237", "2023d12345", "2023z12345", "2023a02803"]),
    ("blg-1007826", ["blg-1007826"]),
    ("Stb. 2022, 532 en Stcrt. 2023, 1234", ["stb-2022-532", "stcrt-2023-1234"]),
    ("Handelingen II 2022/23, nr. 83, item 26", ["h-tk-20222023-83-26"]),
    ("Handelingen II 2009/10, nr. 21, p. 1735", ["h-tk-20092010-21-1735"]),
    ("Aanhangsel Handelingen II 2021/22, nr. 3540", ["ah-tk-20212022-3540"]),
    ("ah-tk-20212022-3540", ["ah-tk-20212022-3540"]),
    ("ECLI:NL:RVS:2019:3536", ["ecli:nl:rvs:2019:3536"]),
    ("Verordening (EU) 2016/679", ["2016/679"]),
    ("€ 1.547 en 1547", ["1547", "1547"]),
    ("73,1% of 73,1 procent", ["73,1", "73,1"]),
    ("€ 10.271,50", ["10271,50"]),
    ("20 000 burgers in 2022", ["20000", "2022"]),
    ("artikel 8:42 Awb", ["8:42"]),
    ("vergaderjaar 1999/00", ["1999-2000"]),
    ("de 17-jarigen van 2023-", ["17", "2023"]),
]


@pytest.mark.parametrize(("text", "forms"), NOTATIONS)
def test_numbers_and_references(text, forms):
    """Every notation of a number or reference gives the same single term."""
    assert [term.form for term in analyse(text) if term.kind != "word"] == forms


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("huur- en zorgtoeslag", "huurtoeslag"), ("huur-, zorg- en kinderopvangtoeslag", "zorgtoeslag"),
        ("wet- en regelgeving", "wetgeving"), ("in- en uitvoer", "invoer"),
        ("bloed- en aanverwanten", "bloedverwant"),
        ("inkomens- of vermogensgegevens", "inkomensgegeven"), ("IV-capaciteit", "ivcapaciteit"),
        ("de co-ouder", "coouder"), ("VGR’s", "vgr"), ("17-jarigen", "jarige"), ("a_bezwaren", "bezwaar"),
    ],
)  # fmt: skip
def test_words_in_disguise(text, word):
    """Hyphens, apostrophes and shared heads do not hide a word."""
    assert word in {key for term in analyse(text) for key in term.keys}


def test_hyphenated_word_meets_its_parts():
    """IV-capaciteit has the parts that "IV capaciteit" is written in."""
    assert analyse("IV-capaciteit")[0].parts == ("iv", "capaciteit")
    assert [term.keys for term in analyse("IV capaciteit")] == [("iv",), ("capaciteit",)]


def test_compound_parts_are_keys():
    """The parts of a compound are what the free words have for keys."""
    (term,) = analyse("kinderopvangtoeslagen")
    assert term.parts == ("kind", "opvang", "toeslag")
    assert {keys("kinderen")[0], keys("opvang")[0], keys("toeslagen")[0]} == set(term.parts)


# What the analysis makes of all words of the seeds, per version. When this fails, the outcome has changed:
# raise `_RULES` in kb/language/analysis.py (or renew a word list) and put the new pair here.
OUTCOMES = {"3+simplemma-2.0.0+wordfreq-3.1.1+19ae418c": "137a2cac3e3185f9"}


def test_another_outcome_has_another_version():
    """An index must be told from its version to be out of date."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((GOLD.parent.parent / "seeds").glob("*.txt"))]
    outcome = sorted({f"{term.form} {term.keys} {term.parts}" for text in texts for term in analyse(text)})
    digest = hashlib.sha256("\n".join(outcome).encode()).hexdigest()[:16]
    assert {ANALYSIS_VERSION: digest} == OUTCOMES


def test_version_names_rules_lists_and_data():
    """The version changes with the rules, the word lists and our own data files."""
    rules, simplemma, wordfreq, data = ANALYSIS_VERSION.split("+")
    assert rules.isdigit()
    assert simplemma.startswith("simplemma-")
    assert wordfreq.startswith("wordfreq-")
    assert len(data) == 8


@given(st.text(alphabet="aĳëA19 -.,/_'’nr%\n\u00ad", max_size=120) | st.text(max_size=80))
def test_terms_lie_in_the_text(text):
    """Terms are in order, their text stands at their offsets, and every one has a key."""
    terms = analyse(text)
    assert [term.position for term in terms] == list(range(len(terms)))
    assert all(text[term.start : term.end] == term.text != "" for term in terms)
    assert all(term.keys and all(term.keys) for term in terms)
    assert all(len(key) <= 200 for term in terms for key in term.keys)


@given(st.text(alphabet="abc ĳé", max_size=60))
def test_no_letter_is_lost(text):
    """Every letter stands in a term."""
    assert sum(sum(char.isalpha() for char in term.text) for term in analyse(text)) == sum(
        map(str.isalpha, text)
    )


@pytest.mark.parametrize(
    "unit", ["a", "a-", "1", "12 345, nr. 1 en ", "1.", "31 066 en ", "a- en ", "_", "'", "T0", "kst-", "x"]
)
def test_work_grows_with_length_only(unit, monkeypatch):
    """Twice as much rubbish is looked at no more than twice as often, and no term is longer than its limit."""
    calls = []
    original = analysis._special

    def counting(*arguments):
        calls[-1] += 1
        return original(*arguments)

    monkeypatch.setattr(analysis, "_special", counting)
    for size in (20_000, 40_000):
        calls.append(0)
        terms = analyse((unit * size)[:size])
        assert all(len(term.form) <= 200 for term in terms)
    assert calls[1] <= 2 * calls[0] + 10
