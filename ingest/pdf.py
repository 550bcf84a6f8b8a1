"""Reading PDF: pages with text become lines in reading order; scans go through character recognition.

pdfminer.six interprets the page; places decide everything else (`pdf_page`, `columns`). Pages are read one
by one, and a page that fails is told of and leaves the others alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

from ingest import ocr
from ingest.column_gaps import Corridor
from ingest.letterhead import Letterhead, find_letterhead, merged
from ingest.pdf_device import PageContent, PageDevice, PageTooLarge
from ingest.pdf_notes import NoteLines, find_notes
from ingest.pdf_open import file_dates, open_pdf, pages_of
from ingest.pdf_page import Layout, lay_out
from ingest.pdf_status import SCAN, page_status, problem_of
from ingest.pdf_tables import PageTable
from ingest.pdf_text import PageText, TextBuilder
from ingest.raw import RawDocument
from kb.records import PageStatus, Problem

READER = "pdf-2"
_MEDIA_TYPE = "application/pdf"
_LAYER = 0.9


@dataclass(slots=True)
class _Page:
    """What is known of one page: its layout (None when it could not be read), status and problem."""

    number: int
    width: float | None
    height: float | None
    layout: Layout | None
    status: PageStatus = "ok"
    problem: Problem | None = None
    sizes: Counter[float] = field(default_factory=Counter)


def read_pdf(data: bytes) -> RawDocument:
    """The lines, tables and fields of a PDF.

    Raises ReadError when nothing of it can be read. Pages without text are handed to ocrmypdf when that
    is installed (see `ingest.ocr`); otherwise their status and a problem say so.
    """
    document = open_pdf(data)
    dates = file_dates(document)
    pages = list(_pages(document, data))
    wanted = [page.number for page in pages if page.status in ("no-text", "garbled")]
    recognised = ocr.recognise(data, wanted) if wanted else None
    if recognised is not None:
        _recognised(pages, recognised)
    return _assembled(pages, dates)


def _pages(document: PDFDocument, data: bytes, only: frozenset[int] | None = None) -> Iterator[_Page]:
    """The pages of a document, or `only` those with these numbers."""
    resources = PDFResourceManager()
    device = PageDevice(resources)
    interpreter = PDFPageInterpreter(resources, device)
    gutters: tuple[Corridor, ...] = ()
    tables: list[PageTable] = []
    for number, page in enumerate(pages_of(document, data), 1):
        if only is not None and number not in only:
            continue
        try:
            interpreter.process_page(page)
            page_read = _read_page(device.content, number, gutters, tables)
            gutters = page_read.layout.gutters if page_read.layout else gutters
            tables = page_read.layout.tables if page_read.layout else []
            yield page_read
        except PageTooLarge:
            yield _failed(number, "te-veel-tekst", "bevat meer tekst dan een bladzijde kan hebben")
        except RecursionError:
            yield _failed(number, "bladzijde-beschadigd", "is beschadigd")
        except Exception as error:
            yield _failed(number, "bladzijde-beschadigd", f"is beschadigd ({type(error).__name__})")


def _failed(number: int, code: str, what: str) -> _Page:
    message = (
        f"Bladzijde {number} {what} en is overgeslagen; de andere bladzijden zijn gelezen. "
        "Bewaar het PDF opnieuw of lever een ander exemplaar aan."
    )
    return _Page(number, None, None, None, "failed", Problem(code, number, message))


def _read_page(
    content: PageContent, number: int, gutters: tuple[Corridor, ...], tables: Sequence[PageTable]
) -> _Page:
    text = " ".join(word.text for word in content.words)
    surface = content.width * content.height
    picture = max(
        ((box.x1 - box.x0) * (box.bottom - box.top) / surface for box in content.pictures), default=0.0
    ) if surface > 0 else 0.0  # fmt: skip
    status = page_status(text, picture=picture, drawn=len(content.areas))
    if status == "ok" and picture > SCAN and _is_layer(content):
        status = "ocr"  # a scan with a text layer: somebody recognised it before
    layout = lay_out(content, gutters, tables) if status not in ("garbled", "no-text") else None
    page = _Page(number, content.width, content.height, layout, status)
    for word in content.words if layout else ():
        page.sizes[round(word.size * 2) / 2] += len(word.text)
    page.problem = problem_of(status, number, recognition=ocr.installed() is not None)
    return page


def _is_layer(content: PageContent) -> bool:
    """Whether the text of a page is drawn without ink, over the picture of it."""
    letters = sum(len(word.text) for word in content.words)
    return letters > 0 and sum(len(word.text) for word in content.words if word.hidden) > _LAYER * letters


def _recognised(pages: list[_Page], recognised: ocr.Recognised) -> None:
    """Put the pages that character recognition gave in the place of those without text."""
    if recognised.problem is not None:
        for page in pages:
            if page.number in recognised.wanted:
                page.problem = Problem(recognised.problem[0], page.number, recognised.problem[1])
        return
    document = open_pdf(recognised.data)
    for found in _pages(document, recognised.data, frozenset(recognised.wanted)):
        page = pages[found.number - 1]
        if found.layout is None or not found.sizes:
            continue
        page.layout, page.sizes = found.layout, found.sizes
        page.status = "uncertain" if found.status == "uncertain" else "ocr"
        page.problem = problem_of(page.status, page.number, recognition=True)


def _assembled(pages: list[_Page], dates: tuple[str, ...]) -> RawDocument:
    sizes: Counter[float] = Counter()
    for page in pages:
        sizes.update(page.sizes)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    builder = TextBuilder()
    heads: list[Letterhead] = []
    open_note: tuple[str, int] | None = None
    for page in pages:
        layout = page.layout
        if layout is None:
            builder.add_page(PageText(page.number, page.width, page.height, page.status))
            continue
        head = find_letterhead(layout, not heads, heads[-1] if heads else None)
        heads.append(head)
        notes: NoteLines = find_notes(layout, body, open_note)
        open_note = notes.last
        single = len(pages) == 1
        builder.add_page(
            PageText(page.number, layout.width, layout.height, page.status, layout, head, notes, single)
        )
    return RawDocument(
        media_type=_MEDIA_TYPE,
        reader=READER,
        text=builder.text,
        pages=tuple(builder.pages),
        lines=tuple(builder.lines),
        tables=tuple(builder.tables),
        note_marks=tuple(builder.marks),
        fields=merged(heads),
        file_dates=dates,
        problems=tuple(page.problem for page in pages if page.problem is not None),
    )
