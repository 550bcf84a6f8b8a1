"""Pictures of every page at two widths: ``python -m ui.screenshots FOLDER [--home DIR] [--dark] [--full]``.

For looking at with one's own eyes and for the README. Needs Playwright (a development dependency) and
Debian's Chromium; the app is started on a free port and stopped again.
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

from kennisbank import Kennisbank
from ui import server
from ui.address import DocumentAddress, SearchAddress, link

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

WIDTHS = ((1280, 900), (390, 844))
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
QUERY = "knelpunten IV-capaciteit"
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
        "documenten": "/documenten",
        "document-onbekend": "/document?id=bestaat-niet",
        "kamerstukken": "/kamerstukken",
        "ontbrekende-stukken": "/kamerstukken?stand=ontbreekt",
        "kamerstuk": "/kamerstuk?nr=kst-31066-1207",
        "beheer": "/beheer",
        "uitleg": "/uitleg",
    }
    with closing(Kennisbank(home)) as kennisbank:
        hits = kennisbank.search(QUERY, limit=1).hits
        tables = (item for item in kennisbank.passages() if item.cells is not None)
        table = next(tables, None)
    if hits:
        passage = hits[0].passage
        found["document"] = link("document", {"id": [passage.document_id]})
        found["document-passage"] = link("document", DocumentAddress.of(passage, QUERY).params())
    if table is not None:
        found["document-tabel"] = link("document", DocumentAddress.of(table).params())
    return found


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
    page.wait_for_timeout(1200)
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


def take(
    folder: Annotated[Path, typer.Argument(help="Waar de plaatjes komen.")],
    *,
    home: Annotated[Path, typer.Option(help="Map van de kennisbank.")] = Path(".kennisbank"),
    dark: Annotated[bool, typer.Option("--dark", help="In het donker.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Hele pagina's in plaats van één scherm.")] = False,
) -> None:
    """Make all pictures."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only developers have it

    folder.mkdir(parents=True, exist_ok=True)
    with app(home) as base, sync_playwright() as playwright:
        for width, height in WIDTHS:
            context = playwright.chromium.launch_persistent_context(
                tempfile.mkdtemp(), executable_path=CHROMIUM, headless=True, args=FLAGS.split(),
                viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
            )  # fmt: skip
            for name, address in views(home).items():
                file = folder / f"{name}-{width}{'-donker' if dark else ''}.png"
                picture(context, f"{base}{address}", file, full=full)
                sys.stderr.write(f"{file}\n")
            context.close()


if __name__ == "__main__":
    typer.run(take)
