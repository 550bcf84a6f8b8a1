"""What the document page shows: the text by parts, with pages, headings, matches and the place asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.records import Document, Heading, Passage, PublicationDate, Reference, Relation, Span
from ui import markup, present_references
from ui.address import DocumentAddress, link, words_in
from ui.markup import Html, Mark
from ui.present_passage import lead_in
from ui.present_references import Leads, References
from ui.words import Labels, count, date_text, label_of, plain, publication_text, word

PART_SIZE = 250
"""Passages on one screen: about sixty pages; more makes a browser slow."""
TARGET_ID = "doel"
"""The id of the passage that an address asks for; the app's script scrolls to it."""

MOST_RELATED = 20
"""Documents that belong to one that are listed with it."""
_DIRECTION = {
    "bijlage_bij": "bijlage",
    "vervangt": "vervangt dit document",
    "antwoord_op": "antwoord hierop",
    "lijkt_op": "lijkt hierop",
}

NO_REFERENCES: References = {}

Highlights = Mapping[str, Sequence[Span]]
"""passage_id → where the words of the query stand in its text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: `number` of `total` (1-based), its passages and the headings before them."""

    number: int
    total: int
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A heading in the table of contents; `part` says in which part of the document it stands."""

    text: str
    level: int
    anchor: str
    part: int


def part_of(address: DocumentAddress, passages: Sequence[Passage], target: Passage | None) -> int:
    """The part to show: the one that is asked for, else that of the passage that is asked for."""
    total = part_count(passages)
    place = target if target is not None else on_page(passages, address.page)
    if place is not None and address.part is None:
        return passages.index(place) // PART_SIZE + 1
    return min(address.part or 1, total)


def on_page(passages: Sequence[Passage], page: int | None) -> Passage | None:
    """The first passage that begins on a page, else the one that runs on over it."""
    paged = [item for item in passages if page is not None and item.page_from is not None]
    begins = next((item for item in paged if item.page_from == page), None)
    return begins or next((i for i in paged if (i.page_from or 0) <= (page or 0) <= (i.page_to or 0)), None)


def part_count(passages: Sequence[Passage]) -> int:
    """How many parts a document has, at least one."""
    return max(1, -(-len(passages) // PART_SIZE))


def make_part(number: int, passages: Sequence[Passage], headings: Sequence[Heading]) -> Part:
    """A part with the headings that stand in it; those before the first passage go with the first part."""
    chosen = tuple(passages[(number - 1) * PART_SIZE : number * PART_SIZE])
    total = part_count(passages)
    # Headings between the last passage of the part before and our first one are ours.
    first = passages[(number - 1) * PART_SIZE - 1].char_end if number > 1 else 0
    after = chosen[-1].char_end if number < total else None
    here = tuple(item for item in headings if item.start >= first and (after is None or item.start < after))
    return Part(number, total, chosen, here)


def outline(headings: Sequence[Heading], passages: Sequence[Passage]) -> list[OutlineItem]:
    """The table of contents, each heading with the part that it stands in."""
    ends = [passages[place - 1].char_end for place in range(PART_SIZE, len(passages), PART_SIZE)]
    return [
        OutlineItem(item.text, item.level, heading_id(item), 1 + sum(end <= item.start for end in ends))
        for item in headings
    ]


def heading_id(heading: Heading) -> str:
    """The id of a heading in the page."""
    return f"kop-{heading.start}"


def outline_html(items: Sequence[OutlineItem], part: int, address: DocumentAddress) -> Html:
    """The table of contents as links: within this part a jump, to another part a new address."""
    shown = []
    for item in items:
        if item.part == part:
            href = f"#{item.anchor}"
        else:
            params = DocumentAddress(address.document_id, query=address.query, part=item.part)
            href = f"{address_of(params)}#{item.anchor}"
        shown.append(
            markup.tag(
                "li",
                markup.text_tag("a", item.text, href=href, target="_self"),
                class_=f"kb-niveau-{min(item.level, 4)}",
            )
        )
    return markup.tag("ul", markup.join(shown), class_="kb-inhoud")


def address_of(address: DocumentAddress) -> str:
    """The address of a place in a document, within the app."""
    return link("document", address.params()).lstrip("/")


# --------------------------------------------------------------------------- the text


def text_html(
    part: Part,
    highlights: Highlights,
    target: Passage | None,
    *,
    words: str = "",
    labels: bool = False,
    references: References = NO_REFERENCES,
    leads: Leads = present_references.target,
) -> Html:
    """The text of a part, the passage asked for marked, and its `words` when they are not its beginning.

    `labels`: mark what annotators found. `references` become links to where `leads` says.
    """
    shown: list[Html] = []
    headings = list(part.headings)
    page: int | None = None
    numbers = _numbers(part.passages, highlights)
    before: Passage | None = None
    for passage in part.passages:
        if passage.page_from is not None and passage.page_from != page:
            shown.append(page_mark(passage))
        page = passage.page_from if passage.page_from is not None else page
        while headings and headings[0].start < passage.char_end:
            shown.append(heading_html(headings.pop(0)))
        marks, asked = numbers.get(passage.passage_id, ()), passage == target
        pointed = words_in(passage, words) if asked else None
        if pointed is not None:
            marks = [*marks, Mark(*pointed, title="Deze woorden noemt de verwijzing")]
        lead = lead_in(passage, before)
        cited = references.get(passage.passage_id, ())
        shown.append(
            passage_html(passage, marks, asked, lead=lead, labels=labels, references=cited, leads=leads)
        )
        before = passage
    shown += [heading_html(item) for item in headings]
    return markup.tag("article", markup.join(shown), class_="kb-document", lang="nl")


def _numbers(passages: Sequence[Passage], highlights: Highlights) -> dict[str, list[Mark]]:
    """The matches as marks, numbered through the part, so that one can go to the next."""
    found: dict[str, list[Mark]] = {}
    number = 0
    for passage in passages:
        for start, end in sorted(highlights.get(passage.passage_id, ())):
            number += 1
            found.setdefault(passage.passage_id, []).append(Mark(start, end, number))
    return found


def match_count(text: Html) -> int:
    """How many matches are marked in the text as it is shown."""
    return text.count("<mark")


def page_mark(passage: Passage) -> Html:
    """Where a new page begins; the printed number goes with it when it is another one."""
    number = str(passage.page_from)
    printed = passage.page_label_from
    name = f"Pagina {number}" if printed in (None, number) else f"Pagina {printed} (blad {number})"
    return markup.text_tag("p", name, class_="kb-pagina", id=f"pagina-{number}", data_blad=number)


def heading_html(heading: Heading) -> Html:
    """A heading of the document; the page's own title is above it, so its highest level is h2."""
    return markup.text_tag(f"h{min(heading.level + 1, 6)}", heading.text, id=heading_id(heading))


