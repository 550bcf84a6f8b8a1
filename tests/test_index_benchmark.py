"""The made collection is what it says, every rival answers what is asked, and the report comes."""

import shutil
from collections import Counter
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from test_index_fakes import FakeLanguage, document, passage, tag

from index.benchmark import QUERIES, Bench, ours, questions
from index.entries import IndexEntry
from index.generations import Generations
from index.made_collection import Statistics, made
from index.made_home import STORE, fill
from index.measured import Opened, Timed, table
from index.rivals import PLAIN_FTS5, PLAIN_TANTIVY, PLAIN_WHOOSH, Question, rivals
from index.words import SharedLanguage
from ingest.benchmark import parts
from kb.store import Store
from kennisbank import Kennisbank
from ui.bench_start import opened

ROOT = Path(__file__).parent.parent
SENTENCE = (
    "toeslagen worden maandelijks betaald aan ouders kinderen klachten komen binnen bezwaar duurt personeel"
)
WORDS = SENTENCE.split()
KINDS = {"a": "rapport", "b": "kamerbrief"}
ENTRIES = [
    IndexEntry(
        passage(
            f"{name}.{number}", " ".join(WORDS[(number * step) % len(WORDS)] for step in range(1, 14)), name,
            tags=(tag("regeling", "huurtoeslag" if number % 2 else "zorgtoeslag"),),
        ),
        document(name, kind=kind, title=f"Stuk {name}"),
    )
    for name, kind in KINDS.items()
    for number in range(8)
]  # fmt: skip
COLLECTION = list(made(ENTRIES, 400))
LANGUAGE = FakeLanguage()


def test_statistics_of_texts_counted_by_hand():
    found = Statistics.of(["a b a", "c a", "a"])
    assert (found.passages, found.words, found.distinct) == (3, 6, 3)
    assert found.mean_length == 2
    assert found.commonest == 1
    assert found.once == pytest.approx(2 / 3)


def test_the_made_collection_is_like_its_source_and_the_same_each_time():
    assert [entry.passage.text for entry in made(ENTRIES, 400)] == [e.passage.text for e in COLLECTION]
    assert [e.passage.text for e in made(ENTRIES, 20, seed=2)] != [e.passage.text for e in COLLECTION[:20]]
    assert len({entry.passage.passage_id for entry in COLLECTION}) == 400
    assert Counter(Counter(entry.document.document_id for entry in COLLECTION).values()) == {60: 6, 40: 1}
    assert all(entry.passage.document_id == entry.document.document_id for entry in COLLECTION)
    assert {len(entry.passage.text.split()) for entry in COLLECTION} == {13}
    # each word follows one that it followed in the source, or is put together from two
    pairs = {
        (one, other)
        for entry in ENTRIES
        for one, other in zip(entry.passage.text.split(), entry.passage.text.split()[1:], strict=False)
    }
    made_words = {word for entry in COLLECTION for word in entry.passage.text.split()}
    assert made_words > set(WORDS)
    assert all(any(new.startswith(word) for word in WORDS) for new in made_words)
    steps = [
        (one, other)
        for entry in COLLECTION
        for one, other in zip(entry.passage.text.split(), entry.passage.text.split()[1:], strict=False)
        if {one, other} <= set(WORDS)
    ]
    assert sum(step in pairs for step in steps) > 0.95 * len(steps)


def test_sixty_questions_of_all_kinds():
    asked = questions(COLLECTION)
    assert len(asked) == QUERIES
    assert asked == questions(COLLECTION)
    assert len({question.kind for question in asked}) == 5
    assert all(question.words for question in asked)
    assert all(bool(question.within) is (question.kind == "filter") for question in asked)


ASKED = [
    Question("woorden", ("klachten",)),
    Question("woorden", ("klachten", "personeel")),
    Question("filter", ("klachten",), "kamerbrief"),
    Question("begin*", ("klach",)),
    Question("en/niet", ("klachten", "personeel", "bezwaar")),
]


def words_of(entry):
    return set(entry.passage.text.lower().split())


