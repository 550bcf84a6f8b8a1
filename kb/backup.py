"""One archive of a whole knowledge base, made while it is in use; and the way back, proven before it counts.

An archive is a zip file: the store (a snapshot by SQLite's own backup, so one state, while others write),
the source files that this state names, the home's taxonomies and settings, and `inhoud.json` with the size
and SHA-256 of each. The index is not in it (it is made from the store), nor the journal (it holds names and
has its own term). What comes back is unpacked beside the knowledge base and proven there, name by name and
hash by hash; only then it takes the place of the store, in one transaction: readers see the old state or
the new one, and a process that is killed half-way leaves the old one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from kb.reports import KennisbankError
from kb.settings import FILE as SETTINGS
from kb.store import Store, cards, health
from kb.store.database import Database, bump, now
from kb.store.vault import Vault

FORMAT: Final = 1
CONTENTS: Final = "inhoud.json"
STORE: Final = "kennisbank.sqlite"
LEFT: Final = (".restore-*", ".backup-*")
"""Folders that a killed backup or restore leaves in the home folder."""

_NAMES: Final = re.compile(
    r"kennisbank\.sqlite|settings\.toml|taxonomy/[\w-]{1,80}\.toml|files/[0-9a-f]{2}/[0-9a-f]{64}"
)
_LARGEST_CONTENTS: Final = 200_000_000
_TRIES: Final = 3
_BLOCK: Final = 1 << 20


class BackupError(KennisbankError):
    """An archive cannot be made, or is not what it should be. The message is Dutch and says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "reservekopie")


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive says of itself; `files` maps each name in it to its size and SHA-256."""

    made_at: str
    program_version: str
    schema: int
    store_id: str
    revision: int
    documents: int
    passages: int
    judgements: int
    files: dict[str, tuple[int, str]]


# --------------------------------------------------------------------------- out


def backup(
    store: Store, vault: Vault, target: Path, program_version: str, *, overwrite: bool = False
) -> Contents:
    """Make an archive at `target`; it is whole when it stands there. Raises `BackupError` and OSError."""
    if target.exists() and not overwrite:
        raise BackupError(f"{target} bestaat al. Kies een andere naam, of geef --overwrite.")
    if target.is_dir() or not target.parent.is_dir():
        raise BackupError(f"{target} kan geen bestand worden: kies een map die er is, en een naam daarin.")
    for _ in range(_TRIES):
        with _room(store.database.path.parent, ".backup-") as room:
            snapshot = room / STORE
            _copy(store.database.path, snapshot)
            try:
                return _written(snapshot, vault, target, program_version)
            except FileNotFoundError:
                continue  # a document was deleted for good meanwhile: its file is no longer needed
    raise BackupError(
        "Een bewaard bronbestand ontbreekt; zie 'kennisbank check'. Er is geen reservekopie gemaakt."
    )


def _written(snapshot: Path, vault: Vault, target: Path, program_version: str) -> Contents:
    home = vault.folder.parent
    with closing(Database(snapshot)) as database:
        cards.discard(database)  # it can be made again
        names = {f"files/{sha[:2]}/{sha}": vault.path(sha) for sha in sorted(health.file_hashes(database))}
    names = {STORE: snapshot} | names
    names |= {f"taxonomy/{path.name}": path for path in sorted((home / "taxonomy").glob("*.toml"))}
    names |= {SETTINGS: home / SETTINGS} if (home / SETTINGS).is_file() else {}
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                files = {name: _added(archive, name, path) for name, path in names.items()}
                contents = _contents_of(snapshot, program_version, files)
                archive.writestr(CONTENTS, json.dumps(_as_json(contents)))
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return contents


def _added(archive: zipfile.ZipFile, name: str, path: Path) -> tuple[int, str]:
    """Put a file into the archive; its size and hash. A source file must be what its name says."""
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as goal:
        size, digest = _streamed(source, goal, None)
    if name.startswith("files/") and digest != path.name:
        raise BackupError(
            f"De bewaarde kopie {path.name[:12]}… is beschadigd; zie 'kennisbank check'. Er is geen "
            "reservekopie gemaakt."
        )
    return size, digest


def _contents_of(snapshot: Path, program_version: str, files: dict[str, tuple[int, str]]) -> Contents:
    with closing(Store(snapshot)) as store:
        counts = store.counts()
        return Contents(
            now(), program_version, store.schema, store.store_id, store.revision,
            counts["documents"], counts["passages"], counts["judgements"], files,
        )  # fmt: skip


def _as_json(contents: Contents) -> dict[str, Any]:
    told = {name: getattr(contents, name) for name in Contents.__slots__}
    return {"format": FORMAT, **told, "files": {name: list(facts) for name, facts in contents.files.items()}}


# --------------------------------------------------------------------------- back


@contextmanager
def unpacked(archive: Path, home: Path) -> Iterator[tuple[Path, Contents]]:
    """The archive in a folder of its own inside `home`, proven: every name, size and hash, the store whole.

    Raises `BackupError` when anything is not as it should be; the folder goes at the end of the block.
    """
    try:
        with zipfile.ZipFile(archive) as opened, _room(home, ".restore-") as room:
            contents = _contents(opened)
            _enough_room(contents, room)
            for name, (size, digest) in contents.files.items():
                place = room / name
                place.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(name) as source, place.open("xb") as goal:
                    if _streamed(source, goal, size) != (size, digest):
                        raise BackupError(f"In de reservekopie is {name} niet wat zij er zelf van zegt.")
            _prove(room, contents)
            yield room, contents
    except FileNotFoundError as error:
        raise BackupError(f"Reservekopie {archive} is er niet. Controleer het pad.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BackupError(f"{archive} is geen (hele) reservekopie: {error}") from error


def _contents(opened: zipfile.ZipFile) -> Contents:
    """What the archive says of itself; it must name exactly what is in it, and nothing leads elsewhere."""
    entries = opened.infolist()
    names = [entry.filename for entry in entries]
    if CONTENTS not in names or len(set(names)) != len(names):
        raise BackupError("Dit zip-bestand is geen reservekopie van een kennisbank.")
    if opened.getinfo(CONTENTS).file_size > _LARGEST_CONTENTS:
        raise BackupError("De inhoudsopgave van de reservekopie is te groot om waar te zijn.")
    try:
        told = json.loads(opened.read(CONTENTS))
        if told.pop("format") != FORMAT:
            raise BackupError("De reservekopie is van een nieuwere versie van het programma. Werk het bij.")
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in told.pop("files").items()}
        contents = Contents(**told, files=files)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BackupError(f"De inhoudsopgave van de reservekopie is niet te lezen: {error}") from error
    if {*files, CONTENTS} != set(names) or STORE not in files:
        raise BackupError("De reservekopie bevat niet precies wat haar inhoudsopgave noemt.")
    wrong = [name for name in files if not _NAMES.fullmatch(name)]
    if wrong:
        raise BackupError(f"De reservekopie bevat een naam die er niet in hoort: {wrong[0][:80]!r}.")
    return contents


def _enough_room(contents: Contents, room: Path) -> None:
    needed = sum(size for size, _ in contents.files.values())
    free = shutil.disk_usage(room).free
    if needed > free:
        raise BackupError(
            f"Voor het terugzetten is {needed // 1_048_576} MB nodig en er is {free // 1_048_576} MB vrij."
        )


def _prove(room: Path, contents: Contents) -> None:
    """The store opens, is whole in itself, holds as much as is said, and names only files that are here."""
    with closing(Store(room / STORE)) as store:
        for problem in health.store_problems(store.database):
            raise BackupError(f"De kennisbank in de reservekopie is niet heel: {problem}.")
        counts = store.counts()
        said = (contents.documents, contents.passages, contents.judgements, contents.revision)
        if (counts["documents"], counts["passages"], counts["judgements"], store.revision) != said:
            raise BackupError("De kennisbank in de reservekopie bevat niet wat haar inhoudsopgave zegt.")
        for sha256, name in health.file_hashes(store.database).items():
            if contents.files.get(f"files/{sha256[:2]}/{sha256}", (0, ""))[1] != sha256:
                raise BackupError(f"In de reservekopie ontbreekt het bronbestand {name}.")


def put_back(
    archive: Path, store: Store, vault: Vault, program_version: str, *, replace: bool = False
) -> Contents:
    """Prove an archive and let it take the place of what `store` holds; needs the writer lock.

    What is here is kept as an archive of its own first. Raises `BackupError` when there is something here
    and `replace` is not said, or when the archive is not what it should be.
    """
    home = vault.folder.parent
    with unpacked(archive, home) as (room, contents):
        held = store.counts()
        if any(held.values()) and not replace:
            raise BackupError(
                f"In {home} staan al {held['documents']} documenten. Geef --replace om ze te vervangen (ze "
                "worden eerst bewaard), of kies een andere map met --home."
            )
        if any(held.values()):
            moment = now().replace(":", "").replace("-", "")
            backup(store, vault, home / f"voor-terugzetten-{moment}.zip", program_version, overwrite=True)
        _put_in_place(room, contents, store, vault)
    return contents


def _put_in_place(room: Path, contents: Contents, store: Store, vault: Vault) -> None:
    """Let what was proven take the place of what `store` holds.

    The home keeps its id, and the revision goes on from the highest of both with every document changed,
    so that indexes and open apps see what is new. Source files are added, none is deleted. Settings that
    the home has stay as they are.
    """
    for name in contents.files:
        if name.startswith("files/"):
            vault.put((room / name).read_bytes())
    home = vault.folder.parent
    if (room / "taxonomy").is_dir():
        shutil.copytree(room / "taxonomy", home / "taxonomy", dirs_exist_ok=True)
    if (room / SETTINGS).is_file() and not (home / SETTINGS).exists():
        shutil.copyfile(room / SETTINGS, home / SETTINGS)
    with closing(Store(room / STORE)) as coming:
        _succeed(coming, store)
    _copy(room / STORE, store.database.path)


def _succeed(coming: Store, here: Store) -> None:
    """Make `coming` the successor of `here`: its id, a later revision than both, every document changed."""
    ids = {
        item.document_id
        for store in (coming, here)
        for removed in (False, True)
        for item in store.documents(removed=removed)
    }
    coming.database.set_meta("store_id", here.store_id)
    coming.database.set_meta("revision", str(max(coming.revision, here.revision)))
    coming.finish()
    with coming.database.write() as connection:
        bump(connection, tuple(sorted(ids)))


# --------------------------------------------------------------------------- steps


def _copy(source: Path, goal: Path) -> None:
    """Copy a store in one step: the source as it is at one moment, the goal in one transaction.

    Raises `BackupError` where there is no room for the copy.
    """
    try:
        with (
            closing(sqlite3.connect(source, timeout=30)) as one,
            closing(sqlite3.connect(goal, timeout=30)) as other,
        ):
            one.backup(other)
    except sqlite3.OperationalError as error:
        raise BackupError(
            f"In {goal.parent.parent} kan geen kopie gemaakt worden ({error}). Maak ruimte vrij op de schijf "
            "en probeer het opnieuw; er is niets veranderd."
        ) from error


def _streamed(source: IO[bytes], goal: IO[bytes], most: int | None) -> tuple[int, str]:
    """Copy bytes; how many, and their hash. Never more than `most`, so that nothing blows up."""
    digest, size = hashlib.sha256(), 0
    while block := source.read(_BLOCK):
        size += len(block)
        if most is not None and size > most:
            raise BackupError("In de reservekopie is een bestand groter dan zij er zelf van zegt.")
        digest.update(block)
        goal.write(block)
    return size, digest.hexdigest()


@contextmanager
def _room(home: Path, prefix: str) -> Iterator[Path]:
    """A folder in `home` for the block."""
    room = home / f"{prefix}{secrets.token_hex(6)}"
    room.mkdir(mode=0o700)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def leftovers(home: Path) -> list[Path]:
    """Folders that a backup or restore that was killed has left."""
    return [path for pattern in LEFT for path in home.glob(pattern) if path.is_dir()]
