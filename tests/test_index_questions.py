"""Whole questions as queries: turns of phrase and quotations are not sought, good words are not mended."""

from dataclasses import replace

import pytest
from test_index_fakes import document, passage

from index.entries import IndexEntry
from index.plan_terms import no_synonyms, shared_synonyms
from index.ranking_data import ranking_weights
from index.searcher import SearchIndex
from index.words import SharedLanguage
from kb.filters import Filters

TEXTS = {
    "q.1": "Gemeenten verstrekken het krediet aan ondernemers met een rente van acht procent.",
    "q.2": "Ik ben bereid om met de vereniging in gesprek te gaan. Ik deel de mening van de leden niet.",
    "q.3": "De ex-toeslagpartner krijgt een uitnodiging. Zie ook de vergoeding.",
    "q.4": "De vergoeding van reiskosten, een vergoeding van kosten, en nog een vergoeding.",
    "q.5": "Uit de meting blijkt een hoge klanttevredenheid bij bellers.",
    "q.6": "Het geld is op. Er is geen geld meer.",
    "q.7": "Deze regel geldt voor iedereen.",
}
PASSAGES = {name: passage(name, text) for name, text in TEXTS.items()}
FETCH = {"passages": lambda ids: [PASSAGES[i] for i in ids], "labels": lambda _facet, value: value}


def made(folder, synonyms=no_synonyms):
    index = SearchIndex(folder, "s", language=SharedLanguage(), synonyms=synonyms)
    index.rebuild([IndexEntry(item, document()) for item in PASSAGES.values()], revision=1)
    return index


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    made_index = made(tmp_path_factory.mktemp("home") / "index")
    yield made_index
    made_index.close()


def ids(page):
    return [hit.passage.passage_id for hit in page.hits]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("Bent u bereid de rente te verlagen? Zo nee, waarom niet?", ("rente", "verlagen")),
        ("Deelt u de mening dat gemeenten krediet verstrekken?", ("gemeenten", "krediet", "verstrekken")),
        ("Kunt u toelichten in hoeverre de vergoeding reiskosten dekt?", ("vergoeding", "reiskosten", "dekt")),
        # function words, also put together; words that say little where enough others stay, and notes
        ("Daarvoor geldt waarschijnlijk hetzelfde, omdat iedereen wacht", ("geldt", "waarschijnlijk", "wacht")),
        (
            "Kunt u in dat geval precies aangeven welke rente[2] gemeenten voor krediet aan bedrijven rekenen?",
            ("rente", "gemeenten", "krediet", "bedrijven", "rekenen"),
        ),
        ("geval van krediet aangeven", ("geval", "krediet", "aangeven")),
        # where nothing else is asked, these words are sought
        ("bent u bereid", ("bent", "u", "bereid")),
    ],
)
def test_what_is_sought_of_a_question(index, question, terms):
    """The turns of phrase of questions say nothing about the answer."""
    assert index.search(question, Filters(), **FETCH).understood.terms == terms


def test_a_quotation_in_a_long_question_asks_for_nothing(index):
    """A pasted question quotes an article; the answer does not. A short query with quotes means them."""
    long = "Bent u bekend met «Ondernemers in de knel» en weet u welke rente gemeenten vragen voor krediet?"
    page = index.search(long, Filters(), **FETCH)
    assert ids(page)[0] == "q.1"
    assert "aanhaling" in [message.code for message in page.messages]
    assert page.understood.phrases == ()
    assert index.search("rente «in de knel»", Filters(), **FETCH).total == 0
    short = index.search("Bent u bekend met «Rente in de knel»?", Filters(), **FETCH)
    assert short.understood.terms == ("Rente", "knel")
    bracketed = index.search("Kunt u (zie «de knel») de rente van gemeenten toelichten?", Filters(), **FETCH)
    assert ids(bracketed)[0] == "q.1"


def test_a_longer_compound_is_found_by_the_typed_one(index):
    """The word with a part more goes before passages that repeat the other typed word."""
    assert ids(index.search("vergoeding ex-partners", Filters(), **FETCH))[0] == "q.3"


def test_an_adjective_and_its_noun_meet(index):
    """Also within a compound; the mark covers it."""
    page = index.search("tevreden bellers", Filters(), **FETCH)
    assert ids(page)[0] == "q.5"
    marked = [page.hits[0].passage.text[start:end] for start, end in page.hits[0].highlights]
    assert "bellers" in marked
    assert any("tevreden" in text for text in marked)


def test_what_holds_is_no_money(index):
    """Two words that are written alike in some forms only."""
    assert ids(index.search("geldt", Filters(), **FETCH)) == ["q.7"]
    assert ids(index.search("geld", Filters(), **FETCH)) == ["q.6"]


@pytest.mark.parametrize("word", ["cryptografie", "doeltreffendheid", "validatie", "eerbiediging"])
def test_a_good_word_that_is_not_here_is_not_mended(index, word):
    """Another word that is not here either helps nobody."""
    page = index.search(f"{word} rente", Filters(), **FETCH)
    assert page.suggestion is None
    assert word not in [item.term for item in page.understood.expansions]
    assert "onbekend_woord" in [message.code for message in page.messages]


def test_a_slip_is_still_mended(index):
    """A word that is here, with a letter wrong."""
    page = index.search("vergoedign", Filters(), **FETCH)
    assert page.suggestion == "vergoeding"
    assert page.total == 2


