"""Pictures of pages: drawn by a worker, kept, refused with grace; the door finds the PDF of a document."""

from __future__ import annotations

import io
from contextlib import closing

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from ingest import pictures
from ingest.pictures import Pictures
from kennisbank import Kennisbank, NotFound

TEXT = (
    "De wachttijd bij bezwaar liep in 2022 op door een tekort aan capaciteit bij de uitvoering van toeslagen."
)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    """Two upright pages, one that is turned, one far too long."""
    path = tmp_path_factory.mktemp("pdf") / "stuk.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(2):
        canvas.drawString(72, 700, f"{TEXT} Bladzijde {number + 1}.")
        canvas.showPage()
    canvas.setPageSize(landscape(A4))
    canvas.drawString(72, 300, TEXT)
    canvas.showPage()
    canvas.setPageSize((200, 14_000))
    canvas.drawString(10, 100, TEXT)
    canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def kept(tmp_path):
    with closing(Pictures(tmp_path / "plaatjes")) as made:
        yield made


def size(data):
    return Image.open(io.BytesIO(data)).size


def test_a_page_is_drawn_once_and_kept(pdf, kept, tmp_path, monkeypatch):
    """In its own proportions; the second time it comes from the folder, without a worker."""
    first = kept.get(pdf, "a" * 64, 1)
    upright, wide = first.data, kept.get(pdf, "a" * 64, 3).data
    width, height = size(upright)
    assert width == pictures.WIDTH
    assert height == pytest.approx(width * A4[1] / A4[0], abs=2)
    assert size(wide)[0] > size(wide)[1]
    assert Image.open(io.BytesIO(upright)).convert("L").getextrema()[0] < 60  # there is ink on it
    monkeypatch.setattr(kept, "_made", None)
    assert kept.get(tmp_path / "weg.pdf", "a" * 64, 1) == first


def test_the_words_of_a_page_stand_where_the_file_has_them(pdf, kept):
    """In order, each with its place in shares of the page."""
    words = kept.get(pdf, "a" * 64, 1).words
    assert " ".join(word for word, *_ in words) == f"{TEXT} Bladzijde 1."
    text, left, top, right, bottom = words[1]
    assert text == "wachttijd"
    assert 72 / A4[0] < left < right < 0.3
    assert top < (A4[1] - 700) / A4[1] < bottom + 0.01


def test_an_endless_page_stays_within_bounds(pdf, kept):
    """It becomes narrower instead of higher."""
    assert size(kept.get(pdf, "a" * 64, 4).data)[1] <= pictures.TALLEST


@pytest.mark.parametrize(("content", "page"), [(None, 9), (b"%PDF-1.4 geen pdf", 1), (b"", 1)])
def test_what_cannot_be_drawn_is_remembered(pdf, kept, monkeypatch, content, page):
    """No picture, no error, and no second try."""
    path = pdf
    if content is not None:
        path = pdf.with_name("kapot.pdf")
        path.write_bytes(content)
    assert kept.get(path, "b" * 64, page) is None
    monkeypatch.setattr(kept, "_made", None)
    assert kept.get(path, "b" * 64, page) is None


def test_too_many_pictures_are_tidied(pdf, kept, monkeypatch):
    """Those that were not looked at for the longest time go; dropping a file takes all of its own."""
    first = kept.get(pdf, "a" * 64, 1)
    monkeypatch.setattr(pictures, "MOST_KEPT", len(first.data) + 10)
    kept.get(pdf, "c" * 64, 2)
    left = sorted(path.parent.name[0] for path in kept._folder.rglob("*.webp"))
    assert left == ["c"]
    kept.drop("c" * 64)
    assert list(kept._folder.rglob("*.*")) == []


def test_the_door_gives_the_pages_of_a_document(pdf, tmp_path):
    """Of a PDF; a text file has none, a document that is not there is not found; purged with the document."""
    text = tmp_path / "brief.txt"
    text.write_text(f"Brief\n\n{TEXT}\n")
    with closing(Kennisbank(tmp_path / "kb")) as kennisbank:
        kennisbank.ingest([pdf, text])
        assert size(kennisbank.page_picture("stuk", 2).data)[0] == pictures.WIDTH
        assert kennisbank.page_picture("stuk", 99) is None
        assert kennisbank.page_picture("brief", 1) is None
        with pytest.raises(NotFound):
            kennisbank.page_picture("weg", 1)
        kennisbank.remove("stuk", purge=True)
        assert list((tmp_path / "kb" / "pictures").rglob("*.webp")) == []
