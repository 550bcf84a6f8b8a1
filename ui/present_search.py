"""What the search page shows, worked out from a `ResultPage`; no Streamlit, so it can be tested."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.results import HEADING, INTRODUCTION, LABEL, Beside, FacetValue, Hit, ResultPage
from kb.filters import YearRange
from kb.records import Passage, Span
from ui import citing, markup
from ui.address import FIELDS, DocumentAddress, SearchAddress, link, year_text
from ui.markup import Html, Mark
from ui.present_passage import lead_in, matching_table
from ui.words import Labels, count, date_text, label_of, number, word

FIELD_NAME = "Zoek in de documenten"
"""The name of the field for the query; the app's script knows the field by it."""
PAGE_SIZE = 10
"""Hits on a page; the contract's default."""
SHOWN_VALUES = 6
"""Values of a filter that stand in the side bar; the others come with a click."""
MOST_VALUES = 60
"""Values of one filter that are offered at most; more is no choice any more but a list to read."""
FRAGMENT = 420
"""Characters of a passage that are shown when its best words cannot be found back in it."""

FACET_FIELDS = {
    "kind": "kinds",
    "regeling": "regelingen",
    "theme": "themes",
    "organisation": "organisations",
    "person": "persons",
    "party": "parties",
    "kpi": "kpis",
}
"""Facet of a result → field of `Filters`, in the order of the screen (years come after the kind)."""
YEAR_FACETS = {
    "reporting": "year",
    "publication": "year_publication",
    "named": "year_named",
    "session": "session",
}
"""Kind of year → its facet."""
YEARS_AFTER = "kind"
NOTHING = Html("")


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be filtered on, and how many passages have it."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values; `field` is the field of `Filters`.

    `options` are at hand (those that are on among them), the `rest` comes with a click: as many as can be
    chosen from, or those in which a word stands.
    """

    field: str
    name: str
    options: tuple[Option, ...]
    rest: tuple[Option, ...]

    @property
    def active(self) -> int:
        """How many of its values are on."""
        return sum(option.selected for option in self.options)

    def further(self, typed: str = "") -> tuple[Option, ...]:
        """The values behind the click, those that have `typed` in their label; at most `MOST_VALUES`."""
        return tuple(self._having(typed))[:MOST_VALUES]

    def left_out(self, typed: str = "") -> int:
        """How many there are beyond `further`."""
        return max(0, sum(1 for _ in self._having(typed)) - MOST_VALUES)

    def _having(self, typed: str) -> Iterator[Option]:
        words = folded(typed).split()
        return (item for item in self.rest if all(word in folded(item.label) for word in words))


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, above the results, to be taken away with one click."""

    field: str
    value: str
    label: str


