"""The papers that are cited or held: counted, searched in every notation, shown with each citing sentence."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_builders import document, passage

from kb.records import Footnote, Reference
from ui import export, papers, present_papers
from ui.address_papers import PaperAddress, PapersAddress, one_form

HOSTILE = "<script>alert(1)</script>"


def cites(
    dossier: str = "31066", number: str = "1207", text: str = "Kamerstuk 31 066, nr. 1207", **fields
) -> Reference:
    """A reference to a Kamerstuk."""
    known = {
        "type": "kamerstuk", "text": text, "start": 0, "end": len(text), "dossier": dossier,
        "numbers": (number,), "document_id": "brief", "reference_id": f"brief.{number}",
        "urls": (f"https://zoek.officielebekendmakingen.nl/kst-{dossier}-{number}.html",),
    }  # fmt: skip
    return Reference(**(known | fields))


DOCUMENTS = [
    document("brief", title="Brief over toeslagen"),
    document("rapport", title="Rapport"),
    document("kst-32545-143", title="Motie van het lid Grinwis", kamerstuk="32545, nr. 143"),
]
REFERENCES = [
    cites(),
    cites(document_id="rapport"),
    cites(number="9", text="Kamerstuk 31 066, nr. 9"),
    cites(number="10", text="Kamerstuk 31 066, nr. 10"),
    cites("36200-IX", "30", "36 200 IX, nr. 30"),
    cites("32545", "143", "32 545, nr. 143", resolved_to="kst-32545-143"),
    cites("32545", "143", "dit stuk", document_id="kst-32545-143"),
    cites(type="motie", name="motie", members=("Inge van Dijk",), number="1085", text="de motie Inge van Dijk"),
    cites(type="brief", dossier=None, numbers=(), number="", text="de brief van 1 mei", urls=()),
    cites(type="wet", dossier=None, numbers=(), number="", law="Awir", text="Awir"),
    Reference("rapport", "jaarplan 2022", 0, 13, name="jaarplan 2022", date="2022", document_id="brief"),
]


@pytest.fixture
def known():
    """All papers, by the one form of their number."""
    return papers.build(REFERENCES, DOCUMENTS)


def labels(known, **state) -> list[str]:
    """The names in the list that an address asks for."""
    return [item.label for item in papers.chosen(known.values(), PapersAddress(**state))]


def test_every_paper_once_with_how_often_it_is_cited(known):
    """Cited and held ones; laws, letters and what a paper says of itself are not counted."""
    counted = {item.label: (item.count, len(item.citing)) for item in known.values()}
    assert counted == {
        "Kamerstuk 31066, nr. 1207": (2, 2),
        "Kamerstuk 31066, nr. 9": (1, 1),
        "Kamerstuk 31066, nr. 10": (1, 1),
        "Kamerstuk 36200-IX, nr. 30": (1, 1),
        "Kamerstuk 32545, nr. 143": (1, 1),
        "Kamerstuk 31066, nr. 1085": (1, 1),
        "Jaarplan 2022": (1, 1),
    }


def test_what_is_here_is_told_from_what_is_missing(known):
    """By the number of a document, also when the reference was not resolved."""
    assert labels(known, holding="held") == ["Kamerstuk 32545, nr. 143"]
    assert "Kamerstuk 32545, nr. 143" not in labels(known, holding="missing")
    assert len(labels(known, holding="missing")) == len(known) - 1


@pytest.mark.parametrize(
    "query",
    [
        "kst-31066-1207", "31 066, nr. 1207", "31066-1207", "Kamerstukken II 2022/23, 31 066, nr. 1207",
        "KST-31066-1207", "31066 1207", "1207",
    ],
)  # fmt: skip
def test_a_number_is_found_in_every_notation(known, query):
    """All ways to write it find that one paper."""
    assert labels(known, query=query) == ["Kamerstuk 31066, nr. 1207"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("31 066", 4), ("31066", 4), ("kamerstuk 31066", 4), ("kamerstuk", 6), ("36 200 IX", 1),
        ("jaarplan", 1), ("jaarplannen", 1), ("moties Grinwis", 1), ("van Dijk", 1), ("99 999", 0),
        ("Grinwis jaarplan", 0), ("???", 0), ("", 7),
    ],
)  # fmt: skip
def test_dossiers_and_words_find_papers(known, query, found):
    """A dossier finds its papers; words stand in the name, in titles, or with who moved it; all must."""
    assert len(labels(known, query=query)) == found


def test_order(known):
    """The one that most documents cite first; by number 9 comes before 10."""
    assert labels(known)[0] == "Kamerstuk 31066, nr. 1207"
    in_order = labels(known, query="31 066", sort="number")
    assert [name.split()[-1] for name in in_order] == ["9", "10", "1085", "1207"]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("kst-36200-IX-30", "Kamerstuk 36200-IX, nr. 30"),
        ("h-tk-20222023-83-26", "Handelingen TK 2022-2023, nr. 83, item 26"),
        ("ah-tk-20212022-3540", "Aanhangsel Handelingen 2021-2022, nr. 3540"),
        ("stb-2020-118", "Staatsblad 2020, nr. 118"),
        ("2022D22285", "2022D22285"),
        ("kst-", "kst-"),
        (HOSTILE, HOSTILE),
    ],
)
def test_numbers_have_names(number, name):
    """As people say them; what has no form stays as it is."""
    assert papers.name_of(number) == name


# ------------------------------------------------------------------ addresses


@given(
    st.builds(
        PapersAddress,
        st.text(max_size=30).map(str.strip),
        st.sampled_from(["all", "held", "missing"]),
        st.sampled_from(["cited", "number"]),
        st.integers(1, 10_000),
    )
)
def test_the_list_comes_back_from_its_address(address):
    """What is written is read again."""
    assert PapersAddress.from_params(address.params()) == address


@pytest.mark.parametrize("bad", [{"pagina": ["0"]}, {"pagina": ["x" * 99]}, {"stand": ["weg"]}, {"q": []}])
def test_a_bad_address_is_no_error(bad):
    """Values that mean nothing are left out."""
    assert PapersAddress.from_params(bad) == PapersAddress()


def test_a_paper_is_addressed_in_any_notation():
    """The address of a page may hold a number as people write it."""
    assert one_form("31 066, nr. 1207") == one_form("kst-31066-1207") == one_form("Kamerstuk 31066-1207")
    assert PaperAddress.from_params(PaperAddress("kst-31066-1207", 3).params()) == PaperAddress(
        "kst-31066-1207", 3
    )
    assert PaperAddress("kst-31066-1207").href == "kamerstuk?nr=kst-31066-1207"


# ------------------------------------------------------------------ who cites it


def test_the_citing_sentence_with_the_reference_marked():
    """Only that sentence, not its neighbours; the link finds it back by its words."""
    text = "Eerst dit. Zie de brief (Kamerstuk 31 066, nr. 1207) van mei. Daarna dat."
    start = text.index("Kamerstuk")
    view = present_papers.citation([cites(start=start, end=start + 26)], passage(text, page_from=7))
    assert "Zie de brief (<mark>Kamerstuk 31 066, nr. 1207</mark>) van mei." in view.body
    assert "Eerst dit" not in view.body
    assert view.label == "Naar de passage: p. 7"
    assert view.target.words.startswith("Zie de brief")


def test_what_stands_in_one_sentence_is_shown_once():
    """A debate and its number beside each other: one sentence, both marked; the next sentence is another."""
    text = "In het debat (Kamerstuk 31 066, nr. 1207) is dit gezegd. Zie Kamerstuk 31 066, nr. 1207."
    places = [(7, 12), (14, 40), (61, 87)]
    found = [
        cites(start=start, end=end, text=text[start:end], passage_id="p", reference_id=str(start))
        for start, end in places
    ]
    views = present_papers.citations(found, lambda _: passage(text))
    assert [re.findall("<mark>(.*?)</mark>", view.body) for view in views] == [
        ["debat", "Kamerstuk 31 066, nr. 1207"],
        ["Kamerstuk 31 066, nr. 1207"],
    ]
    assert len(present_papers.citations(found, lambda _: None)) == len(found)


def test_a_footnote_shows_the_sentence_that_bears_it_and_itself():
    """Both the words above the line and the note, with its number."""
    note = Footnote("17", "Zie Kamerstuk 31 066, nr. 1207.", marker=20)
    found = passage("Dat is al toegezegd.", footnotes=(note,))
    view = present_papers.citation(
        [cites(start=4, end=30, footnote_number="17", cited_by_text="Dat is al toegezegd.")], found
    )
    assert "Dat is al toegezegd." in view.body
    assert re.search(r"Voetnoot 17: </span>Zie <mark>Kamerstuk 31 066, nr. 1207</mark>\.", view.body)
    assert "voetnoot 17" in view.label


def test_doubt_and_inference_are_told():
    """A reader sees what he cannot rely on."""
    view = present_papers.citation(
        [cites(doubt="Vergaderjaar <b>klopt</b> niet.", inferred=("numbers",))], None
    )
    assert "Twijfel: Vergaderjaar &lt;b&gt;klopt&lt;/b&gt; niet." in view.body
    assert "Afgeleid van een andere plaats in het document: nummer." in view.body
    assert "Twijfel" not in present_papers.citation([cites()], None).body


def test_a_sentence_without_end_is_cut_around_the_reference():
    """Rubbish without full stops does not fill the screen; the reference stays."""
    text = "woord " * 400 + "Kamerstuk 31 066, nr. 1207" + " woord" * 400
    start = text.index("Kamerstuk")
    sentence, [span] = present_papers.citing_sentence([cites(start=start, end=start + 26)], passage(text))
    assert len(sentence) < 800
    assert sentence[span[0] : span[1]] == "Kamerstuk 31 066, nr. 1207"


def test_hostile_text_is_text():
    """Titles, sentences, names, numbers and addresses of documents come out escaped."""
    reference = cites(text=HOSTILE, end=len(HOSTILE), urls=("javascript:alert(1)",), doubt=HOSTILE)
    known = papers.build([reference], [document("kst-31066-1207", title=HOSTILE), document("brief")])
    paper = known["31066-1207"]
    shown = [
        present_papers.line(paper), present_papers.facts(paper),
        present_papers.citation([reference], passage(HOSTILE)).body,
        present_papers.nothing_found(PapersAddress(HOSTILE), known),
    ]  # fmt: skip
    for html in shown:
        assert "<script" not in html
        assert 'href="javascript' not in html
    assert "&lt;script" in shown[2]


def test_citations_are_shown_by_document_and_by_page(monkeypatch):
    """The document that cites most often comes first; a page holds so many and no more."""
    many = [cites(document_id="rapport", reference_id=str(place)) for place in range(3)]
    paper = papers.build([cites(), *many], DOCUMENTS)["31066-1207"]
    by_id = {item.document_id: item for item in DOCUMENTS}
    monkeypatch.setattr(present_papers, "PAGE_SIZE", 2)
    pages = [
        [(document.document_id, len(found)) for document, found in present_papers.in_groups(paper, by_id, page)]
        for page in (1, 2, 3)
    ]
    assert pages == [[("rapport", 2)], [("rapport", 1), ("brief", 1)], []]


# ------------------------------------------------------------------ to take along


def test_the_lists_as_csv(known):
    """Dutch Excel opens it; no text of a document becomes a formula; the origin stands below."""
    reference = cites(text="=1+1", end=4)
    paper = papers.build([reference], DOCUMENTS)["31066-1207"]
    rows = present_papers.citation_rows(paper, {"brief": DOCUMENTS[0]}, lambda _: passage("=1+1", page_from=2))
    data = export.csv_table(present_papers.CITATION_COLUMNS, rows, [("Stuk", paper.label)])
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    told = dict(zip(read[0], read[1], strict=True))
    assert (told["Document"], told["Plaats"], told["Zin"]) == ("Brief over toeslagen", "p. 2", "'=1+1")
    assert read[-1] == ["Stuk", "Kamerstuk 31066, nr. 1207"]
    listed = present_papers.paper_rows(papers.chosen(known.values(), PapersAddress(holding="held")))
    assert [len(row) for row in listed] == [len(present_papers.PAPER_COLUMNS)]
    assert listed[0][:4] == ["Kamerstuk 32545, nr. 143", "kst-32545-143", "Kamerstuk", 1]
