"""Reading in worker processes: limits on time and memory, processes that die, order, progress, stopping."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from processes import started

from ingest.raw import ReadError
from ingest.worker import Job, ReadExecutor, WorkerDied, as_read_error, read_files

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def helpers(tmp_path, monkeypatch):
    """A module of misbehaving functions that worker processes can import."""
    (tmp_path / "misbehave.py").write_text(
        textwrap.dedent(
            """
            import os, subprocess, sys, time
            from ingest.raw import ReadError

            def double(value):
                return 2 * value

            def pid():
                return os.getpid()

            def sleep(seconds):
                time.sleep(seconds)

            def eat(megabytes):
                return len(bytearray(megabytes * 1_048_576))

            def die():
                os._exit(9)

            def refuse():
                raise ReadError("leeg", "Het bestand is leeg.")

            class Odd(Exception):
                def __init__(self, one, two):
                    super().__init__(one)

            def odd():
                raise Odd("een", "twee")

            def chatter():
                print("x" * 100_000)
                os.write(1, b"y" * 10_000)
                return "stil"

            def child(path):
                process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
                open(path, "w").write(str(process.pid))
                time.sleep(60)
            """
        )
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    import misbehave  # noqa: PLC0415 - made above

    yield misbehave
    sys.modules.pop("misbehave", None)


def test_it_is_a_standard_executor_and_keeps_its_process(helpers):
    with ReadExecutor(1, memory_limit_mb=500) as pool:
        assert isinstance(pool, Executor)
        assert list(pool.map(helpers.double, [1, 2, 3])) == [2, 4, 6]
        assert pool.submit(helpers.pid).result() == pool.submit(helpers.pid).result() != os.getpid()
    with pytest.raises(RuntimeError, match="after shutdown"):
        pool.submit(helpers.double, 1)


def test_a_call_over_its_time_is_stopped_and_the_next_one_runs(helpers):
    with ReadExecutor(1, time_limit_s=1.5) as pool:
        with pytest.raises(WorkerDied) as caught:
            pool.submit(helpers.sleep, 30).result()
        assert caught.value.why == "tijd"
        assert as_read_error(caught.value, 1.5).code == "te-lang"
        assert pool.submit(helpers.double, 4).result() == 8


def test_memory_is_bounded(helpers):
    with ReadExecutor(1, memory_limit_mb=300) as pool:
        with pytest.raises(MemoryError) as caught:
            pool.submit(helpers.eat, 600).result()
        assert as_read_error(caught.value).code == "te-veel-geheugen"
        assert pool.submit(helpers.eat, 10).result() > 0


def test_a_process_that_dies_is_told_and_replaced(helpers):
    with ReadExecutor(1) as pool:
        before = pool.submit(helpers.pid).result()
        with pytest.raises(WorkerDied) as caught:
            pool.submit(helpers.die).result()
        assert as_read_error(caught.value).code == "lezer-gestopt"
        assert pool.submit(helpers.pid).result() != before


def test_errors_come_back_as_they_are_or_in_words(helpers):
    with ReadExecutor(1) as pool:
        with pytest.raises(ReadError) as caught:
            pool.submit(helpers.refuse).result()
        assert (caught.value.code, caught.value.message) == ("leeg", "Het bestand is leeg.")
        with pytest.raises(RuntimeError, match="Odd: een"):
            pool.submit(helpers.odd).result()


def test_what_a_library_prints_does_not_disturb_the_answers(helpers):
    with ReadExecutor(1) as pool:
        assert pool.submit(helpers.chatter).result() == "stil"


def test_stopping_leaves_no_process_behind_and_none_of_its_children(helpers, tmp_path):
    note = tmp_path / "pid"
    pool = ReadExecutor(1)
    future = pool.submit(helpers.child, str(note))
    for _ in range(200):
        if note.exists() and note.read_text():
            break
        time.sleep(0.05)
    child = int(note.read_text())
    pool.shutdown(cancel_futures=True)
    assert isinstance(future.exception(timeout=5), WorkerDied)
    for _ in range(100):
        if not _alive(child):
            break
        time.sleep(0.05)
    assert not _alive(child)


def _alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _files(tmp_path):
    (tmp_path / "goed.txt").write_text("Dit is een brief over de toeslagen.\n", encoding="utf-8")
    (tmp_path / "leeg.txt").write_bytes(b"")
    return [
        Job("goed", tmp_path / "goed.txt"),
        Job("leeg", tmp_path / "leeg.txt"),
        Job("weg", tmp_path / "weg.txt"),
    ]


def test_files_come_as_documents_or_as_errors_with_progress(tmp_path):
    told = []
    outcomes = {
        outcome.job.key: outcome
        for outcome in read_files(
            _files(tmp_path), workers=2, progress=lambda done, total, job: told.append((done, total, job.key))
        )
    }
    assert outcomes["goed"].document is not None
    assert "toeslagen" in outcomes["goed"].document.text
    assert outcomes["leeg"].error.code == "leeg"
    assert outcomes["weg"].error.code == "weg"
    assert [item[:2] for item in told] == [(1, 3), (2, 3), (3, 3)]
    assert {item[2] for item in told} == {"goed", "leeg", "weg"}


def test_any_executor_can_be_used(tmp_path):
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(read_files(_files(tmp_path), workers=2, executor=pool))
        assert sorted(outcome.error is None for outcome in outcomes) == [False, False, True]
        assert pool.submit(len, "abc").result() == 3


def test_a_caller_that_stops_half_way_ends_the_workers(tmp_path):
    jobs = [Job(str(number), _files(tmp_path)[0].path) for number in range(20)]
    outcomes = read_files(jobs, workers=2)
    assert next(outcomes).document is not None
    outcomes.close()


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name == "nt", reason="needs POSIX signals")
def test_ctrl_c_leaves_nothing_behind(tmp_path):
    (tmp_path / "slow.py").write_text("import time\n\ndef slow():\n    time.sleep(60)\n")
    script = textwrap.dedent(
        f"""
        import sys
        sys.path[:0] = [{str(ROOT)!r}, {str(tmp_path)!r}]
        from ingest.worker import ReadExecutor
        import slow
        pool = ReadExecutor(1)
        try:
            future = pool.submit(slow.slow)
            print("klaar", flush=True)
            future.result()
        except KeyboardInterrupt:
            pids = [process._process.pid for process in pool._running]
            pool.shutdown(cancel_futures=True)
            print(*pids, flush=True)
        """
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    with started([sys.executable, "-c", script], environment, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline().strip() == "klaar"
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=20)
    pids = [int(word) for word in out.split()]
    assert pids
    assert not any(_alive(pid) for pid in pids)
