"""The parts of a DOCX: a zip file of XML, opened with limits on size, number and what XML may declare."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree.ElementTree import Element

from ingest.raw import ReadError
from ingest.safexml import BrokenXml, UnsafeXml, parse

LARGEST = 300_000_000
LARGEST_PART = 80_000_000
_MOST_PARTS = 20_000
_HIGHEST_RATIO = 300
"""XML packs to about a fifteenth; a part that unpacks to more than this is a bomb."""

_BROKEN = ReadError(
    "beschadigd",
    "Het Word-bestand is beschadigd of niet volledig. Open het in Word, bewaar het opnieuw en lever dat aan.",
)
_BOMB = ReadError(
    "te-groot",
    "Het Word-bestand pakt uit tot meer dan gelezen kan worden. Splits het, of bewaar het als PDF.",
)


def open_package(data: bytes) -> Package:
    """The package in `data`. Raises ReadError when it is no zip file, too large or protected."""
    if len(data) > LARGEST:
        raise _BOMB
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _BROKEN from None
    if len(entries) > _MOST_PARTS:
        raise _BOMB
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError(
            "versleuteld", "Het Word-bestand is beveiligd. Bewaar het zonder wachtwoord en lever dat aan."
        )
    return Package(archive, {entry.filename: entry for entry in entries})


class Package:
    """An opened DOCX. Nothing is unpacked to disk, and no link out of it is followed."""

    def __init__(self, archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._entries = entries

    def part(self, name: str) -> Element | None:
        """A part as XML; None when it is not there. Raises ReadError when it is broken or too large."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        packed = max(entry.compress_size, 1)
        if entry.file_size > LARGEST_PART or (
            entry.file_size > 1_000_000 and entry.file_size / packed > _HIGHEST_RATIO  # noqa: PLR2004
        ):
            raise _BOMB
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(LARGEST_PART + 1)
            if len(data) > LARGEST_PART:
                raise _BOMB
            return parse(data)
        except (zipfile.BadZipFile, zlib.error, BrokenXml, UnsafeXml, OSError, EOFError, ValueError) as error:
            raise _BROKEN from error
        except (NotImplementedError, RuntimeError) as error:  # a packing that is not known
            raise _BROKEN from error

    def dates(self) -> tuple[str, ...]:
        """When the file was made and changed, by its own word (ISO dates)."""
        try:
            core = self.part("docProps/core.xml")
        except ReadError:
            return ()
        found: set[str] = set()
        for element in core if core is not None else ():
            date = re.match(r"\d{4}-\d{2}-\d{2}", (element.text or "").strip())
            if local(element) in ("created", "modified") and date:
                found.add(date[0])
        return tuple(sorted(found))


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """The value of an attribute whatever its namespace; "" when it is not there."""
    for key, value in element.attrib.items() if element is not None else ():
        if key.rpartition("}")[2] == name:
            return value
    return ""
