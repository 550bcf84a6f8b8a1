"""The papers that the collection cites or holds: one `Paper` each, with all that cites it; to be searched.

Built from the references that the door gives, once for each revision. No Streamlit, no HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.annotate.references import normal_form
from kb.language.analysis import Term, analyse
from kb.records import Document, Reference
from kb.registers.references import papers as numbers_of
from ui.address_papers import PapersAddress, one_form
from ui.words import word

SERIES = ("kst", "h", "ah", "blg", "stb", "stcrt", "trb")
"""What an official number begins with."""
_KST, _SERIAL, _GAZETTE = 2, 3, 2
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its official `number`, what it is called, who cites it, and the document that it is here.

    `kind` is a word of the group "papers" in words.toml. `citations` are in reading order. `url` is its
    official address. `document` is None when it is not in the collection.
    """

    number: str
    form: str
    kind: str
    label: str
    citations: tuple[Reference, ...]
    document: Document | None
    url: str | None
    keys: frozenset[str]

    @property
    def count(self) -> int:
        """How often it is cited."""
        return len(self.citations)

    @property
    def citing(self) -> dict[str, list[Reference]]:
        """Citing document → its citations."""
        found: dict[str, list[Reference]] = {}
        for reference in self.citations:
            found.setdefault(reference.document_id or "", []).append(reference)
        return found


@dataclass(slots=True)
class _Draft:
    """A paper while it is put together."""

    number: str
    label: str
    citations: list[Reference] = field(default_factory=list)
    document: Document | None = None
    url: str | None = None


def build(references: Iterable[Reference], documents: Sequence[Document]) -> Mapping[str, Paper]:
    """One form of the number → paper, for all that is cited or held; a paper naming itself cites nothing."""
    by_id = {item.document_id: item for item in documents}
    drafts: dict[str, _Draft] = {}
    for item in documents:
        number = number_of(item)
        if number is not None:
            drafts[one_form(number)] = _Draft(number, name_of(number), [], item, item.url)
    for reference in references:
        for place, (number, label) in enumerate(_cited(reference)):
            draft = drafts.setdefault(one_form(number), _Draft(number, label))
            if draft.document is None and reference.type == "rapport":
                draft.document = by_id.get(reference.resolved_to or "")
            if draft.url is None:
                draft.url = _address(reference, place)
            if draft.document is None or draft.document.document_id != reference.document_id:
                draft.citations.append(reference)
    return {form: _made(form, draft) for form, draft in drafts.items() if draft.citations or draft.document}


def number_of(document: Document) -> str | None:
    """The official number of a document; None when it has none."""
    if document.kamerstuk:
        dossier, _, number = document.kamerstuk.replace(", nr. ", "|").replace(", ", "|").partition("|")
        if number.strip():
            return f"kst-{''.join(dossier.split())}-{number.strip()}"
    found = analyse(document.document_id)  # a document may be kept under its official number
    return document.document_id if len(found) == 1 and found[0].kind == "reference" else None


def name_of(number: str) -> str:
    """What people call an official number: "kst-31066-1207" → "Kamerstuk 31066, nr. 1207"."""
    series, *rest = number.split("-")
    if series == "kst" and len(rest) >= _KST:
        return f"Kamerstuk {'-'.join(rest[:-1])}, nr. {rest[-1]}"
    if series in ("ah", "h") and len(rest) >= _SERIAL:
        chamber, session, serial, *item = rest
        name = "Aanhangsel Handelingen" if series == "ah" else f"Handelingen {chamber.upper()}"
        behind = f", item {item[0]}" if item else ""
        return f"{name} {session[:4]}-{session[4:]}, nr. {serial}{behind}"
    if series in ("stb", "stcrt", "trb") and len(rest) >= _GAZETTE:
        return f"{word('papers', series)} {rest[0]}, nr. {'-'.join(rest[1:])}"
    return number


def _cited(reference: Reference) -> list[tuple[str, str]]:
    """Number and name of each paper that a reference cites; letters and debates without a number are none."""
    numbers = numbers_of(reference)
    if numbers:
        return [(number, name_of(number)) for number in numbers]
    if reference.type == "rapport":
        name = " ".join((reference.name or reference.text).split())
        return [(normal_form(reference), name[:1].upper() + name[1:])]
    return []


def _address(reference: Reference, place: int) -> str | None:
    numbers = numbers_of(reference) or ("",)
    return reference.urls[place] if len(reference.urls) == len(numbers) else None


def _kind(number: str) -> str:
    """The word for what a number numbers."""
    if number.startswith("rapport:"):
        return "rapport"
    series = number.split("-", 1)[0].lower()
    return series if series in SERIES else "document"


def _made(form: str, draft: _Draft) -> Paper:
    searched = [draft.label, draft.number, draft.document.title or "" if draft.document else ""]
    named = {part for item in draft.citations for part in (item.name, item.session, *item.members) if part}
    keys = set(form.split("-"))
    for text in (*searched, *named):
        for term in analyse(text):
            keys.update(term.keys, term.parts)
    return Paper(
        draft.number, form, _kind(draft.number), draft.label, tuple(draft.citations), draft.document,
        draft.url, frozenset(keys),
    )  # fmt: skip


# --------------------------------------------------------------------------- the list


def chosen(papers: Iterable[Paper], address: PapersAddress) -> list[Paper]:
    """The papers that the address asks for, in its order, whatever their page."""
    found = [item for item in papers if _held(item, address) and fits(item, address.query)]
    if address.sort == "number":
        return sorted(found, key=lambda item: _number_order(item.form))
    return sorted(found, key=lambda item: (-len(item.citing), -item.count, _number_order(item.form)))


def fits(paper: Paper, query: str) -> bool:
    """Whether a paper answers a query: a number in any notation, a dossier, or words of its name.

    Of a query with a reference in it only that counts ("Kamerstukken II 2022/23, 31 066, nr. 1207");
    several references are each of them right.
    """
    terms = analyse(query)
    asked = [term.form for term in terms if term.kind == "reference"]
    if asked:
        return any(paper.form == form or paper.form.startswith(f"{form}-") for form in asked)
    if not terms:
        return query.strip().casefold() in paper.label.casefold()
    return all(_has(paper, term) for term in terms)


def _has(paper: Paper, term: Term) -> bool:
    return bool(paper.keys.intersection(term.keys)) or (bool(term.parts) and paper.keys.issuperset(term.parts))


def _held(paper: Paper, address: PapersAddress) -> bool:
    return address.holding == "all" or (paper.document is not None) == (address.holding == "held")


def _number_order(form: str) -> tuple[tuple[int, int, str], ...]:
    """Numbers by their value: 31066-9 before 31066-10."""
    parts = (part for part in _DIGITS.split(form) if part)
    return tuple((0, int(part), "") if part.isdecimal() and part.isascii() else (1, 0, part) for part in parts)
