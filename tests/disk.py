"""Disks that run full or can only be read: real ones, small and in memory, in a mount namespace of their own.

Where the system allows no mounts, `possible` says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from crash import CASES, Case, Trial, beside, opened, warm
from faults import in_child

from kennisbank import Kennisbank, KennisbankError

SIZE_MB = 48
FREE_KB = (0, 8, 32, 64, 128, 256, 512, 1024, 1536, 2048, 4096)
"""Room that is left when a command begins."""
CODES = ("schrijven", "store", "reservekopie", "map")
"""What a command may say on a disk that takes no more."""
BACKUP = Case(
    "backup", CASES["judge"].start, opened(lambda kb, home: kb.backup(home.parent / "k.zip", overwrite=True))
)


def possible() -> bool:
    """True when this process may make a mount namespace with a disk in memory."""
    test = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/mnt"]
    return (
        shutil.which("unshare") is not None
        and subprocess.run(test, capture_output=True, check=False).returncode == 0
    )


def mounted(folder: Path) -> Path:
    """A disk in memory at `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(folder)], check=True)
    return folder


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def fill(folder: Path, free_kb: int) -> Path:
    """A file that leaves so much room."""
    ballast = folder / "ballast"
    state = os.statvfs(folder)
    size = max(0, state.f_bavail * state.f_frsize - free_kb * 1024)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(size, 1))
    return ballast


def tried(trial: Trial, report: Path) -> str:
    """How the command ends in a child process: "done", "told: …", or what else went wrong."""

    def work() -> None:
        try:
            trial.case.command(trial.home)
            told = "done"
        except KennisbankError as error:
            told = f"told {error.code}: {error}"
        except BaseException as error:
            told = f"wrong {type(error).__name__}: {error}"
        report.write_text(told)

    report.unlink(missing_ok=True)
    status = in_child(work)
    return report.read_text() if report.exists() else f"wrong: ended with {status}"


def survived(folder: Path, most: int, names: tuple[str, ...] = ()) -> dict[str, Any]:
    """Commands on a full disk and on one for reading only: figures, and what went wrong."""
    figures: Counter[str] = Counter()
    wrong: list[str] = []
    warm(folder)
    disk = mounted(folder / "schijf")
    report = folder / "verslag.txt"
    cases = [*(CASES[name] for name in ("update", "reindex", "judge", "purge", "annotate")), BACKUP]
    cases = [case for case in cases if case.name in names or not names]
    for number, case in enumerate(cases):
        trial = Trial(case, disk)
        # each command has its own rooms when only some are tried
        rooms = (
            FREE_KB
            if most >= len(FREE_KB) * len(cases)
            else FREE_KB[number % 3 :: max(1, len(FREE_KB) * len(cases) // most)]
        )
        for free in rooms:
            trial.again()
            ballast = fill(disk, free)
            told = tried(trial, report)
            ballast.unlink()
            figures["full disk"] += 1
            figures["refused"] += told.startswith("told")
            if told != "done" and not told.startswith(tuple(f"told {code}" for code in CODES)):
                wrong.append(f"{case.name}, {free} KB free: {told[:400]}")
            wrong += [f"{case.name}, {free} KB free: {item}" for item in trial.asked(trial.verdict)]
        trial.again()
        remount(disk, "ro")
        try:
            told = tried(trial, report)
            figures["disk for reading"] += 1
            if not told.startswith(tuple(f"told {code}" for code in CODES)):
                wrong.append(f"{case.name} on a disk for reading: {told[:400]}")
            if not trial_reads(trial):
                wrong.append(f"{case.name}: cannot be searched on a disk for reading")
        finally:
            remount(disk, "rw")
        shutil.rmtree(trial.folder)
    subprocess.run(["umount", str(disk)], check=True)
    return {"figures": dict(figures), "wrong": wrong}


def trial_reads(trial: Trial) -> bool:
    """The knowledge base can be searched as it lies there."""

    def work() -> None:
        with closing(Kennisbank(trial.home)) as kennisbank:
            assert kennisbank.search("huurtoeslag").total > 0
            assert kennisbank.check(quick=True).ok

    assert beside(trial.home)
    return in_child(work) == 0
