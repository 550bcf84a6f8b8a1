"""Two engines, one outcome totals and counts equal, the top ten nearly, for all kinds of query."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from index.engines import ENGINES, engine_kind
from index.entries import IndexEntry
from index.evaluate import Evaluator
from index.gold import load_queries
from index.ranking_data import ranking_weights
from index.searcher import IndexDamagedError, SearchIndex
from kb.filters import Filters, YearRange
from kb.reports import KennisbankError
from kennisbank import Kennisbank

HERE = Path(__file__).parent
QUERIES = """
huurtoeslag
kinderopvangtoeslag
KOT
toeslagen
bezwaar wachttijd
te weinig personeel
capaciteit ICT
terugvordering laag inkomen
hoeveel klachten kwamen er binnen
wat doet de Dienst Toeslagen voor ouders
hersteloperatie voortgang
persoonlijk zaakbehandelaar
alleenstaande ouderkop
zorgtoeslag buitenland
gegevens van werkgevers
betaalregeling
dwanginvordering
vermogenstoets
proactief informeren
niet-gebruik van toeslagen
toeslagpartner
Awir
AVG grondslag
informatiehuishouding Woo
usb-stick
gegevens delen
ziekteverzuim 2022
burgertevredenheid 2023
percentage bezwaren binnen de termijn
aantal ontvangen klachten 2021
klanttevredenheid telefonie
ernstige productieverstoringen
toezegging Omtzigt
toezeggingen aan de Kamer
motie Lodders
commissiedebat 22 februari 2023
Kamerstuk 31 066, nr. 1207
31066
volgende voortgangsrapportage
stand van de uitvoering
jaarrapportage personeel
kamerbrief kindregeling
"kindgebonden budget"
"recht op toeslag"
"uw Kamer"
"definitief vaststellen" klachten
toeslag*
belasting*
onbe* toeslagpartner
huurtoeslag EN inkomen
huurtoeslag OF zorgtoeslag
klachten NIET bezwaar
(capaciteit OF personeel) EN toeslagen
toeslagen -huurtoeslag
in:kop klachten
in:titel jaarrapportage
in:noot Kamerstuk
regeling:huurtoeslag inkomen
jaar:2022 klachten
schrijnende situaites
""".strip().splitlines()
FILTERS = (
    Filters(),
    Filters(regelingen=("huurtoeslag",)),
    Filters(years=(YearRange(2022, 2023),), excluded=(("kinds", "kamerbrief"),)),
)


@pytest.fixture(scope="module")
def entries(tmp_path_factory):
    kennisbank = Kennisbank(tmp_path_factory.mktemp("home"))
    kennisbank.ingest([HERE.parent / "seeds"])
    found = list(kennisbank.entries())
    kennisbank.close()
    return found


@pytest.fixture(scope="module")
def both(entries, tmp_path_factory):
    """Both engines over the seeds. So few are scored anew that the engines' own first order matters."""
    pytest.importorskip("tantivy", reason="the optional engine is not installed")
    made = {}
    for engine in ENGINES:
        weights = replace(ranking_weights(), window=40)
        made[engine] = SearchIndex(tmp_path_factory.mktemp("i") / engine, "s", weights=weights)
        made[engine].rebuild(entries[:250], revision=1, engine=engine)
        # the last documents come later, and the first is read anew
        first = entries[0].document.document_id
        again = [e for e in entries if e.document.document_id == first]
        late = {e.document.document_id for e in entries[250:]}
        made[engine].update(
            [*again, *(e for e in entries if e.document.document_id in late)], {first, *late}, revision=2
        )
        assert made[engine].engine_name == engine
    yield made
    for index in made.values():
        index.close()


def test_there_are_sixty_queries():
    assert len(set(QUERIES)) == 60


@pytest.mark.parametrize("query", QUERIES)
def test_the_engines_agree(both, entries, query):
    by_id = {entry.passage.passage_id: entry.passage for entry in entries}
    for filters in FILTERS:
        one, other = (
            index.search(query, filters, passages=lambda ids: [by_id[i] for i in ids], labels=lambda _f, v: v)
            for index in (both["whoosh"], both["tantivy"])
        )
        assert one.total == other.total
        assert one.facets == other.facets
        assert one.understood == other.understood
        tops = [{hit.passage.passage_id for hit in page.hits} for page in (one, other)]
        assert len(tops[0] & tops[1]) >= 0.8 * len(tops[0])
    whole = [set(both[engine].passage_ids(query, Filters())) for engine in ENGINES]
    assert whole[0] == whole[1]


def test_queries_find_something(both):
    assert [query for query in QUERIES if not both["tantivy"].passage_ids(query, Filters())] == []


@pytest.mark.usefixtures("both")
def test_both_engines_find_as_well(entries, tmp_path):
    evaluator = Evaluator(entries, load_queries(HERE / "gold"))
    scores = {
        engine: evaluator.ours(engine, ranking_weights(), tmp_path / engine, engine=engine)
        for engine in ENGINES
    }
    means = [scores[engine].mean(evaluator.queries).ndcg for engine in ENGINES]
    assert abs(means[0] - means[1]) <= 0.02
    assert min(means) > 0.7


@pytest.fixture
def without_tantivy(monkeypatch):
    real = importlib.util.find_spec
    monkeypatch.setattr("index.engines.find_spec", lambda name: None if name == "tantivy" else real(name))


@pytest.mark.usefixtures("without_tantivy")
def test_an_engine_that_is_not_installed_says_how_to_get_it():
    with pytest.raises(KennisbankError, match=r"pip install .*kennisbank\[tantivy\]"):
        engine_kind("tantivy")


def test_an_index_of_an_engine_that_is_gone_is_not_called_damaged(entries, tmp_path, request):
    pytest.importorskip("tantivy", reason="the optional engine is not installed")
    SearchIndex(tmp_path / "i", "s").rebuild(entries[:3], revision=1, engine="tantivy")
    request.getfixturevalue("without_tantivy")
    index = SearchIndex(tmp_path / "i", "s")
    with pytest.raises(KennisbankError, match="reindex --engine whoosh") as caught:
        index.passage_ids("toeslag", Filters())
    assert not isinstance(caught.value, IndexDamagedError)
    # the way back works without the engine that is gone
    index.rebuild(entries[:3], revision=2, engine="whoosh")
    assert index.engine_name == "whoosh"
    index.close()


def test_switching_engines_keeps_what_is_found(entries, tmp_path):
    pytest.importorskip("tantivy", reason="the optional engine is not installed")
    index = SearchIndex(tmp_path / "i", "s")
    index.rebuild(entries, revision=1)
    before = index.passage_ids("klachten over huurtoeslag", Filters())
    index.rebuild(entries, revision=1, engine="tantivy")
    assert index.engine_name == "tantivy"
    assert index.passage_ids("klachten over huurtoeslag", Filters())[:10] == before[:10]
    # an update stays with the engine
    index.update([IndexEntry(e.passage, e.document) for e in entries[:1]], [], revision=2)
    assert index.engine_name == "tantivy"
    index.close()
