"""The seeds as they are read: golden files, letters, and the figures that reading must reach."""

# ruff: noqa: E501 - the sentences of a test stand on one line
from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest
from reading import check_letters

import ingest
from ingest.evaluate import evaluate, load_texts
from kb.records import ReadDocument

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"
GOLDEN = ROOT / "tests" / "golden"
SWITCH = "KENNISBANK_GOLDEN"
"""With this environment variable set the golden files are written anew, and a test fails to say so."""
NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))


@cache
def document(name: str) -> ReadDocument:
    """A seed, read once."""
    return ingest.read((SEEDS / f"{name}.txt").read_bytes(), name)


def outline(read: ReadDocument) -> dict[str, object]:
    """What a golden file holds of a document: enough to see every change of pages, headings, kinds and cells."""
    return {
        "pages": [[page.number, page.start, page.label] for page in read.pages],
        "furniture": sorted(set(read.furniture)),
        "headings": [[heading.level, heading.text, heading.page] for heading in read.headings],
        "passages": [
            {
                "kind": passage.kind,
                "lines": [passage.line_start, passage.line_end],
                "pages": [passage.page_from, passage.page_to],
                "section": passage.section[-1:],
                "words": len(passage.text.split()),
                "begins": passage.text[:50],
                "ends": passage.text[-30:],
                "context": passage.context,
                "notes": [[note.number, note.marker, note.text[:40]] for note in passage.footnotes],
                "rows": [[cell.text[:40] if cell else None for cell in row] for row in passage.cells.rows]
                if passage.cells
                else None,
            }
            for passage in read.passages
        ],
    }


def test_the_switch_is_off():
    """Golden files that are written cannot fail: the switch is for one run, not for good."""
    assert SWITCH not in os.environ, f"unset {SWITCH}"


@pytest.mark.parametrize("name", NAMES)
def test_golden(name):
    """A seed is read as its golden file says; a change of reading shows there, line by line."""
    found = json.loads(json.dumps(outline(document(name)), ensure_ascii=False))
    path = GOLDEN / f"{name}.json"
    if SWITCH in os.environ:
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_letters_of_seeds(name):
    """No letter of a seed is lost or stands in two passages."""
    check_letters(document(name))


@pytest.mark.parametrize("name", NAMES)
def test_passages_are_what_a_person_would_cite(name):
    """No passage is longer than two hundred words, nearly all text passages are at least a sentence or two."""
    passages = document(name).passages
    assert all(len(passage.text.split()) <= 210 for passage in passages)
    text = [len(passage.text.split()) for passage in passages if passage.kind == "text"]
    assert sum(size >= 30 for size in text) >= 0.85 * len(text)


FLOORS = {
    "afbreekstreepjes": 0.99,
    "streepjes in de regel": 1.0,
    "vreemde tekens": 1.0,
    "voetnoten bij hun zin": 0.95,
    "koppen gevonden (F1)": 0.95,
    "niveau van genummerde koppen": 0.95,
    "bladzijde van een passage": 0.98,
}


def test_figures_of_reading():
    """The figures of the gold stay above their floors, and above the plain baselines beside them."""
    scores = {score.name.strip(): score for score in evaluate(GOLD, SEEDS)}
    for name, floor in FLOORS.items():
        assert scores[name].share >= floor, scores[name].wrong
    assert scores["afbreekstreepjes"].share > scores["altijd aaneen"].share
    assert scores["koppen gevonden (F1)"].share > scores["alleen genummerde regels (F1)"].share
    assert scores["bladzijde van een passage"].share > scores["elke regel met een spatie ervoor"].share


def test_gold_stands_where_it_says():
    """Every quote of the gold stands in the lines that it names; a wrong one is an error, not a miss."""
    texts = load_texts(GOLD, SEEDS)
    assert len(texts) == 5
    items = json.loads((GOLD / "hyphenation.json").read_text(encoding="utf-8"))["items"]
    for item in items:
        start, end = texts[item["file"]].offsets(item)
        assert texts[item["file"]].source[start:end] == item["quote"]
    with pytest.raises(ValueError, match="does not stand there"):
        texts[items[0]["file"]].offsets({"lines": [1, 1], "quote": "staat er niet"})


CELLS = [
    # what a person reads in the tables of the seeds: (seed, label, column, value)
    ("jaarrapportage-2022", "Burgertevredenheid", "Waarde 2022", "93%"),
    ("jaarrapportage-2022", "Website", "Waarde 2022", "80,8 %"),
    ("jaarrapportage-2022", "Aantal ontvangen klachten", "Waarde 2022", "1,827"),
    ("jaarrapportage-2022", "Rechtmatige toekenning van toeslagen", "Waarde 2022", "Gerealiseerd"),
    ("jaarrapportage-2024", "Telefonie", "Streefwaarde 2024", "Zie voetnoot 1"),
    ("jaarrapportage-2024", "Aantal ernstige productieverstoringen", "Streefwaarde 2024", "< 10"),
    ("jaarrapportage-2024", "U weet waar u aan toe bent", "Voortgang", "Gestart"),
    ("stand-van-de-uitvoering-2021", "Vermogensgrenzen", "Oplossingsrichtingen", "Harmoniseren"),
    ("uitzonderingenrapportage-2023", "Afgehandelde bezwaren binnen Awb-termijn", "Realisatie 2023", "70%"),
    ("uitzonderingenrapportage-2023", "Aantal ontvangen klachten", "Opmerkingen", "Zie toelichting 4)"),
]


@pytest.mark.parametrize(("name", "label", "column", "value"), CELLS)
def test_cells_of_seeds(name, label, column, value):
    """Values stand under the right title, in the row of their label."""
    found = []
    for passage in document(name).passages:
        if passage.cells and column in passage.cells.columns:
            at = passage.cells.columns.index(column)
            found += [row[at].text for row in passage.cells.rows if row[0] and row[0].text == label and row[at]]
    assert value in found
