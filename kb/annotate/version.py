"""Which rules these are: a short hash over the code and the data of this room.

It changes with any change of a rule, so that what was annotated before is known to be out of date; nobody
has to remember to raise a number.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
_NO_RULES = frozenset({"evaluate.py", "training.py", "version.py"})


@lru_cache(maxsize=4)
def rules_version(room: Path = HERE) -> str:
    """Eight hex digits over the rules of a room; the same on every machine for the same rules."""
    digest = hashlib.sha256()
    for path in sorted(path for kind in ("*.py", "*.toml", "*.tsv") for path in room.rglob(kind)):
        if path.name not in _NO_RULES:
            digest.update(path.relative_to(room).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:8]
