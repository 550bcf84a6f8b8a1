"""What the pages about papers show: a line per paper, what a paper is, and each sentence that cites it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kb.language.sentences import sentence_spans
from kb.records import Document, Footnote, Passage, Reference, Span
from ui import markup
from ui.address import DocumentAddress, beginning, link
from ui.address_papers import Holding, PapersAddress
from ui.markup import Html, Mark
from ui.papers import Paper
from ui.present_search import place
from ui.words import count, number, word

PAGE_SIZE = 25
"""Papers, or citations of one paper, on one screen."""
AROUND = 320
"""Characters shown before and after a reference in a sentence without end."""
NAMES = 6
"""Ways in which a paper is cited that its page shows."""
PassageOf: TypeAlias = Callable[[Reference], Passage | None]
"""Gives the passage that a reference stands in; None when it is no longer there."""
HOLDINGS: dict[Holding, str] = {"all": "Alle", "held": "In de kennisbank", "missing": "Ontbreekt"}


def title(address: PapersAddress) -> str:
    """The heading of the list."""
    return "Ontbrekende stukken" if address.holding == "missing" else "Kamerstukken"


def holdings(papers: Iterable[Paper]) -> dict[Holding, str]:
    """The choices of what to show, each with its number."""
    held = [item.document is not None for item in papers]
    numbers: dict[Holding, int] = {
        "all": len(held), "held": sum(held), "missing": len(held) - sum(held)
    }  # fmt: skip
    return {name: f"{text} ({number(numbers[name])})" for name, text in HOLDINGS.items()}


def nothing_found(address: PapersAddress, papers: Mapping[str, Paper]) -> Html:
    """Why the list is empty, and what to do."""
    if not papers:
        told = "In deze kennisbank staan nog geen stukken en geen verwijzingen ernaar."
    elif address.query:
        told = (
            f"Geen stuk gevonden met “{address.query}”. Probeer alleen het dossiernummer (31 066) of een woord "
            "uit de titel, of kies “Alle”."
        )
    else:
        told = "Er zijn geen stukken in deze keuze. Kies “Alle”."
    return markup.notice(markup.text_tag("p", told), "uitleg")


def line(paper: Paper) -> Html:
    """What stands below a paper's name in the list: kind, how often cited, here or not, official address."""
    parts = [markup.text_tag("span", cited(paper)), _holding(paper)]
    if paper.url:
        parts.append(markup.outside_link(_site(paper.url), paper.url))
    kind = markup.badge(word("papers", paper.kind))
    return markup.tag("p", markup.join([kind, markup.join(parts, " · ")], " "), class_="kb-over")


def cited(paper: Paper) -> str:
    """How often a paper is cited, in how many documents."""
    if not paper.count:
        return "niet aangehaald"
    times = "1 keer" if paper.count == 1 else f"{number(paper.count)} keer"
    return f"{times} aangehaald in {count(len(paper.citing), 'document', 'documenten')}"


def facts(paper: Paper) -> Html:
    """What a paper is, where it can be read, and what it is called by those who cite it."""
    rows: list[tuple[str, Html]] = [
        ("Soort", markup.esc(word("papers", paper.kind))),
        ("Aangehaald", markup.esc(cited(paper))),
        ("Tekst", _holding(paper)),
    ]
    if not paper.number.startswith("rapport:"):
        rows.insert(1, ("Nummer", markup.tag("code", markup.esc(paper.number))))
    if paper.url:
        rows.append(("Officieel adres", markup.outside_link(paper.url, paper.url)))
    if names := _names(paper.citations):
        shown = markup.join(markup.text_tag("li", f"“{name}”") for name in names)
        rows.append(("Zo aangehaald", markup.tag("ul", shown, class_="kb-namen")))
    return markup.facts(rows)


def _holding(paper: Paper) -> Html:
    if paper.document is None:
        return markup.text_tag("span", "niet in de kennisbank", class_="kb-ontbreekt")
    name = paper.document.title or paper.document.source
    shown = [markup.text_tag("span", "in de kennisbank: "), inside_link(name, paper.document.document_id)]
    return markup.tag("span", markup.join(shown))


