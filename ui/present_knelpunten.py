"""What the page of knelpunten shows: themes against years, lines of the list, choices of themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.records import Document, Passage
from kb.registers.knelpunten import Cell, Column, Knelpunt, Matrix, Row
from kb.registers.listing import Choice
from kb.taxonomy import Taxonomy
from ui import markup
from ui.address import DocumentAddress, Params, beginning, link
from ui.address_registers import RecordAddress, RegisterAddress
from ui.markup import Html
from ui.register_export import Sources
from ui.words import count, number, words

PAGE, RECORD, THEME = "knelpunten", "knelpunt", "knelpuntthema"
"""Paths of the page, of the page of one record, and of the page of one theme."""
DARKEST = 42
"""Percentage of colour in the darkest cell: the number on it stays readable in light and dark."""
LONGEST = 420
"""Characters of a description in a line of the list."""


# --------------------------------------------------------------------------- addresses


def list_address(address: RegisterAddress) -> str:
    """The address of a list, as a link within the app."""
    path = link(PAGE, address.params()).lstrip("/")
    return path if "?" in path else f"{path}?"


def record_address(record: Knelpunt) -> str:
    """The address of the page of a record, as a link within the app."""
    return link(RECORD, RecordAddress.of(record.knelpunt_id, record).params()).lstrip("/")


def theme_address(theme: str) -> str:
    """The address of the page of a theme, as a link within the app."""
    return link(THEME, {"thema": [theme]}).lstrip("/")


def place_of(record: Knelpunt, passage: Passage | None) -> Params:
    """Where a record stands, as the address of the document's page: by its own words."""
    address = DocumentAddress(record.document_id, beginning(record.quote), record.char_start)
    if passage is not None and address.find([passage]) is None:
        address = DocumentAddress.of(passage)
    return address.params()


# --------------------------------------------------------------------------- what is counted


def documents_of(documents: Iterable[Document], address: RegisterAddress) -> list[Document]:
    """The documents that the matrix counts: those of the organisations and documents that are chosen."""
    organisations, chosen = address.values("organisation"), address.values("document")
    return [
        item
        for item in documents
        if (not organisations or item.organisation_id in organisations)
        and (not chosen or item.document_id in chosen)
    ]


def shown_rows(made: Matrix, chosen: Iterable[str] = ()) -> tuple[Row, ...]:
    """The rows that say something: a finer theme only beside another one, or when it is chosen.

    Where all that a general theme holds is one finer theme, the two rows would be the same.
    """
    wanted = set(chosen)
    finer = Counter(row.broader for row in made.rows if row.broader)
    totals = {row.theme: row.total for row in made.rows}
    return tuple(
        row
        for row in made.rows
        if row.broader is None
        or row.theme in wanted
        or finer[row.broader] > 1
        or row.total != totals.get(row.broader)
    )


def theme_choices(
    records: Iterable[Knelpunt], taxonomy: Taxonomy, chosen: Iterable[str] = ()
) -> tuple[Choice, ...]:
    """The themes of these records with how many have each: general ones, each followed by its finer ones."""
    own: Counter[str] = Counter()
    for record in records:
        own.update({*_above(record.theme, taxonomy), *record.theme})
    wanted, found = set(chosen), []
    entries = taxonomy.entries("theme")
    for entry in sorted((item for item in entries if item.broader is None), key=lambda item: -own[item.id]):
        below = [item for item in entries if item.broader == entry.id and (own[item.id] or item.id in wanted)]
        finer = [
            Choice(item.id, item.label, own[item.id])
            for item in sorted(below, key=lambda item: -own[item.id])
            if len(below) > 1 or own[item.id] != own[entry.id] or item.id in wanted
        ]
        if own[entry.id] or entry.id in wanted:
            found.append(Choice(entry.id, f"{entry.label}, alles" if finer else entry.label, own[entry.id]))
        found += finer
    return tuple(found)


def _above(themes: Iterable[str], taxonomy: Taxonomy) -> Iterable[str]:
    for theme in themes:
        entry = taxonomy.entry("theme", theme)
        if entry is not None and entry.broader:
            yield entry.broader


