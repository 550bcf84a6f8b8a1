"""Opening the store's SQLite file: connections, transactions, migrations and the revision."""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, delete, event, select, text, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DatabaseError, OperationalError

from kb.reports import KennisbankError
from kb.store import schema

BUSY_SECONDS = 30
"""How long a connection waits for another one's write transaction before it gives up."""


class StoreError(KennisbankError):
    """The store cannot be used. The message is Dutch and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "store")


def now() -> str:
    """This moment in UTC, to the second, in ISO form."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _migrations() -> list[tuple[int, str]]:
    """Number and SQL of each migration, in order; a name starts with its number ("0001_initial.sql")."""
    folder = resources.files("kb.store") / "migrations"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    return [(int(name[:4]), (folder / name).read_text(encoding="utf-8")) for name in names]


class Database:
    """One SQLite file: many readers, one writer at a time, every change under a new revision.

    Opening migrates an older file to the newest schema, in one transaction. On a disk that is mounted for
    reading only it can be read. Raises `StoreError` for a file that is no store, or one made by a newer
    program.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = _fixed_engine(path) if _on_fixed_disk(path) else _engine(path)
        event.listen(self.engine, "begin", _begin)
        try:
            self._migrate()
        except Exception as error:
            self.engine.dispose()
            raise _explained(error, path) from error

    def _migrate(self) -> None:
        migrations = _migrations()
        newest = migrations[-1][0]
        with self.engine.connect() as connection:
            current = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if current == newest:
            return
        if current > newest:
            raise StoreError(
                f"De kennisbank {self.path} is gemaakt met een nieuwere versie van het programma. "
                "Werk het programma bij en probeer het opnieuw."
            )
        with self.write() as connection:
            current = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            for number, statements in migrations:
                if number > current:
                    for statement in _statements(statements):
                        connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version = {newest}")
            if current == 0:
                values = [
                    {"key": "store_id", "value": secrets.token_hex(16)},
                    {"key": "revision", "value": "0"},
                ]
                connection.execute(insert(schema.meta).values(values).on_conflict_do_nothing())

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the store from its first statement to its end.

        Raises `StoreError` when the file or its disk fails.
        """
        with _told(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in one write transaction: all of it, or nothing, is kept.

        Raises `StoreError` when the file or its disk fails (full, read-only, damaged).
        """
        with _told(self.path), self.engine.connect() as connection:
            connection.execution_options(kb_write=True)
            with connection.begin():
                yield connection

    def meta(self, key: str) -> str | None:
        """A value of the store's own notes (store_id, revision …)."""
        with self.read() as connection:
            return connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()

    def drop_meta(self, key: str) -> None:
        """Forget a value among the store's own notes."""
        with self.write() as connection:
            connection.execute(delete(schema.meta).where(schema.meta.c.key == key))

    def set_meta(self, key: str, value: str) -> None:
        """Keep a value among the store's own notes."""
        with self.write() as connection:
            statement = insert(schema.meta).values(key=key, value=value)
            connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return int(self.meta("revision") or 0)

    @property
    def schema(self) -> int:
        """The number of the newest migration that this file has had."""
        with self.read() as connection:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    @property
    def store_id(self) -> str:
        """A random name given once to this store."""
        return self.meta("store_id") or ""

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": BUSY_SECONDS}, json_serializer=_json)
    event.listen(engine, "connect", _prepare)
    return engine


def _fixed_engine(path: Path) -> Engine:
    """An engine for a file that nobody can change, as long as the disk is mounted so."""
    waiting = path.with_name(f"{path.name}-wal")
    if waiting.exists() and waiting.stat().st_size:
        raise StoreError(
            f"De kennisbank {path} staat op een schijf die alleen gelezen kan worden, en haar laatste "
            "wijzigingen zijn nog niet verwerkt. Open haar eerst waar wel geschreven kan worden."
        )
    address = f"file:{quote(str(path))}?immutable=1"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.isolation_level = None
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool, json_serializer=_json)


def _on_fixed_disk(path: Path) -> bool:
    """True for a file on a disk that is mounted for reading only (where the system can tell)."""
    if not hasattr(os, "statvfs") or not path.exists():
        return False
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def bump(connection: Connection, document_ids: tuple[str, ...] = (), *, found: bool = True) -> int:
    """Raise the revision in this transaction and note which documents changed, or came in, with it.

    `found` is False for a change that searching cannot tell.
    """
    connection.execute(
        text("UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'revision'")
    )
    revision = int(
        connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "revision")).scalar_one()
    )
    for document_id in document_ids:
        connection.execute(
            insert(schema.change).values(revision=revision, document_id=document_id, found=found)
        )
        connection.execute(
            update(schema.document)
            .where(schema.document.c.document_id == document_id, schema.document.c.added_revision.is_(None))
            .values(added_revision=revision)
        )
    return revision


def _statements(script: str) -> Iterator[str]:
    """The statements of a migration: parted by a semicolon at a line's end."""
    lines: list[str] = []
    for line in script.splitlines():
        if line.strip().startswith("--"):
            continue
        lines.append(line)
        if line.rstrip().endswith(";"):
            yield "\n".join(lines)
            lines = []


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Make SQLAlchemy, not the driver, begin transactions; keep readers and the writer apart (WAL)."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once, so that it never fails half-way."""
    writing = connection.get_execution_options().get("kb_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors of the file or its disk as `StoreError`; other errors as they are."""
    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as error:  # the latter while connecting
        raise _explained(error, path) from error
    except DatabaseError as error:
        if type(error) is DatabaseError:  # "malformed", "not a database"; not its own sub-classes
            raise _explained(error, path) from error
        raise


_EXPLAINED: dict[tuple[str, ...], str] = {
    ("not a database", "malformed"): (
        "Het bestand {path} is geen (hele) kennisbank. Zet een reservekopie terug met "
        "'kennisbank restore', of kies een andere map met --home."
    ),
    ("disk is full",): (
        "De schijf is vol: {path} kan niet geschreven worden. Er is niets verloren; maak ruimte en geef "
        "dezelfde opdracht nog eens."
    ),
    ("readonly", "read-only", "unable to open"): (
        "De kennisbank {path} kan niet geopend of geschreven worden ({reason}). "
        "Controleer of de map bestaat en of u erin mag schrijven."
    ),
    ("locked", "busy"): (
        "De kennisbank {path} is langer dan een halve minuut bezet door een andere opdracht. "
        "Wacht tot die klaar is en probeer het opnieuw."
    ),
    ("disk i/o error",): (
        "Lezen of schrijven van {path} lukt niet ({reason}). Er is niets verloren; kijk of de schijf vol of "
        "defect is en geef dezelfde opdracht nog eens."
    ),
}
"""What SQLite says (lower case), and what people are told."""


def _explained(error: Exception, path: Path) -> Exception:
    """The error as one that says in Dutch what happened and what to do."""
    if isinstance(error, StoreError):
        return error
    reason = str(getattr(error, "orig", None) or error)
    for signs, told in _EXPLAINED.items():
        if any(sign in reason.lower() for sign in signs):
            return StoreError(told.format(path=path, reason=reason))
    return error
