"""How a document says that it stands to others: answers to questions, annexes, replacements."""

from __future__ import annotations

import re

from kb.identify.official import Official, kamerstuk_parts, metadata
from kb.identify.view import View
from kb.records import Relation

_YOUR_FIELDS = (
    "uw brief",
    "uw kenmerk",
    "uw brief (kenmerk)",
    "uw referentie",
    "uw vraagnummer",
    "kenmerk uw brief",
)
_CASE = re.compile(r"\b(20\d\d[ZD]\d{5})\b")
_ANNEX = re.compile(
    r"\b(?:bijlage(?: \d{1,2})? (?:bij|behorend bij|behorende bij)|behoort bij) (?:de |het )?(?P<what>(?:brief|kamerbrief|kamerstuk|stand van zakenbrief)[^.;]{0,120})",
    re.IGNORECASE,
)
_REPLACES = re.compile(
    r"\b(?:(?:deze|dit) (?:brief|versie|stuk|document|rapport|besluit|uitgave) vervangt|ter vervanging van)(?: de| het| die| dat)? (?P<what>[^.;]{3,140})",
    re.IGNORECASE,
)
_KST = re.compile(
    r"(?:Kamerstuk(?:ken)?(?: II| I)?,? )?(?:\d{4}[-–/]\d{2,4}, )?\d{2} ?\d{3}(?:[ -][IVX]{1,6})?, ?nr\. ?\d{1,4}"
)


def find_relations(view: View, kind: str | None, official: Official) -> tuple[Relation, ...]:
    """The relations that the document itself tells; `document_id` only where it names an official number."""
    found: list[Relation] = []
    for number in metadata(view, "vraagnummer"):
        found.append(Relation("antwoord_op", None, number, "official"))
    for paper in metadata(view, "hoofddocument"):
        found.append(Relation("bijlage_bij", paper, paper, "official"))
    for label in _YOUR_FIELDS:
        found.extend(
            Relation("antwoord_op", None, number, "letterhead")
            for number in _CASE.findall(view.fields.get(label, ""))
        )
    if match := _ANNEX.search(" ".join(line.text for line in view.head[:25])):
        found.append(_named("bijlage_bij", match["what"], match.group()))
    if match := _REPLACES.search(view.opening):
        found.append(_named("vervangt", match["what"], match.group()))
    own = official.official_id
    unique = {(item.type, item.reference): item for item in found if own is None or item.document_id != own}
    return tuple(unique.values())


def _named(type_: str, what: str, words: str) -> Relation:
    match = _KST.search(what)
    parts = kamerstuk_parts(match.group()) if match else None
    document_id = f"kst-{parts[0]}-{parts[1]}" if parts else None
    reference = match.group() if match else what.strip()
    if type_ == "vervangt":
        return Relation("vervangt", document_id, reference, words)
    return Relation("bijlage_bij", document_id, reference, words)
