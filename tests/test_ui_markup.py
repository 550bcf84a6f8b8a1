"""Text of documents is hostile: whatever it holds, it comes out as text, with its marks in the right place."""

from __future__ import annotations

import re
import sys
from html import unescape
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.records import Cell, Cells, Footnote
from ui import markup
from ui.markup import Mark

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</mark></div><h1>groot</h1>",
    "a & b &lt; c &#x41;",
    "javascript:alert(1)",
    "\x00\x08<b\x1f>vet</b>",
    "' onmouseover='alert(1)",
]


class Reader(HTMLParser):
    """Reads HTML back: its text, its elements, what is inside <mark>, and whether all is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.marked, self.names, self.open = "", [], [], []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.attributes += attrs
        if tag not in ("br", "img"):
            self.open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag):
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if "mark" in self.open:
            self.marked[-1] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def shown(text: str) -> str:
    """What is left of a text when what no browser shows is gone."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)


@st.composite
def marked_texts(draw):
    """A text, perhaps hostile, with marks that may overlap."""
    text = draw(st.text(max_size=60) | st.sampled_from(HOSTILE))
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=4))
    marks = [Mark(min(pair), max(pair), number) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1]]
    return text, marks


@given(marked_texts())
def test_marking_changes_no_letter(case):
    """The text of the HTML is the text that went in, and what is marked is what was to be marked."""
    text, marks = case
    reader = read(markup.inline(text, marks))
    assert reader.text.replace("\r", "\n") == shown(text).replace("\r", "\n")
    assert set(reader.names) <= {"mark"}
    covered = {place for mark in marks for place in range(mark.start, mark.end)}
    wanted = shown("".join(text[place] for place in sorted(covered)))
    assert "".join(reader.marked).replace("\r", "\n") == wanted.replace("\r", "\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_piece_of_html_lets_a_tag_through(text):
    """Every piece that takes text escapes it, in element and attribute."""
    cells = Cells((text,), ((Cell(text, 0, 1), None),))
    note = Footnote("1", text, marker=0)
    pieces = [
        markup.esc(text),
        markup.text_tag("p", text, title=text),
        markup.badge(text),
        markup.footnotes([note]),
        markup.inline(text, [Mark(0, 1, title=text)], [note]),
        markup.items(text, []),
        markup.paragraphs(text, []),
        markup.table(cells, [text]),
        markup.copy_button("Kopieer", text),
        markup.bars([(text, 1)], (text, text)),
        markup.outside_link(text, text),
        markup.facts([(text, markup.esc(text))]),
    ]
    for piece in pieces:
        reader = read(piece)
        assert not {"script", "img", "h1", "b"} & set(reader.names)
        assert not [name for name, _ in reader.attributes if name.startswith("on")]
        assert "href" not in dict(reader.attributes)


def test_only_the_web_is_linked():
    """A link goes to http(s); other schemes stay text."""
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-31066-1232.html"' in markup.outside_link(
        "Kamerstuk", "https://zoek.officielebekendmakingen.nl/kst-31066-1232.html"
    )
    assert "<a" not in markup.outside_link("klik", "javascript:alert(1)")


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("**vet** [link](javascript:x) `code`", "**vet** [link](javascript:x) `code`"),
        (":red[rood] :material/close: $x$", ":red[rood] :material/close: $x$"),
        ("# kop", "# kop"),
        ("1. eerste\nregel", "1. eerste regel"),
        ("- streep > groter", "- streep > groter"),
        ("_schuin_ en a_b", "_schuin_ en a_b"),
        ("&amp; en R&D", "&amp; en R&D"),
    ],
)
def test_a_label_is_text_and_no_markdown(text, read_as):
    """Every sign that Markdown would read is escaped; undoing the escapes gives the text back."""
    escaped = markup.label(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == read_as
    assert not re.search(r"(?<!\\)(?:[*\[\]`$<]|:\w|^[#>-]|^\d+\.|\b_\B|\B_\b|&\w+;)", escaped)


@pytest.mark.parametrize(
    "text", ["Huurtoeslag (1.547)", "Jaarrapportage 2022", "Dienst Toeslagen: a-b.", "zorg/huur"]
)
def test_plain_labels_stay_as_they_are(text):
    """A screen reader reads the label as written, so nothing is escaped without need."""
    assert markup.label(text) == text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("• een\n• twee\nvervolg van twee", ["een", "twee vervolg van twee"]),
        ("1. een\n2. twee", ["1. een", "2. twee"]),  # a number is text of the source
        ("geen tekens\nmaar regels", ["geen tekens", "maar regels"]),
    ],
)
def test_lists_are_lists(text, items):
    """Bullets become items; numbers stay."""
    html = markup.items(text, [])
    found = [unescape(re.sub("<[^>]+>", "", item)).strip() for item in re.findall(r"<li>(.*?)</li>", html)]
    assert found == items


def test_text_before_the_first_bullet_is_no_item():
    """The lead-in of a list stands above it."""
    html = markup.items("Wij doen dit:\n• een", [])
    assert html.startswith("<p>Wij doen dit:</p><ul>")


def test_a_match_in_a_list_keeps_its_place():
    """Offsets count from the passage's beginning, not from the item's."""
    text = "• een\n• de wachttijd loopt op"
    start = text.index("wachttijd")
    assert read(markup.items(text, [Mark(start, start + 9, 1)])).marked == ["wachttijd"]


def test_tables_mark_whole_words_only():
    """A table has no offsets of its own: the words are marked where they stand as words."""
    cells = Cells(("Indicator", "2022"), ((Cell("Tijdig betaald", 0, 1), Cell("99%", 0, 1)), (None, None)))
    reader = read(markup.table(cells, ["tijd", "betaald", "2022"]))
    assert reader.marked == ["2022", "betaald"]
    assert [name for name in reader.names if name in ("th", "td")] == ["th", "th", "td", "td", "td", "td"]


def test_a_footnote_stands_at_its_marker():
    """The number comes right after the words that bear it."""
    html = markup.inline("Zoals toegezegd.", notes=[Footnote("3", "Kamerstuk 31 066", marker=15)])
    assert re.search(r"toegezegd<sup>.*3.*</sup>\.", html)


def test_matches_are_numbered_once():
    """A match that is cut by a label keeps one id, so that one can go to it."""
    marks = [Mark(0, 10, 1), Mark(5, 15, title="Regeling: x")]
    assert markup.inline("a" * 20, marks).count('id="treffer-1"') == 1


def test_no_module_of_the_app_writes_html_itself():
    """Tags are written in ui/markup.py only (the app's own script element apart)."""
    folder = Path(markup.__file__).parent
    guilty = []
    for file in folder.rglob("*.py"):
        if file.name == "markup.py":
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"[\"'>]\s*</?(?!script>)[a-z][a-z0-9]*[ >/]", line) and "<br>" not in line:
                guilty.append(f"{file.name}:{number}")
            assert "unsafe_allow_html" not in line
    assert guilty == []


def test_no_file_of_the_app_hides_a_module():
    """Streamlit puts ui/ first on the import path: a file there may bear no other module's name."""
    folder = Path(markup.__file__).parent
    names = {file.stem for file in folder.glob("*.py")} | {
        file.name for file in folder.iterdir() if file.is_dir()
    }
    names -= {"__init__", "__pycache__"}
    assert not names & set(sys.stdlib_module_names)
    assert not names & {"index", "ingest", "kb", "kennisbank", "seeds", "tests"}
    assert [name for name in sorted(names) if find_spec(name) is not None] == []