def expected(question, entry):
    words = words_of(entry)
    if question.kind == "begin*":
        return any(word.startswith(question.words[0]) for word in words)
    if question.kind == "en/niet":
        return {"klachten", "personeel"} <= words and "bezwaar" not in words
    return bool(words & set(question.words)) and question.within in (None, entry.document.kind)


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    folder = tmp_path_factory.mktemp("b")
    found = {}
    for number, other in enumerate(rivals(LANGUAGE)):
        other.build(folder / str(number), COLLECTION)
        found[other.name] = other.open(folder / str(number))
    indexes = []
    for engine in ("whoosh", "tantivy"):
        if engine == "whoosh" or find_spec(engine):
            index, found[engine] = ours(folder / engine, COLLECTION, engine, LANGUAGE)
            indexes.append(index)
    yield found
    for index in indexes:
        index.close()


@pytest.mark.parametrize("question", ASKED)
def test_every_engine_does_the_work_that_is_compared(asking, question):
    """Total, best and facets of what was asked: made-up compounds aside, all find the same."""
    right = {e.passage.passage_id: e for e in COLLECTION if expected(question, e)}
    assert right
    for name, ask in asking.items():
        total, best, counts = ask(question)
        # ours and the stemmers also find other forms and parts of compounds
        assert total >= len(right), name
        assert total <= len(right) + 60, name
        assert len(best) == min(10, total), name
        # ours does not narrow a facet by its own filter
        kinds = (
            counts["kind"] if question.within is None else {question.within: counts["kind"][question.within]}
        )
        assert sum(kinds.values()) == total, name
        assert set(counts["kind"]) <= set(KINDS.values()), name
        assert sum(counts["regeling"].values()) == total, name


def test_facets_are_counted_as_engines_count_them(asking):
    """Our columns against what tantivy's aggregation, Whoosh's groups and SQL make of the same passages."""
    compared = set()
    for question in ASKED:
        if question.within is None:
            total, _, ours_ = asking["whoosh"](question)
            for name, ask in asking.items():
                their_total, _, theirs = ask(question)
                if their_total == total:  # stemmers and parts of compounds find others
                    # Whoosh counts those without a value as a group too.
                    valued = {facet: {v: n for v, n in of.items() if v} for facet, of in theirs.items()}
                    assert valued == ours_, (name, question)
                    compared.add(name)
    assert {PLAIN_WHOOSH, PLAIN_FTS5} <= compared
    assert (PLAIN_TANTIVY in compared) is (PLAIN_TANTIVY in asking)


def test_the_report_names_every_engine_and_what_opening_and_adding_take():
    """Over a store of its own for each of ours, asked by somebody who opens it anew."""
    homes, others = [], []

    def opened(home, asked, other):
        if other is not None:
            others.append((other, any(home.iterdir())))
            return Opened(0.5, 0.5, 1.0, 2.0, 3_000_000, 1_000_000)
        store = Store(home / STORE)
        homes.append((home.name, store.counts()["passages"], len(asked)))
        stamp = Generations(home / "index", store.store_id).current()
        assert (stamp.engine, stamp.revision) == (home.name, store.revision)
        store.close()
        return Opened(1.5, 1.0, 3.25, 12.5, 200_000_000, 100_000_000)

    measured = Bench(sizes=(70, 130), rounds=1, language=LANGUAGE, opened=opened)
    lines = list(measured.run(ENTRIES))
    text = "\n".join(lines)
    for name in ("kennisbank, whoosh", PLAIN_WHOOSH, PLAIN_FTS5):
        assert sum(line.startswith(f"{name} ") and "|" in line for line in lines) == 2
    assert sum("vindbaar na" in line for line in lines) >= 2
    assert "whoosh: eerste antwoord 1.5 s na de start van het proces (1.0 s rekentijd)" in text
    assert "daarna p50 3.2 en p95 12.5 ms; geheugen 200 MB, waarvan 100 van hemzelf" in text
    # what is on disk is read once before it is measured
    assert {(name, count, asked) for name, count, asked in homes if name == "whoosh"} == {
        ("whoosh", 70, QUERIES), ("whoosh", 130, QUERIES),
    }  # fmt: skip
    assert f"{PLAIN_FTS5}: eerste antwoord 0.5 s" in text
    assert {(PLAIN_WHOOSH, True), (PLAIN_FTS5, True)} <= set(others)
    # the second size tells the growth since the first
    assert any(
        line.startswith("kennisbank, whoosh ") and "|" in line and not line.endswith("-") for line in lines
    )


