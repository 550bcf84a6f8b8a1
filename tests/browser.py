"""What the browser tests share: a kennisbank filled from the seeds, the app on a free port, Chromium.

Use it with ``pytest_plugins = ["browser"]``. Without Chromium the tests are skipped and say so; in CI
(``CI=true``) they must run, and fail when it is missing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_app import ROOT, running_app
from playwright.sync_api import sync_playwright

from kennisbank import Kennisbank

SEEDS = ROOT / "seeds"
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 60_000
"""Milliseconds that a page may take: a shared machine is slow at times."""


def chromium_path() -> str | None:
    """Where Debian's Chromium is."""
    found = (path for path in (*CHROMIUM, shutil.which("chromium")) if path and Path(path).exists())
    return next(found, None)


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory) -> Path:
    """The home folder of a kennisbank with the five seeds in it; read only, please."""
    home = tmp_path_factory.mktemp("kennisbank") / "gevuld"
    kennisbank = Kennisbank(home)
    report = kennisbank.ingest([SEEDS])
    kennisbank.close()
    assert report.refused == 0, report
    return home


@pytest.fixture(scope="session")
def app_url(filled_home) -> Iterator[str]:
    """The address of an app on the filled kennisbank."""
    with running_app(filled_home) as url:
        yield url


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """A browser context with a profile of its own, shared by the tests of a session."""
    path = chromium_path()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(
                "Chromium ontbreekt, en in CI moeten de browsertests draaien (apt-get install chromium)."
            )
        pytest.skip("Chromium ontbreekt (Debian: apt-get install chromium); de browsertests zijn overgeslagen.")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profiel"), executable_path=path, headless=True, args=FLAGS,
            viewport={"width": 1280, "height": 900}, locale="nl-NL", accept_downloads=True,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context
        context.close()


@pytest.fixture
def page(chromium):
    """A fresh page; an error in a script of ours fails the test."""
    opened = chromium.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert errors == []
