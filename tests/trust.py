"""The long forms of the tests of trust: ``python tests/trust.py PART``, or ``make trust`` for all of them.

Each prints its figures and what went wrong, and ends with status 1 when anything did. They work in a folder
of their own, which goes afterwards; they need no network.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]


def crash(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    import crash as room  # noqa: PLC0415 - each part needs only its own

    names = tuple(arguments.cases or room.CASES)
    each = -(-arguments.kills // len(names))
    timed = each // 4
    return room.survived(folder, each - timed, timed, arguments.seed, names)


def disk(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    import disk as room  # noqa: PLC0415

    return room.survived(folder, arguments.most, tuple(arguments.cases or ()))


def soak(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    import soak as room  # noqa: PLC0415

    return room.soaked(folder, arguments.seconds, arguments.readers, arguments.seed)


def files(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    import fuzz as room  # noqa: PLC0415

    return room.survived(folder, arguments.count, arguments.seed, [Path(item) for item in arguments.folders])


def queries(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    import hostile_queries as room  # noqa: PLC0415

    return room.survived(
        folder, arguments.count, arguments.seed, Path(arguments.home) if arguments.home else None
    )


def main(given: list[str] | None = None) -> None:
    """Run one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    one = parts.add_parser("crash", help="commands killed at points of their writing and at random")
    one.add_argument("--kills", type=int, default=200)
    one.add_argument("--cases", nargs="*")
    one = parts.add_parser("disk", help="full disks, and disks for reading only")
    one.add_argument("--most", type=int, default=66)
    one.add_argument("--cases", nargs="*")
    one = parts.add_parser("soak", help="one writer and many readers")
    one.add_argument("--seconds", type=float, default=120)
    one.add_argument("--readers", type=int, default=4)
    one = parts.add_parser("files", help="hostile files, and mutants of sound ones")
    one.add_argument("--count", type=int, default=20_000)
    one.add_argument("--folders", nargs="*", default=[str(HERE.parent / "seeds")])
    one = parts.add_parser("queries", help="queries that want too much: two seconds and 200 MB each")
    one.add_argument("--count", type=int, default=5_000)
    one.add_argument("--home", help="a knowledge base to ask; else a small one is made")
    for one in parts.choices.values():
        one.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(given)
    clock = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kennisbank-") as folder:
        told = PARTS[arguments.part](arguments, Path(folder))
    figures = ", ".join(f"{count} {name}" for name, count in told["figures"].items())
    print(f"{arguments.part}: {figures}; {len(told['wrong'])} wrong; {time.monotonic() - clock:.0f} s")  # noqa: T201
    for line in told["wrong"][:30]:
        print(f"  {line}")  # noqa: T201
    sys.exit(1 if told["wrong"] else 0)


PARTS = {"crash": crash, "disk": disk, "soak": soak, "files": files, "queries": queries}

if __name__ == "__main__":
    main()