def test_words_that_are_not_sought_bring_no_synonyms(tmp_path):
    """ "in" is no abbreviation, and nothing is said of it."""
    with_synonyms = made(tmp_path / "index", shared_synonyms)
    page = with_synonyms.search("rente in gemeenten", Filters(), **FETCH)
    assert "in" not in {item.term.lower() for item in page.understood.expansions}
    with_synonyms.close()


def test_words_searched_along_go_off_one_by_one(tmp_path):
    """By the key that the page gives; what was switched off is not told as searched."""
    index = made(tmp_path / "index", shared_synonyms)
    page = index.search("lening", Filters(), **FETCH)
    (expansion,) = [item for item in page.understood.expansions if item.added == ("krediet",)]
    assert ids(page) == ["q.1"]
    off = index.search("lening", Filters(), off=[expansion.key], **FETCH)
    assert off.total == 0
    assert expansion.key not in [item.key for item in off.understood.expansions]
    assert index.passage_ids("lening", Filters(), off=[expansion.key]) == ()
    slip = index.search("vergoedign", Filters(), **FETCH).understood.expansions[0]
    assert index.search("vergoedign", Filters(), off=[slip.key], **FETCH).total == 0
    index.close()


def test_what_the_documents_abbreviate_is_searched_along(tmp_path):
    """Both ways, with the ground told; it goes with the passage that explains it, and off by its key."""
    texts = {
        "d.1": "De Centrale Meldkamer Schade (CMS) opent in mei.",
        "d.2": "Bij de CMS werken tien mensen.",
        "d.3": "Iets anders over schade.",
    }
    passages = {name: passage(name, text, name) for name, text in texts.items()}
    fetch = {"passages": lambda ids: [passages[i] for i in ids], "labels": lambda _facet, value: value}
    index = SearchIndex(tmp_path / "index", "s", language=SharedLanguage(), synonyms=no_synonyms)
    index.rebuild([IndexEntry(item, document(name)) for name, item in passages.items()], revision=1)
    page = index.search("Centrale Meldkamer Schade", Filters(), **fetch)
    assert ids(page)[0] == "d.1"
    assert "d.2" in ids(page)
    (expansion,) = page.understood.expansions
    assert expansion.added == ("CMS",)
    assert "afgekort" in expansion.why
    short = index.search("cms", Filters(), **fetch)
    assert set(ids(short)) == {"d.1", "d.2"}
    assert [item.added for item in short.understood.expansions] == [("Centrale Meldkamer Schade",)]
    off = index.search("Centrale Meldkamer Schade", Filters(), off=[expansion.key], **fetch)
    assert "d.2" not in ids(off)
    index.update([], ["d.1"], revision=2)
    assert index.search("cms", Filters(), **fetch).understood.expansions == ()
    index.close()


def test_an_answer_is_found_by_what_was_asked(tmp_path):
    """ "Ja." says nothing by itself; the words of the question stand beside it, and mark nothing in it."""
    texts = {"a.1": "Ja, dat klopt.", "a.2": "Nee, dat klopt niet.", "a.3": "Iets over vergoeding."}
    passages = {name: passage(name, text, kind="answer") for name, text in texts.items()}
    asked = {"a.1": "Wordt de huurcommissie ontlast?", "a.2": "Komt er een loket?"}
    index = SearchIndex(tmp_path / "index", "s", language=SharedLanguage(), synonyms=no_synonyms)
    entries = [IndexEntry(item, document(), asked=asked.get(name, "")) for name, item in passages.items()]
    index.rebuild(entries, revision=1)
    page = index.search(
        "huurcommissie", Filters(), passages=lambda found: [passages[i] for i in found], labels=lambda _f, v: v
    )
    assert ids(page) == ["a.1"]
    assert page.hits[0].highlights == ()
    index.close()


LONG = {
    "l.1": "Over het krediet: het krediet, de rente van het krediet en weer het krediet voor ondernemers.",
    "l.2": "Het krediet en de rente voor ondernemers, krediet, krediet, rente, rente en ondernemers.",
    "l.3": "Het krediet voor ondernemers en de rente worden door gemeenten verlaagd.",
    "l.4": "Krediet, ondernemers, rente: een overzicht van het krediet voor ondernemers.",
}


def test_in_a_long_question_the_words_that_few_of_the_best_have_tell_them_apart(tmp_path):
    """All passages are about the subject, and repeat it; the one that answers has a word of its own."""
    held = {name: passage(name, text) for name, text in LONG.items()}
    fetch = {"passages": lambda ids: [held[i] for i in ids], "labels": lambda _facet, value: value}
    question = "krediet ondernemers rente krediet rente ondernemers verlagen"
    scores = {}
    for local in (0.0, 0.8):
        weights = ranking_weights()
        weights = replace(weights, long_question=replace(weights.long_question, local=local))
        index = SearchIndex(
            tmp_path / str(local), "s", language=SharedLanguage(), synonyms=no_synonyms, weights=weights
        )
        index.rebuild([IndexEntry(item, document()) for item in held.values()], revision=1)
        hits = index.search(question, Filters(), **fetch).hits
        short = index.search("krediet rente verlagen", Filters(), **fetch).hits
        index.close()
        scores[local] = {hit.passage.passage_id: hit.score for hit in hits}
        scores["short", local] = [hit.score for hit in short]
    lead = {
        local: scores[local]["l.3"] / max(scores[local][n] for n in ("l.1", "l.2", "l.4"))
        for local in (0.0, 0.8)
    }
    assert lead[0.8] > lead[0.0]
    assert lead[0.8] > 1
    assert scores["short", 0.0] == scores["short", 0.8]
