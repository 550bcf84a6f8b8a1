"""How a document says that it stands to others: answers to questions, annexes, replacements."""

from __future__ import annotations

import re

from kb.identify.official import Official, kamerstuk_parts, metadata
from kb.identify.view import View
from kb.records import Relation

_YOUR_FIELDS = (
    "uw brief", "uw kenmerk", "uw brief (kenmerk)", "uw referentie", "uw vraagnummer", "kenmerk uw brief",
    "uw brief van", "vraagnummer",
)  # fmt: skip
_CASE = re.compile(r"\b(20\d\d[ZD]\d{5})\b")
_CASE_ALONE = re.compile(r"^(?:\(|kenmerk:?\s)?(20\d\d[Z]\d{5})\)?$", re.IGNORECASE)
_ANNEX = re.compile(
    r"\bbijlage(?: \d{1,2})? (?:bij|behorend bij|behorende bij) (?:de |het )?"
    r"(?P<what>(?:brief|kamerbrief|kamerstuk|stand van zakenbrief)[^.;]{0,120})",
    re.IGNORECASE,
)
_REPLACES = re.compile(
    r"\b(?:(?:deze|dit) (?:brief|versie|stuk|document|rapport|besluit|uitgave|bijlage) vervangt"
    r"|ter vervanging van)"
    r"(?: de| het| die| dat)? (?P<what>[^.;]{3,140})",
    re.IGNORECASE,
)
_HEAD_LINES = 25


def find_relations(view: View, official: Official, kind: str | None = None) -> tuple[Relation, ...]:
    """The relations that the document itself tells; `document_id` only where it names an official number."""
    found = [Relation("antwoord_op", None, number, "official") for number in metadata(view, "vraagnummer")]
    found += [Relation("bijlage_bij", paper, paper, "official") for paper in metadata(view, "hoofddocument")]
    for label in _YOUR_FIELDS:
        cases = _CASE.findall(view.fields.get(label, ""))
        found += [Relation("antwoord_op", None, number, "letterhead") for number in cases]
    if kind == "antwoord-kamervragen":
        # the number of the questions stands alone above them
        cases = [match[1] for line in view.head if (match := _CASE_ALONE.match(line.text))]
        found += [Relation("antwoord_op", None, number, "kop") for number in cases]
    if match := _ANNEX.search(" ".join(line.text for line in view.head[:_HEAD_LINES])):
        document_id, reference = _named(match["what"])
        found.append(Relation("bijlage_bij", document_id, reference, match.group()))
    if match := _REPLACES.search(view.opening):
        document_id, reference = _named(match["what"])
        found.append(Relation("vervangt", document_id, reference, match.group()))
    own = official.official_id
    unique = {
        (item.type, item.reference): item for item in reversed(found) if own is None or item.document_id != own
    }
    return tuple(reversed(unique.values()))


def _named(words: str) -> tuple[str | None, str]:
    """The official number that `words` name, if they name one, and the words themselves."""
    parts = kamerstuk_parts(words)
    return (f"kst-{parts[0]}-{parts[1]}" if parts else None), words.strip()
