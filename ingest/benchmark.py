"""How fast files are read, beside what the reading rests on: pdfminer alone."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import ingest

_PARAGRAPHS: Final = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One step: how many words went through it in so many seconds."""

    name: str
    words: int
    seconds: float


def parts(files: Iterable[Path]) -> Iterator[Part]:
    """Reading text files, and reading a made PDF of their words beside pdfminer alone on the same."""
    paths = list(files)
    ingest.read(paths[0].read_bytes(), paths[0].name)  # loads what reading needs
    started, words = time.perf_counter(), 0
    for path in paths:
        document = ingest.read(path.read_bytes(), path.name)
        words += len(document.text.split())
    yield Part("lezen van tekst", words, time.perf_counter() - started)
    if find_spec("reportlab") is not None:  # makes the PDF; only there for developers
        yield from _of_pdf(_made_pdf(paths[0].name))


def _of_pdf(data: bytes) -> Iterator[Part]:
    ingest.read(data, "warm.pdf")
    started = time.perf_counter()
    words = len(ingest.read(data, "gemaakt.pdf").text.split())
    yield Part("lezen van een gemaakte pdf", words, time.perf_counter() - started)
    started = time.perf_counter()
    _characters(data)
    yield Part("pdfminer alleen, tekens van die pdf", words, time.perf_counter() - started)


def _characters(data: bytes) -> int:
    """How many objects (characters, lines) pdfminer gives, without its own guess at an order."""
    from pdfminer.converter import PDFPageAggregator  # noqa: PLC0415 - a folder of text needs no pdfminer
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415

    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    found = 0
    for page in PDFPage.get_pages(io.BytesIO(data)):
        interpreter.process_page(page)
        found += len(list(device.get_result()))
    return found


def _made_pdf(name: str) -> bytes:
    from ingest.made.pages import Columns, columns_pdf, paragraphs  # noqa: PLC0415

    chance = random.Random(1)  # noqa: S311 - nothing secret
    data, _, _ = columns_pdf(paragraphs(name, _PARAGRAPHS, chance), Columns(), chance)
    return data
