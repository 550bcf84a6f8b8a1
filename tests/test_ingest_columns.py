"""Reading order of pages in columns: PDFs from seed text with the text objects of a page in shuffled order."""

import random

import pytest

pytest.importorskip("reportlab", reason="makes PDFs with reportlab (extra dev)")

from ingest.evaluate_pages import in_order, long_document, made_columns
from ingest.made.pages import Columns, columns_pdf, paragraphs, variants
from ingest.pdf import read_pdf


@pytest.mark.parametrize("group", range(5))
def test_columns_are_read_in_the_order_of_the_source(group):
    """At least 99 of 100 paragraphs: one kind of page (plain, heading, box, shaded, short heading) each."""
    right = total = 0
    for number, options, across in variants(25):
        if number % 5 != group:
            continue
        data, order, boxes = made_columns(number, options, across)
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


def test_speed_and_memory_of_a_long_document():
    """A few pages are read in a process of their own, beside bare pdfminer; `kennisbank eval` takes 500."""
    speed, memory = long_document(12)
    assert "12 bladzijden" in speed.name
    assert memory.share == 1.0, memory.name
