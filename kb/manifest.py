"""Reads `manifest.toml`: what people say about their files. It goes before what the text says.

One `[[document]]` per file. An error names the document, the key and, where it can be told, the line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

FIRST_YEAR, LAST_YEAR = 1800, 2200

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_PAGES = re.compile(r"(?P<first>\d{1,5})(?:\s?[-–]\s?(?P<last>\d{1,5}))?")


class ManifestError(ValueError):
    """A manifest that cannot be used; the message (Dutch) says where and what to do."""


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What a manifest says of one file; None (or empty) is not said.

    `publication_date` is "2025", "2025-05" or "2025-05-25"; `pages` first and last page (1-based) of
    the file that the document takes; `bijlage_bij` and `versie_van` name a file, an official number or a
    document id.
    """

    file: str
    title: str | None = None
    kind: str | None = None
    organisation: str | None = None
    reporting_years: tuple[int, ...] = ()
    publication_date: str | None = None
    kamerstuk: str | None = None
    url: str | None = None
    signatory: str | None = None
    bijlage_bij: str | None = None
    pages: tuple[int, int] | None = None
    versie_van: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries of a manifest, in its order."""

    entries: tuple[ManifestEntry, ...] = ()

    def entry(self, file_name: str) -> ManifestEntry | None:
        """The first entry for a file, by its path as the manifest writes it, else by its name alone."""
        wanted = _path(file_name)
        for item in self.entries:
            if _path(item.file) == wanted:
                return item
        name = wanted.rsplit("/", 1)[-1]
        return next((item for item in self.entries if _path(item.file) == name), None)

    def parts(self, file_name: str) -> tuple[ManifestEntry, ...]:
        """All entries for a file: more than one where it holds several documents, each with its pages."""
        first = self.entry(file_name)
        if first is None:
            return ()
        return tuple(item for item in self.entries if _path(item.file) == _path(first.file))


def load_manifest(path: Path) -> Manifest:
    """The manifest in the file `path`. Raises ManifestError; OSError when the file cannot be opened."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path.name}: geen UTF-8-tekst; sla het bestand op als UTF-8.") from error
    return parse_manifest(text, path.name)


