"""References and labels in the text of a document: where each link leads, what each label tells, the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from kb.annotate.references import normal_form
from kb.records import Document, Footnote, Passage, Reference, Tag
from kb.registers.references import describe
from kb.registers.references import papers as numbers_of
from ui import markup
from ui.address import DocumentAddress, link
from ui.address_papers import PaperAddress, PapersAddress
from ui.marks import LABEL_CODES, Mark
from ui.markup import Html
from ui.papers import name_of
from ui.present_papers import reservations
from ui.present_search import place
from ui.words import count, number, word, words

MOST = 150
"""Things cited that the list of a document shows; the rest is told as a number."""
MOST_PLACES = 12
"""Places of one thing cited that the list shows."""
TOGETHER = frozenset({"reference", "law"})
"""Tags that say in short what a reference says in full: the reference goes first."""

References = Mapping[str, Sequence[Reference]]
"""passage_id → the references in it and in its footnotes."""
Leads = Callable[[Reference], tuple[str | None, str]]
"""Where a reference leads (None: nowhere), and that in words."""


def by_passage(references: Iterable[Reference]) -> dict[str, list[Reference]]:
    """References laid with their passages."""
    found: dict[str, list[Reference]] = {}
    for reference in references:
        found.setdefault(reference.passage_id or "", []).append(reference)
    return found


# --------------------------------------------------------------------------- links and labels


def target(reference: Reference) -> tuple[str | None, str]:
    """Where a reference leads, and that in words: the document here, the page of the paper, or its address.

    A paper that names itself, and what has no number or address, leads nowhere.
    """
    if reference.resolved_to is not None:
        if reference.resolved_to == reference.document_id:
            return None, ""
        return _document(reference.resolved_to), "Opent dit stuk in de kennisbank."
    numbers = numbers_of(reference) or ((normal_form(reference),) if reference.type == "rapport" else ())
    if len(numbers) == 1:
        return PaperAddress(numbers[0]).href, "Toont wat de kennisbank van dit stuk weet."
    if numbers:
        listed = PapersAddress(" ".join(numbers))
        return link("kamerstukken", listed.params()).lstrip("/"), "Toont deze stukken."
    if reference.urls and reference.urls[0].startswith(("https://", "http://")):
        return reference.urls[0], "Opent een andere site in een nieuw tabblad."
    return None, ""


def name(reference: Reference) -> str:
    """What is cited, in words."""
    numbers = numbers_of(reference)
    if len(numbers) == 1 and reference.type != "motie":
        return name_of(numbers[0])
    if reference.type == "wet" and reference.law:
        return f"{reference.law}, artikel {reference.article}" if reference.article else reference.law
    if reference.type == "kamerstuk" and not numbers:
        return describe(reference)  # a dossier
    named = reference.name if reference.type == "rapport" else None
    return " ".join((named or reference.text).split())


def marks(
    passage: Passage, references: Sequence[Reference], *, labels: bool, leads: Leads = target
) -> list[Mark]:
    """The links in a passage, and with `labels` all that annotators found in it."""
    cited = [item for item in references if item.footnote_number is None]
    found = _cited(passage.text, cited, labels=labels, leads=leads)
    if labels:
        found += [
            Mark(tag.start, tag.end, kind=tag.type, note=tag_note(tag))
            for tag in passage.tags
            if tag.type not in TOGETHER or not any(_same(tag, mark) for mark in found)
        ]
    return found


def note_marks(
    note: Footnote, references: Sequence[Reference], *, labels: bool, leads: Leads = target
) -> list[Mark]:
    """The links in a footnote."""
    cited = [item for item in references if item.footnote_number == note.number]
    return _cited(note.text, cited, labels=labels, leads=leads)


def _cited(text: str, references: Sequence[Reference], *, labels: bool, leads: Leads) -> list[Mark]:
    found = []
    for item in references:
        if not item.text or text[item.start : item.end] != item.text:
            continue
        href, where = leads(item)
        if href is not None or labels:
            kind = ("law" if item.type == "wet" else "reference") if labels else None
            told = note(item, where, labels=labels)
            found.append(Mark(item.start, item.end, href=href, kind=kind, note=told))
    return found


def _same(tag: Tag, mark: Mark) -> bool:
    return tag.start < mark.end and mark.start < tag.end


def note(reference: Reference, where: str | None = None, *, labels: bool) -> str:
    """What a reference is and `where` it leads; with `labels` also by which rule and how sure that is."""
    kind, named = word("references", reference.type), name(reference)
    told = named if named.startswith(kind) else f"{kind}: {named}"
    parts = [f"{told}.", target(reference)[1] if where is None else where]
    if labels:
        parts.append(_ground(reference.rule, reference.confidence))
        if reference.candidates:
            parts.append(f"Kan zijn: {', '.join(reference.candidates[:5])}.")
    return " ".join(part for part in (*parts, *reservations(reference)) if part)


def tag_note(tag: Tag) -> str:
    """What a label is, the value that is kept, by which rule and how sure that is."""
    value = f" Waarde: {tag.value}." if tag.value != tag.label else ""
    return f"{word('tags', tag.type)}: {tag.label}.{value} {_ground(tag.rule, tag.confidence)}"


def _ground(rule: str, confidence: float) -> str:
    return f"Regel: {rule}. Zekerheid: {confidence:.0%}."


def legend(passages: Iterable[Passage], references: References) -> Html:
    """Which kinds of labels there are in the text, how each looks, and how many of each."""
    counts: Counter[str] = Counter()
    for passage in passages:
        here = references.get(passage.passage_id, ())
        found = marks(passage, here, labels=True)
        for footnote in passage.footnotes:
            found += note_marks(footnote, here, labels=True)
        counts.update(mark.kind for mark in found if mark.kind)
    if not counts:
        return markup.text_tag("p", "In dit deel van het document zijn geen labels.")
    shown = markup.join(
        markup.tag(
            "li", markup.join([markup.label_sample(word("tags", kind), kind), number(counts[kind])], " ")
        )
        for kind in LABEL_CODES
        if counts[kind]
    )
    told = "Wijs een label aan, of ga ernaartoe met Tab: dan ziet u de waarde, de regel en de zekerheid."
    inner = markup.join([markup.tag("ul", shown), markup.text_tag("p", told)])
    return markup.tag("div", inner, class_="kb-legenda", role="group", aria_label="Legenda van de labels")


# --------------------------------------------------------------------------- all that a document cites


def listed(
    references: Sequence[Reference], passages: Mapping[str, Passage], documents: Mapping[str, Document]
) -> Html:
    """All that a document cites, by kind: what, where, how often, and whether it is here."""
    groups: dict[str, dict[str, list[Reference]]] = {}
    for reference in references:
        groups.setdefault(reference.type, {}).setdefault(normal_form(reference), []).append(reference)
    parts: list[Html] = []
    room = MOST
    for kind, title in words("references_listed").items():
        found = groups.get(kind, {})
        if not found:
            continue
        shown = sorted(found.values(), key=len, reverse=True)[: max(0, room)]
        room -= len(shown)
        parts.append(markup.text_tag("h3", f"{title} ({number(len(found))})"))
        parts.append(markup.tag("ul", markup.join(_line(item, passages, documents) for item in shown)))
        if len(shown) < len(found):
            parts.append(markup.text_tag("p", f"En nog {number(len(found) - len(shown))}."))
    return markup.tag("div", markup.join(parts), class_="kb-verwijzingen")


def _line(
    references: Sequence[Reference], passages: Mapping[str, Passage], documents: Mapping[str, Document]
) -> Html:
    first = references[0]
    href, _ = target(first)
    parts = [_linked(name(first), href)]
    here = documents.get(first.resolved_to or "")
    if here is not None:
        parts.append(markup.text_tag("span", f" (in de kennisbank: {here.title or here.source})"))
    elif first.candidates:
        parts.append(
            markup.text_tag("span", f" (kan zijn: {count(len(first.candidates), 'document', 'documenten')})")
        )
    where = dict.fromkeys(_place(item, passages) for item in references)
    shown = list(where)[:MOST_PLACES]
    parts += [Html(" – "), markup.join(shown, ", ")]
    if len(where) > len(shown):
        parts.append(markup.text_tag("span", f" en nog {number(len(where) - len(shown))}"))
    doubts = dict.fromkeys(told for item in references for told in reservations(item))
    parts += [markup.text_tag("p", told, class_="kb-twijfel") for told in doubts]
    return markup.tag("li", markup.join(parts))


def _linked(text: str, href: str | None) -> Html:
    if href is None:
        return markup.esc(text)
    if href.startswith(("https://", "http://")):
        return markup.outside_link(text, href)
    return markup.app_link(text, href)


def _place(reference: Reference, passages: Mapping[str, Passage]) -> Html:
    """The place of a reference as a link to its passage."""
    passage = passages.get(reference.passage_id or "")
    if passage is None:
        return markup.esc("")
    told = place(passage) or "passage"
    if reference.footnote_number:
        told = f"{told}, noot {reference.footnote_number}"
    return markup.app_link(told, link("document", DocumentAddress.of(passage).params()).lstrip("/"))


def _document(document_id: str) -> str:
    return link("document", DocumentAddress(document_id).params()).lstrip("/")
