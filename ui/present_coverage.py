"""How far the collection goes and how well it was read: years that lack, pages without text, files refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kb.quality import Figures
from kb.records import Document
from kb.store.coverage import Refused
from ui import markup
from ui.markup import Html
from ui.words import Labels, count, date_text, label_of, number, word

YEARLY = ("jaarrapportage", "stand-van-de-uitvoering", "jaarplan")
"""Kinds of which one is expected every year."""
NOT_WELL = ("no-text", "garbled", "uncertain", "ocr", "failed")
"""States of pages that somebody may want to look at."""
MOST = 200


def gaps(documents: Sequence[Document]) -> list[tuple[str, str, list[int]]]:
    """Organisation, kind and the years that lack between the first and the last of a yearly series."""
    series: dict[tuple[str, str], set[int]] = defaultdict(set)
    for item in documents:
        if item.kind in YEARLY and item.organisation:
            series[item.organisation, item.kind].update(item.reporting_years)
    found = []
    for (organisation, kind), years in sorted(series.items()):
        lacking = [year for year in range(min(years), max(years)) if year not in years] if years else []
        if lacking:
            found.append((organisation, kind, lacking))
    return found


def gaps_html(documents: Sequence[Document], labels: Labels) -> Html:
    """The years that lack, as a list; or that none do."""
    found = gaps(documents)
    if not found:
        return markup.text_tag(
            "p", "In de jaarlijkse reeksen ontbreekt geen jaar tussen het eerste en het laatste."
        )
    lines = [
        markup.text_tag(
            "li", f"{organisation}, {label_of(labels, 'kind', kind)}: {', '.join(map(str, years))} ontbreekt"
        )
        for organisation, kind, years in found
    ]
    return markup.tag("ul", markup.join(lines))


def pages_table(documents: Sequence[Document], states: Mapping[str, Counter[str]]) -> Html:
    """Documents with pages that were not simply read; nothing when there are none."""
    rows = []
    for item in documents:
        mine = states.get(item.document_id, Counter())
        if any(mine[name] for name in NOT_WELL):
            told = ", ".join(
                f"{number(mine[name])} {word('page_status', name)}" for name in NOT_WELL if mine[name]
            )
            rows.append((item.title or item.source, count(sum(mine.values()), "pagina", "pagina's"), told))
    return table(("Document", "Omvang", "Pagina's"), rows, "Pagina's die niet gewoon gelezen zijn")


def refused_table(refused: Sequence[Refused]) -> Html:
    """Files that could not be taken in, with the reason; nothing when there are none."""
    rows = [(item.path, item.message, date_text(item.at) or "") for item in refused]
    return table(("Bestand", "Waarom", "Laatst geprobeerd"), rows, "Geweigerde bestanden")


def quality_html(figures: Sequence[Figures]) -> Html:
    """The figures of the last `eval`, part by part."""
    if not figures:
        told = "Er is nog niets gemeten. De opdracht “kennisbank eval” meet de kwaliteit en bewaart haar."
        return markup.text_tag("p", told)
    parts = []
    for item in figures:
        name = f"{item.part[:1].upper()}{item.part[1:]}: gemeten op {date_text(item.at)}, versie {item.version}"
        text = markup.tag("pre", markup.tag("code", markup.esc(item.text)), class_="kb-cijfers", tabindex="0")
        parts.append(markup.folded(name, text))
    return markup.join(parts)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> Html:
    """A table with a caption; nothing without rows."""
    if not rows:
        return Html("")
    heads = markup.join(markup.text_tag("th", title, scope="col") for title in head)
    body = [
        markup.tag(
            "tr",
            markup.join(
                markup.text_tag("th", cell, scope="row") if place == 0 else markup.text_tag("td", cell)
                for place, cell in enumerate(row)
            ),
        )
        for row in rows[:MOST]
    ]
    inner = [
        markup.text_tag("caption", name),
        markup.tag("thead", markup.tag("tr", heads)),
        markup.tag("tbody", markup.join(body)),
    ]
    shown = markup.tag("table", markup.join(inner), class_="kb-lijst")
    parts = [markup.tag("div", shown, class_="kb-tabel", tabindex="0", role="group", aria_label=name)]
    if len(rows) > MOST:
        parts.append(markup.text_tag("p", f"En nog {number(len(rows) - MOST)}."))
    return markup.join(parts)
