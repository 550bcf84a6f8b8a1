"""What is found by form in one passage: references and laws, dates, people and parties, amounts.

They are read together because they hold each other back: the session year of a Kamerstuk is no date of
the passage, and the number of an article no amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.annotate.amounts import find_amounts
from kb.annotate.dates import DateMention, find_dates
from kb.annotate.parties import find_groups
from kb.annotate.persons import find_persons
from kb.annotate.protocol import AnnotationInput
from kb.annotate.references import LawFinder, find_references, normal_form
from kb.annotate.spans import Spans
from kb.annotate.version import rules_version
from kb.records import Reference, Tag
from kb.taxonomy import Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPEN_TO_DATES = frozenset({"brief", "debat", "wet", "motie", "rapport"})
"""References within which a date is the passage's too; in the others the years belong to the number."""
_DATE_CONFIDENCE = {"term": 0.0, "season": 0.85, "part": 0.95, "year": 0.93}


class FormAnnotator:
    """Tags of the types reference, law, date, person, party and amount."""

    name: str = "vorm"
    version: str = rules_version()

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._laws = LawFinder(taxonomy)

    @property
    def laws(self) -> LawFinder:
        """The finder of laws, for what needs it beside the tags."""
        return self._laws

    def annotate(self, passage: AnnotationInput, doc: Doc | None = None) -> Iterator[Tag]:  # noqa: ARG002 - rules need no model
        """The tags of one passage."""
        text = passage.text
        dates = find_dates(text, passage.facts.reference_date)
        references = find_references(
            text, self._laws, dates=dates, around=passage.around, aliases=passage.facts.aliases
        )
        yield from (_of_reference(reference) for reference in references)
        closed = Spans((item.start, item.end) for item in references if item.type not in _OPEN_TO_DATES)
        named = closed.with_more(
            (item.start, item.end) for item in references if item.type == "wet" and item.date is None
        )
        shown = [date for date in dates if _is_tag(date) and not named.touches(date.start, date.end)]
        yield from (_of_date(date) for date in shown)
        yield from self._people(text, closed)
        for (start, end), party in find_groups(text, self._taxonomy):
            yield Tag(
                type="party", value=party.id, label=party.label, text=text[start:end], start=start, end=end,
                rule="partij/fractie", confidence=0.97,
            )  # fmt: skip
        taken = named.with_more((date.start, date.end) for date in shown)
        for amount in find_amounts(text):
            if not taken.touches(amount.start, amount.end):
                yield Tag(
                    type="amount", value=amount.value, label=" ".join(amount.text.split()), text=amount.text,
                    start=amount.start, end=amount.end, rule=amount.rule, confidence=0.9,
                )  # fmt: skip

    def _people(self, text: str, closed: Spans) -> Iterator[Tag]:
        """People with their party; "(allen D66)" is one mark however many it is for."""
        for person in find_persons(text, self._taxonomy):
            if closed.touches(person.start, person.end):
                continue
            yield Tag(
                type="person", value=person.value, label=person.label, text=text[person.start : person.end],
                start=person.start, end=person.end, rule=person.rule, confidence=person.confidence,
            )  # fmt: skip
            if person.party and person.party_label and person.party_span:
                start, end = person.party_span
                yield Tag(
                    type="party", value=person.party, label=person.party_label, text=text[start:end],
                    start=start, end=end, rule="partij/haakjes", confidence=0.97,
                )  # fmt: skip


def _is_tag(date: DateMention) -> bool:
    """Whether a date is worth a mark: it has a place in time, and is no mere term ("binnen zes weken")."""
    return date.precision != "term" and date.from_ is not None


def _of_reference(reference: Reference) -> Tag:
    if reference.type == "wet":
        label = reference.law or reference.text
        if reference.article:
            label = f"{label}, artikel {reference.article}"
        return Tag(
            type="law", value=reference.law_id or "", label=label, text=reference.text, start=reference.start,
            end=reference.end, rule=reference.rule, confidence=reference.confidence,
        )  # fmt: skip
    return Tag(
        type="reference", value=normal_form(reference), label=" ".join(reference.text.split()),
        text=reference.text, start=reference.start, end=reference.end, rule=reference.rule,
        confidence=reference.confidence,
    )  # fmt: skip


def _of_date(date: DateMention) -> Tag:
    confidence = _DATE_CONFIDENCE.get(date.precision, 0.97) - (0.15 if date.relative else 0.0)
    return Tag(
        type="date", value=date.value, label=" ".join(date.text.split()), text=date.text, start=date.start,
        end=date.end, rule=f"datum/{date.rule}", confidence=round(confidence, 2),
    )  # fmt: skip
