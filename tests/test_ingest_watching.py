"""A watched folder gives each file once, when it is written to the end."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from processes import started

from ingest.watching import Watcher
from kennisbank import Kennisbank

ROOT = Path(__file__).parent.parent
FILES = 60
"""So many that a busy machine does not finish them before the signal comes."""


def test_a_file_counts_when_two_looks_see_it_the_same(tmp_path):
    """Growing files wait, changed ones come again, what was given does not, what is gone is forgotten."""
    watcher = Watcher((tmp_path,))
    assert watcher.settled() == []
    brief = tmp_path / "brief.txt"
    brief.write_text("Een begin")
    assert watcher.settled() == []
    brief.write_text("Een begin en nog wat")
    assert watcher.settled() == []
    assert watcher.settled() == [brief]
    assert watcher.settled() == []
    other = tmp_path / "map" / "rapport.txt"
    other.parent.mkdir()
    other.write_text("Rapport")
    brief.write_text("Een heel andere brief, langer dan eerst")
    assert watcher.settled() == []
    assert sorted(watcher.settled()) == [brief, other]
    other.unlink()
    assert watcher.settled() == []
    assert watcher.settled() == []


def test_hidden_files_and_companions_are_left_alone(tmp_path):
    """A half-copied hidden file, a README and a manifest are no documents."""
    for name in (".brief.txt.part", "README.md", "manifest.toml"):
        (tmp_path / name).write_text("x")
    watcher = Watcher((tmp_path,))
    watcher.settled()
    assert watcher.settled() == []


def test_the_command_watches_until_it_is_stopped(tmp_path):
    """A file that comes in while it runs is taken in under its path; Ctrl-C ends it well."""
    folder = tmp_path / "bron"
    (folder / "2023").mkdir(parents=True)
    environment = {**os.environ, "KENNISBANK_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-u", "-m", "ui.cli", "ingest", str(folder), "--watch"]
    with started(command, environment, stdout=subprocess.PIPE) as running:
        (folder / "2023" / "brief.txt").write_text("De huurtoeslag is een regeling van de overheid.\n")
        line = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 0
    assert line.startswith("toegevoegd: 2023/brief.txt als 2023-brief")


def test_ctrl_c_during_an_ingest_loses_nothing(tmp_path):
    """It says so, ends with 1, leaves no process behind, and the same command does the rest."""
    folder = tmp_path / "bron"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"brief-{number:03}.txt").write_text(f"Brief {number} over de huurtoeslag.\n" * 20)
    environment = {**os.environ, "KENNISBANK_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "ui.cli", "ingest", str(folder)]
    with started(command, environment, stderr=subprocess.PIPE) as running:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and len(list((tmp_path / "home" / "files").glob("*/*"))) < 3:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        told = running.communicate(timeout=60)[1]
    assert running.returncode == 1
    assert "Afgebroken" in told
    with closing(Kennisbank(tmp_path / "home")) as kennisbank:
        held = len(kennisbank.documents())
        assert 0 < held < FILES
        assert not [item for item in kennisbank.check().findings if item.code in ("store", "bron", "passage")]
        report = kennisbank.ingest([folder])
        assert sum(item.status == "al aanwezig" for item in report.files) == held
        assert len(kennisbank.documents()) == FILES
        assert kennisbank.check().ok
