"""What the registers hold of one document: toezeggingen, knelpunten and values of KPI's, by their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kb.records import RecordType
from ui import markup
from ui.address import DocumentAddress, beginning, link
from ui.address_registers import RecordAddress
from ui.markup import Html
from ui.words import Labels, count, number

MOST = 60
"""Records of one register that are listed with a document; the rest is told as a number."""
LONGEST = 150
TITLES: dict[RecordType, tuple[str, str]] = {
    "toezegging": ("toezegging", "toezeggingen"),
    "knelpunt": ("knelpunt", "knelpunten"),
    "kpi": ("waarde van een KPI", "waarden van KPI's"),
}


OWN_PAGES: dict[RecordType, tuple[str, str]] = {
    "toezegging": ("toezegging", "toezegging_id"),
    "knelpunt": ("knelpunt", "knelpunt_id"),
    "kpi": ("kpi", "kpi_value_id"),
}
"""Register → the page of the app that shows one record, and the field of its id."""


def by_register(records: Sequence[Any]) -> dict[RecordType, list[Any]]:
    """Records laid with their registers, in the order of the screen; registers that hold none are left out."""
    found = {kind: [item for item in records if hasattr(item, OWN_PAGES[kind][1])] for kind in TITLES}
    return {kind: sorted(items, key=_start) for kind, items in found.items() if items}


def _start(item: Any) -> int:
    return item.anchor.start if item.anchor is not None else 0


def title(kind: RecordType, records: Sequence[Any]) -> str:
    """How many there are, with their name."""
    return count(len(records), *TITLES[kind])


def listed(kind: RecordType, records: Sequence[Any], labels: Labels) -> Html:
    """The records as links to their words, and to their own pages where there are such."""
    shown = [markup.tag("li", _LINES[kind](item, labels, own_page(kind, item))) for item in records[:MOST]]
    if len(records) > MOST:
        shown.append(markup.text_tag("li", f"en nog {number(len(records) - MOST)}"))
    return markup.tag("div", markup.tag("ul", markup.join(shown)), class_="kb-verwijzingen")


def own_page(kind: RecordType, item: Any) -> str:
    """The address of a record's own page."""
    page, field = OWN_PAGES[kind]
    return link(page, RecordAddress.of(getattr(item, field), item).params()).lstrip("/")


def place_of(item: Any) -> str | None:
    """The address of a record's words in its document."""
    if item.anchor is None:
        return None
    address = DocumentAddress(item.document_id, beginning(item.anchor.exact), item.anchor.start)
    return link("document", address.params()).lstrip("/")


def _toezegging(item: Any, _labels: Labels, own: str | None) -> Html:
    about = [
        item.kind if item.kind != "toezegging" else None,
        item.status,
        f"aan {', '.join(person.name for person in item.to_whom)}" if item.to_whom else None,
        f"termijn: {item.deadline.text}" if item.deadline.text else None,
    ]
    return _line(_short(item.quote), item, about, own)


def _knelpunt(item: Any, labels: Labels, own: str | None) -> Html:
    about = [", ".join(labels("theme", theme) for theme in item.theme), item.status]
    return _line(_short(item.name or item.quote), item, about, own)


def _kpi(item: Any, _labels: Labels, own: str | None) -> Html:
    year = item.period.label if item.period and item.period.label else item.year
    about = [
        str(year) if year else None,
        item.role if item.role != "waarde" else None,
        "spreekt een andere waarde tegen" if item.conflict else None,
    ]
    return _line(f"{_short(item.label)}: {item.text}", item, about, own)


_LINES: dict[RecordType, Callable[[Any, Labels, str | None], Html]] = {
    "toezegging": _toezegging,
    "knelpunt": _knelpunt,
    "kpi": _kpi,
}


def _line(words: str, item: Any, about: Sequence[str | None], own: str | None) -> Html:
    place = place_of(item)
    parts = [markup.app_link(words, place) if place else markup.esc(words)]
    told = [part for part in (*about, f"p. {item.page}" if item.page else None) if part]
    if told:
        parts.append(markup.text_tag("span", f" – {', '.join(told)}"))
    if own:
        parts += [Html(" "), markup.app_link("in het register", own)]
    return markup.join(parts)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"
