"""What documents tell of each other: dates, the same paper in another form, annexes.

`dates_from_others`: a document that says when another one was sent ("Recent is op 25 mei 2023 aan uw Kamer
de Jaarrapportage 2022 Dienst Toeslagen toegestuurd") gives that one its date. Only a sentence that names
exactly one document of the collection counts; documents that tell different days leave the date open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kb.identify.bounds import told_as_past
from kb.identify.dates import DateMention, find_dates
from kb.identify.kind import names_pattern
from kb.identify.official import kamerstuk_parts
from kb.records import Identity, PublicationDate, Relation

_SENDING = re.compile(
    r"\b(?:toegestuurd|toegezonden|aangeboden|verzonden|verstuurd|gestuurd|gezonden|gepubliceerd|verschenen|toekomen"
    r"|openbaar ?gemaakt|uitgebracht|brief van)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_KAMERSTUK = re.compile(
    r"(?<!\d)\d{2} ?\d{3}(?:[ -](?:[IVX]{1,6}|\d{2})(?!\w))?(?:, ?nr\. ?|-)(?:\d{1,4})(?! en \d)(?![\w-])"
)
_SENTENCES = re.compile(r"(?<=[a-z0-9)»”’][.!?])\d{0,2}\s+(?=[A-Z«“‘(])")
_NEXT_DAY = re.compile(r",? en (?=op \d)|;\s|,\s(?=op \d)")
_YEAR_REACH, _KAMERSTUK_REACH = 90, 40
_LONGEST = 1200
_YEARS_APART = 1
_WEAK = frozenset({"derived", None})
"""Bases that another document's word goes before."""


@dataclass(frozen=True, slots=True)
class TextOf:
    """A document as others speak of it, and what it says itself: its identity, and its texts in order."""

    identity: Identity
    texts: Iterable[str]


@dataclass(frozen=True, slots=True)
class DateFromOther:
    """A date that document `told_by` gives document `index` (places in the sequence that was given)."""

    index: int
    told_by: int
    publication_date: PublicationDate


class _Named:
    """Which documents a text can name: by their Kamerstuk, or by kind, year and organisation."""

    def __init__(self, documents: Sequence[TextOf]) -> None:
        self._documents = documents
        self._papers: dict[tuple[str, str], list[int]] = {}
        self._reports: dict[str, dict[int, list[int]]] = {}
        for index, document in enumerate(documents):
            identity = document.identity
            annex = any(item.type == "bijlage_bij" for item in identity.relations)
            parts = kamerstuk_parts(identity.kamerstuk) if identity.kamerstuk and not annex else None
            if parts is not None:
                self._papers.setdefault(parts, []).append(index)
            for year in identity.reporting_years:
                self._reports.setdefault(identity.kind or "", {}).setdefault(year, []).append(index)

    def in_text(self, part: str, day: DateMention) -> set[int]:
        """The documents that `part` names together with its `day`."""
        found: set[int] = set()
        for match in _KAMERSTUK.finditer(part):
            between = part[day.end : match.start()]
            if day.end <= match.start() <= day.end + _KAMERSTUK_REACH and "motie" not in between.lower():
                parts = kamerstuk_parts(match.group())
                found.update(self._papers.get(parts, ()) if parts else ())
        for kind, years in self._reports.items():
            pattern = names_pattern(kind)
            for match in pattern.finditer(part) if pattern else ():
                after = _blanked(part, day)[match.end() : match.end() + _YEAR_REACH]
                year = _YEAR.search(after)
                candidates = years.get(int(year.group()), ()) if year else ()
                found.update(index for index in candidates if self._fits(part, index, int(day.iso[:4])))
        return found

    def _fits(self, part: str, index: int, year: int) -> bool:
        """True when the organisation is named as well, and the day lies about the year reported on."""
        identity = self._documents[index].identity
        near = any(abs(year - reported) <= _YEARS_APART for reported in identity.reporting_years)
        if identity.organisation is None or not near:
            return False
        short = identity.organisation.removeprefix("Dienst ").removeprefix("Ministerie van ")
        names = {identity.organisation, short, *re.findall(r"\b[A-Z]{2,}\b", identity.organisation)}
        return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", part, re.IGNORECASE) for name in names)