def test_engines_can_be_left_out():
    lines = "\n".join(Bench(sizes=(70,), rounds=1, language=LANGUAGE, without=("hoosh", "FTS5")).run(ENTRIES))
    assert "hoosh " not in lines.split("gemaakt:")[1]
    assert "FTS5" not in lines
    assert "eerste antwoord" not in lines


def test_ratios_are_those_of_the_times():
    """Plain Whoosh is one; ours are told as parts of what they are to be measured by."""
    engines = [
        Timed("kennisbank, whoosh", 1.0, 1, None, times=[1.0, 2.0, 3.0]),
        Timed("kennisbank, tantivy", 1.0, 1, None, times=[1.0, 1.0, 6.0]),
        Timed(PLAIN_TANTIVY, 1.0, 1, None, times=[2.0, 4.0, 4.0]),
        Timed(PLAIN_WHOOSH, 1.0, 1, None, times=[4.0, 4.0, 6.0]),
    ]
    before = {"kennisbank, whoosh": 0.5}
    lines = list(table(engines, before))
    assert "kennisbank, whoosh : Whoosh zoals gedocumenteerd = 0.50 (p50), 0.50 (p95)" in lines
    assert "kennisbank, tantivy : tantivy zonder ons = 0.25 (p50), 1.50 (p95)" in lines
    assert next(line for line in lines if line.startswith("kennisbank, whoosh ")).endswith("| 4.0")
    assert before[PLAIN_WHOOSH] == 4.0


def test_made_passages_are_kept_as_they_are(tmp_path):
    """A store gives them back with what search needs of them, and its passages are where they say."""
    kept = fill(tmp_path / "home", COLLECTION[:130])
    assert [entry.passage.text for entry in kept] == [entry.passage.text for entry in COLLECTION[:130]]
    assert [entry.passage.tags for entry in kept] == [entry.passage.tags for entry in COLLECTION[:130]]
    for mine, theirs in zip(kept, COLLECTION, strict=False):
        assert mine.document.title == theirs.document.title
        assert mine.document.reporting_years == theirs.document.reporting_years
        assert mine.document.publication_date.value == theirs.document.publication_date.value
    store = Store(tmp_path / "home" / STORE)
    for entry in kept:
        text = store.source_text(entry.document.document_id)
        assert text[entry.passage.char_start : entry.passage.char_end] == entry.passage.text
    store.close()


def test_a_process_of_its_own_opens_and_answers(tmp_path):
    """What the benchmark tells of a start is measured on a real knowledge base."""
    (tmp_path / "brief.txt").write_text("Brief\n\nDe huurtoeslag is verhoogd.\n", encoding="utf-8")
    with closing(Kennisbank(tmp_path / "home")) as kennisbank:
        kennisbank.ingest([tmp_path / "brief.txt"])
    found = opened(tmp_path / "home", [Question("woorden", ("huurtoeslag",)), Question("filter", ("de",), "x")])
    assert found.computing > 0
    assert 0 < found.first < 120
    assert 0 < found.p50 <= found.p95
    assert 0 < found.own < found.resident < 2_000_000_000


def test_a_process_of_its_own_opens_what_others_made(tmp_path):
    """Memory of the others is measured as ours is."""
    for other in rivals(SharedLanguage()):
        other.build(tmp_path / "index", COLLECTION[:20])
        found = opened(tmp_path / "index", [Question("begin*", ("klach",))], other.name)
        assert 0 < found.own < found.resident < 2_000_000_000
        shutil.rmtree(tmp_path / "index")


def test_reading_is_measured_beside_pdfminer_alone():
    """The same words of the same made PDF, read by us and walked through by pdfminer."""
    found = {part.name: part for part in parts([ROOT / "seeds" / "uitzonderingenrapportage-2023.txt"])}
    assert found["lezen van tekst"].words > 500
    ours_, alone = found["lezen van een gemaakte pdf"], found["pdfminer alleen, tekens van die pdf"]
    assert ours_.words == alone.words > 100
    assert min(part.seconds for part in found.values()) > 0
