"""A hit whose text has none of what was sought tells where it was: headings, introductions, notes, labels."""

from dataclasses import replace

import pytest
from test_index_fakes import document, passage, tag

from index.entries import IndexEntry
from index.plan_terms import no_synonyms
from index.results import Beside
from index.searcher import SearchIndex
from index.words import SharedLanguage
from kb.filters import Filters
from kb.records import Footnote
from ui.present_search import hit_body

TEXT = "Wie een belastingschuld heeft, staat zelden alleen in het krijt."
LABEL = replace(tag("knelpunt", "terugvorderingen", "Terugvorderingen"), start=8, end=23, text=TEXT[8:23])
INNER, OTHER = replace(LABEL, start=10, end=12), tag("knelpunt", "x", "Iets anders")
NOTE = Footnote("3", "Zie de brief over terugvorderingen van mei.")
PASSAGES = {
    "b.label": passage("b.label", TEXT, tags=(LABEL, INNER, OTHER)),
    "b.kop": passage("b.kop", "Dat vraagt tijd.", section=("Toeslagen", "Hoge terugvorderingen")),
    "b.inleiding": passage("b.inleiding", "een brief; een boete", context="Bij terugvorderingen komt dan:"),
    "b.noot": passage("b.noot", "Daarover is geschreven.", footnotes=(NOTE,)),
    "b.tekst": passage("b.tekst", "De terugvordering loopt.", section=("Terugvorderingen",), tags=(LABEL,)),
}  # fmt: skip


@pytest.fixture(scope="module")
def hits(tmp_path_factory):
    index = SearchIndex(
        tmp_path_factory.mktemp("home") / "index", "s", language=SharedLanguage(), synonyms=no_synonyms
    )
    index.rebuild([IndexEntry(item, document()) for item in PASSAGES.values()], revision=1)
    page = index.search(
        "terugvorderingen",
        Filters(),
        passages=lambda ids: [PASSAGES[i] for i in ids],
        labels=lambda _facet, value: value,
    )
    yield {hit.passage.passage_id: hit for hit in page.hits}
    index.close()


@pytest.mark.parametrize(
    ("name", "beside", "marked"),
    [
        # of a label the words that it was given by are marked, each once
        ("b.label", [("label", "Terugvorderingen", ["Terugvorderingen"])], ["belastingschuld"]),
        ("b.kop", [("kop", "Hoge terugvorderingen", ["terugvorderingen"])], []),
        ("b.inleiding", [("inleiding", "Bij terugvorderingen komt dan:", ["terugvorderingen"])], []),
        ("b.noot", [("noot 3", NOTE.text, ["terugvorderingen"])], []),
        # what stands in the text says enough
        ("b.tekst", [], ["terugvordering"]),
    ],
)
def test_where_it_was_found(hits, name, beside, marked):
    """Each with its words, and what of them was sought."""
    hit = hits[name]
    told = [(item.where, item.text, [item.text[a:b] for a, b in item.highlights]) for item in hit.beside]
    assert told == beside
    assert [hit.passage.text[start:end] for start, end in hit.highlights] == marked


def test_the_snippet_of_what_stands_beside(hits):
    """A note by its number; a label by the sentence that it was given by."""
    assert hits["b.noot"].snippet == f"Noot 3: {NOTE.text}"
    assert hits["b.inleiding"].snippet == "Bij terugvorderingen komt dan:"
    assert hits["b.label"].snippet == TEXT
    assert hits["b.kop"].snippet == "Dat vraagt tijd."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("b.label", "Gevonden aan het label <strong>Terugvorderingen</strong>"),
        ("b.kop", "Toeslagen › Hoge <mark>terugvorderingen</mark>"),
        ("b.inleiding", "Bij <mark>terugvorderingen</mark> komt dan:"),
        ("b.noot", "Noot 3: Zie de brief over <mark>terugvorderingen</mark> van mei."),
    ],
)
def test_the_page_shows_it(hits, name, shown):
    """On the search page, marked in its place."""
    assert shown in hit_body(hits[name], lambda _facet, value: value)


def test_what_stands_beside_is_escaped(hits):
    """A heading or note can hold anything."""
    evil = Beside("noot 1", "<script>terug</script>", ((8, 13),))
    page = hit_body(replace(hits["b.noot"], beside=(evil,)), lambda _facet, value: value)
    assert "<script>" not in page
    assert "&lt;script&gt;<mark>terug</mark>" in page
