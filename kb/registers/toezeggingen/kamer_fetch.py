"""Fetches the Kamer's register from its open data, page by page, and goes on where it was broken off.

Every page is kept as it came, in a folder of the caller; a small state file says which page is next. A later
fetch asks only for what changed since. Only addresses of the same server are followed, sizes and waiting
times are bounded, and a server that asks for patience gets it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kb.registers.toezeggingen.kamer import KamerRecord, newest, record_of, settings

TIMEOUT = 30.0
TRIES = 5
MAX_PAGE = 20_000_000
MAX_PAGES = 5_000
MAX_WAIT = 60.0
_TOO_MANY, _SERVER = 429, 500
_STATE = "stand.json"


class FetchError(RuntimeError):
    """The register cannot be fetched now; the message (Dutch) says why and what to do."""


@dataclass(frozen=True, slots=True)
class FetchState:
    """Where a fetch stands: the next address (None: done), pages kept, and the latest change that they hold.

    `total` is how many records the server has, `again` whether all were asked for a second time because some
    had slipped from one page to another in between.
    """

    next: str | None
    pages: int = 0
    changed: str | None = None
    since: str | None = None
    total: int | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did: pages and records that came now, and whether it went on from an earlier one."""

    pages: int
    records: int
    resumed: bool


Sleep = Callable[[float], object]
OnPage = Callable[[int, int], object]


def fetch(
    folder: Path, *, address: str | None = None, sleep: Sleep = time.sleep, on_page: OnPage | None = None
) -> Fetched:
    """Fetch all records, or what changed since the last time, into `folder`.

    `address` is the entity's address (kamer.toml by default), `on_page` is told (page, records so far). Raises
    FetchError; what came before is kept and the next call goes on from there.
    """
    base = address or str(settings()["open_data"]["adres"])
    folder.mkdir(parents=True, exist_ok=True)
    state = _read_state(folder)
    if state is None:  # a new folder, or one whose state is broken: nothing half-known stays
        for path in folder.glob("bladzijde-*.json"):
            path.unlink()
    resumed = state is not None and state.next is not None
    if state is None:
        state = FetchState(_query(base, None))
    elif state.next is None:
        state = replace(state, next=_query(base, state.changed), since=state.changed, total=None, again=False)
    pages = records = 0
    while state.next is not None:
        page = _page(state.next, base, sleep)
        rows = page.get("value")
        if not isinstance(rows, list):
            raise FetchError(
                "De open data gaf iets anders dan een lijst toezeggingen. Probeer het later opnieuw."
            )
        state = _keep(folder, state, page, rows, base)
        pages, records = pages + 1, records + len(rows)
        if on_page is not None:
            on_page(state.pages, records)
        if state.next is None and _missing(folder, state):
            state = replace(state, next=_query(base, None), again=True)
        if pages >= MAX_PAGES:
            raise FetchError(
                f"Na {MAX_PAGES} bladzijden is het register nog niet op; er is iets mis met de bron."
            )
    return Fetched(pages, records, resumed)


def _missing(folder: Path, state: FetchState) -> bool:
    """Whether a whole fetch holds fewer records than the server has: one that changes moves the others."""
    if state.since is not None or state.again or state.total is None:
        return False
    return len({str(row.get("Id")) for row in _rows(folder)}) < state.total


