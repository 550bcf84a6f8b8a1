"""The figures of the last `eval`, kept in the home folder so that who works with it can see them."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "quality.json"
LONGEST = 200_000
"""Characters of one part that are kept."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What `eval` told of one part, when (UTC, ISO), and by which version of the program."""

    part: str
    text: str
    at: str
    version: str


def keep(home: Path, part: str, text: str, version: str) -> None:
    """Keep the figures of a part in the place of its older ones. Raises OSError."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    known = {item.part: item for item in kept(home)} | {part: Figures(part, text[:LONGEST], moment, version)}
    place = home / FILE
    beside = place.with_name(f".{FILE}.{secrets.token_hex(4)}")
    data = json.dumps([asdict(item) for item in known.values()], ensure_ascii=False, indent=1)
    beside.write_text(data, encoding="utf-8")
    beside.replace(place)


def kept(home: Path) -> list[Figures]:
    """The figures that are kept; none when there are none, or the file is not one of ours."""
    try:
        found = json.loads((home / FILE).read_text(encoding="utf-8"))
        return [Figures(str(i["part"]), str(i["text"]), str(i["at"]), str(i["version"])) for i in found]
    except (OSError, ValueError, TypeError, KeyError):
        return []
