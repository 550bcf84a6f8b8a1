"""What the collection holds, for Start, Documenten and Beheer; no Streamlit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kb.records import Document, Judgement
from kb.reports import CheckReport, IngestReport
from kb.taxonomy.entries import Entry
from ui import markup
from ui.address import DocumentAddress, SearchAddress, link
from ui.markup import Html
from ui.words import Labels, count, date_text, label_of, number, publication_text, word

PAGE_SIZE = 25
"""Documents on one screen of the list."""
NO_YEAR = "zonder jaar"
STATUS_ORDER = ("toegevoegd", "bijgewerkt", "al aanwezig", "geweigerd")


def held(documents: Sequence[Document]) -> str:
    """How much there is, in one sentence."""
    passages = sum(item.passages for item in documents)
    pages = sum(item.pages or 0 for item in documents)
    parts = [count(len(documents), "document", "documenten")]
    if pages:
        parts.append(count(pages, "pagina", "pagina's"))
    parts.append(count(passages, "passage", "passages"))
    return ", ".join(parts)


def kinds_and_years(documents: Sequence[Document], labels: Labels) -> Html:
    """Documents per kind and reporting year: a table whose cells carry a bar, so a chart that reads aloud."""
    years = sorted({year for item in documents for year in item.reporting_years})
    names = [str(year) for year in years]
    if any(not item.reporting_years for item in documents):
        names.append(NO_YEAR)
    cells: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for item in documents:
        kind = label_of(labels, "kind", item.kind) if item.kind else "Soort onbekend"
        totals[kind] += 1
        for year in [str(year) for year in item.reporting_years] or [NO_YEAR]:
            cells[kind, year] += 1
    top = max(cells.values(), default=1)
    head = markup.join(
        markup.text_tag("th", name, scope="col") for name in ("Soort document", *names, "Totaal")
    )
    rows = []
    for kind, total in totals.most_common():
        row = [markup.text_tag("th", kind, scope="row")]
        row += [_cell(cells[kind, name], top) for name in names]
        row.append(markup.text_tag("td", number(total), class_="kb-totaal"))
        rows.append(markup.tag("tr", markup.join(row)))
    inner = markup.join(
        [
            markup.text_tag("caption", "Documenten per soort en verslagjaar"),
            markup.tag("thead", markup.tag("tr", head)),
            markup.tag("tbody", markup.join(rows)),
        ]
    )
    table = markup.tag("table", inner, class_="kb-raster")
    return markup.tag(
        "div", table, class_="kb-tabel", tabindex="0", role="group", aria_label="Documenten per soort en jaar"
    )


def _cell(value: int, top: int) -> Html:
    if not value:
        return markup.text_tag("td", "–", class_="kb-leeg")
    bar = markup.tag("span", "", class_="kb-staaf", style=f"width:{60 * value / top:.0f}%")
    return markup.tag("td", markup.join([bar, markup.text_tag("span", number(value))]))


# --------------------------------------------------------------------------- the list of documents


def chosen(documents: Sequence[Document], address: SearchAddress) -> list[Document]:
    """The documents that the address asks for, newest first.

    All words must stand in title, file name, organisation, number or id, whatever their case.
    """
    words = address.query.casefold().split()
    kinds, years = address.filters.kinds, address.filters.years
    found = [
        item
        for item in documents
        if (not kinds or item.kind in kinds)
        and (not years or any(year in stretch for year in item.reporting_years for stretch in years))
        and all(word in _searched(item) for word in words)
    ]
    return sorted(found, key=_newest_first)


def _searched(item: Document) -> str:
    known = (item.title, item.source, item.organisation, item.kamerstuk, item.document_id, item.signatory)
    return " ".join(part for part in known if part).casefold()


def _newest_first(item: Document) -> tuple[int, str, str]:
    date = item.publication_date.value or item.publication_date.not_before or ""
    year = int(date[:4]) if date[:4].isdecimal() else (item.reporting_year or 0)
    return -year, "".join(chr(0x10FFFF - ord(letter)) for letter in date), item.title or item.source


def listed(found: Sequence[Document], labels: Labels) -> Html:
    """Documents as one list of links: one piece for the browser, however many there are."""
    items = [
        markup.tag(
            "li",
            markup.join(
                [
                    markup.tag("p", _title(item), class_="kb-titel"),
                    line(item, labels),
                ]
            ),
        )
        for item in found
    ]
    return markup.tag("ul", markup.join(items), class_="kb-documenten") if items else Html("")


def _title(item: Document) -> Html:
    href = link("document", DocumentAddress(item.document_id).params()).lstrip("/")
    return markup.app_link(item.title or item.source, href)


def line(item: Document, labels: Labels) -> Html:
    """What stands below a document's title in the list."""
    kind = markup.badge(label_of(labels, "kind", item.kind)) if item.kind else Html("")
    told = [
        item.organisation,
        date_text(item.publication_date.value) or f"datum {publication_text(item.publication_date)}",
        f"verslagjaar {', '.join(map(str, item.reporting_years))}" if item.reporting_years else None,
        count(item.pages, "pagina", "pagina's") if item.pages else None,
        count(item.passages, "passage", "passages"),
        word("status", item.status) if item.status != "ok" else None,
    ]
    rest = markup.join((markup.text_tag("span", part) for part in told if part), " · ")
    return markup.tag("p", markup.join([kind, rest], " "), class_="kb-over")


