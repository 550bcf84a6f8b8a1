"""The command line in Dutch: what the library behind it says by itself, put into Dutch at our edge.

Help and usage errors come out of the library as finished English text, and their wording moves with
its versions; so the text is put into Dutch as it leaves, by the table in ``typer_nl.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

TABLE = Path(__file__).with_name("typer_nl.toml")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {
        part: tuple((re.compile(english, re.MULTILINE), dutch) for english, dutch in rows.items())
        for part, rows in data.items()
    }


def dutch(text: str, part: str) -> str:
    """`text` in Dutch by the rows of `part`: "help" or "errors"."""
    for english, replacement in _table()[part]:
        text = english.sub(replacement, text)
    return text


class DutchCommand(TyperCommand):
    """A command whose help is Dutch throughout."""

    def get_help(self, ctx: Any) -> str:
        """Its help text."""
        return dutch(super().get_help(ctx), "help")


class DutchGroup(TyperGroup):
    """A group of commands whose help is Dutch throughout."""

    def get_help(self, ctx: Any) -> str:
        """Its help text."""
        return dutch(super().get_help(ctx), "help")


def usage_error(error: Any) -> str:
    """What to say about a wrong command line: how it is used, and what is wrong with it."""
    context = getattr(error, "ctx", None)
    lines = []
    if context is not None:
        lines = [dutch(context.get_usage(), "help"), f"Uitleg: {context.command_path} --help", ""]
    return "\n".join([*lines, f"Fout: {dutch(error.format_message(), 'errors')}"])
