"""What the pages of one knelpunt and of one theme show: words with their place, the chain through the years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.anchors import fold
from kb.records import Span
from kb.registers.knelpunten import STATUSES, Knelpunt, Likeness, Matrix, Row
from kb.taxonomy import Entry, Taxonomy
from ui import markup
from ui.markup import Html, Mark
from ui.present_chart import Columns
from ui.present_knelpunten import percent, record_address, theme_address, where
from ui.register_export import Sources
from ui.words import count, number, words

ROW = "/tabelrij"
"""How the rule ends that reads a row of a table, with its name, description and solution."""
MOST_WORDS = 12
"""Words that made something a knelpunt, or that two records share, that are named."""
UNKNOWN_YEAR = "verslagjaar onbekend"
UNKNOWN_WHO = "organisatie onbekend"


# --------------------------------------------------------------------------- one record


def facts(record: Knelpunt, sources: Sources) -> Html:
    """What is known of a record, each with its ground."""
    rows: list[tuple[str, Html]] = [
        ("Thema", _themes(record.theme, sources)),
        ("Regeling", markup.esc(_regelingen(record, sources))),
        ("Wie meldt het", markup.esc(record.organisation or "onbekend")),
        ("Verslagjaar", markup.esc(_years(record))),
        ("Stand", _standing(record)),
        ("Gevonden als", markup.esc(_why(record))),
    ]
    if record.note:
        rows.append(("Toelichting", markup.esc(record.note)))
    return markup.facts(rows)


def _themes(themes: Sequence[str], sources: Sources) -> Html:
    links = (markup.app_link(sources.labels("theme", item), theme_address(item)) for item in themes)
    return markup.join(links, ", ")


def _regelingen(record: Knelpunt, sources: Sources) -> str:
    if not record.regeling:
        return "geen genoemd"
    told = ", ".join(sources.labels("regeling", item) for item in record.regeling)
    return f"{told} (genoemd in de kop erboven)" if "regeling" in record.inferred else told


def _years(record: Knelpunt) -> str:
    return ", ".join(str(year) for year in record.reporting_years) or "onbekend"


def _standing(record: Knelpunt) -> Html:
    told = markup.esc(words("choice_status").get(record.status, record.status))
    if not record.status_evidence:
        return told
    return markup.join([told, markup.text_tag("span", f"“{record.status_evidence}”", class_="kb-grond")])


def _why(record: Knelpunt) -> str:
    """How a record was recognised, and how sure that is."""
    named = "als knelpunt genoemd" if record.explicit else "omschreven, niet zo genoemd"
    sure = f"{100 * record.confidence:.0f}% zeker"
    cues = f"; herkend aan: {', '.join(record.cues[:MOST_WORDS])}" if record.cues else ""
    return f"{named} ({sure}{cues})"


def quote(record: Knelpunt, sources: Sources) -> Html:
    """The words of a record with the sentence that says it best marked, and where they stand."""
    span = _within(record.quote, record.description)
    whole = fold(record.quote).text == fold(record.description).text
    marks = [] if span is None or whole else [Mark(*span)]
    text = markup.paragraphs(record.quote, marks)
    parts = [markup.tag("blockquote", text, class_="kb-citaat"), where(record, sources)]
    return markup.join(parts)


def _within(text: str, words_: str) -> Span | None:
    """Where words stand in a text, compared on letters and digits; None when they do not."""
    wanted, body = fold(words_).text, fold(text)
    at = body.text.find(wanted) if wanted else -1
    return body.span(at, at + len(wanted)) if at >= 0 else None


def parts(record: Knelpunt) -> Html:
    """Description and solution, where a table sets them apart or the text proposes one."""
    rows: list[tuple[str, Html]] = []
    if record.rule.endswith(ROW) and record.description:
        rows.append(("Omschrijving", markup.esc(record.description)))
    if record.solution:
        rows.append(("Oplossing", markup.esc(record.solution)))
    return markup.facts(rows) if rows else Html("")


def words_of_states() -> dict[str, str]:
    """State → what people see, in the order in which a knelpunt goes through them."""
    known = words("choice_status")
    return {state: known.get(state, state) for state in STATUSES}


def labels(taxonomy: Taxonomy, kind: str) -> dict[str, str]:
    """Id → label of a taxonomy, by label; a finer entry tells what it is part of."""
    found = {entry.id: _label(entry, taxonomy, kind) for entry in taxonomy.entries(kind)}
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def _label(entry: Entry, taxonomy: Taxonomy, kind: str) -> str:
    above = taxonomy.entry(kind, entry.broader) if entry.broader else None
    return f"{above.label} › {entry.label}" if above is not None and kind == "theme" else entry.label


# --------------------------------------------------------------------------- the chain


@dataclass(frozen=True, slots=True)
class Alike:
    """Another record that may be about the same: how sure (0..1) and why; `joined`: it is in the chain."""

    record: Knelpunt
    score: float | None
    why: str
    joined: bool


def alike(record: Knelpunt, known: Mapping[str, Knelpunt]) -> list[Alike]:
    """The records of the chain of `record`, in the order of the years, and then the other proposals."""
    direct: dict[str, Likeness] = {item.knelpunt_id: item for item in record.likenesses}
    found = [
        Alike(known[other], direct[other].score if other in direct else None, _reason(direct.get(other)), True)
        for other in record.same_as
        if other in known
    ]
    found += [
        Alike(known[item.knelpunt_id], item.score, item.why, False)
        for item in record.likenesses
        if item.knelpunt_id not in record.same_as and item.knelpunt_id in known
    ]
    return found


def _reason(like: Likeness | None) -> str:
    return like.why if like is not None else "lijkt op een ander knelpunt van deze reeks"


def chain_html(record: Knelpunt, known: Mapping[str, Knelpunt]) -> Html:
    """The chain as a table: year, state, who says it, in which words; this record is marked."""
    rows = []
    for step in record.history:
        other = known.get(step.knelpunt_id)
        here = step.knelpunt_id == record.knelpunt_id
        name = other.name if other is not None else "niet meer in het register"
        shown = (
            markup.app_link(name, record_address(other)) if other and not here else markup.text_tag("b", name)
        )
        cells = [
            markup.text_tag("th", str(step.year or UNKNOWN_YEAR), scope="row"),
            markup.text_tag("td", words("choice_status").get(step.status, step.status)),
            markup.text_tag("td", (other.organisation if other else None) or UNKNOWN_WHO),
            markup.tag("td", markup.join([shown, markup.esc(" (dit knelpunt)") if here else ""])),
        ]
        rows.append(markup.tag("tr", markup.join(cells), aria_current="true" if here else None))
    head = markup.join(
        markup.text_tag("th", name, scope="col") for name in ("Jaar", "Stand", "Wie", "Knelpunt")
    )
    inner = markup.join([markup.tag("thead", markup.tag("tr", head)), markup.tag("tbody", markup.join(rows))])
    table = markup.tag("table", inner, class_="kb-reeks")
    return markup.tag("div", table, class_="kb-tabel", tabindex="0", role="group", aria_label="Door de jaren")


def alike_html(item: Alike) -> Html:
    """One record that may be the same: a link, who and when, how sure and why."""
    record = item.record
    year = str(record.reporting_year or UNKNOWN_YEAR)
    told = f" {record.organisation or UNKNOWN_WHO}, {year}"
    sure = f"{100 * item.score:.0f}% gelijkenis; " if item.score is not None else ""
    inner = [
        markup.app_link(record.name, record_address(record)),
        markup.text_tag("span", told),
        markup.text_tag("span", f"{sure}{item.why}", class_="kb-grond"),
    ]
    return markup.tag("p", markup.join(inner), class_="kb-over")


# --------------------------------------------------------------------------- one theme


def theme_head(entry: Entry, taxonomy: Taxonomy) -> Html:
    """What a theme is, and the themes above and below it."""
    definition = entry.definition or "Van dit thema staat geen omschrijving in de lijst van thema's."
    told = [markup.text_tag("p", definition)]
    above = taxonomy.entry("theme", entry.broader) if entry.broader else None
    if above is not None:
        line = [markup.esc("Valt onder "), markup.app_link(above.label, theme_address(above.id)), "."]
        told.append(markup.tag("p", markup.join(line), class_="kb-over"))
    below = [item for item in taxonomy.entries("theme") if item.broader == entry.id]
    if below:
        links = markup.join((markup.app_link(item.label, theme_address(item.id)) for item in below), ", ")
        told.append(markup.tag("p", markup.join([markup.esc("Fijner: "), links, "."]), class_="kb-over"))
    return markup.join(told)


def timeline(row: Row, records: Iterable[Knelpunt], made: Matrix) -> Columns:
    """The knelpunten of a theme by year, in layers of their state."""
    cells: Counter[tuple[str, str]] = Counter()
    states = words_of_states()
    for record in records:
        for year in record.reporting_years:
            cells[str(year), states.get(record.status, record.status)] += 1
    return Columns.of(f"{row.label} per verslagjaar", [str(item.year) for item in made.columns], cells)


def timeline_html(row: Row, made: Matrix) -> Html:
    """The numbers of a theme by year, beside how much there is of that year."""
    rows = []
    for column, cell in zip(made.columns, row.cells, strict=True):
        if cell is None:
            told = ["", "geen documenten", "", ""]
        else:
            told = [
                number(cell.knelpunten),
                f"{number(cell.documents)} van {number(column.documents)}",
                f"{number(cell.passages)} van {number(column.passages)}",
                percent(cell.per_passage),
            ]
        cells = [markup.text_tag("th", str(column.year), scope="row")]
        cells += [markup.text_tag("td", item) for item in told]
        rows.append(markup.tag("tr", markup.join(cells)))
    names = ("Verslagjaar", "Knelpunten", "Documenten", "Passages", "Deel van de passages")
    head = markup.join(markup.text_tag("th", name, scope="col") for name in names)
    inner = markup.join([markup.tag("thead", markup.tag("tr", head)), markup.tag("tbody", markup.join(rows))])
    table = markup.tag("table", inner, class_="kb-raster")
    return markup.tag("div", table, class_="kb-tabel", tabindex="0", role="group", aria_label="Per verslagjaar")


def by_organisation(records: Iterable[Knelpunt]) -> list[tuple[str, list[tuple[str, list[Knelpunt]]]]]:
    """The records by who says it and then by year, both in order; the newest year first."""
    found: dict[str, dict[int, list[Knelpunt]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        found[record.organisation or UNKNOWN_WHO][record.reporting_year or 0].append(record)
    return [
        (who, [(str(year or UNKNOWN_YEAR), years[year]) for year in sorted(years, reverse=True)])
        for who, years in sorted(found.items(), key=lambda item: item[0].casefold())
    ]


def organisations_html(records: Iterable[Knelpunt]) -> Html:
    """Who says it in which year, each with the knelpunten as links."""
    shown = []
    for who, years in by_organisation(records):
        shown.append(markup.text_tag("h3", who))
        for year, some in years:
            items = markup.join(
                markup.tag("li", markup.app_link(item.name, record_address(item))) for item in some
            )
            head = f"{year}: {count(len(some), 'knelpunt', 'knelpunten')}"
            shown += [markup.text_tag("h4", head), markup.tag("ul", items)]
    return markup.tag("div", markup.join(shown), class_="kb-verwijzingen")


def solutions_html(records: Iterable[Knelpunt]) -> Html:
    """The solutions that the documents propose or tell, the newest first; "" when there are none."""
    with_one = [record for record in records if record.solution]
    with_one.sort(key=lambda record: (-(record.reporting_year or 0), record.document_id, record.ordinal))
    items = []
    for record in with_one:
        who = f"{record.organisation or UNKNOWN_WHO}, {record.reporting_year or UNKNOWN_YEAR}"
        told = [
            markup.text_tag("p", record.solution or ""),
            markup.tag(
                "p",
                markup.join([markup.esc(f"{who} · "), markup.app_link(record.name, record_address(record))]),
                class_="kb-over",
            ),
        ]
        items.append(markup.tag("li", markup.join(told)))
    return markup.tag("ul", markup.join(items), class_="kb-oplossingen") if items else Html("")


def themes_html(taxonomy: Taxonomy) -> Html:
    """All themes as links, the finer ones below the general one."""
    entries = taxonomy.entries("theme")
    items = []
    for entry in entries:
        if entry.broader is None:
            below = [item for item in entries if item.broader == entry.id]
            finer = markup.join(
                markup.tag("li", markup.app_link(item.label, theme_address(item.id))) for item in below
            )
            inner = [markup.app_link(entry.label, theme_address(entry.id))]
            inner += [markup.tag("ul", finer)] if below else []
            items.append(markup.tag("li", markup.join(inner)))
    return markup.tag("div", markup.tag("ul", markup.join(items)), class_="kb-verwijzingen")


def span_text(record: Knelpunt) -> str:
    """Over which years a bottleneck is told, in how many documents, and what changed."""
    documents = len({step.document_id for step in record.history})
    first, last = record.first_year, record.last_year
    if first is None or last is None:
        when = ""
    elif first == last:
        when = f" over {first}"
    else:
        when = f" over {first} tot en met {last}"
    told = f"Hetzelfde knelpunt staat in {count(documents, 'document', 'documenten')}{when}."
    return f"{told} Verloop: {record.changed}." if record.changed else told