def inside_link(text: str, document_id: str) -> Html:
    """A link to a document of the kennisbank."""
    return markup.app_link(text, link("document", DocumentAddress(document_id).params()).lstrip("/"))


def _names(citations: Sequence[Reference]) -> list[str]:
    names = (" ".join(item.text.split()) for item in citations)
    return list(dict.fromkeys(names))[:NAMES]


def _site(url: str) -> str:
    """The name of a site, for a link to it."""
    return url.split("/")[2].removeprefix("www.").removeprefix("zoek.") if url.count("/") > 1 else url


# --------------------------------------------------------------------------- who cites it


@dataclass(frozen=True, slots=True)
class CitationView:
    """One place where a paper is cited: `label` is the link to `target`."""

    key: str
    label: str
    target: DocumentAddress
    body: Html


def in_groups(
    paper: Paper, documents: Mapping[str, Document], page: int
) -> list[tuple[Document, list[Reference]]]:
    """The citations of one page, by citing document: the one that cites most often first."""
    groups = sorted(paper.citing.items(), key=lambda item: (-len(item[1]), item[0]))
    flat = [(name, reference) for name, found in groups for reference in found if name in documents]
    found: dict[str, list[Reference]] = {}
    for name, reference in flat[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]:
        found.setdefault(name, []).append(reference)
    return [(documents[name], references) for name, references in found.items()]


def citations(references: Sequence[Reference], passage_of: PassageOf) -> list[CitationView]:
    """References as they are shown: what stands in one sentence or footnote together, in order."""
    found: dict[object, tuple[Passage | None, list[Reference]]] = {}
    for reference in references:
        passage = passage_of(reference)
        key = (reference.passage_id, reference.footnote_number, sentence_bounds(reference, passage))
        # Without a passage nothing tells that two references stand together.
        found.setdefault(key if passage else reference.reference_id, (passage, []))[1].append(reference)
    return [citation(together, passage) for passage, together in found.values()]


def citation(references: Sequence[Reference], passage: Passage | None) -> CitationView:
    """References of one sentence or footnote: that sentence, the footnote, what is doubtful or inferred."""
    first = references[0]
    sentence, spans = citing_sentence(references, passage)
    where = [
        place(passage) if passage is not None else None,
        f"voetnoot {first.footnote_number}" if first.footnote_number else None,
    ]
    told = ", ".join(item for item in where if item)
    parts: list[Html] = []
    if sentence:
        marked = markup.inline(sentence, [Mark(*span) for span in spans])
        parts.append(markup.tag("p", marked, class_="kb-fragment"))
    if first.footnote_number:
        parts.append(_note(references, passage))
    doubts = dict.fromkeys(item for reference in references for item in reservations(reference))
    parts += [markup.text_tag("p", item, class_="kb-twijfel") for item in doubts]
    return CitationView(
        key=f"citaat-{first.reference_id}",
        label=f"Naar de passage: {told}" if told else "Naar de passage",
        target=_target(first, passage, sentence),
        body=markup.join(parts),
    )


def citing_sentence(references: Sequence[Reference], passage: Passage | None) -> tuple[str, list[Span]]:
    """The sentence that cites, and where in it the references stand (nowhere for those of a footnote)."""
    first = references[0]
    if first.footnote_number:
        return first.cited_by_text or "", []
    bounds = sentence_bounds(first, passage)
    if passage is None or bounds is None:
        return first.text, [(0, len(first.text))]
    return _window(passage.text, bounds, [(item.start, item.end) for item in references])


def sentence_bounds(reference: Reference, passage: Passage | None) -> Span | None:
    """Where in its passage the sentence of a reference stands; None for a footnote and for other words."""
    if passage is None or reference.footnote_number or not _at(passage.text, reference):
        return None
    around = [
        item for item in sentence_spans(passage.text) if item[0] < reference.end and reference.start < item[1]
    ]
    starts, ends = [item[0] for item in around], [item[1] for item in around]
    return min([reference.start, *starts]), max([reference.end, *ends])


