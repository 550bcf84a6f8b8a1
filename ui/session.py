"""What every page of the app shares: the kennisbank, the address, and how a page tells of an error."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from kb.records import Document
from kennisbank import Kennisbank, KennisbankError
from ui import markup, present_search, rights
from ui import papers as papers_register
from ui.address import Params
from ui.cli_base import DEFAULT_HOME, ENV_HOME
from ui.jobs import Jobs
from ui.markup import Html
from ui.memory import Keeper
from ui.papers import Paper
from ui.words import number

SEARCH, DOCUMENT, DOCUMENTS = "views/search.py", "views/document.py", "views/documents.py"
START, MANAGE, HELP = "views/start.py", "views/manage.py", "views/help.py"
ACCESS = "views/accessibility.py"
PAPERS, PAPER = "views/papers.py", "views/paper.py"
TOEZEGGINGEN, TOEZEGGING = "views/toezeggingen.py", "views/toezegging.py"
KPIS, KPI = "views/kpis.py", "views/kpi.py"
KNELPUNTEN, KNELPUNT = "views/knelpunten.py", "views/knelpunt.py"
THEME = "views/knelpuntthema.py"
SAVED = "views/saved.py"
"""The pages, as `st.page_link` wants them: relative to app.py."""


UNFORESEEN = (
    "Dit had niet mogen gebeuren: het is een fout in het programma. Probeer het opnieuw; gaat het weer mis, "
    "meld dan wat u deed. De bijzonderheden staan in het venster waarin de kennisbank is gestart."
)
_LOGGER = logging.getLogger("kennisbank.app")


@st.cache_resource(show_spinner="De kennisbank wordt geopend …")
def _open(home: str) -> Kennisbank:
    return Kennisbank(home, actor=rights.actor)


def home() -> Path:
    """The home folder that this app serves."""
    return Path(os.environ.get(ENV_HOME) or DEFAULT_HOME).absolute()


def knowledge() -> Kennisbank:
    """The kennisbank, opened once for the whole process."""
    return _open(str(home()))


@st.cache_resource
def quickly() -> Keeper:
    """Keep garbage collection from standing between a reader and his page; once for the whole process."""
    keeper = Keeper()
    keeper.install()
    return keeper


@st.cache_resource(max_entries=2, show_spinner=False)
def _documents(home: str, revision: int) -> tuple[Document, ...]:  # noqa: ARG001 - the revision makes it new
    quickly().thaw()  # what was made for an older revision may go
    return _open(home).documents()


def documents() -> tuple[Document, ...]:
    """All documents; read once for each revision of the store, because every run asks for them."""
    return _documents(str(home()), knowledge().revision)


@st.cache_resource(max_entries=2, show_spinner="De verwijzingen worden geteld …")
def _papers(home: str, revision: int) -> Mapping[str, Paper]:
    return papers_register.build(_open(home).references(), _documents(home, revision))


def papers() -> Mapping[str, Paper]:
    """All papers that are cited or held, by the one form of their number; made once for each revision."""
    return _papers(str(home()), knowledge().revision)


@st.cache_resource
def all_jobs(home: str) -> Jobs:
    """The long work of this app, for all its visitors."""
    return Jobs(Path(home))


@st.cache_resource(max_entries=2, show_spinner=False)
def _suggestions(home: str, revision: int) -> Html:  # noqa: ARG001 - the revision makes it new
    return present_search.suggestions(_open(home).suggestions())


def suggestions() -> Html:
    """What can be suggested while somebody types; made once for each revision."""
    return _suggestions(str(home()), knowledge().revision)


def given() -> Params:
    """What the address says now."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def go(params: Params) -> None:
    """Write the address: one entry in the browser's history, and none when it is the same.

    The whole address in one message: setting parameters one by one would make an entry for each.
    """
    st.query_params.from_dict(params)


def show(html: Html) -> None:
    """Put HTML on the page; only what `ui.markup` made."""
    if html:
        st.html(html)


def title(text: str) -> None:
    """The heading of a page and its name in the browser's tab and history."""
    st.set_page_config(page_title=f"{text} – Kennisbank")
    st.title(markup.label(text), anchor=False)


def keep(key: str, value: object) -> None:
    """Give a widget the value that the address says, before it is made.

    Only when it differs: a value that is set again would wipe out what somebody is typing.
    """
    if st.session_state.get(key) != value or key not in st.session_state:
        st.session_state[key] = value


def login_box() -> None:
    """Why this visitor may change nothing, and the way in or out where a login is set up."""
    mine = rights.now()
    if mine.why_not:
        show(markup.notice(markup.text_tag("p", mine.why_not), "uitleg"))
    if rights.login_possible():
        if mine.logged_in:
            st.button(f"Afmelden ({markup.label(mine.who or '')})", key="afmelden", on_click=st.logout)
        else:
            st.button("Aanmelden", key="aanmelden", on_click=st.login)


@contextmanager
def errors_told() -> Iterator[None]:
    """Turn an error into a message on the page; one that nobody foresaw goes to the log as well."""
    try:
        yield
    except KennisbankError as error:
        show(markup.notice(markup.text_tag("p", str(error)), "fout"))
    except Exception:
        _LOGGER.exception("unexpected error on a page of the app")
        show(markup.notice(markup.text_tag("p", UNFORESEEN), "fout"))


_ERROR = "fout-van-knop"


@contextmanager
def kept_error() -> Iterator[None]:
    """For the callback of a button: an error is kept, and told by `show_kept_error` when the page is made."""
    try:
        yield
    except KennisbankError as error:
        st.session_state[_ERROR] = str(error)


def show_kept_error() -> None:
    """Tell what went wrong in a callback."""
    if told := st.session_state.pop(_ERROR, None):
        show(markup.notice(markup.text_tag("p", told), "fout"))


def base_address() -> str:
    """The address of the app itself as this visitor sees it, without the page."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}" if parts.netloc else ""


def scroll_to(place: str | None, element: str = "doel") -> None:
    """Bring the passage that the address asks for (or another `element`) into view, once for each `place`.

    `place` is a name that we made ourselves (letters and digits): it makes the script another one when
    the address changes, so that it runs again; a rerun of the same place leaves the reader where he is.
    """
    if place is not None:
        assert place.isalnum()
        assert element.replace("-", "").isalnum()
        code = f"window.kennisbankDoel = ['{place}', '{element}']; window.kennisbank?.naarDoel('{element}');"
        st.html(f"<script>{code}</script>", unsafe_allow_javascript=True)


def pager(page: int, total: int, on_page: Callable[[int], None]) -> None:
    """To the next and previous page of a list; pages are 1-based."""
    with st.container(
        horizontal=True, key="bladeren", horizontal_alignment="center", vertical_alignment="center"
    ):
        st.button(
            "Vorige", key="vorige", icon=":material/chevron_left:", disabled=page <= 1,
            on_click=on_page, args=(page - 1,),
        )  # fmt: skip
        show(markup.text_tag("p", f"Pagina {number(page)} van {number(total)}", class_="kb-blad"))
        st.button(
            "Volgende", key="volgende", icon=":material/chevron_right:", icon_position="right",
            disabled=page >= total, on_click=on_page, args=(page + 1,),
        )  # fmt: skip
