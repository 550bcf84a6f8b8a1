"""Reading files in processes of their own, with limits on time, memory and output.

A file that hangs, eats memory or brings its process down is refused with a clear message, and the run goes
on. Worker processes are started once and used for file after file; one that was stopped is replaced.
`ReadExecutor` is a standard `concurrent.futures.Executor`: the same calls work with a thread pool, or with
a cluster behind the same interface. The parent never unpickles more than `LARGEST_RESULT` bytes.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ingest import ocr
from ingest.failures import TIME_LIMIT_S, WorkerDied, as_read_error
from ingest.raw import ReadError
from kb.records import ReadDocument
from kb.reports import KennisbankError

__all__ = [
    "TIME_LIMIT_S", "Job", "Outcome", "ReadExecutor", "Refused", "WorkerDied", "as_read_error", "by_path",
    "read_bytes", "read_file", "read_files",
]  # fmt: skip

T = TypeVar("T")

MEMORY_LIMIT_MB = 2_000
LARGEST_RESULT = 512_000_000
_LENGTH = struct.Struct(">Q")
_START_LIMIT_S = 60.0
_POLL_S = 0.05
_WATCH_S = 2.0
_MAIN = "import sys; sys.path[:0] = sys.argv[1:2]; from ingest.workerloop import serve; serve()"


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: `key` names it to the caller, `path` is read by the worker, `sidecar` beside it."""

    key: str
    path: Path
    sidecar: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: a document, or the error that says why there is none; `seconds` it took.

    `understood` is what was found of it beside reading, where the call does more than reading.
    """

    job: Job
    document: ReadDocument | None
    error: ReadError | None
    seconds: float
    understood: Any = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A `ReadError` as an answer: what a worker on another machine gives instead of raising it."""

    code: str
    message: str


Call = Callable[[Job], tuple[Any, ...]]
"""How a job is asked of an executor: the function and its arguments. Raises OSError."""

Progressed = Callable[[int, int, Job], None]
"""Called with the number of files done, their total, and the job that was just done."""


class _Process:
    """One worker process: a call goes in, an answer comes out, one at a time."""

    def __init__(self, memory_limit_mb: int) -> None:
        root = str(Path(__file__).resolve().parent.parent)
        environment = {**os.environ, "PYTHONWARNINGS": "ignore", "OMP_NUM_THREADS": "1", ocr.WORKER: "1"}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with fixed arguments
            [sys.executable, "-c", _MAIN, root, str(memory_limit_mb)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment, start_new_session=True,
        )  # fmt: skip

    def call(self, function: str, arguments: tuple[Any, ...], limit_s: float) -> Any:
        """The answer of `function` ("module:name"). Raises WorkerDied, or what the function raised."""
        assert self._process.stdin is not None
        timer = _Timer(limit_s, self.kill)
        try:
            data = pickle.dumps((function, arguments))
            self._process.stdin.write(_LENGTH.pack(len(data)) + data)
            self._process.stdin.flush()
            good, value = pickle.loads(self._answer())  # noqa: S301 - from our own process
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self.kill()
            raise WorkerDied("tijd" if timer.fired else "weg") from None
        finally:
            timer.stop()
        if good:
            return value
        raise value

    def _answer(self) -> bytes:
        assert self._process.stdout is not None
        head = self._process.stdout.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            raise EOFError
        (length,) = _LENGTH.unpack(head)
        if length > LARGEST_RESULT:
            self.kill()
            raise WorkerDied("uitvoer")
        data = self._process.stdout.read(length)
        if len(data) < length:
            raise EOFError
        return data

    @property
    def alive(self) -> bool:
        """Whether the process can take another call."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process and all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """End the process and close the pipes to it."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class _Timer:
    """Calls `action` after some seconds, unless stopped before."""

    def __init__(self, seconds: float, action: Callable[[], None]) -> None:
        self.fired = False
        self._action = action
        self._timer = threading.Timer(seconds, self._fire)
        self._timer.daemon = True
        self._timer.start()

    def _fire(self) -> None:
        self.fired = True
        self._action()

    def stop(self) -> None:
        """Do not fire any more."""
        self._timer.cancel()


@dataclass(slots=True)
class _Task:
    future: Future[Any]
    function: str
    arguments: tuple[Any, ...]


