"""A register as one plain page: each record under its own heading, with its facts and its place.

The same way round as the plain page of a document: landmarks, a skip link, no scripts. Values of KPI's
stand in one table per indicator, because there they are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kb.records import RecordType
from kennisbank import __version__
from ui import markup, register_export
from ui.markup import Html
from ui.plain_page import STYLE, file_of
from ui.register_export import RegisterOrigin, Sources

if TYPE_CHECKING:
    from kennisbank import Kennisbank

FILES: dict[RecordType, str] = {
    "toezegging": "register-toezeggingen.html",
    "knelpunt": "register-knelpunten.html",
    "kpi": "register-kpis.html",
}
"""Register → the name of its page."""
_HEADINGS = {"toezegging": "Onderwerp", "knelpunt": "Naam"}
_HIDDEN = frozenset({"Zekerheid", "Kenmerk", "Bestand", "Adres"})
"""Columns that say nothing to who reads a page; the exports have them."""
_KPI_COLUMNS = ("Organisatie", "Jaar", "Periode", "Rol", "Exacte woorden", "Verschillen", "Vindplaats")


def register_page(kennisbank: Kennisbank, kind: RecordType) -> Html:
    """The page of a register."""
    records = kennisbank.register(kind)
    sources = register_export.sources_of(kennisbank, records)
    name, one, many = register_export.NAMES[kind]
    parts = _kpis(records, sources) if kind == "kpi" else [_record(kind, item, sources) for item in records]
    if not records:
        parts = [markup.text_tag("p", "Dit register is leeg.")]
    body = markup.join(
        [
            markup.text_tag("a", "Naar de lijst", class_="naar-tekst", href="#tekst"),
            markup.tag("header", markup.text_tag("h1", name)),
            markup.tag("main", markup.join(parts), id="tekst", tabindex="-1"),
            markup.tag("footer", _origin(kennisbank, kind, len(records), (one, many))),
        ]
    )
    return markup.whole_page(f"{name} – Kennisbank", STYLE, body)


def _origin(kennisbank: Kennisbank, kind: RecordType, total: int, unit: tuple[str, str]) -> Html:
    """Where the page comes from, as every export tells it."""
    today = date.today()  # noqa: DTZ011 - the reader's own day
    origin = RegisterOrigin(
        register=register_export.NAMES[kind][0], words="", filters=(), sort="", day=today,
        at=today.isoformat() if kind == "toezegging" else None, total=total, exported=total,
        revision=kennisbank.revision, version=__version__, address="opdrachtregel", one=unit[0], many=unit[1],
    )  # fmt: skip
    facts = markup.facts((name, markup.esc(value)) for name, value in origin.lines())
    return markup.join([markup.text_tag("h2", "Herkomst van deze lijst"), facts])


def _values(kind: RecordType, record: Any, sources: Sources) -> dict[str, str]:
    """What the columns of the export say of a record; what is not known is left out."""
    found = {name: value(record, sources) for name, value in register_export.COLUMNS[kind]}
    return {name: " ".join(str(value).split()) for name, value in found.items() if value not in (None, "")}


def _record(kind: RecordType, record: Any, sources: Sources) -> Html:
    values = _values(kind, record, sources)
    wanted = _HEADINGS[kind]
    heading = values.get(wanted) or values.get("Exacte woorden") or record.source
    rows = [
        (name, _place(record, value) if name == "Vindplaats" else markup.esc(value))
        for name, value in values.items()
        if name not in _HIDDEN and name != wanted
    ]
    return markup.tag("article", markup.join([markup.text_tag("h2", heading), markup.facts(rows)]))


def _place(record: Any, told: str) -> Html:
    """The place as a link to the page of the document, at its page where there are pages."""
    page = f"#pagina-{record.page}" if record.page else ""
    return markup.file_link(told, f"{file_of(record.document_id)}{page}")


def _kpis(records: Sequence[Any], sources: Sources) -> list[Html]:
    """One table per indicator, its values by organisation and year."""
    groups: dict[str, list[Any]] = {}
    for record in records:
        groups.setdefault(record.label, []).append(record)
    parts = []
    for label in sorted(groups, key=str.casefold):
        ordered = sorted(groups[label], key=lambda item: (item.organisation or "", item.year or 0))
        rows = [
            markup.tag("tr", markup.join(_cells(record, _values("kpi", record, sources)))) for record in ordered
        ]
        head = markup.join(markup.text_tag("th", name, scope="col") for name in _KPI_COLUMNS)
        table = markup.join(
            [markup.tag("thead", markup.tag("tr", head)), markup.tag("tbody", markup.join(rows))]
        )
        around = markup.tag(
            "div", markup.tag("table", table), class_="kb-tabel", tabindex="0", role="group", aria_label=label
        )
        parts += [markup.text_tag("h2", label), around]
    return parts


def _cells(record: Any, values: dict[str, str]) -> list[Html]:
    return [
        markup.tag("td", _place(record, values[name]) if name == "Vindplaats" and name in values
                   else markup.esc(values.get(name, "")))
        for name in _KPI_COLUMNS
    ]  # fmt: skip
