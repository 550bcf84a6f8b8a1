"""The journal: who changed what and when, as JSON lines in the home folder, one file for each month.

It holds the actions of people and commands that change the knowledge base (also those that were refused or
failed) and never what somebody reads. What somebody searches is in it only where the settings say so, and
then without a name. A journal that cannot be written stops no work: it says so in the program's log.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from kb.reports import KennisbankError
from kb.settings import Log, SettingsError, Watched

FOLDER: Final = "log"
_LOGGER = logging.getLogger("kennisbank.journal")

Actor = Callable[[str], str]
"""From the name of a command to the name of who does it. Raises `KennisbankError` ('geen-rechten')."""


def system_user(_command: str) -> str:
    """Who runs this process: the rights on the home folder say what he may do."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"gebruiker {os.getuid()}" if hasattr(os, "getuid") else "onbekend"


class Journal:
    """The journal of the knowledge base in `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / FOLDER
        self._settings = Watched(home)

    def note(self, event: str, **facts: Any) -> None:
        """Write one line: the moment (UTC), what kind of event, and its facts; None is left out."""
        moment = datetime.now(UTC)
        line = {"at": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "event": event}
        line |= {key: value for key, value in facts.items() if value is not None}
        path = self.folder / f"{moment:%Y-%m}.jsonl"
        try:
            new = not path.exists()
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                # one write of one line: lines of several processes do not mix
                os.write(descriptor, (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
            finally:
                os.close(descriptor)
            if new:
                self.drop_old(moment)
        except OSError as error:
            _LOGGER.warning("the journal cannot be written: %s", error)

    def drop_old(self, moment: datetime) -> None:
        """Delete the months that ended longer ago than the settings say."""
        oldest = moment - timedelta(days=self._wanted().bewaren_dagen)
        for path in self.folder.glob("????-??.jsonl"):
            if path.stem < f"{oldest:%Y-%m}":
                path.unlink(missing_ok=True)

    @contextmanager
    def change(self, command: str, who: str, **about: Any) -> Iterator[dict[str, Any]]:
        """Note a change when the block is done or has failed; facts put into the dict go with it."""
        facts: dict[str, Any] = dict(about)
        clock = time.perf_counter()
        outcome, code = "mislukt", None
        try:
            yield facts
            outcome = "klaar"
        except KennisbankError as error:
            code = error.code
            raise
        except BaseException as error:
            code = type(error).__name__
            raise
        finally:
            took = round(time.perf_counter() - clock, 3)
            self.note("change", command=command, who=who, outcome=outcome, code=code, seconds=took, **facts)

    def refused(self, command: str, who: str | None, why: str) -> None:
        """Note that somebody wanted to change something and may not."""
        self.note("refused", command=command, who=who, why=why)

    def search(self, query: str, total: int, took_ms: float) -> None:
        """Note a search, without a name, and only when the settings switch that on."""
        if self._wanted().zoekvragen:
            self.note("search", query=query, total=total, took_ms=took_ms)

    def lines(self) -> Iterator[dict[str, Any]]:
        """All that was noted, oldest first; a line that was cut off by a crash is left out."""
        for path in sorted(self.folder.glob("????-??.jsonl")):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                with contextlib.suppress(ValueError):
                    yield json.loads(line)

    def _wanted(self) -> Log:
        """What the settings say of the journal; the careful values where they cannot be read."""
        try:
            return self._settings.now().logboek
        except SettingsError:
            return Log()
