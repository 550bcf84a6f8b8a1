"""What is overdue at a date, with the ground, and how far this collection can know.

Overdue is only as true as the collection is whole: a promise whose term has passed and of which nothing was
found here may have been kept in a paper that is not here. So the ground always says until when the sender
has papers here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kb.citation import dutch_date
from kb.records import Document, PublicationDate
from kb.registers.toezeggingen.joining import day_of
from kb.registers.toezeggingen.model import SETTLED, Toezegging

_OPEN = frozenset({"openstaand", "deels afgedaan", "onbekend"})
_MONTH = 7


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a collection goes: the latest day (ISO, as far as known) per sender, and of all."""

    by_sender: dict[str, str]
    latest: str | None

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Reach:
        """The reach of these documents."""
        found: dict[str, str] = {}
        latest: str | None = None
        for document in documents:
            day = day_of(document)
            if day is None:
                continue
            latest = max(latest or day, day)
            for sender in (document.ministry, document.organisation_id):
                if sender:
                    found[sender] = max(found.get(sender, day), day)
        return cls(found, latest)

    def until(self, record: Toezegging, documents: Mapping[str, Document]) -> str | None:
        """The latest day of the record's sender here."""
        document = documents.get(record.document_id)
        senders = (record.ministry, document.organisation_id if document is not None else None)
        return max((self.by_sender[name] for name in senders if name in self.by_sender), default=None)


def overdue_at(
    record: Toezegging, at: date, reach: Reach, documents: Mapping[str, Document] = MappingProxyType({})
) -> Toezegging:
    """The record with `overdue` and `overdue_why` at a date; `documents` are those of the collection, by id.

    None: it has no term, or is done with. True: the term has passed and the papers here do not say that it
    was kept. False: the term has not passed. The status is of the day of its paper as it is known now.
    """
    document = documents.get(record.document_id)
    if document is not None and not (record.status_evidence or "").startswith(SETTLED):
        record = dataclasses.replace(record, status_date=document.publication_date.value)
    if record.status not in _OPEN or record.deadline.to is None:
        return dataclasses.replace(record, overdue=None, overdue_why=None)
    if record.deadline.to >= at.isoformat():
        return dataclasses.replace(record, overdue=False, overdue_why=_term(record))
    until = reach.until(record, documents) or reach.latest
    found = len(record.fulfilled_by)
    parts = [
        _term(record),
        f"laatste stuk van deze afzender hier: {_shown(until)}"
        if until
        else "van deze afzender is hier geen datum bekend",
        f"{found} mogelijke {'nakoming' if found == 1 else 'nakomingen'} gevonden, niet bevestigd"
        if found
        else "niets gevonden",
    ]
    if until is not None and until < record.deadline.to[: len(until)]:
        parts.append("de verzameling reikt niet tot de termijn")
    return dataclasses.replace(record, overdue=True, overdue_why="; ".join(parts))


def _term(record: Toezegging) -> str:
    end = f" (tot en met {_shown(record.deadline.to)})" if record.deadline.to else ""
    return f'termijn "{record.deadline.text}"{end}'


def _shown(day: str | None) -> str:
    """A day in words, as precise as it is known."""
    return dutch_date(PublicationDate(day)) or "onbekend"