def passage_html(
    passage: Passage,
    marks: Sequence[Mark],
    asked: bool,
    *,
    lead: str | None = None,
    labels: bool = False,
    references: Sequence[Reference] = (),
    leads: Leads = present_references.target,
) -> Html:
    """One passage: text, list or table, below its `lead` and with its footnotes; `references` as links."""
    marks = [*marks, *present_references.marks(passage, references, labels=labels, leads=leads)]
    parts = [_speaker(passage)]
    if lead:
        parts.append(markup.text_tag("p", lead, class_="kb-aanloop"))
    notes = markup.footnotes(
        passage.footnotes,
        lambda note: present_references.note_marks(note, references, labels=labels, leads=leads),
    )
    parts += [_body(passage, marks), notes]
    if asked:
        parts.insert(0, markup.text_tag("p", "Gevraagde passage", class_="kb-gevraagd"))
    classes = f"kb-passage kb-{passage.kind}{' kb-doel' if asked else ''}"
    if not asked:
        return markup.tag("div", markup.join(parts), class_=classes)
    # It can hold the focus, so that keyboard and screen reader go on from the place that was asked for.
    return markup.tag("div", markup.join(parts), class_=classes, id=TARGET_ID, tabindex="-1")


def _body(passage: Passage, marks: Sequence[Mark]) -> Html:
    if passage.cells is not None:
        words = [passage.text[mark.start : mark.end] for mark in marks if mark.is_match]
        others = [(passage.text[mark.start : mark.end], mark) for mark in marks if not mark.is_match]
        return markup.table(passage.cells, words, others)
    if passage.kind == "list":
        return markup.items(passage.text, marks, passage.footnotes)
    return markup.paragraphs(passage.text, marks, passage.footnotes)


def _speaker(passage: Passage) -> Html:
    speaker = passage.speaker
    told = None
    if speaker is not None:
        about = ", ".join(item for item in (speaker.function, speaker.party) if item)
        told = f"{speaker.name} ({about})" if about else speaker.name
    if passage.question_number:
        name = word("passage_kinds", passage.kind) if passage.kind in ("question", "answer") else "vraag"
        told = " · ".join(item for item in (f"{plain(name)} {passage.question_number}", told) if item)
    return markup.text_tag("p", told, class_="kb-spreker") if told else Html("")


# --------------------------------------------------------------------------- about the document


def summary_html(document: Document, labels: Labels) -> Html:
    """One line below the title: what it is, by whom, from when."""
    told = [
        document.organisation,
        date_text(document.publication_date.value),
        f"verslagjaar {_years(document)}" if document.reporting_years else None,
        count(document.pages, "pagina", "pagina's") if document.pages else None,
    ]
    kind = markup.badge(label_of(labels, "kind", document.kind)) if document.kind else Html("")
    rest = markup.join((markup.text_tag("span", item) for item in told if item), " · ")
    return markup.tag("p", markup.join([kind, rest], " "), class_="kb-over")


