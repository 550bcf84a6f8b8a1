"""Reading on the machines of a Dask cluster, when its scheduler's address is given.

The same calls as on this machine, over the same executor interface; scheduling, and doing again what a lost
worker had in hand, is Dask's. A file travels as its bytes: workers need not see the folder. On a worker each
file is read in a process of its own with the same limits as here, so that a harmful file brings down no
worker. The store stays with this one process: nothing is written twice, whatever a worker did twice.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ingest.failures import as_read_error
from ingest.understanding import About, read_and_understand
from ingest.worker import Job, ReadExecutor, Refused, read_bytes
from kb.annotate.version import rules_version
from kb.records import ReadDocument
from kb.reports import KennisbankError

if TYPE_CHECKING:
    from kb.library import Understood

_CONNECT_S: Final = 15
# So long all workers may be gone (a cluster that starts anew) before the run is broken off.
_GONE_S: Final = 60.0
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """An executor on a cluster, how many files it reads at a time, and a look whether it is still there.

    `watch` raises `KennisbankError` when the cluster is gone.
    """

    executor: Executor
    slots: int
    watch: Callable[[], None]


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at `address` ("tcp://host:8786", or tls: as Dask is configured).

    Raises `KennisbankError` when there is none, it has no workers, or they run another program than this.
    """
    if find_spec("distributed") is None:
        message = 'Dask is niet geïnstalleerd. Installeer het met: pip install "kennisbank[dask]"'
        raise KennisbankError(message, "cluster")
    dask: Any = import_module("dask")
    distributed: Any = import_module("distributed")
    # Files travel in the calls themselves: data parted from them would be lost with the worker that has it.
    settings = {"distributed.admin.large-graph-warning-threshold": "2GB"}
    with dask.config.set(settings):
        try:
            client = distributed.Client(address, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, ValueError) as error:
            raise KennisbankError(
                f"Er antwoordt geen Dask-scheduler op {address}. Controleer het adres (tcp://machine:8786) "
                "en of de scheduler draait.",
                "cluster",
            ) from error
        try:
            slots = _checked(client, address)
            yield Cluster(client.get_executor(pure=False, retries=_TRIES), slots, _Watch(client, address))
        finally:
            client.close()


def _checked(client: Any, address: str) -> int:
    """How many files the workers read at a time; raises when there are none or they are not ours."""
    try:
        client.wait_for_workers(1, timeout=_CONNECT_S)
        versions = client.run(version)
    except TimeoutError as error:
        message = f"De scheduler op {address} heeft geen werkers. Start er een met: dask worker {address}"
        raise KennisbankError(message, "cluster") from error
    except Exception as error:
        message = f"De werkers van {address} kunnen deze kennisbank niet laden ({error}). Installeer haar daar."
        raise KennisbankError(message, "cluster") from error
    others = sorted(worker for worker, theirs in versions.items() if theirs != version())
    if others:
        message = f"Op {', '.join(others)} draait een andere versie van dit programma. Werk die bij."
        raise KennisbankError(message, "cluster")
    return sum(client.nthreads().values())


class _Watch:
    """Looks whether the scheduler answers and has workers; what it knows is a few seconds old."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address
        self._seen = time.monotonic()

    def __call__(self) -> None:
        if self._client.status == "running" and self._client.scheduler_info(n_workers=-1)["workers"]:
            self._seen = time.monotonic()
        gone = self._client.status in ("closing", "closed")
        if gone or time.monotonic() - self._seen > _GONE_S:
            raise KennisbankError(
                f"Het cluster op {self._address} is weggevallen. Wat klaar was, is bewaard; dezelfde "
                "opdracht gaat verder waar zij was.",
                "cluster",
            )


# ------------------------------------------------------------------------------ on a worker


def version() -> str:
    """Which readers and rules these are; what workers answer must be the same."""
    here = Path(__file__).parent
    return f"{rules_version(here)}-{rules_version(here.parent / 'kb')}"


def by_content(job: Job, about: About | None = None) -> tuple[Any, ...]:
    """The call that reads a job anywhere: its bytes travel along. With `about` it is understood too.

    Raises OSError.
    """
    sidecar = job.sidecar.read_bytes() if job.sidecar else None
    return read_here, job.path.name, job.path.read_bytes(), sidecar, about


def read_here(
    name: str, data: bytes, sidecar: bytes | None, about: About | None = None
) -> ReadDocument | tuple[ReadDocument, Understood] | Refused:
    """Read one file in a process of its own on this worker; what goes wrong is an answer, no error."""
    try:
        if about is not None:
            return _pool().submit(read_and_understand, name, data, sidecar, about).result()
        return _pool().submit(read_bytes, name, data, sidecar).result()
    except Exception as error:
        told = as_read_error(error)
        return Refused(told.code, told.message)


@cache
def _pool() -> ReadExecutor:
    """The processes of this worker; they end with it."""
    return ReadExecutor(os.cpu_count() or 1)
