"""The settings of one knowledge base: `settings.toml` in its home folder, written by who looks after it.

Without the file everything has the value that suits one person at one machine. A file that cannot be read
is never taken for an empty one: `load` raises, and whoever asks what is allowed then allows nothing.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, TypeVar

from kb.reports import KennisbankError

FILE: Final = "settings.toml"
LARGEST: Final = 1_000_000
"""Bytes of the largest settings file that is read."""

T = TypeVar("T")


class SettingsError(KennisbankError):
    """The settings cannot be read, or say something that cannot be. The message is Dutch."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "instellingen")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may do what in the app (`[toegang]`).

    `bewerkers` names who may change things, None when there is no such list; `kenmerk` is the claim of the
    login that names a person; `adressen` are further host names that the app is reached by;
    `alleen_lezen` stops every change; `lezen_na_aanmelden` shows nothing to who is not logged in.
    """

    alleen_lezen: bool = False
    bewerkers: tuple[str, ...] | None = None
    kenmerk: str = "email"
    adressen: tuple[str, ...] = ()
    lezen_na_aanmelden: bool = False


@dataclass(frozen=True, slots=True)
class Uploads:
    """What may be brought in by way of the browser (`[uploads]`): megabytes a file, files at a time."""

    grootte_mb: int = 100
    aantal: int = 100


@dataclass(frozen=True, slots=True)
class Log:
    """What is written down (`[logboek]`): for how many days it is kept, and whether queries are in it."""

    bewaren_dagen: int = 365
    zoekvragen: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings."""

    toegang: Access = Access()
    uploads: Uploads = Uploads()
    logboek: Log = Log()


def load(home: Path) -> Settings:
    """The settings of the knowledge base in `home`; the usual ones when there is no file.

    Raises `SettingsError` for a file that cannot be read or holds what is not known.
    """
    path = home / FILE
    try:
        if path.stat().st_size > LARGEST:
            raise SettingsError(f"{path} is te groot om instellingen te zijn.")
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SettingsError(f"De instellingen in {path} zijn niet te lezen: {reason}") from error
    parts = {"toegang": Access, "uploads": Uploads, "logboek": Log}
    unknown = set(given) - set(parts)
    if unknown:
        raise SettingsError(f"{path}: onbekend deel [{min(unknown)}]. Bekend zijn: {', '.join(parts)}.")
    return Settings(**{name: _part(path, name, parts[name], given.get(name, {})) for name in parts})


def _part(path: Path, name: str, kind: type[T], given: Any) -> T:
    """One part of the file as its dataclass, each value of the type of its default."""
    if not isinstance(given, dict):
        raise SettingsError(f"{path}: [{name}] hoort een deel met regels te zijn.")
    known = {item.name: item.default for item in fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known:
            raise SettingsError(f"{path}: onbekende regel {key} in [{name}]. Bekend zijn: {', '.join(known)}.")
        default = known[key]
        if default is None or isinstance(default, tuple):
            values[key] = _texts(path, key, value)
        elif type(value) is not type(default) or (type(value) is int and value < 1):
            wanted = {bool: "true of false", int: "een heel getal vanaf 1", str: "tekst"}[type(default)]
            raise SettingsError(f"{path}: {key} in [{name}] moet {wanted} zijn.")
        else:
            values[key] = value
    return kind(**values)


def _texts(path: Path, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise SettingsError(f"{path}: {key} moet een lijst van teksten zijn, zoals {key} = ["
                            '"naam@organisatie.nl"].')  # fmt: skip
    return tuple(item.strip() for item in value)


_Look = tuple[int, int, int]


class Watched:
    """The settings of a home folder, read again when the file changes; for who asks often."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._look: _Look | None = None
        self._known: Settings | SettingsError = Settings()
        self._read = False

    def now(self) -> Settings:
        """The settings as they stand. Raises `SettingsError` as `load` does."""
        try:
            state = os.stat(self._home / FILE)  # noqa: PTH116 - one call, often
            look: _Look | None = (state.st_mtime_ns, state.st_size, state.st_ino)
        except OSError:
            look = None
        if not self._read or look != self._look or look is None:
            try:
                self._known = load(self._home)
            except SettingsError as error:
                self._known = error
            self._look, self._read = look, True
        if isinstance(self._known, SettingsError):
            raise self._known
        return self._known
