"""Order, speed and memory of reading PDFs, on documents made of the seeds with known order.

Columns: pages in two or three columns with their words in shuffled order, lines at the same height, justified,
with and without what stands across them; the paragraphs come in the order of the source. Speed and memory: one
long document, read in a process of its own, beside what bare pdfminer takes for the same file in the same run.
"""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from pdfminer.high_level import extract_text

from ingest.evaluate import Score
from ingest.made.pages import HEIGHT, WIDTH, Columns, Maker, columns_pdf, paragraphs, variants
from ingest.pdf import read_pdf

SEED_FILES = (
    "jaarrapportage-2022.txt",
    "stand-van-de-uitvoering-2021.txt",
    "kamerbrief-2023-stand-van-zaken.txt",
)
_LONG = "Wat over de volle breedte staat, hoort tussen de kolommen erboven en die eronder"
_KINDS = ("zonder iets erover", "kop erover", "kader erover", "gekleurd kader erover", "korte kop erover")
MOST_MEMORY = 500
"""Megabytes that reading a long document may take."""
_PAGES = 500
_LINES = 50


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def in_order(order: Sequence[str], text: str) -> int:
    """How many of the paragraphs in `order` stand whole in `text`, each behind the one before it."""
    found = _letters(text)
    at = right = 0
    for paragraph in order:
        place = found.find(_letters(paragraph), at)
        if place >= 0:
            right += 1
            at = place + len(_letters(paragraph))
    return right


def made_columns(number: int, options: Columns, across: str | None) -> tuple[bytes, list[str], list[str]]:
    """A PDF in columns, its texts and headings in order, and its boxes."""
    rng = random.Random(number)  # noqa: S311 - made documents
    texts = paragraphs(SEED_FILES[number % 3], 22, rng)
    words = "Toelichting" if across == "short" else _LONG
    if options.box:
        pieces = [f"Kader {number * 10 + at}: {' '.join([_LONG + '.'] * 3)}" for at in range(6)]
    else:
        pieces = [f"{words} {number * 10 + at}" for at in range(6)]
    return columns_pdf(texts, options, rng, pieces if across else [])


def columns(count: int = 100) -> list[Score]:
    """Paragraphs in the order of the source, for each kind of page in columns."""
    right = [0] * len(_KINDS)
    total = [0] * len(_KINDS)
    for number, options, across in variants(count):
        data, order, boxes = made_columns(number, options, across)
        text = read_pdf(data).text
        kind = number % len(_KINDS)
        right[kind] += in_order(order, text) + in_order(boxes, text)
        total[kind] += len(order) + len(boxes)
    scores = [Score(f"  {name}", one, all_) for name, one, all_ in zip(_KINDS, right, total, strict=True)]
    return [Score(f"alinea's in volgorde, {count} pdf's in kolommen", sum(right), sum(total)), *scores]


def long_pdf(pages: int = _PAGES) -> bytes:
    """A PDF of so many pages as a word processor writes them: a line is a string, heads and feet recur."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only where it is installed

    rng = random.Random(7)  # noqa: S311 - made documents
    maker = Maker(rng, size=10, leading=13)
    texts = paragraphs(SEED_FILES[0], 60, rng)
    lines = [" ".join(words) for text in texts for words in [*maker.lines(text, 450), []]]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=True)
    at = 0
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(70, HEIGHT - 40, "Jaarverslag van een dienst")
        canvas.drawString(70, 40, f"Pagina {number} van {pages}")
        text = canvas.beginText(70, HEIGHT - 90)
        text.setFont("Helvetica", 10, 13)
        for line in range(at, at + _LINES):
            text.textLine(lines[line % len(lines)])
        at += _LINES
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _measured(data: bytes, bare: bool) -> tuple[int, float, float]:
    """Pages, seconds and megabytes at most of reading in this process; `bare`: with pdfminer alone."""
    start = time.perf_counter()
    pages = extract_text(io.BytesIO(data)).count("\f") if bare else len(read_pdf(data).pages)
    seconds = time.perf_counter() - start
    return pages, seconds, _peak()


def _apart(file: Path, *, bare: bool) -> tuple[int, float, float]:
    """`_measured` in a new process: what this one holds is not counted, and its peak is that of reading."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; "
        "from ingest.evaluate_pages import _measured; "
        "print(*_measured(Path(sys.argv[2]).read_bytes(), sys.argv[3] == 'kaal'))"
    )
    root, way = str(Path(__file__).parent.parent), "kaal" if bare else "heel"
    command = [sys.executable, "-c", code, root, str(file), way]  # our own words, no shell
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    pages, seconds, peak = done.stdout.split()[-3:]
    return int(pages), float(seconds), float(peak)


def _peak() -> float:
    """The most memory that this process had, in megabytes.

    Linux counts in `ru_maxrss` what the process that started this one had as well; its own peak stands
    in /proc.
    """
    status = Path("/proc/self/status")
    if status.exists():
        told = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        return int(told["VmHWM"].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def long_document(pages: int = _PAGES) -> list[Score]:
    """Speed and memory for a long document, beside bare pdfminer, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lang.pdf"
        file.write_bytes(long_pdf(pages))
        count, seconds, peak = _apart(file, bare=False)
        _, theirs, _ = _apart(file, bare=True)
    times = seconds / theirs
    return [
        Score(
            f"snelheid, {count} bladzijden: {count / seconds:.1f} per seconde, kaal {count / theirs:.1f} "
            f"({times:.2f} × zijn tijd, hoogstens 1,5)",
            float(times <= 1.5),  # noqa: PLR2004 - the bound of the issue
            1,
        ),
        Score(
            f"geheugen, {count} bladzijden: {peak:.0f} MB (hoogstens {MOST_MEMORY})",
            float(peak <= MOST_MEMORY),
            1,
        ),
    ]
