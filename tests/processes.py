"""Processes of tests that are told to stop."""

import signal
import subprocess
from contextlib import contextmanager


@contextmanager
def started(command, environment, **streams):
    """A process that hears Ctrl-C, also where the tests themselves run in the background; ended in any case."""

    def hear():
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(command, env=environment, text=True, preexec_fn=hear, **streams) as running:  # noqa: PLW1509
        try:
            yield running
        finally:
            if running.poll() is None:
                running.kill()
