"""Reading order of pages in columns: PDFs from seed text with the text objects of a page in shuffled order."""

import random

import pytest

pytest.importorskip("reportlab", reason="makes PDFs with reportlab (extra dev)")

from ingest.made.pages import Columns, columns_pdf, paragraphs, variants
from ingest.pdf import read_pdf

SEED_FILES = (
    "jaarrapportage-2022.txt",
    "stand-van-de-uitvoering-2021.txt",
    "kamerbrief-2023-stand-van-zaken.txt",
)
LONG = "Wat over de volle breedte staat, hoort tussen de kolommen erboven en die eronder"


def _letters(text):
    return "".join(char for char in text if char.isalnum())


def in_order(order, text):
    """How many of the paragraphs in `order` stand whole in `text`, each behind the one before it."""
    found = _letters(text)
    at = right = 0
    for paragraph in order:
        place = found.find(_letters(paragraph), at)
        if place >= 0:
            right += 1
            at = place + len(_letters(paragraph))
    return right


def _made(number, options, across):
    rng = random.Random(number)
    texts = paragraphs(SEED_FILES[number % 3], 22, rng)
    words = "Toelichting" if across == "short" else LONG
    if options.box:
        pieces = [f"Kader {number * 10 + at}: {' '.join([LONG + '.'] * 3)}" for at in range(6)]
    else:
        pieces = [f"{words} {number * 10 + at}" for at in range(6)]
    return columns_pdf(texts, options, rng, pieces if across else [])


@pytest.mark.parametrize("group", range(5))
def test_columns_are_read_in_the_order_of_the_source(group):
    """At least 99 of 100 paragraphs: one kind of page (plain, heading, box, shaded, short heading) each."""
    right = total = 0
    for number, options, across in variants(25):
        if number % 5 != group:
            continue
        data, order, boxes = _made(number, options, across)
        text = read_pdf(data).text
        right += in_order(order, text) + in_order(boxes, text)
        total += len(order) + len(boxes)
    assert total > 90
    assert right / total >= 0.99, (right, total)


def test_one_column_stays_one_column():
    """Justified text has gaps in its lines, but none that part columns."""
    rng = random.Random(5)
    texts = paragraphs("jaarrapportage-2024.txt", 14, rng)
    data, order, _ = columns_pdf(texts, Columns(count=1), rng)
    assert in_order(order, read_pdf(data).text) == len(order)
