"""How spellings are found in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.taxonomy import Matcher, load
from kb.taxonomy.contexts import parse_context
from kb.taxonomy.matching import inflected

REGELING = Matcher(load(), "regeling", compounds=True)
ORGANISATION = Matcher(load(), "organisation")


def found(matcher, text, around=""):
    return [(match.entry.id, match.text) for match in matcher.find(text, around)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Huurtoeslagen", [("huurtoeslag", "Huurtoeslagen")]),
        ("huur- en zorgtoeslag", [("huurtoeslag", "huur"), ("zorgtoeslag", "zorgtoeslag")]),
        (
            "de zorg-, huur- en kinderopvangtoeslag",
            [("zorgtoeslag", "zorg"), ("huurtoeslag", "huur"), ("kinderopvangtoeslag", "kinderopvangtoeslag")],
        ),
        ("kinderopvangtoeslagaanvraag", [("kinderopvangtoeslag", "kinderopvangtoeslagaanvraag")]),
        ("kind-\ngebonden budget", [("kindgebonden-budget", "kind-\ngebonden budget")]),
        ("kindgebondenbudget", [("kindgebonden-budget", "kindgebondenbudget")]),
        ("vanaf het huur  toeslag-jaar", [("huurtoeslag", "huur  toeslag")]),
        ("AOW'ers en WW-gerechtigden", [("aow", "AOW"), ("ww", "WW")]),
        ("asielaanvragen", [("asielprocedure", "asielaanvragen")]),
        ("de zorgtoeslag en de rest", [("zorgtoeslag", "zorgtoeslag")]),
        ("SDE++-subsidie", [("sde", "SDE")]),
        # not
        ("toeslagpartner", []),
        ("bij stand van zaken", []),
        ("de toeslagen", []),
        ("huur- en koopwoningen", []),
        ("een ww of aow in kleine letters", []),
        ("juridische bijstand", []),
        ("kosteloze hulp en rechtsbijstand", []),
    ],
)
def test_regelingen(text, expected):
    # Inflected, broken, abbreviated, in compounds and in shared endings.
    assert found(REGELING, text) == expected


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("De HT wordt verlaagd.", "", []),
        ("De HT wordt verlaagd.", "Vermogensgrens in de huurtoeslag", [("huurtoeslag", "HT")]),
        ("De IB is klaar, zegt UHT.", "", [("integrale-beoordeling", "IB")]),
        ("De aangifte IB is klaar.", "", [("inkomstenbelasting", "aangifte IB")]),
    ],
)
def test_ambiguous_abbreviations_need_company(text, around, expected):
    # "HT" counts only beside words of the same subject, in the passage or its heading.
    assert found(REGELING, text, around) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toeslagen heeft hard gewerkt.", ["dienst-toeslagen"]),
        ("binnen de invloedssfeer van Toeslagen", ["dienst-toeslagen"]),
        ("Toeslagen zijn bedoeld voor iedereen.", []),
        ("toeslagen voor iedereen", []),
        ("in het commissiedebat Toeslagen", []),
        ("Uitvoeringsorganisatie Herstel Toeslagen", ["uitvoeringsorganisatie-herstel-toeslagen"]),
        ("de Minister van SZW", []),
        ("het ministerie van SZW", ["ministerie-van-sociale-zaken-en-werkgelegenheid"]),
        (
            "Volksgezondheid, Welzijn en \nSport",
            ["ministerie-van-volksgezondheid-welzijn-en-sport"],
        ),
    ],
)
def test_organisations(text, expected):
    # The organisation Toeslagen against toeslagen the schemes; a minister is no ministry.
    assert [entry_id for entry_id, _ in found(ORGANISATION, text)] == expected


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("huurtoeslag", "huurtoeslagen"),
        ("kindgebondenbudget", "kindgebondenbudgetten"),
        ("asielaanvraag", "asielaanvragen"),
        ("rijbewijs", "rijbewijzen"),
        ("kamerbrief", "kamerbrieven"),
        ("indicator", "indicators"),
    ],
)
def test_dutch_plurals(word, form):
    # The endings that Dutch nouns take.
    assert form in inflected(word)


@pytest.mark.parametrize("text", ["zonder", "~ en ~", ""])
def test_a_context_has_one_place_for_the_spelling(text):
    # A context without its place would silently never hold.
    with pytest.raises(ValueError, match="~"):
        parse_context(text)


@given(st.text(alphabet="huurtoeslag KOTenzrg-.,\n\u00ad", max_size=200))
def test_matches_stand_where_they_say(text):
    # Offsets always give the words, in order, whatever the text.
    matches = REGELING.find(text)
    assert all(text[match.start : match.end] == match.text for match in matches)
    assert [match.start for match in matches] == sorted(match.start for match in matches)
