"""What the registers hold of a passage, as short names that the index prefers passages by.

A name says the kind of a record ("toezegging", "motie", "knelpunt"), and for whom or what it is: the member to
whom something was promised ("toezegging:grinwis"), the KPI with the year of its value
("kpi:aantal-ontvangen-klachten:2022"), which the passage that explains the value has as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kb.registers import keeper
from kb.registers.knelpunten import Knelpunt
from kb.registers.kpis import KpiValue
from kb.registers.toezeggingen import Toezegging
from kb.store import Store

REJECTED = "afgewezen"


class Held:
    """What the registers hold, document by document, as people left it."""

    def __init__(self, store: Store) -> None:
        self._records = keeper.of_documents(store)

    def of(self, document_id: str) -> Mapping[str, tuple[str, ...]]:
        """The names of each passage of a document that has any; what people rejected is left out."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for record in self._records(document_id):
            if record.review != REJECTED:
                for passage_id, name in names(record):
                    found[passage_id][name] = None
        return {passage_id: tuple(held) for passage_id, held in found.items()}


def names(record: Any) -> Iterator[tuple[str, str]]:
    """Passages of a record with a name that each gets."""
    if isinstance(record, Toezegging):
        yield record.passage_id, record.kind
        for person in record.to_whom:
            yield record.passage_id, f"{record.kind}:{slug(person.name)}"
    elif isinstance(record, KpiValue):
        if record.kpi and record.year is not None:
            name = f"kpi:{record.kpi}:{record.year}"
            yield record.passage_id, name
            if record.explanation is not None:
                yield record.explanation.passage_id, name
    elif isinstance(record, Knelpunt):
        yield record.passage_id, "knelpunt"


def slug(name: str) -> str:
    """A person's name as its id is written: Inge van Dijk, inge-van-dijk."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return "-".join(
        re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char)))
    )
