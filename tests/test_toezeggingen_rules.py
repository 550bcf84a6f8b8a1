"""What is a promise to parliament and what only looks like one; times of verbs; passages of many ministries."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toezeggingen_papers import TOOLS, found_in, paper, passages

from kb.anchors import fold
from kb.registers.toezeggingen import find
from kb.registers.toezeggingen.events import events_of
from kb.registers.toezeggingen.scoring import Score, read_rows, score_baseline, score_rows
from kb.registers.toezeggingen.sentences import read_sentence

ROWS = Path(__file__).parent / "gold" / "toezegging_rows.tsv"


@cache
def scored() -> dict[str, tuple[list[dict[str, str]], Score]]:
    """Each part of the gold with its score; read once, for it takes seconds."""
    parts: dict[str, list[dict[str, str]]] = {}
    for row in read_rows(ROWS):
        parts.setdefault(row["deel"], []).append(row)
    return {part: (rows, score_rows(rows, TOOLS)) for part, rows in parts.items()}


@pytest.mark.parametrize(
    ("part", "floor"),
    [
        ("maken", 0.97),
        ("opzij", 0.95),
        ("daarna", 0.95),
        ("laatst", 0.95),
        ("vers1", 0.95),
        ("vers2", 0.95),
        ("vers3", 0.95),
        ("proef", 0.92),
        ("debat", 0.95),
        ("anders", 0.95),
    ],
)
def test_passages_of_many_ministries_stay_above_their_floor(part, floor):
    """F1 of "one of the four kinds"; the rules were not mended on "proef" (first readings: gold/README)."""
    rows, score = scored()[part]
    assert score.f1 >= floor, score.differences
    assert score.fields["soort"] >= 0.95 * score.asked["soort"]
    assert score.f1 > score_baseline(rows).f1 + 0.15


@pytest.mark.parametrize(
    ("field", "floor"), [("aan", 0.95), ("datum", 0.95), ("termijn", 0.9), ("status", 0.9)]
)
def test_fields_of_passages_stay_above_their_floor(field, floor):
    """To whom, occasion date, deadline by overlap and status of the records found in all parts together."""
    asked = sum(score.asked[field] for _, score in scored().values())
    right = sum(score.fields[field] for _, score in scored().values())
    assert asked >= 15
    assert right / asked >= floor, [score.differences for _, score in scored().values()]


def test_look_alikes_are_seldom_taken():
    # Near misses wrongly taken: at most 5 %.
    nones = sum(row["soort"] == "geen" for rows, _ in scored().values() for row in rows)
    assert nones > 400
    assert sum(score.wrong for _, score in scored().values()) / nones <= 0.05


def test_the_score_can_fail():
    # A promise that is called none counts as wrong, and the other way round.
    row = {
        "nr": "1",
        "soort": "geen",
        "document": "kamerbrief",
        "datum": "2023-06-20",
        "tekst": "Ik zal uw Kamer hierover in het najaar informeren.",
    }
    assert score_rows([row], TOOLS).wrong == 1
    assert score_rows([{**row, "soort": "aankondiging", "tekst": "Het regent."}], TOOLS).missed == 1


TIMES = [
    ("Ik zal uw Kamer in mei informeren.", "informeren", "future", False),
    ("Uw Kamer wordt in mei nader geïnformeerd.", "geinformeerd", "present", True),
    ("Uw Kamer is in mei nader geïnformeerd.", "geinformeerd", "past", True),
    ("Uw Kamer zal daarover worden geïnformeerd.", "geinformeerd", "future", True),
    ("Deze kunnen met uw Kamer worden gedeeld.", "gedeeld", "can", True),
    ("Ik heb uw Kamer daarover geïnformeerd.", "geinformeerd", "past", False),
    ("waarna deze naar de Kamer wordt gestuurd.", "gestuurd", "present", True),
    ("De ambitie is om dit met uw Kamer te kunnen delen.", "delen", "aim", False),
    ("Ik ben voornemens u het rapport toe te zenden.", "zenden", "aim", False),
    ("Ik stuur u het rapport in mei toe.", "stuur", "present", False),
    ("Mijn voorganger zond u het rapport in mei toe.", "zond", "past", False),
    ("De minister zou de Kamer informeren.", "informeren", "condition", False),
    ("Ik moet de Kamer daarover informeren.", "informeren", "duty", False),
]


@pytest.mark.parametrize(("text", "form", "time", "passive"), TIMES)
def test_time_of_a_verb(text, form, time, passive):
    # The time of a participle or infinitive is that of its auxiliary.
    sentence = read_sentence(text)
    event = next(item for item in events_of(sentence) if sentence.form(item.place) == form)
    assert (event.time, event.passive) == (time, passive)


@pytest.mark.parametrize(
    "text",
    [
        "Voor de vragen van uw Kamer is de begroting voorzien van een toelichting.",
        "Het informeren van burgers kost tijd.",
        "Ik stel het op prijs indien u dat wilt overwegen.",
        "Een deel van de Kamer vroeg daarnaar.",
    ],
)
def test_nouns_and_small_words_are_no_verbs(text):
    # "de vragen", "het informeren", "indien", "een deel van".
    sentence = read_sentence(text)
    wrong = {"vragen", "informeren", "indien", "deel", "voorzien"}
    assert not wrong & {sentence.form(item.place) for item in events_of(sentence)}


KINDS = [
    ("Zodra het advies er is, ontvangt uw Kamer mijn reactie.", "aankondiging"),
    ("Hierover volgt in mei een separate brief.", "aankondiging"),
    ("In de volgende voortgangsrapportage ga ik hier nader op in.", "aankondiging"),
    ("Met deze brief geef ik uitvoering aan de motie van het lid Kat over tolken.", "motie"),
    ("De motie-Palland is uitgevoerd met de brief van 3 mei 2023.", "motie"),
    ("Op verzoek van het lid Kat stuur ik u een overzicht van de wachttijden.", "verzoek"),
    ("Zoals toegezegd aan het lid Kat stuur ik u hierbij het rapport.", "toezegging"),
    ("Ik heb uw Kamer beloofd dat de regeling wordt geëvalueerd.", "toezegging"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text, kind):
    # The four kinds, each in its own turn of phrase.
    assert [item.kind for item in found_in(text)] == [kind]


NONE = [
    "Hierbij stuur ik u het rapport.",
    "Op 3 mei is uw Kamer geïnformeerd.",
    "DUO heeft studenten toegezegd dat zij voor de zomer bericht krijgen.",
    "De bank heeft een krediet van 3 miljoen euro toegezegd.",
    "Kunt u toezeggen dat de Kamer wordt geïnformeerd?",
    "De leden van de VVD-fractie vragen of de minister de Kamer zal informeren.",
    "Ik kan niet toezeggen dat dit voor de zomer lukt.",
    "De krant schrijft: «De minister zal de Kamer in mei informeren.»",
    "De motie van het lid Kat is aangehouden.",
    "De Algemene Rekenkamer stuurt haar rapport in mei aan de Kamer.",
    "De Kamer van Koophandel informeert ondernemers in mei.",
    "Moties en toezeggingen worden door mijn ministerie bijgehouden.",
    "In het najaar start een campagne over veilig internetten.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_one(text):
    # Past, this letter, third parties, money, questions, refusals, quotations, general talk, intentions.
    assert found_in(text) == []


def test_the_same_words_of_an_agency_to_its_clients_are_none():
    # "u" is parliament in a letter to it only.
    text = "In mei informeren wij u over de hoogte van uw voorschot."
    assert found_in(text, kind="kamerbrief") != []
    assert found_in(text, kind="jaarrapportage") == []


def test_a_weak_promise_is_kept_with_its_reason():
    # Vagueness is a value: under condition, surer without.
    weak = found_in("Als daar aanleiding voor is, zal ik uw Kamer informeren.")[0]
    sure = found_in("Ik zal uw Kamer in mei informeren.")[0]
    assert weak.confidence < sure.confidence
    assert "Onder voorwaarde." in weak.reasons


SOUP = """uw Kamer zal ik informeren toegezegd aan het lid Kat (D66) motie , . ; : om te dat in mei 2024 « » ( )
de verzoekt ontvangt hierbij voor zomer niet ? ! TZ202401-001 Kamerstuk 31 066, nr. 12 stuur toe terug op en die
wordt"""
WORDS = st.sampled_from([*SOUP.split(), "\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=40).map(" ".join), max_size=4))
def test_any_text_gives_records_that_stand_where_they_say(texts):
    # No text breaks it; the letters of every quote are those of its anchor, ids are unique.
    document = paper()
    made, source = passages(document, texts)
    found = find(document, made, source, TOOLS)
    assert len({item.toezegging_id for item in found}) == len(found)
    for item in found:
        assert source[item.anchor.start :].startswith(item.anchor.exact)
        assert (
            fold(item.anchor.exact).text in fold(item.quote).text
            or fold(item.quote).text in fold(item.anchor.exact).text
        )
        assert 0.5 <= item.confidence <= 1.0


def test_what_is_too_long_for_a_sentence_is_left_alone():
    # A row of words without an end is no sentence: nothing is read in it, so that it cannot cost time either.
    text = "Ik zal uw Kamer, en de minister, informeren over de motie van het lid Kat; "
    assert found_in(text.strip())
    assert found_in((text * 400).strip()) == []
