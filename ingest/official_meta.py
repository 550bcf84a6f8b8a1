"""Metadata of official publications: the `.metadata.xml` beside a paper, or a record of the search service."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ingest.safexml import BrokenXml, UnsafeXml, parse

LARGEST = 5_000_000
MOST_VALUES = 2_000
_SPACES = (
    ("purl.org/dc/terms", "DCTERMS"),
    ("purl.org/dc/elements", "DC"),
    ("overheid.nl/owms", "OVERHEID"),
    ("overheid.nl/wetgeving", "OVERHEIDop"),
    ("overheid.nl/product", "OVERHEIDop"),
)


def read_metadata(data: bytes | None) -> dict[str, list[str]]:
    """All values of a metadata file by key ("DC.title", "OVERHEIDop.dossiernummer"), each once, in order.

    A file that cannot be read gives nothing: the paper itself is read all the same.
    """
    if not data or len(data) > LARGEST:
        return {}
    try:
        root = parse(data)
    except (BrokenXml, UnsafeXml):
        return {}
    return metadata_of(root)


def metadata_of(root: Element) -> dict[str, list[str]]:
    """The metadata in an element: `<metadata name="…" content="…"/>`, `<meta …/>`, or elements with text."""
    found: dict[str, list[str]] = {}
    count = 0
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name, content = element.get("name"), element.get("content")
        key, value = (name, content) if name and content is not None else _named(element)
        value = " ".join((value or "").split())
        if not key or not value or count >= MOST_VALUES:
            continue
        values = found.setdefault(key, [])
        if value not in values:
            values.append(value)
            count += 1
    return found


def _named(element: Element) -> tuple[str | None, str | None]:
    """Key and value of an element that holds only text: `<dcterms:issued>2021-05-25</dcterms:issued>`."""
    if len(element) or not (element.text or "").strip() or "}" not in element.tag:
        return None, None
    space, _, local = element.tag[1:].partition("}")
    for part, prefix in _SPACES:
        if part in space:
            return f"{prefix}.{local}", element.text
    return None, None
