"""Parsing XML of strangers: no entities of its own, nothing from elsewhere, bounded depth and size.

Built on expat of the standard library, so that it needs no package beyond it. Expat fetches nothing by
itself; entities that a file declares (the way in for bombs) are refused when they are declared.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

DEEPEST = 250
MOST_ELEMENTS = 3_000_000


class UnsafeXml(Exception):
    """The file declares entities, or points to other files."""


class BrokenXml(Exception):
    """The file is not well-formed, nested too deep, or has too many elements."""


def parse(data: bytes) -> Element:
    """The root element of an XML document; comments and processing instructions are left out.

    Raises UnsafeXml or BrokenXml.
    """
    handler = _Handler()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.builder.data
    parser.EntityDeclHandler = handler.refuse
    parser.AttlistDeclHandler = handler.attributes
    parser.UnparsedEntityDeclHandler = handler.refuse
    parser.ExternalEntityRefHandler = handler.refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise BrokenXml(str(error)) from error
    return handler.builder.close()


class _Handler:
    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.depth = 0
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST:
            raise BrokenXml("te diep genest")
        if self.count > MOST_ELEMENTS:
            raise BrokenXml("te veel onderdelen")
        self.builder.start(_qualified(name), {_qualified(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_qualified(name))

    def attributes(self, _element: str, _name: str, _kind: str, default: str | None, _required: bool) -> None:
        """Refuse a value that the file gives to an attribute of every element: few bytes become many."""
        if default is not None:
            raise UnsafeXml

    def refuse(self, *_: object) -> int:
        raise UnsafeXml


def _qualified(name: str) -> str:
    """Expat gives "space}local"; ElementTree writes "{space}local"."""
    return "{" + name if "}" in name else name
