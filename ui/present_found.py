"""What the search page tells around its hits: how the query was read, which years there are, what is lacking.

Everything that can be chosen here is a link to another address of the search page; no Streamlit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.results import Expansion, Hit, ResultPage
from kb.records import Document, Passage
from ui import markup
from ui.address import DocumentAddress, Params, SearchAddress, link
from ui.markup import Html, Mark
from ui.present_asked import off_text, wish_text
from ui.search_links import search_link
from ui.words import Labels, count, label_of, number

NUMBER = "nummer"
"""Code of the message that the query is the number of a paper: other words are no help then."""
FEW = 3
"""With so many hits or fewer the page says what else can be tried."""
SHOWN_WORDS = 8
"""Words searched along that stand in sight; the others are behind a click."""
_ADDRESS = re.compile(r"(https?://\S*[^\s.,;:)])")
FRAGMENT = 320
"""Characters of a question or an answer that stand beside the other one."""


def _in_document(params: Params) -> str:
    return link("document", params).lstrip("/")


# --------------------------------------------------------------------------- how the query was read


def understood(page: ResultPage, address: SearchAddress, labels: Labels) -> Html:
    """How the query was read: words searched along, preferences and filters; each goes off with a click."""
    read = page.understood
    preferences = [f"voorkeur voor {item}" for item in read.wishes]
    filters = [item for item in read.filters if item not in preferences]
    along = [_switch(", ".join(item.added), item.key, address) for item in read.expansions if item.added]
    rows = [
        _row("Ook gezocht naar", along[:SHOWN_WORDS]),
        _row(
            "Staat eerder in de lijst",
            [_switch(wish_text(item, labels), item, address) for item in read.wishes],
        ),
        _row("Als filter gelezen", [markup.text_tag("span", item) for item in filters]),
        _row("Precies zo gezocht", [markup.text_tag("span", item) for item in read.phrases]),
        _row("Uitgezet", [_back(item, address, labels) for item in address.off]),
    ]
    why = [_why(item) for item in read.expansions if item.added]
    if why:
        rest = markup.tag("p", markup.join(along[SHOWN_WORDS:], " ")) if len(along) > SHOWN_WORDS else Html("")
        more = (
            f"Waarom, en nog {len(along) - SHOWN_WORDS}" if len(along) > SHOWN_WORDS else "Waarom deze woorden"
        )
        inner = markup.join([markup.text_tag("summary", more), rest, markup.tag("ul", markup.join(why))])
        rows.append(markup.tag("details", inner))
    shown = [row for row in rows if row]
    return markup.tag("div", markup.join(shown), class_="kb-gelezen") if shown else Html("")


def _row(name: str, items: Sequence[Html]) -> Html:
    if not items:
        return Html("")
    return markup.tag("p", markup.join([markup.text_tag("span", f"{name}: "), markup.join(items, " ")]))


def _switch(text: str, key: str, address: SearchAddress) -> Html:
    """Something taken from the query, with a cross that switches it off."""
    cross = search_link(
        "×",
        address.switched(key),
        aria_label=f"{text} uitzetten",
        title="Uitzetten",
        data_kb_plek=f"zonder={key}",
    )
    return markup.tag("span", markup.join([markup.text_tag("strong", text), cross], " "), class_="kb-woord")


def _back(key: str, address: SearchAddress, labels: Labels) -> Html:
    """What was switched off, with a link that switches it on again."""
    text = f"{off_text(key, labels)} weer aanzetten"
    return search_link(text, address.switched(key), data_kb_plek=f"zonder={key}")


def _why(item: Expansion) -> Html:
    words = markup.join((markup.text_tag("strong", added) for added in item.added), ", ")
    told = [markup.esc(f"{item.term}: ook gezocht naar "), words, markup.esc(f" ({item.why})")]
    return markup.tag("li", markup.join(told))


def messages(page: ResultPage) -> Html:
    """What there is to tell about the query, each with the place in the query that it is about."""
    shown = []
    for item in page.messages:
        where = Html("")
        if (
            item.start is not None
            and item.end is not None
            and item.start < item.end <= len(page.query) != item.end - item.start
        ):
            marked = markup.inline(page.query, [Mark(item.start, item.end)])
            where = markup.tag("p", marked, class_="kb-vraag")
        shown.append(markup.notice(markup.join([markup.tag("p", _with_links(item.text)), where])))
    return markup.join(shown)


def _with_links(text: str) -> Html:
    """A text in which addresses are links; the point that ends a sentence is none of theirs."""
    parts = _ADDRESS.split(text)
    shown = [
        markup.outside_link(part, part) if place % 2 else markup.esc(part) for place, part in enumerate(parts)
    ]
    return markup.join(shown)


# --------------------------------------------------------------------------- with a hit


def elsewhere(hit: Hit, query: str) -> Html:
    """The other places where the words of a hit stand, letter for letter."""
    if not hit.other_places:
        return Html("")
    rows = []
    for place in hit.places:
        there = DocumentAddress(place.document_id, DocumentAddress.of(hit.passage).words, None, query)
        rows.append(markup.tag("li", markup.app_link(place.citation, _in_document(there.params()))))
    if hit.other_places > len(hit.places):
        rows.append(markup.text_tag("li", f"en nog {number(hit.other_places - len(hit.places))}"))
    name = f"Dezelfde tekst staat nog op {count(hit.other_places, 'plaats', 'plaatsen')}"
    return markup.folded(name, markup.tag("ul", markup.join(rows)))


def exchange(hit: Hit, found: Sequence[Passage], query: str) -> Html:
    """The question that a hit answers, or the answer to the question that it is."""
    own = hit.passage
    other = [item for item in found if item.kind != own.kind and item.kind in ("question", "answer")]
    if not other:
        return Html("")
    first = other[0]
    text = " ".join(first.text.split())
    shown = text if len(text) <= FRAGMENT else text[:FRAGMENT].rsplit(" ", 1)[0] + " …"
    where = markup.app_link(
        "Lees het antwoord" if first.kind == "answer" else "Naar de vraag",
        _in_document(DocumentAddress.of(first, query).params()),
    )
    name = "Antwoord" if first.kind == "answer" else "Vraag"
    # Most of them begin with their own name and number.
    head = Html("") if text.startswith(name) else markup.text_tag("strong", f"{name}: ")
    told = [head, markup.esc(shown), markup.esc(" "), where]
    return markup.tag("p", markup.join(told), class_="kb-wisseling")


# --------------------------------------------------------------------------- little or nothing


def lacking(
    page: ResultPage, address: SearchAddress, documents: Sequence[Document], labels: Labels
) -> list[str]:
    """What is asked for and what the collection does not hold, in sentences; for years and kinds."""
    told = []
    years = {year for item in documents for year in item.reporting_years}
    asked = {int(key.removeprefix("jaar:")) for key in page.understood.wishes if _is_year(key)}
    if address.filters.year_kind == "reporting":
        asked |= {item.first for item in address.filters.years if item.first == item.last}
    missing = sorted(asked - years)
    if missing and years:
        names = " en ".join(map(str, missing))
        told.append(f"Er is hier geen document over verslagjaar {names}; wel over {_stretches(years)}.")
    kinds = {item.kind for item in documents}
    told += [
        f"Er is hier geen document van de soort {label_of(labels, 'kind', kind)}."
        for kind in address.filters.kinds
        if kind not in kinds
    ]
    return told


def _stretches(years: Iterable[int]) -> str:
    """Years in words, those in a row together: "2011, 2020–2024"."""
    rows: list[list[int]] = []
    for year in sorted(years):
        if rows and year == rows[-1][-1] + 1:
            rows[-1].append(year)
        else:
            rows.append([year])
    return ", ".join(str(row[0]) if len(row) == 1 else f"{row[0]}–{row[-1]}" for row in rows)


def _is_year(key: str) -> bool:
    return key.startswith("jaar:") and key.removeprefix("jaar:").isdecimal()


def _tips(page: ResultPage, address: SearchAddress) -> list[str]:
    if any(item.code == NUMBER for item in page.messages):
        return ["Haal een filter weg."] if not address.filters.empty else []
    tips = []
    if not address.filters.empty:
        tips.append("Haal een filter weg.")
    if address.exact:
        tips.append("Zoek ook naar verwante woorden.")
    if page.understood.phrases:
        tips.append("Laat de aanhalingstekens weg: dan telt elk woord apart.")
    if len(page.query.split()) > 1:
        tips.append("Gebruik minder woorden.")
    tips.append("Gebruik een ander woord voor hetzelfde, of schrijf een afkorting uit.")
    return tips


def nothing_found(
    page: ResultPage, address: SearchAddress, documents: Sequence[Document], labels: Labels
) -> Html:
    """No hits: what was searched, what to try, and what the collection holds: a hole in it is no answer."""
    years = {year for item in documents for year in item.reporting_years}
    span = f", over {_stretches(years)}" if years else ""
    held = f"Doorzocht: {count(len(documents), 'document', 'documenten')}{span}. Wat daar niet in staat, "
    held += "kan hier niet gevonden worden."
    sought = [*page.understood.terms, *(f"“{item}”" for item in page.understood.phrases)]
    told = [f"Gezocht is naar: {', '.join(sought)}."] if sought else []
    told += [*lacking(page, address, documents, labels), held]
    shown = [markup.text_tag("p", text) for text in told]
    if tips := _tips(page, address):
        listed = markup.tag("ul", markup.join(markup.text_tag("li", tip) for tip in tips))
        shown += [markup.text_tag("p", "Probeer dit:"), listed]
    return markup.notice(markup.join(shown), "uitleg")


def few_found(page: ResultPage, address: SearchAddress, documents: Sequence[Document], labels: Labels) -> Html:
    """What the collection lacks of what was asked and, where only a few hits were found, what can be tried."""
    told = lacking(page, address, documents, labels)
    if page.query and page.total and (page.groups or page.total) <= FEW and (tips := _tips(page, address)):
        told.append(f"Weinig gevonden? {' '.join(tips)}")
    if not told:
        return Html("")
    return markup.notice(markup.join(markup.text_tag("p", text) for text in told), "uitleg")