def folded(text: str) -> str:
    """Lower case without accents: how a typed word is compared with a label."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def labels_with(page: ResultPage, labels: Labels) -> Labels:
    """The labels, and for what no taxonomy knows (people) those of the result."""
    known = {(facet, item.value): item.label for facet, items in page.facets.items() for item in items}
    return lambda facet, value: known.get((facet, value)) or labels(facet, value)


def facets(page: ResultPage, address: SearchAddress, labels: Labels) -> list[Facet]:
    """The filters beside the results; a value that is on is always among them, be it with count 0."""
    found = []
    for facet, field in FACET_FIELDS.items():
        chosen: tuple[str, ...] = getattr(address.filters, field)
        found.append(_facet(page, (facet, field), chosen, labels))
        if facet == YEARS_AFTER:
            years = tuple(str(item.first) for item in address.filters.years if item.first == item.last)
            name = YEAR_FACETS[address.filters.year_kind]
            found.append(_facet(page, (name, "years"), years, labels))
    return [
        item
        for item in found
        if item.options or (item.field == "years" and (page.total or address.filters.years))
    ]


def _facet(page: ResultPage, names: tuple[str, str], chosen: Sequence[str], labels: Labels) -> Facet:
    facet, field = names
    values = page.facets.get(facet, ())
    if field == "years":
        # A session is named by its first year; the filter on it too.
        values = tuple(replace(item, value=item.value[:4]) for item in reversed(values) if _is_year(item))
        # Of a stretch that is on, the years that nothing was found in are no choice.
        values = tuple(item for item in values if item.count or item.value in chosen)
    options = [
        Option(item.value, _shown(labels, facet, item.value, item.label), item.count, item.value in chosen)
        for item in values
    ]
    known = {item.value for item in values}
    lost = [Option(value, label_of(labels, facet, value), 0, True) for value in chosen if value not in known]
    at_hand = SHOWN_VALUES if len(options) > SHOWN_VALUES + 1 else len(options)
    kept = [item for place, item in enumerate(options) if place < at_hand or item.selected]
    rest = [item for place, item in enumerate(options) if place >= at_hand and not item.selected]
    return Facet(field, word("facets", facet), tuple(lost + kept), tuple(rest))


def _shown(labels: Labels, facet: str, value: str, given: str) -> str:
    return given if given != value else label_of(labels, facet, value)


def _is_year(item: FacetValue) -> bool:
    return item.value[:4].isdecimal()


def shown_years(page: ResultPage, facet: str) -> list[tuple[int, int]]:
    """The years of a facet with their counts, oldest first; a session goes by its first year."""
    return [(int(item.value[:4]), item.count) for item in page.facets.get(facet, ()) if _is_year(item)]


def years_offered(page: ResultPage, address: SearchAddress) -> list[int]:
    """Years to choose a stretch from, oldest first: those of the result and those that are on."""
    facet = YEAR_FACETS[address.filters.year_kind]
    found = {int(item.value[:4]) for item in page.facets.get(facet, ()) if _is_year(item)}
    for item in address.filters.years:
        found.update((item.first, item.last))
    return sorted(found)


def stretch(address: SearchAddress) -> YearRange | None:
    """The one stretch of several years that is on, as the fields from and to show it."""
    wide = [item for item in address.filters.years if item.first != item.last]
    return wide[0] if len(wide) == 1 and len(address.filters.years) == 1 else None


def chips(address: SearchAddress, labels: Labels, titles: Callable[[str], str]) -> list[Chip]:
    """The filters that are on; `titles` gives a document's title by its id."""
    facet_of = {field: facet for facet, field in FACET_FIELDS.items()}
    found = []
    for field in FIELDS:
        for value in getattr(address.filters, field):
            shown = titles(value) if field == "documents" else label_of(labels, facet_of[field], value)
            found.append(Chip(field, value, shown))
    for item in address.filters.years:
        name = word("year_kinds", address.filters.year_kind)
        found.append(Chip("years", year_text(item), f"{name} {year_text(item).replace('-', '–')}"))
    for field, value in address.filters.excluded:
        shown = titles(value) if field == "documents" else label_of(labels, facet_of.get(field, "year"), value)
        found.append(Chip("excluded", f"{field}:{value}", f"niet: {shown}"))
    return found


# --------------------------------------------------------------------------- hits


def hit_title(hit: Hit, query: str) -> Html:
    """The document's title as a heading that leads to the passage, with the words of the query marked there."""
    there = link("document", DocumentAddress.of(hit.passage, query).params()).lstrip("/")
    title = markup.app_link(hit.document.title or hit.passage.source, there)
    return markup.tag("h2", title, class_="kb-treffertitel")


def hit_body(hit: Hit, labels: Labels, exchange: Html = NOTHING) -> Html:
    """What stands below the title of a hit: what it is, where it stands, its best words, how to cite it.

    `exchange` is the question that it answers, which goes before its words, or the answer to it.
    """
    words = [exchange, _best(hit)] if hit.passage.kind == "answer" else [_best(hit), exchange]
    parts = [
        _about(hit, labels),
        _section(hit),
        _context(hit),
        *words,
        *map(_beside, hit.beside),
        markup.tag("p", _cite(hit), class_="kb-verwijzing"),
    ]
    return markup.tag("div", markup.join(parts), class_="kb-treffer")


def _about(hit: Hit, labels: Labels) -> Html:
    kind = markup.badge(label_of(labels, "kind", hit.document.kind)) if hit.document.kind else Html("")
    told = [
        hit.document.organisation,
        date_text(hit.document.publication_date) or _undated(hit.passage),
        place(hit.passage),
        None if hit.passage.kind == "text" else word("passage_kinds", hit.passage.kind),
    ]
    rest = markup.join((markup.text_tag("span", item) for item in told if item), " · ")
    return markup.tag("p", markup.join([kind, rest], " "), class_="kb-over")


def _undated(passage: Passage) -> str:
    """Said where a date stands otherwise, with what is known instead."""
    year = passage.reporting_year
    return "datum onbekend" if year is None else f"datum onbekend, over {year}"


def _section(hit: Hit) -> Html:
    """The headings above the passage; what was found in them is marked where its text has nothing."""
    if not hit.passage.section:
        return NOTHING
    found = {item.text: item for item in hit.beside if item.where == HEADING}
    path = [_marked(found[text]) if text in found else markup.inline(text) for text in hit.passage.section]
    return markup.tag("p", markup.join(path, " › "), class_="kb-paragraaf")