def parse_manifest(text: str, name: str = "manifest.toml") -> Manifest:
    """The manifest in `text`; `name` is the file's name in messages. Raises ManifestError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(
            f"{name}: geen geldige TOML ({error}). Tekst staat tussen aanhalingstekens."
        ) from error
    lines = _document_lines(text)
    for key in data:
        if key != "document":
            raise ManifestError(
                f"{name}{_at(_key_line(text, key, 0))}: onbekend “{key}”; schrijf per bestand [[document]]."
            )
    documents = data.get("document", [])
    if not isinstance(documents, list):
        raise ManifestError(f"{name}: schrijf [[document]] met dubbele haken, één keer per bestand.")
    entries: list[ManifestEntry] = []
    for number, table in enumerate(documents):
        start = lines[number] if number < len(lines) else 0
        entry = _Reader(name, text, number + 1, start, table).entry()
        if entry.pages is None and any(_path(other.file) == _path(entry.file) for other in entries):
            raise ManifestError(
                f"{name}{_at(start)}: “{entry.file}” staat er al; geef met pages aan welk deel elk document is."
            )
        entries.append(entry)
    return Manifest(tuple(entries))


def _path(file_name: str) -> str:
    return file_name.replace("\\", "/").removeprefix("./")


def _at(line: int | None) -> str:
    return f", regel {line}" if line else ""


def _document_lines(text: str) -> list[int]:
    return [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(r"\s*\[\[\s*document\s*\]\]", line)
    ]


def _key_line(text: str, key: str, start: int) -> int | None:
    """The line (1-based) on which `key` is given, from line `start` on; None when not found."""
    for number, line in enumerate(text.splitlines(), 1):
        if number >= start and re.match(rf"\s*\[{{0,2}}[\"']?{re.escape(key)}[\"']?\s*(?:=|\]|\.)", line):
            return number
    return None


class _Reader:
    """Reads one `[[document]]`."""

    def __init__(self, name: str, text: str, number: int, start: int, table: Any) -> None:
        self._name, self._text, self._number, self._start = name, text, number, start
        if not isinstance(table, dict):
            raise ManifestError(f"{name}: document {number} is geen tabel; schrijf [[document]].")
        self._table: dict[str, Any] = table

    def entry(self) -> ManifestEntry:
        for key in self._table:
            if key not in _KEYS:
                near = get_close_matches(key.lower(), _KEYS, n=1, cutoff=0.4)
                hint = f"; bedoelt u “{near[0]}”?" if near else f"; bekend zijn: {', '.join(_KEYS)}."
                raise self._error(key, f"onbekend veld “{key}”{hint}")
        values = {key: _KEYS[key](self, key, value) for key, value in self._table.items()}
        if not values.get("file"):
            raise self._error("file", "het veld file (de naam van het bestand) ontbreekt")
        values["reporting_years"] = values.pop("reporting_year", ())
        return ManifestEntry(**values)

    def _error(self, key: str, message: str) -> ManifestError:
        line = _key_line(self._text, key, self._start) or self._start
        file = self._table.get("file")
        which = f" ({file})" if isinstance(file, str) and file else ""
        return ManifestError(f"{self._name}{_at(line)}, document {self._number}{which}: {message}")

    def text(self, key: str, value: Any) -> str:
        if not isinstance(value, str):
            raise self._error(key, f"{key} moet tekst zijn, tussen aanhalingstekens; niet {_dutch(value)}")
        if not value.strip():
            raise self._error(key, f"{key} is leeg; laat de regel weg als u het niet weet")
        return value.strip()

    def kind(self, key: str, value: Any) -> str:
        return re.sub(r"[\s_]+", "-", self.text(key, value).lower())

    def years(self, key: str, value: Any) -> tuple[int, ...]:
        items = value if isinstance(value, list) else [value]
        for item in items:
            if isinstance(item, bool) or not isinstance(item, int):
                raise self._error(key, f"{key} moet een jaar zijn (2022) of een lijst van jaren ([2022, 2023])")
            if not FIRST_YEAR <= item <= LAST_YEAR:
                raise self._error(key, f"{key}: {item} is geen jaar")
        if not items:
            raise self._error(key, f"{key} is leeg; laat de regel weg als u het niet weet")
        return tuple(sorted(set(items)))

    def date(self, key: str, value: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
            return str(value)
        if isinstance(value, date):
            return value.isoformat()[:10]
        match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
            raise self._error(
                key, f"{key} moet een datum zijn als 2023-05-25, 2023-05 of 2023; niet {_dutch(value)}"
            )
        try:
            date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        except ValueError as error:
            raise self._error(key, f"{key}: {match.group()} bestaat niet") from error
        return match.group()

    def pages(self, key: str, value: Any) -> tuple[int, int]:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        match = _PAGES.fullmatch(text.strip()) if isinstance(text, str) else None
        if match is None:
            raise self._error(key, f'{key} moet bladzijden zijn als "5-12" of "5"; niet {_dutch(value)}')
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if not 1 <= first <= last:
            raise self._error(key, f"{key}: {match.group()} loopt niet op vanaf bladzijde 1")
        return first, last


_KEYS: dict[str, Callable[[_Reader, str, Any], Any]] = {
    "file": _Reader.text, "title": _Reader.text, "kind": _Reader.kind, "organisation": _Reader.text,
    "reporting_year": _Reader.years, "publication_date": _Reader.date, "kamerstuk": _Reader.text,
    "url": _Reader.text, "signatory": _Reader.text, "bijlage_bij": _Reader.text, "pages": _Reader.pages,
    "versie_van": _Reader.text,
}  # fmt: skip


def _dutch(value: Any) -> str:
    """A value as it was written, with its sort, for a message."""
    sorts = {
        bool: "ja of nee",
        int: "een getal",
        float: "een getal",
        list: "een lijst",
        dict: "een tabel",
        str: "tekst",
    }
    return f"{sorts.get(type(value), 'dit')} ({str(value)[:40]})"