def _at(text: str, reference: Reference) -> bool:
    return text[reference.start : reference.end] == reference.text


def _window(text: str, sentence: Span, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """A sentence, cut where it is very long, with the places of `spans` in it."""
    start = max(sentence[0], min(span[0] for span in spans) - AROUND)
    end = min(sentence[1], max(span[1] for span in spans) + AROUND)
    before = "… " if start > sentence[0] else ""
    after = " …" if end < sentence[1] else ""
    shift = len(before) - start
    return f"{before}{text[start:end]}{after}", [(span[0] + shift, span[1] + shift) for span in spans]


def footnote_of(reference: Reference, passage: Passage | None) -> Footnote | None:
    """The footnote that a reference stands in."""
    for note in passage.footnotes if passage is not None else ():
        if note.number == reference.footnote_number and _at(note.text, reference):
            return note
    return None


def _note(references: Sequence[Reference], passage: Passage | None) -> Html:
    first = references[0]
    note = footnote_of(first, passage)
    text, spans = first.text, [(0, len(first.text))]
    if note is not None:
        places = [(item.start, item.end) for item in references if _at(note.text, item)]
        text, spans = _window(note.text, (0, len(note.text)), places)
    head = markup.text_tag("span", f"Voetnoot {first.footnote_number}: ", class_="kb-nootnummer")
    body = markup.inline(text, [Mark(*span) for span in spans])
    return markup.tag("p", markup.join([head, body]), class_="kb-fragment")


def reservations(reference: Reference) -> list[str]:
    """Doubt, what was inferred, and the documents that it may be; as sentences."""
    found = []
    if reference.doubt:
        found.append(f"Twijfel: {reference.doubt}")
    if reference.inferred:
        fields = " en ".join(word("inferred", item) for item in reference.inferred)
        found.append(f"Afgeleid van een andere plaats in het document: {fields}.")
    return found


def _target(reference: Reference, passage: Passage | None, sentence: str) -> DocumentAddress:
    """The place of a citation: by the words of its sentence, which outlive a better reading."""
    if passage is None:
        return DocumentAddress(reference.document_id or "")
    words = beginning(sentence.removeprefix("… ")) if sentence else beginning(passage.text)
    address = DocumentAddress(passage.document_id, words, passage.char_start)
    return address if address.find([passage]) else DocumentAddress.of(passage)


# --------------------------------------------------------------------------- to take along

Rows = list[list[str | int | None]]

PAPER_COLUMNS = ("Stuk", "Nummer", "Soort", "Keer aangehaald", "Documenten", "In de kennisbank", "Adres")
CITATION_COLUMNS = (
    "Stuk", "Document", "Plaats", "Voetnoot", "Zin", "Verwijzing", "Twijfel", "Afgeleid", "Regel", "Zekerheid",
)  # fmt: skip


def paper_rows(papers: Iterable[Paper]) -> Rows:
    """The list as rows of a table."""
    return [
        [
            item.label, item.number, word("papers", item.kind), item.count, len(item.citing),
            item.document.document_id if item.document else "nee", item.url,
        ]
        for item in papers
    ]  # fmt: skip


def citation_rows(paper: Paper, documents: Mapping[str, Document], passage_of: PassageOf) -> Rows:
    """Who cites a paper, as rows of a table."""
    rows: Rows = []
    for reference in paper.citations:
        document, passage = documents.get(reference.document_id or ""), passage_of(reference)
        sentence, _ = citing_sentence([reference], passage)
        rows.append(
            [
                paper.label, (document.title or document.source) if document else reference.source,
                place(passage) if passage else None, reference.footnote_number, sentence, reference.text,
                reference.doubt, ", ".join(word("inferred", item) for item in reference.inferred),
                reference.rule, f"{reference.confidence:.2f}".replace(".", ","),
            ]
        )  # fmt: skip
    return rows