def kinds_present(documents: Sequence[Document], labels: Labels) -> dict[str, str]:
    """The kinds that there are, most frequent first, with their names and numbers."""
    found = Counter(item.kind for item in documents if item.kind)
    return {kind: f"{label_of(labels, 'kind', kind)} ({number(total)})" for kind, total in found.most_common()}


# --------------------------------------------------------------------------- reports


def ingest_table(report: IngestReport) -> Html:
    """What became of each file: those that were refused first, because they ask for something."""
    order = sorted(report.files, key=lambda item: -STATUS_ORDER.index(item.status))
    rows = []
    for item in order:
        told = [item.message, *item.problems]
        notes = markup.join((markup.esc(part) for part in told if part), "<br>")
        size = number(item.passages) if item.passages else "–"
        cells = [
            markup.text_tag("th", item.path, scope="row"),
            markup.text_tag("td", item.status, class_=f"kb-{item.status.replace(' ', '-')}"),
            markup.text_tag("td", size),
            markup.tag("td", notes),
        ]
        rows.append(markup.tag("tr", markup.join(cells)))
    head = ("Bestand", "Uitkomst", "Passages", "Toelichting")
    return _listed(head, rows)


def problems_table(documents: Sequence[Document]) -> Html:
    """Documents of which something could not be read."""
    rows = [
        markup.tag(
            "tr",
            markup.join(
                [
                    markup.text_tag("th", item.title or item.source, scope="row"),
                    markup.text_tag("td", str(problem.page) if problem.page else "–"),
                    markup.text_tag("td", problem.message),
                ]
            ),
        )
        for item in documents
        for problem in item.problems
    ]
    return _listed(("Document", "Pagina", "Wat er mis ging"), rows) if rows else Html("")


def detached_table(judgements: Sequence[Judgement]) -> Html:
    """Judgements whose words are gone, with those words, so that somebody can lay them down again."""
    rows = [
        _row(
            item.anchor.document_id,
            [
                f"“{' '.join(item.anchor.exact.split())}”",
                f"{item.verb}: {item.value or item.note or '–'}",
                item.who,
            ],
        )
        for item in judgements
    ]
    return _listed(("Document", "Woorden", "Oordeel", "Van"), rows)


def taxonomy_table(entries: Sequence[Entry]) -> Html:
    """What a taxonomy holds: name, what it is, how it is written."""
    rows = [
        _row(
            entry.label, [entry.definition or "–", ", ".join((*entry.spellings, *entry.exact)) or "–", entry.id]
        )
        for entry in entries
    ]
    return _listed(("Naam", "Omschrijving", "Schrijfwijzen", "Kenmerk"), rows)


def _row(head: str, cells: Sequence[str]) -> Html:
    inner = [markup.text_tag("th", head, scope="row"), *(markup.text_tag("td", cell) for cell in cells)]
    return markup.tag("tr", markup.join(inner))


def check_html(report: CheckReport) -> Html:
    """What a check found."""
    state = [
        ("Documenten", number(report.documents)),
        ("Passages", number(report.passages)),
        ("Stand van de opslag", number(report.revision)),
        (
            "Stand van de index",
            "geen index" if report.index_revision is None else number(report.index_revision),
        ),
        ("Zoekmachine", report.engine or "geen"),
        ("Taal", report.pipeline),
    ]
    lines = markup.join(
        markup.text_tag("li", f"{item.severity}: {item.message}{' (hersteld)' if item.repaired else ''}")
        for item in report.findings
    )
    told = "Alles is in orde." if report.ok else "Niet alles is in orde."
    parts = [markup.text_tag("p", told)]
    if report.findings:
        parts.append(markup.tag("ul", lines))
    notice = markup.notice(markup.join(parts), "uitleg" if report.ok else "fout")
    return markup.join([notice, markup.facts((name, markup.esc(value)) for name, value in state)])


def _listed(head: Sequence[str], rows: Sequence[Html]) -> Html:
    heads = markup.join(markup.text_tag("th", name, scope="col") for name in head)
    body = markup.tag("tbody", markup.join(rows))
    inner = markup.join([markup.tag("thead", markup.tag("tr", heads)), body])
    table = markup.tag("table", inner, class_="kb-lijst")
    return markup.tag("div", table, class_="kb-tabel", tabindex="0", role="group", aria_label="Lijst")