# --------------------------------------------------------------------------- the matrix


def matrix_html(made: Matrix, address: RegisterAddress) -> Html:
    """Themes against years, each cell a link to its records; "" when there is nothing to count."""
    if not made.columns or not made.rows:
        return Html("")
    rows = shown_rows(made, address.values("theme"))
    top = max((cell.per_passage for row in rows for cell in row.cells if cell), default=0.0)
    head = [markup.text_tag("th", "Thema", scope="col")]
    kept = _columns(made.columns)
    head += [_year_head(made.columns[first : last + 1], address) for first, last in kept]
    head.append(markup.text_tag("th", "Samen", scope="col"))
    body = [_row(row, [row.cells[first] for first, _ in kept], address, top) for row in rows]
    told = (
        "Hoe sterker gekleurd een vak, hoe groter het deel van de passages van dat jaar. Een leeg vak: van dat "
        "jaar zijn hier geen documenten. Kies een getal voor die knelpunten, of een thema om erover te lezen."
    )
    inner = markup.join(
        [
            markup.text_tag("caption", "Knelpunten per thema en verslagjaar", class_="kb-aantal"),
            markup.tag("thead", markup.tag("tr", markup.join(head))),
            markup.tag("tbody", markup.join(body)),
        ]
    )
    made_table = markup.tag("table", inner, class_="kb-raster kb-matrix")
    scrolled = markup.tag(
        "div", made_table, class_="kb-tabel", tabindex="0", role="group", aria_label="Thema's per jaar"
    )
    return markup.join([scrolled, markup.text_tag("p", told, class_="kb-onder")])