class ReadExecutor(Executor):
    """Runs module-level functions in worker processes with limits, behind the standard interface.

    A call whose process is stopped or dies ends with WorkerDied; the next call gets a new process.
    """

    def __init__(
        self, workers: int = 1, *, time_limit_s: float = TIME_LIMIT_S, memory_limit_mb: int = MEMORY_LIMIT_MB
    ) -> None:
        if workers < 1:
            raise ValueError("workers must be at least 1")
        self._time_limit_s = time_limit_s
        self._memory_limit_mb = memory_limit_mb
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._running: set[_Process] = set()
        self._threads = [
            threading.Thread(target=self._work, name=f"lezer-{number}", daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run `fn` (a function of a module) in a worker process; keyword arguments are not taken."""
        if kwargs:
            raise TypeError("keyword arguments are not taken")
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            self._tasks.put(_Task(future, f"{fn.__module__}:{fn.__qualname__}", args))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls; with `cancel_futures` also stop what is running."""
        with self._lock:
            closed, self._closed = self._closed, True
        if cancel_futures:
            self._cancel()
        if not closed:
            for _ in self._threads:
                self._tasks.put(None)
        if wait or cancel_futures:
            for thread in self._threads:
                thread.join()

    def _cancel(self) -> None:
        while True:
            try:
                task = self._tasks.get_nowait()
            except queue.Empty:
                break
            if task is not None:
                task.future.cancel()
            else:
                self._tasks.put(None)
                break
        with self._lock:
            running = list(self._running)
        for process in running:
            process.kill()

    def _work(self) -> None:
        process: _Process | None = None
        try:
            while (task := self._tasks.get()) is not None:
                if not task.future.set_running_or_notify_cancel():
                    continue
                try:
                    if process is None or not process.alive:
                        process = self._renewed(process)
                    result = process.call(task.function, task.arguments, self._time_limit_s)
                except BaseException as error:
                    task.future.set_exception(error)
                else:
                    task.future.set_result(result)
        finally:
            if process is not None:
                self._drop(process)

    def _renewed(self, old: _Process | None) -> _Process:
        if old is not None:
            self._drop(old)
        process = _Process(self._memory_limit_mb)
        with self._lock:
            self._running.add(process)
        return process

    def _drop(self, process: _Process) -> None:
        with self._lock:
            self._running.discard(process)
        process.close()


def read_file(path: str, sidecar: str | None) -> ReadDocument:
    """Read one file: what a worker process runs. Raises ReadError, MemoryError and what else went wrong."""
    ingest = importlib.import_module("ingest")
    data = Path(path).read_bytes()
    beside = Path(sidecar).read_bytes() if sidecar else None
    document: ReadDocument = ingest.read(data, Path(path).name, sidecar=beside)
    return document


def read_bytes(name: str, data: bytes, sidecar: bytes | None) -> ReadDocument:
    """Read a file that came as its bytes; otherwise as `read_file`."""
    ingest = importlib.import_module("ingest")
    document: ReadDocument = ingest.read(data, name, sidecar=sidecar)
    return document


def by_path(job: Job) -> tuple[Any, ...]:
    """The call that reads a job on this machine, where its path leads to it."""
    return read_file, str(job.path), str(job.sidecar) if job.sidecar else None


def read_files(
    jobs: Iterable[Job],
    *,
    workers: int = 1,
    time_limit_s: float = TIME_LIMIT_S,
    memory_limit_mb: int = MEMORY_LIMIT_MB,
    progress: Progressed | None = None,
    executor: Executor | None = None,
    call: Call = by_path,
    watch: Callable[[], None] | None = None,
) -> Iterator[Outcome]:
    """Read files in worker processes; outcomes come as they are ready, in any order.

    Each file has `time_limit_s` seconds and its process `memory_limit_mb` megabytes. No more than twice
    the number of workers is read ahead, so that a large folder does not fill the memory. When the caller
    stops (also by Ctrl-C), running workers are ended. An `executor` of one's own is used as it is, and
    left open; its calls have the limits that it sets itself. `call` says how a job is asked of it; `watch`
    is called every few seconds that nothing is ready, and may raise.
    """
    waiting = list(jobs)
    own = executor is None
    pool: Executor = executor or ReadExecutor(
        min(workers, max(len(waiting), 1)), time_limit_s=time_limit_s, memory_limit_mb=memory_limit_mb
    )
    running: dict[Future[Any], tuple[Job, float]] = {}
    total, done, at = len(waiting), 0, 0
    try:
        while running or at < total:
            while at < total and len(running) < 2 * workers:
                job = waiting[at]
                running[_submitted(pool, call, job)] = (job, time.monotonic())
                at += 1
            ready, _ = wait(running, timeout=_WATCH_S if watch else None, return_when=FIRST_COMPLETED)
            if watch is not None and not ready:
                watch()
            for future in ready:
                job, since = running.pop(future)
                done += 1
                outcome = _outcome(job, future, time.monotonic() - since, time_limit_s)
                if progress is not None:
                    progress(done, total, job)
                yield outcome
    finally:
        for future in running:
            future.cancel()
        if own:
            pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: Executor, call: Call, job: Job) -> Future[Any]:
    """A job asked of an executor; a file that cannot be opened here is told as any other error."""
    try:
        return pool.submit(*call(job))
    except OSError as error:
        failed: Future[Any] = Future()
        failed.set_exception(error)
        return failed


def _outcome(job: Job, future: Future[Any], seconds: float, limit_s: float) -> Outcome:
    try:
        answer = future.result()
    except CancelledError as error:
        # Nobody here cancels what is still awaited: the machines that were to do it are gone.
        message = (
            "Het lezen is afgebroken. Wat klaar was, is bewaard; dezelfde opdracht gaat verder waar zij was."
        )
        raise KennisbankError(message, "cluster") from error
    except Exception as error:
        return Outcome(job, None, as_read_error(error, limit_s), seconds)
    if isinstance(answer, Refused):
        return Outcome(job, None, ReadError(answer.code, answer.message), seconds)
    document, understood = answer if isinstance(answer, tuple) else (answer, None)
    return Outcome(job, document, None, seconds, understood)
