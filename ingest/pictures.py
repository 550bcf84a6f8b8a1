"""Pictures of pages of a PDF, made by a worker process with limits and kept in a folder.

Who asks for a picture (the web process) opens no source file: the path goes to the worker, the finished
picture comes back. A page that cannot be drawn is remembered as such and not tried again.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import secrets
import sys
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.raw import ReadError
from ingest.worker import ReadExecutor, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 1100
"""Pixels: sharp enough beside a text, also on a fine screen."""
TALLEST = 4_000
"""Pixels; a page of a plotter becomes narrower, not endless."""
MOST_LETTERS = 60_000
"""Letters of one page whose places are kept."""
TIME_LIMIT_S = 20.0
MEMORY_LIMIT_MB = 1_500
MOST_KEPT = 500_000_000
"""Bytes of pictures that are kept; the ones that were not looked at for the longest time go first."""
ENDING = ".webp"
MEDIA_TYPE = "image/webp"
_FAILED, _WORDS = ".niet", ".json"
_LOGGER = logging.getLogger("kennisbank.pictures")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture (`data`, of `MEDIA_TYPE`), with the words that the file itself has on it.

    A word is (text, left, top, right, bottom), its place in shares (0..1) of the page from the top left.
    There are none on a page that is turned, and on a scan.
    """

    data: bytes
    words: tuple[tuple[str, float, float, float, float], ...] = ()


def draw(path: str, page: int) -> Picture:
    """A picture of a page (1-based) of the PDF at `path`.

    Runs in a worker process. The whole page is drawn (its media box, turned as the page says), as the reader
    measures it, so that places of lines fit. Raises ReadError for what cannot be drawn.
    """
    import pypdfium2  # noqa: PLC0415 - a native library: only ever loaded in the worker

    try:
        with contextlib.closing(pypdfium2.PdfDocument(path)) as document:
            if not 1 <= page <= len(document):
                raise ReadError("geen-bladzijde", f"Bladzijde {page} is er niet.")
            sheet = document[page - 1]
            box = sheet.get_mediabox()
            words = _words(sheet, box) if sheet.get_rotation() == 0 else []
            sheet.set_cropbox(*box)
            width, height = sheet.get_size()
            scale = min(WIDTH / max(width, 1.0), TALLEST / max(height, 1.0))
            picture = sheet.render(scale=scale).to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise ReadError("niet-te-tekenen", "Van deze bladzijde kan geen plaatje gemaakt worden.") from error
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=80, method=4)
    return Picture(out.getvalue(), tuple(words))


def _words(sheet: Any, box: tuple[float, float, float, float]) -> list[tuple[str, float, float, float, float]]:
    """The words of a page with their places, as the file has them."""
    from pypdfium2.raw import FPDFText_GetUnicode  # noqa: PLC0415 - see `draw`

    x0, low, x1, high = box
    width, height = (x1 - x0) or 1.0, (high - low) or 1.0
    found: list[tuple[str, float, float, float, float]] = []
    letters: list[str] = []
    edges = [0.0, 0.0, 0.0, 0.0]
    with contextlib.closing(sheet.get_textpage()) as text:
        count = min(text.count_chars(), MOST_LETTERS)
        for place in range(count + 1):
            code = FPDFText_GetUnicode(text, place) if place < count else 32
            letter = chr(code) if 0 < code <= sys.maxunicode else " "
            if letter.isspace() or not letter.isprintable():
                if letters:
                    left, bottom, right, top = edges
                    found.append(("".join(letters), (left - x0) / width, (high - top) / height,
                                  (right - x0) / width, (high - bottom) / height))  # fmt: skip
                letters = []
                continue
            left, bottom, right, top = text.get_charbox(place, loose=True)
            if letters:
                edges = [min(edges[0], left), min(edges[1], bottom), max(edges[2], right), max(edges[3], top)]
            else:
                edges = [left, bottom, right, top]
            letters.append(letter)
    return found


class Pictures:
    """The pictures in one folder; made when they are first asked for, by one worker that is started then."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._executor: ReadExecutor | None = None
        self._running: dict[Path, Future[Picture]] = {}
        self._closed = False

    def get(self, source: Path, sha256: str, page: int) -> Picture | None:
        """The picture of a page of the file `source` with this hash; None when it cannot be made."""
        place = self._folder / sha256[:2] / sha256 / f"{page}{ENDING}"
        try:
            data = place.read_bytes()
            words = json.loads(place.with_suffix(_WORDS).read_bytes())
            os.utime(place)  # looked at just now
        except (OSError, ValueError):
            return None if place.with_suffix(_FAILED).exists() else self._made(source, place, page)
        return Picture(data, tuple((str(word[0]), *map(float, word[1:5])) for word in words))  # type: ignore[misc]

    def drop(self, sha256: str) -> None:
        """Delete all pictures of a file."""
        folder = self._folder / sha256[:2] / sha256
        for place in list(folder.glob("*")) if folder.is_dir() else ():
            place.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            executor, self._executor, self._closed = self._executor, None, True
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)

    def _made(self, source: Path, place: Path, page: int) -> Picture | None:
        """Two people who ask for the same page at once get one picture, made once."""
        with self._lock:
            if self._closed:
                return None
            if self._executor is None:
                self._executor = ReadExecutor(1, time_limit_s=TIME_LIMIT_S, memory_limit_mb=MEMORY_LIMIT_MB)
            future = self._running.get(place)
            if future is None:
                future = self._running[place] = self._executor.submit(draw, str(source), page)
        try:
            made = future.result()
        except (ReadError, WorkerDied, MemoryError):
            self._keep(place.with_suffix(_FAILED), b"")
            return None
        except Exception:
            _LOGGER.exception("no picture of page %s", page)  # the page can be read all the same
            return None
        finally:
            with self._lock:
                self._running.pop(place, None)
        self._keep(place.with_suffix(_WORDS), json.dumps(made.words, ensure_ascii=False).encode())
        self._keep(place, made.data)
        return made

    def _keep(self, place: Path, data: bytes) -> None:
        """Keep a picture, when that can be done: the folder may be one for reading only."""
        beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(place)
            self._tidy()
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)

    def _tidy(self) -> None:
        """Take away what was not looked at for the longest time, when there is too much."""
        kept = sorted(self._all(), key=lambda item: item[1].st_mtime)
        size = sum(item[1].st_size for item in kept)
        for place, facts in kept:
            if size <= MOST_KEPT:
                break
            place.unlink(missing_ok=True)
            place.with_suffix(_WORDS).unlink(missing_ok=True)
            size -= facts.st_size

    def _all(self) -> Iterator[tuple[Path, os.stat_result]]:
        for place in self._folder.rglob(f"*{ENDING}"):
            with contextlib.suppress(OSError):
                yield place, place.stat()
