"""Messages in e-mails and bundles of them: where each begins, told by the lines of its head.

A head is some lines below each other that begin with a label and a colon ("Van:", "Verzonden:", "Aan:",
"Onderwerp:"), with who sent it and when among them. The labels are data (mails.toml). Letters and memos have
labels too, but not these together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from ingest.layout import Line, Turn

_LEAST = 3
"""Labels that a head has at least."""
_FURTHEST = 4
"""Lines between two labels of one head: a list of names goes on over lines."""
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_QUOTED = re.compile(r"(?:[>|]\s*)*")


@lru_cache(maxsize=1)
def _labels() -> dict[str, frozenset[str]]:
    data = tomllib.loads((resources.files(__package__) / "mails.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def mail_label(text: str) -> str | None:
    """Which label of a message's head a line begins with ("from", "sent" or "other"), None for none."""
    words, colon, _ = text[_match_end(text) :].partition(":")
    word = words.strip().casefold()
    if not colon or not word:
        return None
    found = next((name for name, known in _labels().items() if word in known), None)
    return ("sent" if _TIME.search(text) else "other") if found == "date" else found


def _match_end(text: str) -> int:
    found = _QUOTED.match(text)
    return found.end() if found else 0


def find_messages(lines: Sequence[Line]) -> dict[int, Turn]:
    """Index of the first line of each message's head → a turn; empty where there are no messages."""
    found: dict[int, Turn] = {}
    head: list[tuple[int, str]] = []
    for at, line in enumerate(lines):
        label = mail_label(line.text) if line.hint in (None, "paragraph", "table", "box") else None
        if label is None:
            continue
        again = any(name == label != "other" for _, name in head)
        if head and (at - head[-1][0] > _FURTHEST or again):
            _note(head, lines, found)
            head = []
        head.append((at, label))
    _note(head, lines, found)
    return found


def _note(head: Sequence[tuple[int, str]], lines: Sequence[Line], found: dict[int, Turn]) -> None:
    """Add the message whose head has these labels, when it is one."""
    names = [name for _, name in head]
    if len(head) >= _LEAST and "from" in names and "sent" in names:
        first = lines[head[0][0]]
        found[first.index] = Turn("mail", alone=False)
