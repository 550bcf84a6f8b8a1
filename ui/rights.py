"""Who may change things in the app: asked at the page, and asked again at the door of the knowledge base.

Three ways, from `settings.toml` in the home folder (`docs/beheer.md`):

- no list of editors: who sits at this machine may change things; who comes through a proxy, from another
  machine or by another host name than that of this machine, only reads;
- a list (`bewerkers`): who is logged in (Streamlit's own OIDC) and on it may change things, also at this
  machine; all others read;
- `alleen_lezen`, or `KENNISBANK_READ_ONLY`: nobody.

Who comes by a host name that is neither this machine's nor in `adressen` is shown nothing at all. Settings
that cannot be read give nobody any right. Every page asks `may_edit()` to know what to offer; that alone
protects nothing, because a callback can be called without its button. What protects is `actor`, which the
app's `Kennisbank` calls before each change, and which work in the background is started with.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kb.journal import Actor, Journal, system_user
from kb.reports import KennisbankError
from kb.settings import Access, Settings, SettingsError, Watched
from ui.cli_base import DEFAULT_HOME, ENV_HOME

READ_ONLY: Final = "KENNISBANK_READ_ONLY"
"""Environment variable: any value but empty and 0 makes the app one for reading only."""

OWN: Final = frozenset({"save-search", "drop-search", "rename-search", "pause-search"})
"""Commands that touch nothing but what somebody keeps for himself: readers who are logged in may."""

_HERE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")
"""Headers that a proxy adds; who comes with one does not sit at this machine."""


class NotAllowed(KennisbankError):
    """Somebody wants to change something and may not. The message is Dutch and says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "geen-rechten")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at a page: `name` as the login tells it (None: not logged in); `here`: at this machine.

    `host` is the host name that the browser asked for.
    """

    name: str | None = None
    here: bool = False
    host: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """What a visitor may do. `who` is the name that his actions bear; `why_not` says in Dutch why not."""

    read: bool
    edit: bool
    who: str | None
    why_not: str | None = None
    logged_in: bool = False


def decide(settings: Settings, visitor: Visitor, *, read_only: bool = False) -> Rights:
    """What `visitor` may do under `settings`; the one place where that is decided."""
    access, logged_in = settings.toegang, visitor.name is not None
    who = visitor.name or (system_user("") if visitor.here else None)
    if visitor.host not in _HERE and visitor.host not in {item.casefold() for item in access.adressen}:
        # another site that lets its name point at this machine would be served otherwise
        told = f"Het adres {visitor.host or '(geen)'} hoort niet bij deze kennisbank. Wie beheert, kan het "
        return Rights(False, False, who, told + "in settings.toml zetten bij adressen.", logged_in)
    why_not = _why_not(access, visitor, read_only=read_only)
    if access.lezen_na_aanmelden and not logged_in:
        return Rights(False, False, who, why_not or "Meld u aan om te lezen.", logged_in)
    return Rights(True, why_not is None, who, why_not, logged_in)


def _why_not(access: Access, visitor: Visitor, *, read_only: bool) -> str | None:
    """Why somebody may change nothing, None when he may."""
    if read_only or access.alleen_lezen:
        return "Deze kennisbank is alleen om te lezen; toevoegen en verwijderen staan uit."
    if access.bewerkers is None:
        if visitor.here:
            return None
        return (
            "Wijzigen kan alleen op de computer waar de kennisbank draait. Wie beheert, kan bewerkers "
            "aanwijzen in settings.toml."
        )
    if visitor.name is None:
        return "Meld u aan om iets te wijzigen. Lezen en zoeken kan zonder."
    if visitor.name.casefold() in {item.casefold() for item in access.bewerkers}:
        return None
    return f"U bent aangemeld als {visitor.name} en kunt lezen en zoeken. Wijzigen kunnen alleen de bewerkers."


# --------------------------------------------------------------------------- of this session


def may_edit() -> bool:
    """True when who looks at this page may change things: offer it only then."""
    return now().edit


def may_read() -> bool:
    """True when who looks at this page may see what is in the knowledge base."""
    return now().read


def editor() -> str:
    """The name that this visitor's judgements and actions bear. Raises `NotAllowed` without rights."""
    return require("judge")


def require(command: str) -> str:
    """The name of who does `command`. Raises `NotAllowed`, and notes that, when this visitor may not."""
    rights = now()
    own = command in OWN and rights.logged_in and rights.read and not _read_only_everywhere()
    if (rights.edit or own) and rights.who:
        return rights.who
    why = rights.why_not or "Meld u aan om dit te doen."
    Journal(_home()).refused(command, rights.who, why)
    raise NotAllowed(why)


actor: Actor = require
"""What the app's knowledge base asks before each change."""


def as_editor(command: str) -> Actor:
    """The rights of this visitor, asked now, to carry into a thread that does `command` and no more.

    Raises `NotAllowed` at once when he has none.
    """
    who = require(command)
    return lambda _command: who


def now() -> Rights:
    """What who looks at this page may do. Nobody may change anything under settings that cannot be read."""
    who = visitor()
    try:
        return decide(settings(), who, read_only=_switched_to_reading())
    except SettingsError as error:
        return Rights(who.here, False, None, str(error))


def settings() -> Settings:
    """The settings of the knowledge base that this app serves. Raises `SettingsError`."""
    return _watched(_home()).now()


def _switched_to_reading() -> bool:
    return os.environ.get(READ_ONLY, "") not in ("", "0")


def _read_only_everywhere() -> bool:
    try:
        return _switched_to_reading() or settings().toegang.alleen_lezen
    except SettingsError:
        return True


def visitor() -> Visitor:
    """Who looks at this page, as Streamlit tells it. Without a connection: nobody."""
    import streamlit as st  # noqa: PLC0415 - deciding needs no Streamlit

    headers = st.context.headers
    host = host_name(headers.get("Host"))
    forwarded = any(name in headers for name in _FORWARDED)
    here = st.context.ip_address is None and not forwarded and host in _HERE
    return Visitor(_login(dict(st.user)), here, host)


def _login(told: dict[str, object]) -> str | None:
    """The name in a login: of the claim that the settings name; an e-mail that is not verified is none."""
    try:
        claim = settings().toegang.kenmerk
    except SettingsError:
        return None
    value = told.get(claim)
    if told.get("is_logged_in") is not True or not isinstance(value, str) or not value.strip():
        return None
    if claim == "email" and told.get("email_verified") not in (None, True, "true"):
        return None
    return value.strip()


def host_name(header: str | None) -> str | None:
    """The host name in a Host header, without its port."""
    try:
        return urlsplit(f"//{header}").hostname if header else None
    except ValueError:
        return None


def login_possible() -> bool:
    """True when a login is set up (an [auth] section in Streamlit's secrets)."""
    from streamlit.auth_util import get_secrets_auth_section  # noqa: PLC0415 - see `visitor`

    return bool(get_secrets_auth_section())


def _home() -> Path:
    return Path(os.environ.get(ENV_HOME) or DEFAULT_HOME).absolute()


@cache
def _watched(home: Path) -> Watched:
    return Watched(home)
