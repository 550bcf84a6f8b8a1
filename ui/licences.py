"""Lists the licences of everything that set-up installs: ``python -m ui.licences`` prints docs/licences.md.

The packages are those of requirements.lock, the licences what each package says of itself. A licence that
is not among those that go with the EUPL in use here (`ALLOWED`) is an error, so that it is seen when a
package comes in, not later.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"

ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Unlicense|0BSD|HPND|Zlib|CC0|CC BY|CC-BY"
    r"|EUPL|LGPL|Public Domain|Artistic|Beerware",
    re.IGNORECASE,
)
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)\s*(?:;\s*([^\\]+))?", re.MULTILINE)
_LONGEST = 60

BY_HAND = {
    "wordfreq": "Apache-2.0; woordenlijsten CC BY-SA 4.0",
    "spacy-lookups-data": "MIT; tabellen CC BY-SA",
    "locate": "MIT (zo staat het in zijn LICENSE; zijn classifier zegt iets anders)",
}
"""Where the data in a package has another licence than its code, or its metadata are wrong."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that the lock names; `licence` is None where it is not installed on this system."""

    name: str
    version: str
    licence: str | None
    only: str | None


def locked(text: str) -> Iterator[Package]:
    """The packages of a lock file, each with the licence that it gives itself."""
    for name, version, marker in _PINNED.findall(text):
        try:
            licence: str | None = BY_HAND.get(name.lower()) or licence_of(metadata.metadata(name))
        except metadata.PackageNotFoundError:
            licence = None
        yield Package(name, version, licence, marker.strip() or None)


def licence_of(facts: Any) -> str:
    """The licence in a package's metadata: the SPDX expression, else the classifiers, else the text's name."""
    expression = facts.get("License-Expression")
    if expression:
        return str(expression)
    classes = [
        item.rpartition(" :: ")[2]
        for item in facts.get_all("Classifier") or ()
        if item.startswith("License ::") and not item.endswith("OSI Approved")
    ]
    if classes:
        return "; ".join(dict.fromkeys(classes))
    first = (str(facts.get("License") or "").strip().splitlines() or ["onbekend"])[0]
    return first[:_LONGEST]


def page(packages: list[Package]) -> str:
    """The list as Markdown."""
    lines = [
        "# Licenties van wat geïnstalleerd wordt",
        "",
        "Gemaakt met `make licences` uit `requirements.lock`: wat elk pakket over zichzelf zegt. De kennisbank",
        "zelf is EUPL-1.2. Een pakket met een licentie die hier niet past, laat de opdracht mislukken.",
        "",
        "| pakket | versie | licentie |",
        "|---|---|---|",
    ]
    for item in packages:
        told = item.licence or f"(alleen waar `{item.only}`)"
        lines.append(f"| {item.name} | {item.version} | {told.replace('|', '/')} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the list; 1 when a licence does not go with ours."""
    packages = sorted(locked(LOCK.read_text(encoding="utf-8")), key=lambda item: item.name.lower())
    sys.stdout.write(page(packages))
    wrong = [item for item in packages if item.licence is not None and not ALLOWED.search(item.licence)]
    for item in wrong:
        sys.stderr.write(f"Past niet: {item.name} {item.version}: {item.licence}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
