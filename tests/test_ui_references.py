"""References in the text of a document become links, labels tell what they are, and the lists are whole."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import get_args

import pytest
from ui_builders import document, passage

from kb.records import Cell, Cells, Footnote, Reference, ReferenceType, Tag, TagType
from ui import markup, present_document, present_references
from ui.marks import LABEL_CODES, Mark
from ui.words import words

HOSTILE = "<script>alert(1)</script>"


def cites(text: str, start: int, **fields) -> Reference:
    """A reference to a Kamerstuk at a place."""
    known = {
        "type": "kamerstuk", "text": text, "start": start, "end": start + len(text), "dossier": "31066",
        "numbers": ("1207",), "document_id": "doc", "passage_id": "doc.00000000", "rule": "kamerstuk/kop",
        "confidence": 0.98, "urls": ("https://zoek.officielebekendmakingen.nl/kst-31066-1207.html",),
    }  # fmt: skip
    return Reference(**(known | fields))


class Reader(HTMLParser):
    """Reads HTML back: links with their text, labels, and whether all is closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open, self.links, self.elements, self.text = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.elements.append((tag, dict(attrs)))
        if tag == "a":
            self.links.append([dict(attrs)["href"], ""])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if "a" in self.open:
            self.links[-1][1] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize(
    ("fields", "href"),
    [
        ({}, "kamerstuk?nr=kst-31066-1207"),
        ({"resolved_to": "brief"}, "document?id=brief"),
        ({"resolved_to": "doc"}, None),  # names itself
        ({"numbers": ("12", "13")}, "kamerstukken?q=kst-31066-12+kst-31066-13"),
        ({"numbers": (), "urls": ("https://x.nl/dossier/31066",)}, "https://x.nl/dossier/31066"),
        ({"type": "brief", "dossier": None, "numbers": (), "urls": ()}, None),
        (
            {"type": "wet", "dossier": None, "numbers": (), "urls": ("https://wetten.nl/B",)},
            "https://wetten.nl/B",
        ),
        ({"type": "url", "dossier": None, "numbers": (), "urls": ("javascript:alert(1)",)}, None),
        (
            {"type": "rapport", "dossier": None, "numbers": (), "urls": (), "name": "Jaarplan", "date": "2022"},
            "kamerstuk?nr=rapport%3Ajaarplan",
        ),
    ],
)
def test_where_a_reference_leads(fields, href):
    """To the document here, else to the page of the paper, else to its address; what has none is no link."""
    assert present_references.target(cites("Kamerstuk", 0, **fields))[0] == href


def test_a_reference_is_a_link_without_labels_too():
    """In the running text and in a footnote, around its own words only."""
    found = passage(
        "Zie Kamerstuk 31 066, nr. 1207.", footnotes=(Footnote("3", "Idem: 31 066, nr. 1207.", marker=31),)
    )
    references = [
        cites("Kamerstuk 31 066, nr. 1207", 4),
        cites("31 066, nr. 1207", 6, footnote_number="3"),
        cites("andere woorden", 0),  # of another reading of the text
    ]
    reader = read(present_document.passage_html(found, [], False, references=references))
    href = "kamerstuk?nr=kst-31066-1207"
    assert reader.links == [[href, "Kamerstuk 31 066, nr. 1207"], [href, "31 066, nr. 1207"]]
    assert not [
        attributes for _, attributes in reader.elements if "kb-label" in (attributes.get("class") or "")
    ]


def test_a_link_stays_one_link_around_matches_and_labels():
    """What is marked within it does not cut it into several stops for the keyboard."""
    text = "Zie de brief van 1 mei 2023 (31 066)."
    tag = Tag("date", "2023-05-01/2023-05-01", "1 mei 2023", "1 mei 2023", 17, 27, "datum/dag", 0.97)
    found = passage(text, tags=(tag,))
    html = present_document.passage_html(
        found, [Mark(7, 12, 1)], False, labels=True, references=[cites("brief van 1 mei 2023", 7)]
    )
    reader = read(html)
    assert [shown for _, shown in reader.links] == ["brief van 1 mei 2023"]
    assert text in reader.text
    assert '<mark id="treffer-1">' in html
    assert 'tabindex="0"' not in html  # the link itself is the stop


def test_a_label_tells_value_rule_and_confidence():
    """By hover and focus, and to a screen reader; only when labels are asked for."""
    tag = Tag("regeling", "huurtoeslag", "Huurtoeslag", "huurtoeslag", 3, 14, "regeling/woord", 0.93)
    found = passage("De huurtoeslag.", tags=(tag,))
    reader = read(present_document.passage_html(found, [], False, labels=True))
    labels = [attributes for _, attributes in reader.elements if "data-uitleg" in attributes]
    assert len(labels) == 1
    told = "Regeling: Huurtoeslag. Waarde: huurtoeslag. Regel: regeling/woord. Zekerheid: 93%."
    assert labels[0]["data-uitleg"] == labels[0]["aria-description"] == told
    assert (labels[0]["tabindex"], labels[0]["class"]) == ("0", "kb-label kb-l-regeling")


def test_a_label_over_a_match_is_reached_once_and_coded_once():
    """Cut by a match it stays one stop, with its sign behind its last words."""
    tag = Tag("person", "x", "Inge van Dijk", "Inge van Dijk", 0, 13, "r", 0.9)
    html = present_document.passage_html(
        passage("Inge van Dijk", tags=(tag,)), [Mark(5, 8, 1)], False, labels=True
    )
    assert html.count('tabindex="0"') == html.count("data-code") == 1


