"""Reading on a Dask cluster on this machine: a worker is killed on the way, nothing is lost, nothing double."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from ingest.cluster import Refused, _Watch, by_content, cluster, read_here
from ingest.worker import Job, read_files
from kb.reports import KennisbankError
from kennisbank import Kennisbank

ROOT = Path(__file__).resolve().parent.parent
SEED = (ROOT / "seeds" / "jaarrapportage-2022.txt").read_text(encoding="utf-8")
TIMEOUT_S = 60


@contextmanager
def process(*arguments):
    """A part of Dask in a process of its own; ended in any case."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


@contextmanager
def small_cluster(workers):
    """A scheduler and some workers on the loopback address: its address, and the workers' processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    with ExitStack() as stack:
        here = ("--host", "127.0.0.1")
        stack.enter_context(
            process("distributed.cli.dask_scheduler", *here, "--port", str(port), "--no-dashboard", "--no-show")
        )
        _until(lambda: _listens(port))
        alone = ("--no-nanny", "--no-dashboard", "--nthreads", "1", "--memory-limit", "0")
        yield (
            address,
            [
                stack.enter_context(process("distributed.cli.dask_worker", address, *here, *alone))
                for _ in range(workers)
            ],
        )


def _listens(port):
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _until(true):
    end = time.monotonic() + TIMEOUT_S
    while not true():
        assert time.monotonic() < end, "took too long"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def two():
    """One cluster for the tests that need one; the tests that use it stand in order."""
    with small_cluster(2) as made:
        yield made


def test_a_worker_is_killed_with_files_in_hand_and_every_file_comes_once(two, tmp_path):
    address, workers = two
    jobs = []
    for number in range(6):
        path = tmp_path / f"stuk-{number}.txt"
        path.write_text(f"Stuk {number}\n\n" + SEED, encoding="utf-8")
        jobs.append(Job(path.name, path))
    gone = tmp_path / "weg.txt"
    empty = tmp_path / "leeg.txt"
    empty.touch()
    jobs += [Job("weg.txt", gone), Job("leeg.txt", empty)]
    outcomes, killed = [], None
    with cluster(address) as there:
        client = there.executor._client
        # slots follow the workers that were there at first; both must be, or there is nothing to kill
        client.wait_for_workers(2, timeout=TIMEOUT_S)
        pids = client.run(os.getpid)
        assert set(pids.values()) == {running.pid for running in workers}
        calls = {"call": by_content, "watch": there.watch}
        for outcome in read_files(jobs, workers=2, executor=there.executor, **calls):
            outcomes.append(outcome)
            busy = [worker for worker, tasks in client.processing().items() if tasks]
            if killed is None and busy:
                killed = pids[busy[0]]
                os.kill(killed, signal.SIGKILL)
    assert killed is not None
    assert [running.pid for running in workers if running.poll() is not None or running.pid == killed] == [
        killed
    ]
    assert sorted(outcome.job.key for outcome in outcomes) == sorted(job.key for job in jobs)
    errors = {outcome.job.key: outcome.error.code for outcome in outcomes if outcome.error}
    assert errors == {"weg.txt": "weg", "leeg.txt": "leeg"}
    here = {outcome.job.key: outcome.document for outcome in read_files(jobs[:1])}
    read = {outcome.job.key: outcome.document for outcome in outcomes}
    assert read["stuk-0.txt"] == here["stuk-0.txt"]
    assert {document.text[:6] for document in read.values() if document} == {f"Stuk {n}" for n in range(6)}


def test_what_a_cluster_reads_is_kept_as_what_is_read_here(two, tmp_path):
    """One worker is left; the knowledge base is the same as with workers on this machine."""
    address, _ = two
    files = tmp_path / "stukken"
    files.mkdir()
    for number in range(5):
        (files / f"brief-{number}.txt").write_text(
            f"Brief {number}\n\nDe huurtoeslag is in {2018 + number} met {number} euro verhoogd.\n",
            encoding="utf-8",
        )
    (files / "leeg.txt").touch()
    found = {}
    for name, options in (("ver", {"scheduler": address}), ("hier", {"workers": 2})):
        kennisbank = Kennisbank(tmp_path / name)
        report = kennisbank.ingest([files], **options)
        assert [item.status for item in report.files] == ["toegevoegd"] * 5 + ["geweigerd"]
        assert report.files[-1].code == "leeg"
        found[name] = [(item.document_id, item.text) for item in kennisbank.passages()]
        # again is no work, and brings nothing twice
        again = kennisbank.ingest([files], **options)
        assert [item.status for item in again.files] == ["al aanwezig"] * 5 + ["geweigerd"]
        kennisbank.close()
    assert found["ver"] == found["hier"]
    assert len(found["ver"]) == len({document_id for document_id, _ in found["ver"]}) == 5


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr("ingest.cluster._CONNECT_S", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(KennisbankError, match="geen Dask-scheduler op"), cluster(address):
            pytest.fail("there is none")


def test_workers_of_another_version_are_not_used(two, monkeypatch):
    monkeypatch.setattr("ingest.cluster.rules_version", lambda _folder: "anders")
    with pytest.raises(KennisbankError, match="draait een andere versie"), cluster(two[0]):
        pytest.fail("they are another version")


def test_workers_that_do_not_have_the_program_are_not_used(two, monkeypatch):
    """What workers are asked stands in a module that they cannot import."""
    monkeypatch.setattr("ingest.cluster.version", not_there)
    with pytest.raises(KennisbankError, match="kunnen deze kennisbank niet laden"), cluster(two[0]):
        pytest.fail("they cannot read")


def not_there():
    return "nergens"


def test_without_dask_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setattr("ingest.cluster.find_spec", lambda _name: None)
    with pytest.raises(KennisbankError, match=r"kennisbank\[dask\]"), cluster("tcp://127.0.0.1:1"):
        pytest.fail("it is not installed")


class Client:
    """A client of a cluster that comes and goes."""

    status = "running"
    workers = 1

    def scheduler_info(self, n_workers):
        assert n_workers == -1
        return {"workers": dict.fromkeys(range(self.workers))}


def test_a_cluster_without_workers_is_waited_for_and_then_given_up(monkeypatch):
    """A worker that starts anew in time saves the run; a connection that is closed does not come back."""
    client, clock = Client(), [0.0]
    monkeypatch.setattr("ingest.cluster.time.monotonic", lambda: clock[0])
    watch = _Watch(client, "tcp://ver")
    client.workers = 0
    for moment, workers in ((50, 0), (55, 1), (100, 0)):
        clock[0], client.workers = moment, workers
        watch()
    clock[0] = 120
    with pytest.raises(KennisbankError, match="tcp://ver is weggevallen"):
        watch()
    other = _Watch(Client(), "tcp://ver")
    other._client.status = "closed"
    with pytest.raises(KennisbankError, match="weggevallen"):
        other()


def test_a_file_that_cannot_be_read_is_an_answer_and_no_error():
    """Errors of ours do not survive every way of travelling; answers do."""
    assert read_here("leeg.txt", b"", None) == Refused("leeg", read_here("leeg.txt", b"", None).message)
    assert read_here("a.txt", b"Een brief.\n", None).text == "Een brief.\n"
