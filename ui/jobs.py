"""Long work of the app: one job at a time, in a thread of its own, so that the page can be left.

The job opens the kennisbank itself (one writer, many readers); pages look at its state while it runs and
at its outcome when it is done. No Streamlit here.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kb.journal import Actor, system_user
from kb.reports import IngestReport, KennisbankError, Progress
from kennisbank import Kennisbank
from ui.words import count

Work = Callable[[Kennisbank, Callable[[Progress], None]], Any]


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands: `outcome` or `error` (Dutch) when it is `done`."""

    title: str
    progress: Progress | None = None
    done: bool = False
    outcome: Any = None
    error: str | None = None

    @property
    def share(self) -> float:
        """How far it is, 0..1."""
        if self.done:
            return 1.0
        if self.progress is None or not self.progress.total:
            return 0.0
        return min(1.0, self.progress.done / self.progress.total)

    @property
    def told(self) -> str:
        """What it is doing, in one line."""
        if self.progress is None:
            return self.title
        place = f"{min(self.progress.done + 1, self.progress.total)} van {self.progress.total}"
        parts = (self.progress.stage, place, self.progress.name)
        return " · ".join(part for part in parts if part)


class Jobs:
    """The job of this app that runs or ran last."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._job: Job | None = None

    @property
    def current(self) -> Job | None:
        """The job that runs, or the last one."""
        return self._job

    @property
    def busy(self) -> bool:
        """True while a job runs."""
        return self._job is not None and not self._job.done

    def start(self, title: str, work: Work, actor: Actor = system_user) -> bool:
        """Begin a job in the name of `actor`; False when another one is still running."""
        with self._lock:
            if self.busy:
                return False
            self._job = Job(title)
        threading.Thread(target=self._run, args=(work, actor), name="kennisbank-job", daemon=True).start()
        return True

    def forget(self) -> None:
        """Put the last job's outcome away."""
        with self._lock:
            if not self.busy:
                self._job = None

    def _run(self, work: Work, actor: Actor) -> None:
        try:
            with closing(Kennisbank(self._home, actor=actor)) as kennisbank:
                self._change(outcome=work(kennisbank, lambda at: self._change(progress=at)))
        except KennisbankError as error:
            self._change(error=str(error))
        except Exception as error:
            # A thread has nobody above it: what is not told here is never seen.
            self._change(error=f"Onverwachte fout ({type(error).__name__}): {error}")
        finally:
            self._change(done=True)

    def _change(self, **changes: Any) -> None:
        with self._lock:
            assert self._job is not None
            self._job = replace(self._job, **changes)


def ingest_work(paths: Sequence[Path], *, throw_away: Path | None = None) -> Work:
    """Reading files in; `throw_away` is a folder to delete afterwards, done or not."""

    def work(kennisbank: Kennisbank, tell: Callable[[Progress], None]) -> IngestReport:
        try:
            return kennisbank.ingest(paths, on_progress=tell)
        finally:
            if throw_away is not None:
                shutil.rmtree(throw_away, ignore_errors=True)

    return work


def check_work(*, repair: bool) -> Work:
    """Looking everything over."""
    return lambda kennisbank, _tell: kennisbank.check(repair=repair)


def reindex_work() -> Work:
    """Building the index anew; the outcome is a sentence."""

    def work(kennisbank: Kennisbank, tell: Callable[[Progress], None]) -> str:
        held = count(kennisbank.reindex(on_progress=tell), "passage", "passages")
        return f"De index is opnieuw opgebouwd: {held}."

    return work


def annotate_work(*, every: bool = False) -> Work:
    """Finding labels anew where they are out of date, or everywhere; the outcome is a sentence."""

    def work(kennisbank: Kennisbank, tell: Callable[[Progress], None]) -> str:
        done = kennisbank.annotate(every=every, on_progress=tell)
        if not done:
            return "Alle labels zijn al bij de tijd."
        return f"Labels opnieuw gezocht in {count(done, 'document', 'documenten')}."

    return work
