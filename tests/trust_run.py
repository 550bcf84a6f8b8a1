"""Runs a long form (`trust.py`) as tests do: in a process of its own, because it forks and watches writing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = "import sys; sys.path[:0] = sys.argv[1:3]; import trust; trust.main(sys.argv[3:])"


def trust(*arguments, before=()):
    """Exit status and output of ``trust.py ARGUMENTS``; `before` is a command to start it with."""
    command = [*before, sys.executable, "-W", "ignore", "-c", PROGRAM, str(ROOT), str(ROOT / "tests")]
    done = subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False
    )
    return done.returncode, done.stdout + done.stderr
