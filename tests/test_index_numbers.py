"""A number typed alone: what it is, where it can be read, the thing itself before who cites it."""

import pytest
from test_index_fakes import document, passage

from index.entries import IndexEntry
from index.numbers import in_one, known_number, number_alone
from index.searcher import SearchIndex
from index.words import SharedLanguage
from kb.filters import Filters

SITE = "https://zoek.officielebekendmakingen.nl"

KNOWN = [
    ("31066-1236", "Kamerstuk 31 066, nr. 1236", f"{SITE}/kst-31066-1236.html"),
    ("36202-a", "Kamerstuk 36 202, A", f"{SITE}/kst-36202-A.html"),
    ("36200-ix-12", "Kamerstuk 36 200 IX, nr. 12", f"{SITE}/kst-36200-IX-12.html"),
    ("36200-ix", "dossier 36 200 IX", f"{SITE}/dossier/36200-IX"),
    ("31066", "dossier 31 066", f"{SITE}/dossier/31066"),
    (
        "ah-tk-20212022-3540", "Aanhangsel Handelingen (beantwoorde Kamervragen)",
        f"{SITE}/ah-tk-20212022-3540.html",
    ),
    ("h-tk-20222023-83-26", "Handelingen (verslag van een debat)", f"{SITE}/h-tk-20222023-83-26.html"),
    ("blg-1007826", "bijlage bij een Kamerstuk", f"{SITE}/blg-1007826.pdf"),
    ("tz202603-130", "toezegging aan de Tweede Kamer", None),
    ("t01237", "toezegging aan de Eerste Kamer", None),
    ("2023d12345", "document van de Tweede Kamer", None),
]  # fmt: skip


@pytest.mark.parametrize(("form", "label", "url"), KNOWN)
def test_numbers_are_known(form, label, url):
    number = known_number(form)
    assert (number.label, number.url) == (label, url)


@pytest.mark.parametrize("form", ["2022", "1547", "toeslag", "310661", "50", "2022-2023"])
def test_other_numbers_are_words(form):
    assert known_number(form) is None


ALONE = [
    ("31066-1236", "31066-1236"),
    ("Kamerstuk 31 066, nr. 1236", "31066-1236"),
    ("kst-31066-1236", "31066-1236"),
    ("dossier 31 066", "31066"),
    ("TZ202603-130", "tz202603-130"),
    # with another word beside it, it is a question
    ("31066-1236 huurtoeslag", None),
    # a dossier with the number of a paper behind it, but no year
    ("31066 1236", "31066-1236"),
    ("Kamerstuk 31 066 1236", "31066-1236"),
    ("36200 IX 12", None),
    ("31066 2022", None),
    ("1236 31066", None),
    ("31066 1236 toeslag", None),
    ("31066-1236 31066-1237", None),
    ("2022", None),
]


@pytest.mark.parametrize(("query", "form"), ALONE)
def test_a_number_alone(query, form):
    number = number_alone(in_one(SharedLanguage().analyse(query), SharedLanguage()))
    assert (number.form if number else None) == form


def test_the_thing_itself_comes_first_then_who_cites_it(tmp_path):
    papers = {
        "a": document("a", title="Brief met een verwijzing"),
        "b": document("b", title="De brief zelf", kamerstuk="31 066, nr. 1236"),
    }
    passages = [
        passage("a.1", "Zie Kamerstuk 31 066, nr. 1236, en nog eens 31066-1236.", "a"),
        passage("a.2", "Hier staat niets.", "a"),
        passage("b.1", "Geachte voorzitter.", "b"),
        passage("b.2", "Met vriendelijke groet.", "b"),
    ]
    index = SearchIndex(tmp_path / "index", "store")
    index.rebuild([IndexEntry(p, papers[p.document_id]) for p in passages], revision=1)
    by_id = {p.passage_id: p for p in passages}

    def search(query):
        return index.search(
            query, Filters(), passages=lambda ids: [by_id[i] for i in ids], labels=lambda _facet, value: value
        )

    for query in ("31066-1236", "kamerstuk 31 066 nr. 1236", "kst-31066-1236"):
        page = search(query)
        assert [hit.passage.passage_id for hit in page.hits] == ["b.1", "a.1"]
        (message,) = page.messages
        assert message.code == "nummer"
        assert "Kamerstuk 31 066, nr. 1236" in message.text
        assert "Niet in deze kennisbank" not in message.text
    # the whole dossier: its papers, and who cites any of them
    assert [hit.passage.passage_id for hit in search("31066").hits] == ["b.1", "a.1"]
    # a paper that is not here: who cites it, and where it can be read
    (message,) = search("31066-9").messages
    assert f"Niet in deze kennisbank. Te lezen op {SITE}/kst-31066-9.html." in message.text
    index.close()
