"""How well the files were read: pages by their state, and files that were refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from kb.store.database import Database
from kb.store.schema import document, page, run

RUNS = 200
"""Runs of `ingest` that are looked back over."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be taken in: its path, why (Dutch), and when that was last tried (UTC, ISO)."""

    path: str
    message: str
    at: str


class Coverage:
    """What one store tells of its reading."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page_states(self) -> dict[str, Counter[str]]:
        """Document → how many of its pages are in each state; those of documents in the bin are left out."""
        current = and_(
            page.c.document_id == document.c.document_id,
            page.c.version == document.c.current_version,
            document.c.removed_at.is_(None),
        )
        query = select(page.c.document_id, page.c.status, func.count()).join(document, current)
        found: dict[str, Counter[str]] = defaultdict(Counter)
        with self._database.read() as connection:
            for document_id, status, count in connection.execute(
                query.group_by(page.c.document_id, page.c.status)
            ):
                found[document_id][status] = count
        return dict(found)

    def refused(self) -> list[Refused]:
        """The files that were refused the last time they were tried, the newest first."""
        query = select(run.c.started_at, run.c.report).where(run.c.command == "ingest")
        with self._database.read() as connection:
            runs = connection.execute(query.order_by(run.c.run_id.desc()).limit(RUNS)).all()
        last: dict[str, Refused | None] = {}
        for at, report in runs:
            for item in (report or {}).get("files") or ():
                told = item.get("message") or ""
                refused = Refused(item["path"], told, at) if item.get("status") == "geweigerd" else None
                last.setdefault(item["path"], refused)
        return [item for item in last.values() if item is not None]
