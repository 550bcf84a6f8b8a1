"""The made collection is what it says, every rival answers what is asked, and the report comes."""

from collections import Counter
from importlib.util import find_spec

import pytest
from test_index_fakes import FakeLanguage, document, passage, tag

from index.benchmark import QUERIES, benchmark, ours, questions
from index.entries import IndexEntry
from index.made_collection import Statistics, made
from index.rivals import Question, rivals

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
    found = {name: build(folder / str(n), COLLECTION) for n, (name, build) in enumerate(rivals(LANGUAGE))}
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


def test_the_report_names_every_engine_and_what_adding_takes():
    lines = list(benchmark(ENTRIES, (70, 130), rounds=1, language=LANGUAGE))
    text = "\n".join(lines)
    for name in ("kennisbank, whoosh", "Whoosh zoals gedocumenteerd", "SQLite FTS5"):
        assert text.count(name) == 2
    assert sum("vindbaar na" in line for line in lines) >= 2
    # the second size tells the growth since the first
    assert any(line.startswith("kennisbank, whoosh") and not line.endswith("-") for line in lines)
