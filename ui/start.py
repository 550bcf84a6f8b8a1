"""`make run`: a new kennisbank is filled with the seeds, then the app starts."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import closing
from pathlib import Path

from ui.cli import run
from ui.cli_base import DEFAULT_HOME, ENV_HOME
from ui.server import ROOT

SEEDS = ROOT / "seeds"
DEFAULT_PORT = 8501


def is_new(home: Path) -> bool:
    """True when nothing was ever taken in; opening an existing kennisbank is left to the app."""
    if not (home / "kennisbank.sqlite").exists():
        return True
    from kennisbank import Kennisbank  # noqa: PLC0415 - a new home needs none of it

    with closing(Kennisbank(home)) as kennisbank:
        return kennisbank.new


def main() -> None:
    """Fill a new home with the seeds (not one that somebody emptied), then serve the app."""
    parser = argparse.ArgumentParser(description="Vult een nieuwe kennisbank en start de app.")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    port = parser.parse_args().port
    home = Path(os.environ.get(ENV_HOME) or DEFAULT_HOME)
    status = run(["--home", str(home), "ingest", str(SEEDS)]) if is_new(home) else 0
    # A seed that was refused is named above; the app is useful without it.
    if status <= 1:
        status = run(["--home", str(home), "web", "--port", str(port), "--no-browser"])
    sys.exit(status)


if __name__ == "__main__":
    main()
