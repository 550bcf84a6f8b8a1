"""Pictures of every page at two widths: ``python -m ui.screenshots [FOLDER] [--home DIR] [--dark] [--full]``.

For looking at with one's own eyes; ``--readme`` makes the small ones that the README shows. Needs Playwright
(a development dependency) and Debian's Chromium; the app is started on a free port and stopped again. Without
a home folder it serves a new one, filled with the seeds.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.filters import Filters
from kennisbank import Kennisbank
from ui import server
from ui.address import DocumentAddress, SearchAddress, link
from ui.address_registers import RecordAddress
from ui.cli_base import DEFAULT_HOME
from ui.present_records import OWN_PAGES

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

WIDTHS = ((1280, 900), (390, 844))
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
QUERY = "knelpunten IV-capaciteit"
PAGED_QUERY = "wachttijd bezwaar"
PDF = "application/pdf"
README_PICTURES = {
    "start": "start",
    "zoeken": "zoeken",
    "toezeggingen": "toezeggingen",
    "knelpunten": "knelpunten",
    "kpis-reeks": "kpis",
    "document-bladzijde": "document",
}
"""Picture → its name in docs/."""
README_WIDTH = 900
SEEDS = server.ROOT / "seeds"
TALLEST = 3000
"""Pixels of a picture of a whole page at most."""


def views(home: Path) -> dict[str, str]:
    """Name of a picture → address, with examples from this kennisbank."""
    found = {
        "start": "/",
        "zoeken": link("zoeken", SearchAddress(QUERY).params()),
        "zoeken-gefilterd": link("zoeken", {"q": [QUERY], "soort": ["jaarrapportage"], "jaar": ["2022"]}),
        "zoeken-niets": link("zoeken", {"q": ["xyzzy"], "regeling": ["huurtoeslag"]}),
        "zoeken-foute-vraag": link("zoeken", {"q": ['capaciteit "tijdig uitbetaald']}),
        "toezeggingen": "/toezeggingen",
        "knelpunten": "/knelpunten",
        "kpis": "/kpis",
        "kpis-reeks": "/kpis?kpi=tijdig-uitbetaald",
        "kamerstukken": "/kamerstukken",
        "ontbrekende-stukken": "/kamerstukken?stand=ontbreekt",
        "kamerstuk": "/kamerstuk?nr=kst-31066-1207",
        "documenten": "/documenten",
        "document-onbekend": "/document?id=bestaat-niet",
        "bewaard": "/bewaard",
        "beheer": "/beheer",
        "uitleg": "/uitleg",
        "toegankelijkheid": "/toegankelijkheid",
    }
    with closing(Kennisbank(home)) as kennisbank:
        hits = kennisbank.search(QUERY, limit=1).hits
        tables = (item for item in kennisbank.passages() if item.cells is not None)
        table = next(tables, None)
        pdfs = tuple(item.document_id for item in kennisbank.documents() if item.media_type == PDF)
        paged = kennisbank.search(PAGED_QUERY, Filters(documents=pdfs), limit=1).hits if pdfs else ()
        for kind, (page, field) in OWN_PAGES.items():
            record = next(iter(kennisbank.register(kind)), None)
            if record is not None:
                found[page] = link(page, RecordAddress.of(getattr(record, field), record).params())
    if hits:
        passage = hits[0].passage
        found["document"] = link("document", {"id": [passage.document_id]})
        found["document-passage"] = link("document", DocumentAddress.of(passage, QUERY).params())
    if table is not None:
        found["document-tabel"] = link("document", DocumentAddress.of(table).params())
    if paged:
        found["document-bladzijde"] = link(
            "document", DocumentAddress.of(paged[0].passage, PAGED_QUERY).params()
        )
    return found


@contextmanager
def served_home(given: Path | None) -> Iterator[Path]:
    """The home folder to show: the one given, the usual one when it is there, else a new one with the seeds."""
    usual = given or Path(DEFAULT_HOME)
    if given is not None or (usual / "kennisbank.sqlite").is_file():
        yield usual
        return
    with tempfile.TemporaryDirectory() as folder:
        with closing(Kennisbank(folder)) as kennisbank:
            kennisbank.ingest([SEEDS])
        yield Path(folder)


@contextmanager
def app(home: Path) -> Iterator[str]:
    """The app on `home` at a free port."""
    with socket.socket() as probe:
        probe.bind((server.HOST, 0))
        port = int(probe.getsockname()[1])
    child = subprocess.Popen(  # noqa: S603
        server.command(port), env=server.environment(home), cwd=server.ROOT, stdout=subprocess.DEVNULL
    )
    try:
        server.wait_until_ready(child, port)
        yield f"http://{server.HOST}:{port}"
    finally:
        child.terminate()
        child.wait(server.STOP_SECONDS)


def picture(context: BrowserContext, address: str, file: Path, *, full: bool) -> None:
    """One picture of one page, once Streamlit is done."""
    page = context.new_page()
    page.goto(address)
    ready = "[data-testid='stApp'][data-test-script-state='notRunning'] h1"
    page.wait_for_selector(ready, timeout=60_000)
    page.wait_for_timeout(800)
    page.wait_for_selector(ready, timeout=60_000)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')", timeout=60_000)
    page.wait_for_timeout(400)
    if full:
        show_whole(page)
    page.screenshot(path=file)
    page.close()


def show_whole(page: Page) -> None:
    """Make the window as high as what is in it."""
    height = page.evaluate(
        "Math.max(...[...document.querySelectorAll('[data-testid=stMain], [data-testid=stSidebarContent]')]"
        ".map(part => part.scrollHeight))"
    )
    size = page.viewport_size or {"width": WIDTHS[0][0], "height": WIDTHS[0][1]}
    page.set_viewport_size({"width": size["width"], "height": min(int(height) + 80, TALLEST)})
    page.wait_for_timeout(500)


def small(picture_file: Path, target: Path) -> None:
    """A picture as the README shows it: narrower, few colours, so that it is quickly there."""
    from PIL import Image  # noqa: PLC0415 - only for these

    with Image.open(picture_file) as picture:
        height = round(picture.height * README_WIDTH / picture.width)
        smaller = picture.convert("RGB").resize((README_WIDTH, height), Image.Resampling.LANCZOS)
        smaller.quantize(96, dither=Image.Dither.NONE).save(target, optimize=True)


def take(
    folder: Annotated[Path, typer.Argument(help="Waar de plaatjes komen.")] = Path("test-output/plaatjes"),
    *,
    home: Annotated[Path | None, typer.Option(help="Map van de kennisbank.")] = None,
    dark: Annotated[bool, typer.Option("--dark", help="In het donker.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Hele pagina's in plaats van één scherm.")] = False,
    readme: Annotated[bool, typer.Option("--readme", help="Ook de kleine voor de README, in docs/.")] = False,
) -> None:
    """Make all pictures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only developers have it

    folder.mkdir(parents=True, exist_ok=True)
    with served_home(home) as served, app(served) as base, sync_playwright() as playwright:
        for width, height in WIDTHS:
            context = playwright.chromium.launch_persistent_context(
                tempfile.mkdtemp(), executable_path=CHROMIUM, headless=True, args=FLAGS.split(),
                viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
            )  # fmt: skip
            for name, address in views(served).items():
                file = folder / f"{name}-{width}{'-donker' if dark else ''}.png"
                picture(context, f"{base}{address}", file, full=full)
                if readme and name in README_PICTURES and (width, height) == WIDTHS[0]:
                    small(file, server.ROOT / "docs" / f"{README_PICTURES[name]}.png")
                sys.stderr.write(f"{file}\n")
            context.close()


if __name__ == "__main__":
    typer.run(take)
