"""The title of a document beside the text of its passages, and passages that are like one."""

import pytest
from test_index_fakes import FakeLanguage, document, passage

from index.entries import IndexEntry
from index.plan_terms import no_synonyms
from index.searcher import SearchIndex
from kb.filters import Filters

TITLES = {"jr": "Jaarrapportage Douane", "svu": "Stand van de uitvoering"}
DOCUMENTS = {name: document(name, title=title, kind="rapport") for name, title in TITLES.items()}
ABOUT = {
    "jr.1": "Het ziekteverzuim was hoog.",
    "jr.2": "Over de balies en de post.",
    "jr.3": "Het ziekteverzuim in de jaarrapportage van vorig jaar daalde door betere roosters.",
    "svu.1": "Het ziekteverzuim was laag.",
    "svu.2": "De jaarrapportage meldt andere zaken.",
    "svu.3": "Betere roosters verlagen het ziekteverzuim, en het verzuim daalde vorig jaar sterk.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    index = SearchIndex(tmp_path_factory.mktemp("i") / "i", "s", language=FakeLanguage(), synonyms=no_synonyms)
    texts = ABOUT | {f"svu.{n}": f"Het ziekteverzuim was nummer{n}." for n in range(10, 400)}
    index.rebuild(
        [IndexEntry(passage(i, t, i.split(".")[0]), DOCUMENTS[i.split(".")[0]]) for i, t in texts.items()], 1
    )
    yield index
    index.close()


def found(index, query):
    return [i for i in index.passage_ids(query, Filters()) if i in ABOUT]


MATCHES = [
    # a word in the title and another in the text; a title alone is no match for every passage
    ("jaarrapportage EN ziekteverzuim", {"jr.1", "jr.3"}),
    ("ziekteverzuim EN douane", {"jr.1", "jr.3"}),
    ("jaarrapportage EN douane", {"jr.3"}),
    ("jaarrapportage EN balies", {"jr.2"}),
    # a filter is no text
    ("type:rapport EN douane EN verzuim", set()),
    ('"de post" EN jaarrapportage', {"jr.2"}),
    # what must not hold is about the text, and a zone is a zone
    ("ziekteverzuim EN NIET jaarrapportage", {"jr.1", "svu.1", "svu.3"}),
    ("in:titel jaarrapportage", {"jr.1", "jr.2", "jr.3"}),
    # side by side: any word of the text matches, the title's never by itself
    ("douane balies", {"jr.2"}),
]


@pytest.mark.parametrize(("query", "expected"), MATCHES)
def test_titles_beside_texts(index, query, expected):
    assert set(found(index, query)) == expected


def test_the_title_counts_in_the_first_score_too(index):
    """Far more passages match than are scored anew: the one of the named report is still first."""
    ids = index.passage_ids("douane ziekteverzuim", Filters())
    assert len(ids) > 390
    assert ids[0] == "jr.1"


def test_a_word_that_is_nowhere_is_told_once(index):
    page = index.search(
        "xqz EN ziekteverzuim", Filters(), passages=lambda _: [], labels=lambda _facet, value: value
    )
    assert [message.code for message in page.messages] == ["onbekend_woord"]


# ------------------------------------------------------------------ more like this


def test_more_like_this_shares_the_telling_words(index):
    assert index.more_like("jr.3", 1) == ("svu.3",)
    assert index.more_like("svu.3", 1) == ("jr.3",)
    # sharing one or two words is chance
    assert "jr.2" not in index.more_like("jr.3", 1000)
    assert "jr.3" not in index.more_like("jr.3", 1000)


def test_nothing_is_like_what_is_not_here(index):
    assert index.more_like("bestaat-niet") == ()


def test_more_like_this_leaves_out_copies_and_what_is_gone(tmp_path):
    text = " ".join(f"woord{number}" for number in range(40))
    half = " ".join(f"woord{number}" for number in range(0, 40, 2))
    records = {
        "a.1": text, "b.1": text.upper(), "c.1": text.replace("woord39", "slot"), "d.1": half, "e.1": half,
        "f.1": f"{half} en meer",
    }  # fmt: skip
    index = SearchIndex(tmp_path / "i", "s", language=FakeLanguage(), synonyms=no_synonyms)
    index.rebuild([IndexEntry(passage(i, t, i[0]), document(i[0])) for i, t in records.items()], 1)
    # d.1 and e.1 are the same, and f.1 nearly: one of them is enough
    assert index.more_like("a.1") == ("d.1",)
    index.update([], ["d"], 2)
    assert index.more_like("a.1") == ("e.1",)
    assert index.more_like("d.1") == ()
    index.close()
