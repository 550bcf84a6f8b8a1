"""Killed at any moment, the knowledge base opens, is whole or is mended, and the same command finishes."""

import gc
import subprocess
import sys
import weakref
from contextlib import closing

import disk
import pytest
from trust_run import ROOT, trust

from kennisbank import Kennisbank, KennisbankError

pytest_plugins = ["trust_fixtures"]

HOLDER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from kennisbank import Kennisbank
with Kennisbank(sys.argv[2])._lock.hold("ingest", 0):
    print("heb hem", flush=True)
    time.sleep(60)
"""


def test_twenty_kills():
    """The short form of `make trust`: each command at points of its writing, each kind of point in turn."""
    status, told = trust("crash", "--kills", "20", "--cases", "ingest", "update", "purge", "judge")
    assert status == 0, told
    assert "16 kills at a point" in told, told


def test_disks_that_are_full_or_for_reading_only():
    """The error is clear and Dutch, the state before intact; with room again the command works."""
    if not disk.possible():
        pytest.skip("Hier kan geen schijf in het geheugen gemaakt worden (mount mag niet).")
    status, told = trust("disk", "--most", "4", "--cases", "update", "backup", before=("unshare", "-m"))
    assert status == 0, told
    assert "2 disk for reading" in told, told


def test_readers_go_on_while_one_writes():
    """Processes: no error and no wrong count in any answer."""
    status, told = trust("soak", "--seconds", "4", "--readers", "2")
    assert status == 0, told


def test_the_lock_of_a_process_that_was_killed_is_no_lock(home):
    """While it lives a second writer hears who it is; after kill -9 the next writer goes on at once."""
    command = [sys.executable, "-c", HOLDER, str(ROOT), str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "heb hem\n"
        with closing(Kennisbank(home)) as kennisbank:
            with pytest.raises(KennisbankError, match=f"'ingest' .proces {holder.pid}"):
                kennisbank._lock.hold("remove", 0.1).__enter__()
            assert kennisbank.check(quick=True).writing
            assert kennisbank.search("huurtoeslag").total > 0
            holder.kill()
            holder.wait()
            assert kennisbank.check(quick=True).writing is None
            kennisbank.remove("brief-juli")


def test_an_index_that_is_let_go_gives_its_files_back(home):
    """At once, not when rubbish is looked for: a process that lives long runs out of open files otherwise."""
    gc.collect()
    gc.disable()
    try:
        with closing(Kennisbank(home)) as kennisbank:
            kennisbank.search("huurtoeslag")
            engine = weakref.ref(kennisbank._index._open.engine)
        assert engine() is None
    finally:
        gc.enable()
