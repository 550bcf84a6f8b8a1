"""What an annotator is, and what it is given: one passage at a time, with what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from kb.records import Cells, Footnote, Identity, PassageKind, PublicationDate, ReadPassage, Tag

if TYPE_CHECKING:
    from spacy.tokens import Doc


UNKNOWN_DATE = PublicationDate()


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of the document that a passage stands in; everything may be unknown.

    `signatory` is who signed, `organisation_id` a taxonomy id, `session` a year like "2022-2023",
    `aliases` abbreviations of laws that the document introduces itself ("Wpg" → its full name).
    """

    document_id: str | None = None
    publication_date: PublicationDate = UNKNOWN_DATE
    kind: str | None = None
    title: str | None = None
    organisation_id: str | None = None
    ministry: str | None = None
    reporting_years: tuple[int, ...] = ()
    session: str | None = None
    signatory: str | None = None
    kamerstuk: str | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, identity: Identity, document_id: str | None = None) -> DocumentFacts:
        """The facts as `kb.identify` found them."""
        return cls(
            document_id=document_id,
            publication_date=identity.publication_date,
            kind=identity.kind,
            title=identity.title,
            organisation_id=identity.organisation_id,
            ministry=identity.ministry,
            reporting_years=identity.reporting_years,
            session=identity.session,
            signatory=identity.signatory,
            kamerstuk=identity.kamerstuk,
        )

    @property
    def reference_date(self) -> date | None:
        """The day against which "na de zomer" is read: publication, its lower bound, or the year reported on.

        A date without day counts as the middle of what is known; a bound as itself.
        """
        known = self.publication_date.value or self.publication_date.not_before
        if known is None:
            return date(max(self.reporting_years), 12, 31) if self.reporting_years else None
        parts = [int(part) for part in known.split("-")]
        year, month, day = (*parts, 0, 0)[:3]
        try:
            return date(year, month or 7, day or (15 if month else 1))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class AnnotationInput:
    """One passage as annotators see it; tag offsets count in `text`."""

    text: str
    kind: PassageKind = "text"
    section: tuple[str, ...] = ()
    context: str | None = None
    footnotes: tuple[Footnote, ...] = ()
    cells: Cells | None = None
    facts: DocumentFacts = field(default_factory=DocumentFacts)

    @classmethod
    def of(cls, passage: ReadPassage, identity: Identity, document_id: str | None = None) -> AnnotationInput:
        """A passage as reading gave it, in a document as it was identified."""
        return cls(
            text=passage.text,
            kind=passage.kind,
            section=passage.section,
            context=passage.context,
            footnotes=passage.footnotes,
            cells=passage.cells,
            facts=DocumentFacts.of(identity, document_id),
        )

    @property
    def around(self) -> str:
        """Headings, lead-in, and whose document it is, as one text: they tell meanings apart, untagged."""
        facts = (self.facts.title or "", (self.facts.organisation_id or "").replace("-", " "))
        return "\n".join((*self.section, self.context or "", *facts))

    @property
    def headed(self) -> str:
        """Headings and lead-in alone."""
        return "\n".join((*self.section, self.context or ""))


@runtime_checkable
class Annotator(Protocol):
    """Finds one kind of thing in passages.

    `name` and `version` are kept with what it found, so that a change of rules is known.
    """

    name: str
    version: str

    def annotate(self, passage: AnnotationInput, doc: Doc | None) -> Iterable[Tag]:
        """The tags of one passage, in any order; `doc` is the passage as the language pipeline read it.

        None when no pipeline ran. A rule-based annotator does not need it.
        """
        ...
