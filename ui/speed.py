"""How fast the app is to the hand: ``python -m ui.speed [--home DIR] [--times N]``.

A search in the app, from Enter to the hits on the screen, beside the rerun of an empty page of the same
Streamlit, both in the same browser in the same run. The bound is a ratio, because milliseconds depend on the
machine. Needs Playwright (a development dependency) and Debian's Chromium.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui import server
from ui.screenshots import CHROMIUM, FLAGS, app

if TYPE_CHECKING:
    from playwright.sync_api import Page

TIMES = 20
BOUND = 3.0
"""A search may take this many times the rerun of an empty page."""
QUERIES = (
    "wachttijd bezwaar",
    "knelpunten IV-capaciteit",
    "toezegging Grinwis",
    "terugvordering",
    "huurtoeslag 2022",
)
EMPTY = """
import streamlit as st
st.title("Leeg")
st.button("Nog eens", on_click=lambda: st.session_state.update(keer=st.session_state.get("keer", 0) + 1))
st.container(key="keer").text(str(st.session_state.get("keer", 0)))
"""


@contextmanager
def empty_app() -> Iterator[str]:
    """An app of nothing but a title and a button, served as ours is."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "leeg.py"
        script.write_text(EMPTY, encoding="utf-8")
        with socket.socket() as probe:
            probe.bind((server.HOST, 0))
            port = int(probe.getsockname()[1])
        command = [str(script) if part == str(server.APP) else part for part in server.command(port)]
        child = subprocess.Popen(  # noqa: S603 - our own interpreter with our own script
            command, env=dict(os.environ), cwd=server.ROOT, stdout=subprocess.DEVNULL
        )
        try:
            server.wait_until_ready(child, port)
            yield f"http://{server.HOST}:{port}"
        finally:
            child.terminate()
            child.wait(server.STOP_SECONDS)


def settled(page: Page) -> None:
    """Wait until the run has ended and the page stands still."""
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning'] h1", timeout=60_000)


def reruns(page: Page, address: str, times: int) -> list[float]:
    """Seconds from a click to the end of the run of an empty page."""
    page.goto(address)
    settled(page)
    found = []
    for number in range(times + 1):
        began = time.perf_counter()
        page.get_by_role("button", name="Nog eens").click()
        page.wait_for_function(
            "n => document.querySelector('.st-key-keer')?.textContent.trim() === String(n)", arg=number + 1
        )
        settled(page)
        found.append(time.perf_counter() - began)
        page.wait_for_timeout(100)
    return found[1:]  # the first one warms up


def searches(page: Page, address: str, times: int) -> list[float]:
    """Seconds from Enter to the hits on the screen, for queries that follow each other."""
    page.goto(f"{address}/zoeken?q=uitvoering")
    settled(page)
    page.wait_for_selector("[class*=st-key-treffer-]")
    found = []
    for number in range(times + len(QUERIES)):
        query = QUERIES[number % len(QUERIES)]
        field = page.get_by_label("Zoek in de documenten")
        field.fill(query)
        began = time.perf_counter()
        field.press("Enter")
        page.wait_for_function("q => new URL(location.href).searchParams.get('q') === q", arg=query)
        page.wait_for_selector(".kb-aantal")
        settled(page)
        found.append(time.perf_counter() - began)
        page.wait_for_timeout(100)
    return found[len(QUERIES) :]  # each query once to warm up


def measure(home: Path, times: int) -> tuple[list[float], list[float]]:
    """Reruns of an empty page and searches, in one browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only developers have it

    with app(home) as ours, empty_app() as bare, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tempfile.mkdtemp(), executable_path=CHROMIUM, headless=True, args=FLAGS.split()
        )
        empty = reruns(context.new_page(), bare, times)
        found = searches(context.new_page(), ours, times)
        context.close()
    return empty, found


def run(
    *,
    home: Annotated[Path, typer.Option(help="Map van de kennisbank.")] = Path(".kennisbank"),
    times: Annotated[int, typer.Option(help="Hoe vaak er gemeten wordt.")] = TIMES,
) -> None:
    """Print both medians and their ratio; exit status 1 when a search is slower than the bound."""
    empty, found = measure(home, times)
    middle, hand = statistics.median(empty), statistics.median(found)
    ratio = hand / middle
    typer.echo(f"lege pagina: mediaan van {len(empty)} keer {1000 * middle:.0f} ms")
    typer.echo(f"zoekvraag:   mediaan van {len(found)} keer {1000 * hand:.0f} ms")
    typer.echo(f"verhouding:  {ratio:.2f} (hoogstens {BOUND:.0f})")
    sys.exit(0 if ratio <= BOUND else 1)


if __name__ == "__main__":
    typer.run(run)