def _context(hit: Hit) -> Html:
    lead = lead_in(hit.passage)
    found = next((item for item in hit.beside if item.where == INTRODUCTION and item.text == lead), None)
    if found is not None:
        return markup.tag("p", _marked(found), class_="kb-aanloop")
    return markup.text_tag("p", lead, class_="kb-aanloop") if lead else NOTHING


def _marked(item: Beside) -> Html:
    return markup.inline(item.text, [Mark(start, end) for start, end in item.highlights])


def _beside(item: Beside) -> Html:
    """Why a passage is a hit whose text has nothing of what was sought; headings are marked in their place."""
    if item.where in (HEADING, INTRODUCTION):
        return NOTHING
    if item.where == LABEL:
        told = [markup.inline("Gevonden aan het label "), markup.text_tag("strong", item.text)]
        told.append(markup.inline("; de woorden waaraan het gegeven is, zijn gemarkeerd."))
    else:
        told = [markup.inline(f"{item.where.capitalize()}: "), _marked(item)]
    return markup.tag("p", markup.join(told), class_="kb-elders")


def _best(hit: Hit) -> Html:
    """The rows of a table that match, or the best words of a text."""
    passage = hit.passage
    rows = matching_table(passage, hit.highlights)
    if rows is not None:
        return rows
    marks = [Mark(start, end) for start, end in hit.highlights]
    return markup.excerpt(passage.text, snippet_spans(passage.text, hit.snippet), marks)


def _cite(hit: Hit) -> Html:
    return markup.join(
        [
            markup.text_tag("span", hit.citation),
            markup.copy_button("Kopieer verwijzing", citing.of_hit(hit)),
        ],
        " ",
    )


def place(passage: Passage) -> str | None:
    """Where a passage stands: its page as printed or counted, or the lines of a text without pages."""
    first = passage.page_label_from or (str(passage.page_from) if passage.page_from else None)
    last = passage.page_label_to or (str(passage.page_to) if passage.page_to else None)
    if first:
        return f"p. {first}" if last in (None, first) else f"p. {first}–{last}"
    if passage.line_start:
        return f"regel {passage.line_start}–{passage.line_end}"
    return None


def snippet_spans(text: str, snippet: str) -> list[Span]:
    """Where the pieces of a snippet stand in the text; its beginning when they cannot be found back."""
    found: list[Span] = []
    reached = 0
    for piece in re.split(r"…|\.\.\.", snippet):
        words = piece.split()
        if not words:
            continue
        match = re.compile(r"\s+".join(map(re.escape, words))).search(text, reached)
        if match is None:
            found = []
            break
        found.append(match.span())
        reached = match.end()
    if found or not text:
        return found
    if len(text) <= FRAGMENT:
        return [(0, len(text))]
    return [(0, text.rfind(" ", 0, FRAGMENT) if " " in text[:FRAGMENT] else FRAGMENT)]


# --------------------------------------------------------------------------- around the hits


def unquoted(query: str) -> str:
    """A query without its quotes, so that every word counts by itself."""
    return " ".join(re.sub(r"[\"“”„«»‟]", " ", query).split())


def suggestions(texts: Sequence[str]) -> Html:
    """What the browser offers while somebody types in the field; the app's script ties the two together."""
    options = markup.join(markup.tag("option", "", value=text) for text in texts)
    return markup.tag("datalist", options, id="kb-suggesties", data_veld=FIELD_NAME)


def summary(page: ResultPage) -> str:
    """How much was found and what of it is shown; what says the same is one hit, every place is counted."""
    if not page.total:
        return "Niets gevonden"
    groups = page.groups or page.total
    places = count(page.total, "passage", "passages")
    if groups <= len(page.hits) + page.offset and not page.offset:
        return f"{places} gevonden" + (
            f" in {count(groups, 'treffer', 'treffers')}" if groups < page.total else ""
        )
    first, last = page.offset + 1, page.offset + len(page.hits)
    if groups == page.total:
        return f"{number(first)}–{number(last)} van {places}"
    return f"{number(first)}–{number(last)} van {count(groups, 'treffer', 'treffers')} ({places})"


def page_count(page: ResultPage) -> int:
    """How many pages of hits there are, at least one."""
    return max(1, -(-(page.groups or page.total) // max(1, page.limit)))


# --------------------------------------------------------------------------- nothing to show


def empty_collection() -> Html:
    """An empty kennisbank: what it is for and how to fill it."""
    told = [
        markup.text_tag("p", "Deze kennisbank is nog leeg."),
        markup.text_tag("p", "Voeg documenten toe bij Beheer, of op de opdrachtregel met:"),
        markup.tag("pre", markup.tag("code", markup.esc("kennisbank ingest MAP-MET-DOCUMENTEN"))),
    ]
    return markup.notice(markup.join(told), "uitleg")