def test_a_reference_goes_before_the_tag_that_says_the_same():
    """One label for one place, that of the reference, with its doubt."""
    tag = Tag("reference", "kst-31066-1207", "Kamerstuk", "31 066, nr. 1207", 4, 20, "kamerstuk/kop", 0.98)
    reference = cites("31 066, nr. 1207", 4, doubt="Klopt niet.", inferred=("numbers",))
    marks = present_references.marks(passage("Zie 31 066, nr. 1207.", tags=(tag,)), [reference], labels=True)
    assert len(marks) == 1
    for part in (
        "Kamerstuk 31066, nr. 1207.",
        "Regel: kamerstuk/kop. Zekerheid: 98%.",
        "Twijfel: Klopt",
        "nummer.",
    ):
        assert part in (marks[0].note or "")


def test_every_kind_of_label_has_its_own_sign():
    """Kinds are told apart without colour; the sign and a word are there for each."""
    assert set(LABEL_CODES) == set(get_args(TagType)) == set(words("tags"))
    assert len(set(LABEL_CODES.values())) == len(LABEL_CODES)
    assert set(words("references")) == set(words("references_listed")) == set(get_args(ReferenceType))


def test_the_legend_counts_what_is_in_the_text():
    """Only kinds that are there, those of footnotes too."""
    tag = Tag("date", "2022", "2022", "2022", 0, 4, "r", 0.9)
    note = Footnote("1", "31 066, nr. 1207", marker=4)
    found = passage("2022", tags=(tag,), footnotes=(note,))
    cited = {found.passage_id: [cites("31 066, nr. 1207", 0, footnote_number="1")]}
    html = present_references.legend([found], cited)
    counted = re.findall(r'kb-l-(\w+)" data-code="\w+">\w+</span> (\d+)', html)
    assert counted == [("reference", "1"), ("date", "1")]
    assert "geen labels" in present_references.legend([passage("Niets.")], {})


def test_references_in_a_table_are_links():
    """A cell has no offsets: the words are found back, whole words only."""
    cells = Cells(("Stuk", "Jaar"), ((Cell("31 066, nr. 1207", 0, 16), Cell("131 066, nr. 12071", 17, 30)),))
    found = passage("Stuk Jaar 31 066, nr. 1207", kind="table", cells=cells)
    html = present_document.passage_html(found, [], False, references=[cites("31 066, nr. 1207", 10)])
    assert [shown for _, shown in read(html).links] == ["31 066, nr. 1207"]


def test_all_that_a_document_cites():
    """By kind, the same thing once, each place a link to its passage, doubts beside it."""
    found = passage("Zie 31 066, nr. 1207.", page_from=3)
    references = [
        cites("31 066, nr. 1207", 4),
        cites("31 066, nr. 1207", 4, footnote_number="2", doubt="Klopt niet."),
        cites("Awir", 0, type="wet", law="Algemene wet", numbers=(), dossier=None, article="7"),
        cites("Brief", 0, numbers=("5",), resolved_to="brief"),
    ]
    here = {found.passage_id: found}
    html = present_references.listed(references, here, {"brief": document("brief", title="De brief")})
    assert re.findall("<h3>(.*?)</h3>", html) == ["Kamerstukken (2)", "Wetten (1)"]
    assert [shown for _, shown in read(html).links][:3] == ["Kamerstuk 31066, nr. 1207", "p. 3", "p. 3, noot 2"]
    for part in ("Twijfel: Klopt niet.", "in de kennisbank: De brief", "Algemene wet, artikel 7"):
        assert part in html


def test_a_very_long_list_says_what_it_leaves_out(monkeypatch):
    """A document with thousands of references still opens."""
    monkeypatch.setattr(present_references, "MOST", 2)
    monkeypatch.setattr(present_references, "MOST_PLACES", 0)
    found = passage("x")
    references = [cites("x", 0, numbers=(str(place),)) for place in range(5)]
    html = present_references.listed(references, {found.passage_id: found}, {})
    assert html.count("<li>") == 2
    assert "En nog 3." in html
    assert "en nog 1" in html


def test_hostile_references_come_out_as_text():
    """Names, doubts, rules and addresses of documents are escaped, and only the web and the app are linked."""
    reference = cites(
        HOSTILE, 0, numbers=(HOSTILE,), doubt=HOSTILE, rule=HOSTILE, urls=("javascript:alert(1)",)
    )
    url = cites(HOSTILE, 0, type="url", numbers=(), dossier=None, urls=('https://x.nl/"onclick="a',))
    found = passage(HOSTILE, passage_id="doc.00000000")
    pieces = [
        present_document.passage_html(found, [], False, labels=True, references=[item])
        for item in (reference, url)
    ]
    pieces.append(present_references.listed([reference, url], {found.passage_id: found}, {}))
    pieces.append(markup.inline("klik", [Mark(0, 4, href="javascript:alert(1)")]))
    for piece in pieces:
        reader = read(piece)
        assert not [name for name, _ in reader.elements if name == "script"]
        assert not [key for _, attributes in reader.elements for key in attributes if key.startswith("on")]
        assert all(href.startswith(("https://", *markup.APP_PAGES)) for href, _ in reader.links)