def _columns(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """First and last place of each column that is shown: years without documents in a row are one."""
    kept: list[tuple[int, int]] = []
    for place, column in enumerate(columns):
        if kept and not column.documents and not columns[kept[-1][1]].documents:
            kept[-1] = (kept[-1][0], place)
        else:
            kept.append((place, place))
    return kept


def _year_head(years: Sequence[Column], address: RegisterAddress) -> Html:
    """A year with how many documents and passages there are of it; several where there are none of any."""
    column = years[0]
    if not column.documents:
        name = str(column.year) if len(years) == 1 else f"{column.year}–{years[-1].year}"
        told = [markup.esc(name), markup.text_tag("span", "geen documenten", class_="kb-onder")]
    else:
        held = (
            f"{count(column.documents, 'document', 'documenten')}, "
            f"{count(column.passages, 'passage', 'passages')}"
        )
        to = _narrowed(address, None, column.year)
        told = [
            markup.app_link(str(column.year), list_address(to)),
            markup.text_tag("span", held, class_="kb-onder"),
        ]
    return markup.tag("th", markup.join(told), scope="col")


def _row(row: Row, kept: Sequence[Cell | None], address: RegisterAddress, top: float) -> Html:
    name = markup.app_link(row.label, theme_address(row.theme))
    head = markup.tag("th", name, scope="row", class_="kb-fijner" if row.broader else None)
    cells = [_cell(row, cell, address, top) for cell in kept]
    whole = list_address(_narrowed(address, row.theme, None))
    shown = _number_link(row.total, whole, f"{row.label}: {count(row.total, 'knelpunt', 'knelpunten')}")
    return markup.tag("tr", markup.join([head, *cells, markup.tag("td", shown, class_="kb-totaal")]))


def _cell(row: Row, cell: Cell | None, address: RegisterAddress, top: float) -> Html:
    """One cell: empty where nothing is known, a bare 0 where nothing was found, else a link."""
    if cell is None:
        return markup.tag("td", "")
    if not cell.knelpunten:
        return markup.text_tag("td", "0", class_="kb-leeg")
    on = address.values("theme") == (row.theme,) and address.values("year") == (str(cell.year),)
    to = _without(address) if on else _narrowed(address, row.theme, cell.year)
    told = (
        f"{row.label}, {cell.year}: {count(cell.knelpunten, 'knelpunt', 'knelpunten')} in "
        f"{count(cell.documents, 'document', 'documenten')}, {percent(cell.per_passage)} van de passages"
    )
    shade = f"--kb-deel:{DARKEST * cell.per_passage / top if top else 0:.0f}%"
    shown = _number_link(cell.knelpunten, list_address(to), told, on=on)
    return markup.tag("td", shown, class_="kb-cel", style=shade)


def _number_link(value: int, href: str, told: str, *, on: bool = False) -> Html:
    """A number as a link; `told` is what it is, said on pointing and read aloud."""
    assert href.startswith(markup.APP_PAGES)
    return markup.text_tag(
        "a", number(value), href=href, target="_self", title=told, aria_label=f"{number(value)}: {told}",
        aria_current="true" if on else None,
    )  # fmt: skip


def _narrowed(address: RegisterAddress, theme: str | None, year: int | None) -> RegisterAddress:
    """The same list with this theme and year only; None leaves it as it is chosen."""
    to = address if theme is None else address.choosing("theme", [theme])
    return replace(to if year is None else to.choosing("year", [str(year)]), page=1)


def _without(address: RegisterAddress) -> RegisterAddress:
    return address.choosing("theme", []).choosing("year", [])


def percent(share: float) -> str:
    """A share as people write it: 3,2%."""
    return f"{100 * share:.1f}".replace(".", ",") + "%"


# --------------------------------------------------------------------------- the list


def line(record: Knelpunt, sources: Sources) -> Html:
    """What stands below the name of a record in the list: state, themes, who and when, words, place."""
    parts = [_about(record, sources)]
    if told := _short(record.description):
        parts.append(markup.text_tag("p", told, class_="kb-fragment"))
    if record.solution:
        solution = [markup.text_tag("strong", "Oplossing: "), markup.esc(_short(record.solution))]
        parts.append(markup.tag("p", markup.join(solution), class_="kb-fragment"))
    if record.same_as:
        parts.append(markup.text_tag("p", through_the_years(record), class_="kb-over"))
    parts.append(where(record, sources))
    return markup.join(parts)


def _about(record: Knelpunt, sources: Sources) -> Html:
    states = words("choice_status")
    told = [markup.app_link(sources.labels("theme", item), theme_address(item)) for item in record.theme]
    told += [markup.esc(item) for item in (record.organisation, _year(record)) if item]
    told += [markup.esc(sources.labels("regeling", item)) for item in record.regeling]
    if record.review != "open":
        told.append(markup.esc(record.review))
    state = markup.badge(states.get(record.status, record.status))
    return markup.tag("p", markup.join([state, markup.join(told, " · ")], " "), class_="kb-over")


def _year(record: Knelpunt) -> str | None:
    return None if record.reporting_year is None else str(record.reporting_year)


def through_the_years(record: Knelpunt) -> str:
    """In how many documents a bottleneck stands, over which years, and what changed."""
    documents = len({step.document_id for step in record.history})
    years = {year for year in (record.first_year, record.last_year) if year is not None}
    when = f", {'–'.join(str(year) for year in sorted(years))}" if years else ""
    told = f"Staat in {count(documents, 'document', 'documenten')}{when}"
    return f"{told}: {record.changed}" if record.changed else f"{told}."


def where(record: Knelpunt, sources: Sources) -> Html:
    """The citation of a record and the link to its words."""
    passage = sources.passages.get(record.passage_id)
    read = link("document", place_of(record, passage)).lstrip("/")
    told = [markup.esc(sources.citation(record) or record.source), markup.app_link("Lees het daar", read)]
    if record.page is None and record.line_start is not None:  # a page stands in the citation
        told.insert(1, markup.esc(f"regel {record.line_start}"))
    return markup.tag("p", markup.join(told, " · "), class_="kb-over kb-verwijzing")


def _short(text: str) -> str:
    line_ = " ".join(text.split())
    return line_ if len(line_) <= LONGEST else line_[:LONGEST].rsplit(" ", 1)[0] + " …"
