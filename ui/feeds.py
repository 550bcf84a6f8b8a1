"""A saved search as an Atom file (RFC 4287): one entry per document, the one that came in last first.

A feed reader shows a document once: its id is made of this knowledge base, the search and the document, and
stays when the document is read anew. No Streamlit here.
"""

from __future__ import annotations

import os
import re
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from kb.saved import SavedSearch
from kennisbank import __version__
from ui.address import DocumentAddress, SearchAddress, link
from ui.export import Origin, plain_text
from ui.words import count, publication_text

if TYPE_CHECKING:
    from index.results import Hit
    from kb.saved import Arrival
    from kennisbank import Kennisbank

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50
"""Documents in one file: what a reader keeps; the search itself shows the others."""
PER_DOCUMENT = 20
"""Hits looked at for each document on the average, to find the best one of each."""
ADDRESS = "KENNISBANK_ADDRESS"
"""Environment variable: where the app can be reached, for the links in files."""
DEFAULT_ADDRESS = "http://127.0.0.1:8501"
DAYS = {"dag": 1, "week": 7, "maand": 28}
_ODD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in a file: when it came in, and its best passage for the search."""

    document_id: str
    arrival: Arrival
    hit: Hit


def base_address() -> str:
    """Where the app can be reached."""
    return os.environ.get(ADDRESS, "").rstrip("/") or DEFAULT_ADDRESS


def address_of(search: SavedSearch) -> SearchAddress:
    """The address of a saved search in the app."""
    sort = "date" if search.sort == "date" else "relevance"
    return SearchAddress(search.query, search.filters, sort, search.exact, off=search.off)  # type: ignore[arg-type]


def file_name(search: SavedSearch) -> str:
    """A name that stays while the search keeps its name: 3-bezwaar-en-termijnen.atom."""
    slug = _ODD.sub("-", search.name.casefold()).strip("-")[:40].strip("-")
    return "-".join(part for part in (str(search.saved_search_id), slug) if part) + ".atom"


def entries(kennisbank: Kennisbank, search: SavedSearch) -> tuple[list[Entry], int]:
    """The documents that came in last among those with a hit, and how many documents have one."""
    found = kennisbank.passage_ids(search.query, search.filters, exact=search.exact, off=search.off)
    arrivals = kennisbank.news.arrivals()
    documents = {passage_id.rpartition(".")[0] for passage_id in found} & set(arrivals)
    last = sorted(documents, key=lambda item: (-arrivals[item].revision, item))[:MOST]
    best: dict[str, Hit] = {}
    if last:
        only = replace(search.filters, documents=tuple(last))
        page = kennisbank.search(
            search.query, only, exact=search.exact, off=search.off, limit=PER_DOCUMENT * len(last)
        )
        for hit in page.hits:
            best.setdefault(hit.document.document_id, hit)
    for document_id in last:
        if document_id not in best:  # all its hits lie below those of others
            only = replace(search.filters, documents=(document_id,))
            hits = kennisbank.search(search.query, only, exact=search.exact, off=search.off, limit=1).hits
            best |= {document_id: hits[0]} if hits else {}
    made = [Entry(item, arrivals[item], best[item]) for item in last if item in best]
    return made, len(documents)


def feed(kennisbank: Kennisbank, search: SavedSearch, base: str) -> bytes:
    """The Atom file of a saved search; `base` is the address of the app."""
    made, total = entries(kennisbank, search)
    place = link("zoeken", address_of(search).params(), base)
    origin = Origin(
        query=search.query, filters=filter_words(kennisbank, search), sort="laatst binnengekomen eerst",
        day=date.today(), total=total, exported=len(made), chosen=False,  # noqa: DTZ011 - the reader's own day
        revision=kennisbank.revision, version=__version__, address=place, unit=("document", "documenten"),
    )  # fmt: skip
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "nl"})
    _text(root, "title", f"Kennisbank: {search.name}")
    _text(root, "subtitle", " · ".join(f"{name}: {told}" for name, told in origin.lines()))
    _text(root, "id", _id(kennisbank, f"zoekvraag/{search.saved_search_id}"))
    _text(root, "updated", made[0].arrival.at if made else search.created_at)
    _text(ET.SubElement(root, "author"), "name", "Kennisbank")
    _text(root, "generator", "Kennisbank", version=__version__)
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": plain_text(place)})
    for item in made:
        _entry(root, kennisbank, search, item, base)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(root: ET.Element, kennisbank: Kennisbank, search: SavedSearch, item: Entry, base: str) -> None:
    document = kennisbank.document(item.document_id)
    entry = ET.SubElement(root, "entry")
    _text(entry, "title", document.title or document.source)
    _text(entry, "id", _id(kennisbank, f"zoekvraag/{search.saved_search_id}/{item.document_id}"))
    _text(entry, "updated", item.arrival.at)
    if document.publication_date.precision == "day" and document.publication_date.value:
        _text(entry, "published", f"{document.publication_date.value}T00:00:00Z")
    address = DocumentAddress.of(item.hit.passage, search.query)
    href = link("document", address.params(), base)
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": plain_text(href)})
    if document.url and document.url.startswith(("https://", "http://")):
        ET.SubElement(entry, "link", {"rel": "related", "href": plain_text(document.url)})
    told = (
        f"Verschenen: {publication_text(document.publication_date)}. {item.hit.snippet} ({item.hit.citation})"
    )
    _text(entry, "summary", " ".join(told.split()), type="text")


def filter_words(kennisbank: Kennisbank, search: SavedSearch) -> tuple[str, ...]:
    """What a search asks besides its words, as people see it."""
    from ui.present_asked import conditions  # noqa: PLC0415 - the command line needs it only here

    titles = {item.document_id: item.title or item.source for item in kennisbank.documents()}
    labels = kennisbank.taxonomy.label
    return tuple(conditions(address_of(search), labels, lambda value: titles.get(value, value)))


def due(search: SavedSearch, moment: datetime) -> bool:
    """Whether its file is to be written now: not paused, and its interval has passed since the last time."""
    if search.paused or search.interval is None:
        return False
    if search.written_at is None:
        return True
    last = datetime.strptime(search.written_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    # an hour less than a whole day: what runs every morning at seven never misses one
    return moment - last >= timedelta(days=DAYS[search.interval]) - timedelta(hours=1)


def write(kennisbank: Kennisbank, searches: Sequence[SavedSearch], folder: Path, base: str) -> list[Path]:
    """Write the files of these searches into `folder`; each is whole, or as it was. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for search in searches:
        place = folder / file_name(search)
        beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        beside.write_bytes(feed(kennisbank, search, base))
        beside.replace(place)
        for old in folder.glob(f"{search.saved_search_id}-*.atom"):
            if old != place:  # the search has another name since
                old.unlink(missing_ok=True)
        kennisbank.saved.written(search.saved_search_id)
        made.append(place)
    return made


def told(search: SavedSearch, new: int) -> str:
    """A saved search on one line."""
    parts = [
        f"{search.saved_search_id}. {search.name}",
        search.owner,
        "gepauzeerd" if search.paused else (f"elke {search.interval}" if search.interval else None),
        count(new, "nieuw document", "nieuwe documenten"),
    ]
    return " · ".join(part for part in parts if part)


def _id(kennisbank: Kennisbank, name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.UUID(kennisbank.store_id), name)}"


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = plain_text(text)