def fetched(folder: Path) -> list[KamerRecord]:
    """All records that were fetched into a folder, each as it last was."""
    return newest(record_of(row) for row in _rows(folder))


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("bladzijde-*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        yield from (row for row in page.get("value", ()) if isinstance(row, dict))


def _query(base: str, since: str | None) -> str:
    """The address of the first page: everything, or what changed at or after a moment, oldest first."""
    data = settings()["open_data"]
    options = {"$expand": data["uitbreiding"], "$orderby": data["volgorde"], "$count": "true"}
    if since is not None:
        options["$filter"] = f"{data['volgorde']} ge {since}"
    return f"{base}?{urlencode(options, safe='$(),=')}"


def _keep(folder: Path, state: FetchState, page: dict[str, Any], rows: list[Any], base: str) -> FetchState:
    """Keeps a page and then the state: broken off in between, the page comes once more and nothing is lost."""
    number = state.pages + 1
    _write(folder / f"bladzijde-{number:06d}.json", page)
    moments = [str(row["GewijzigdOp"]) for row in rows if isinstance(row, dict) and row.get("GewijzigdOp")]
    changed = max([*moments, *([state.changed] if state.changed else [])], default=None)
    following = page.get("@odata.nextLink")
    after = urljoin(base, following) if isinstance(following, str) and following else None
    if after is not None and not _same_server(after, base):
        raise FetchError("De open data verwijst naar een andere server; dat wordt niet gevolgd.")
    count = page.get("@odata.count")
    kept = replace(
        state, next=after, pages=number, changed=changed, total=count if isinstance(count, int) else state.total
    )
    _write(folder / _STATE, asdict(kept))
    return kept


def _read_state(folder: Path) -> FetchState | None:
    path = folder / _STATE
    if not path.exists():
        return None
    try:
        return FetchState(**json.loads(path.read_text(encoding="utf-8")))
    except (json.JSONDecodeError, TypeError):
        return None


def _write(path: Path, data: Any) -> None:
    """Writes whole or not at all."""
    beside = path.with_suffix(".nieuw")
    beside.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    os.replace(beside, path)  # noqa: PTH105 - the atomic form


# --------------------------------------------------------------------------- one request


class _SameServer(HTTPRedirectHandler):
    """Follows a redirection only to the same server."""

    def redirect_request(  # noqa: PLR0917 - as the standard library calls it
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """The request for where the server points; None, and so an error, when that is another server."""
        return (
            super().redirect_request(req, fp, code, msg, headers, newurl)
            if _same_server(newurl, req.full_url)
            else None
        )


def _same_server(address: str, base: str) -> bool:
    one, other = urlsplit(address), urlsplit(base)
    return (one.scheme, one.netloc) == (other.scheme, other.netloc) and one.scheme in ("https", "http")


def _page(address: str, base: str, sleep: Sleep) -> dict[str, Any]:
    """One page, with patience: tried again when the server is busy or the line is broken."""
    if not _same_server(address, base):
        raise FetchError("Het adres hoort niet bij de open data van de Kamer.")
    opener = build_opener(_SameServer)
    request = Request(address, headers={"Accept": "application/json", "User-Agent": "kennisbank"})  # noqa: S310 - checked
    problem = ""
    for attempt in range(TRIES):
        wait = min(MAX_WAIT, 2.0**attempt)
        try:
            with opener.open(request, timeout=TIMEOUT) as answer:
                return _parsed(answer.read(MAX_PAGE + 1))
        except HTTPError as error:
            problem = f"antwoord {error.code}"
            asked = error.headers.get("Retry-After", "") if error.headers else ""
            error.close()
            if error.code != _TOO_MANY and error.code < _SERVER:
                break
            wait = min(MAX_WAIT, float(asked)) if asked.isdigit() else wait
        except (URLError, TimeoutError, ConnectionError, OSError) as error:
            problem = str(getattr(error, "reason", error))
        if attempt + 1 < TRIES:
            sleep(wait)
    raise FetchError(
        f"De open data van de Kamer is nu niet te bereiken ({problem}). Wat al binnen is, blijft staan; "
        "herhaal het commando om verder te gaan, of lees een bestand in."
    )


def _parsed(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_PAGE:
        raise FetchError("Een bladzijde van de open data is te groot.")
    try:
        page = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise FetchError("De open data gaf geen leesbare JSON. Probeer het later opnieuw.") from error
    if not isinstance(page, dict):
        raise FetchError("De open data gaf geen bladzijde met toezeggingen. Probeer het later opnieuw.")
    return page