def _blanked(part: str, day: DateMention) -> str:
    """`part` with its day blanked out: the year of the day is not the report's."""
    return part[: day.start] + " " * (day.end - day.start) + part[day.end :]


def may_tell(text: str) -> bool:
    """Whether a text has the words with which a document tells another's date; most have none."""
    return _SENDING.search(text) is not None and _YEAR.search(text) is not None


def dates_from_others(documents: Sequence[TextOf]) -> list[DateFromOther]:
    """Publication dates that documents give each other, for those that have none or only a derived one.

    The texts of `documents` are read once, in order. A document whose own text says its date keeps it. At
    most one proposal per document: none where two documents tell different days, or where the day lies
    before what the document itself tells as past.
    """
    named = _Named(documents)
    told: dict[int, list[DateFromOther]] = {}
    for teller, document in enumerate(documents):
        for text in document.texts:
            for sentence in _SENTENCES.split(text):
                for index, day, words in _told_in(sentence[:_LONGEST], teller, named):
                    own = documents[index].identity.publication_date
                    if own.basis in _WEAK and (own.not_before is None or own.not_before <= day):
                        found = PublicationDate(day, "day", own.not_before, "other-document", words)
                        told.setdefault(index, []).append(DateFromOther(index, teller, found))
    return [
        told[index][0]
        for index in sorted(told)
        if len({item.publication_date.value for item in told[index]}) == 1
    ]


def _told_in(sentence: str, teller: int, named: _Named) -> Iterator[tuple[int, str, str]]:
    """What one sentence tells: for each part with a sending, one past day and one document, these three."""
    if not _SENDING.search(sentence) or not _YEAR.search(sentence):
        return
    for part in _NEXT_DAY.split(sentence):
        days = [mention for mention in find_dates(part) if mention.precision == "day"]
        if len(days) != 1 or told_as_past(part, days[0]) is None:
            continue
        others = named.in_text(part, days[0]) - {teller}
        if len(others) == 1:
            yield others.pop(), days[0].iso, part.strip()


# --------------------------------------------------------------------------- forms and annexes


def same_paper(one: Identity, other: Identity) -> bool:
    """True when two files are forms of one paper (PDF, XML, HTML): the same official number."""
    return one.official_id is not None and one.official_id == other.official_id


def related(
    documents: Sequence[tuple[str, Identity]], sources: Sequence[str] = ()
) -> list[tuple[int, Relation]]:
    """Relations whose other side is in the collection: the place of a document, and its relation filled in.

    `documents` are (document id, identity), `sources` their file names in the same order (a manifest names
    files). A reference is met by a document id, an official number, a Kamerstuk or a file name that exactly
    one document answers to.
    """
    by_name: dict[str, set[str]] = {}
    for (document_id, _), source in zip(documents, sources, strict=False):
        by_name.setdefault(source, set()).add(document_id)
    for document_id, identity in documents:
        for name in {document_id, identity.official_id, _kamerstuk_name(identity.kamerstuk)} - {None}:
            by_name.setdefault(str(name), set()).add(document_id)
    found: list[tuple[int, Relation]] = []
    for index, (document_id, identity) in enumerate(documents):
        for relation in identity.relations:
            others = _met_by(relation, by_name) - {document_id}
            if len(others) == 1:
                found.append((index, replace(relation, document_id=others.pop())))
    return found


def _met_by(relation: Relation, by_name: dict[str, set[str]]) -> set[str]:
    names = [relation.document_id, relation.reference, _kamerstuk_name(relation.reference)]
    return set().union(*(by_name.get(name, set()) for name in names if name))


def _kamerstuk_name(text: str | None) -> str | None:
    parts = kamerstuk_parts(text) if text else None
    return f"kst-{parts[0]}-{parts[1]}" if parts else None
