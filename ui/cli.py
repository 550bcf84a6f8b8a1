"""The command line: ``kennisbank [--home DIR] COMMAND …`` (contract, *Command line*).

Exit status: 0 done; 1 done in part; 2 wrong use; 3 not possible. With ``--json`` one JSON object stands
on standard output and nothing else; progress and messages go to standard error. What is slow to import
(the app, the language, the index) is imported by the command that needs it.
"""

from __future__ import annotations

import os
import sys
import traceback

import typer

from kb.reports import KennisbankError, UnknownValue
from ui import (
    cli_bench,
    cli_export,
    cli_files,
    cli_lists,
    cli_pages,
    cli_quality,
    cli_registers,
    cli_searches,
    cli_toezeggingen,
    cli_upkeep,
)
from ui.cli_base import DONE, IN_PART, NOT_POSSIBLE, WRONG_USE, app
from ui.cli_dutch import usage_error
from ui.cli_filters import WrongUse
from ui.cli_output import say

INTERRUPTED = 130
"""What the library makes of Ctrl-C."""

ROOMS = (
    cli_bench,
    cli_files,
    cli_export,
    cli_lists,
    cli_pages,
    cli_quality,
    cli_registers,
    cli_searches,
    cli_toezeggingen,
    cli_upkeep,
)
"""The modules whose commands are registered by being imported."""


def run(arguments: list[str] | None = None) -> int:
    """Run one command line (default: that of the process) and give its exit status."""
    try:
        status = int(app(arguments, prog_name="kennisbank", standalone_mode=False) or DONE)
        return interrupted() if status == INTERRUPTED else status
    except SystemExit as stop:
        # Somebody stopped reading (| head); the library makes an exit of it. No error, but nothing may
        # be written any more, not even what still waits in the stream.
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (typer.Abort, KeyboardInterrupt):
        return interrupted()
    except Exception as error:
        return told(error)


def interrupted() -> int:
    """Say that somebody pressed Ctrl-C; nothing is half done."""
    say("Afgebroken. Wat klaar was, is bewaard; dezelfde opdracht gaat verder waar zij was.")
    return IN_PART


def told(error: Exception) -> int:
    """Say what went wrong, and give the exit status that goes with it."""
    if isinstance(error, UnknownValue | WrongUse):
        say(f"Fout: {error}")
        return WRONG_USE
    if isinstance(error, KennisbankError):
        say(f"Niet mogelijk: {error}")
        return NOT_POSSIBLE
    if hasattr(error, "format_message"):  # the library's own usage errors
        no_command = type(error).__name__ == "NoArgsIsHelpError"
        say(error.format_message() if no_command else usage_error(error))
        return WRONG_USE
    traceback.print_exception(error)
    say("Dit had niet mogen gebeuren: het is een fout in het programma. Meld de regels hierboven.")
    return NOT_POSSIBLE


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    sys.exit(run())


if __name__ == "__main__":
    main()