def facts_html(document: Document, labels: Labels, *, links: bool = True) -> Html:
    """All that is known of a document, each with the words that say so; `links` to pages of the app."""
    known: list[tuple[str, str, str | None]] = [
        ("kind", "Soort", label_of(labels, "kind", document.kind) if document.kind else None),
        ("organisation", "Organisatie", document.organisation),
        ("ministry", "Ministerie", document.ministry),
        ("signatory", "Ondertekenaar", document.signatory),
        ("publication_date", "Verschenen", publication_text(document.publication_date)),
        ("reporting_years", "Verslagjaar", _years(document)),
        ("session", "Vergaderjaar", document.session),
        ("kamerstuk", "Kamerstuk", document.kamerstuk),
    ]
    rows = [
        (name, _with_ground(value or "onbekend", _ground(document, key))) for key, name, value in known if value
    ]
    if document.url:
        rows.append(("Adres", markup.outside_link(document.url, document.url)))
    rows += [
        (plain(word("relations", item.type)), _other_side(item, links=links)) for item in document.relations
    ]
    rows.append(("Bestand", markup.esc(f"{document.source} ({word('media_types', document.media_type)})")))
    rows.append(("Kenmerk", markup.tag("code", markup.esc(document.document_id))))
    if document.version > 1:
        rows.append(("Versie", markup.esc(str(document.version))))
    return markup.facts(rows)


def _other_side(relation: Relation, *, links: bool) -> Html:
    """The document that a relation leads to, as a link when it is here."""
    told = relation.reference or relation.document_id or ""
    if relation.document_id is None or not links:
        return markup.esc(told)
    return markup.app_link(told, address_of(DocumentAddress(relation.document_id)))


def annexes_html(document: Document, documents: Sequence[Document]) -> Html:
    """The documents that say of themselves that they belong to this one; nothing when there are none."""
    found = [
        (item, relation)
        for item in documents
        for relation in item.relations
        if relation.document_id == document.document_id and item.document_id != document.document_id
    ]
    if not found:
        return Html("")
    lines = [
        markup.tag(
            "li",
            markup.join(
                [
                    markup.app_link(item.title or item.source, address_of(DocumentAddress(item.document_id))),
                    markup.esc(f" ({_DIRECTION[relation.type]})"),
                ]
            ),
        )
        for item, relation in found[:MOST_RELATED]
    ]
    head = markup.text_tag("h2", "Hoort hierbij", class_="kb-tussenkop")
    inner = [head, markup.tag("ul", markup.join(lines))]
    if len(found) > MOST_RELATED:
        inner.append(markup.text_tag("p", f"En nog {len(found) - MOST_RELATED}."))
    return markup.tag("div", markup.join(inner), class_="kb-verwijzingen")


def problems_html(document: Document) -> Html:
    """What went wrong in reading."""
    if not document.problems:
        return Html("")
    lines = [
        markup.text_tag("li", f"{f'p. {item.page}: ' if item.page else ''}{item.message}")
        for item in document.problems
    ]
    head = markup.text_tag("p", "Niet alles van dit document kon worden gelezen:")
    return markup.notice(markup.join([head, markup.tag("ul", markup.join(lines))]))


def _ground(document: Document, key: str) -> str | None:
    if key == "publication_date":
        return _date_ground(document.publication_date)
    return document.evidence.get(key) or document.evidence.get(key.removesuffix("s"))


def _date_ground(date: PublicationDate) -> str | None:
    basis = word("basis", date.basis) if date.basis else None
    words = f"“{date.evidence}”" if date.evidence else None
    return ": ".join(item for item in (basis, words) if item) or None


def _with_ground(value: str, ground: str | None) -> Html:
    shown = markup.text_tag("span", value)
    if not ground or ground == value:
        return shown
    return markup.join([shown, markup.text_tag("span", ground, class_="kb-grond")], " ")


def _years(document: Document) -> str:
    return ", ".join(str(year) for year in document.reporting_years)


def match_bar(matches: int) -> Html:
    """How many matches there are, and buttons that go from one to the next; nothing when there are none."""
    if not matches:
        return Html("")
    parts = [
        markup.text_tag("span", count(matches, "treffer", "treffers")),
        markup.text_tag("button", "Vorige treffer", type="button", class_="kb-knop", data_treffer="-1"),
        markup.text_tag("button", "Volgende treffer", type="button", class_="kb-knop", data_treffer="1"),
    ]
    return markup.tag("div", markup.join(parts), class_="kb-treffers")
