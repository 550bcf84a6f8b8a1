"""Taking results along: choosing hits, exporting them, copying the address of a search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from index.results import Hit, ResultPage
from kennisbank import __version__
from ui import export, markup, session
from ui.address import SearchAddress, link
from ui.present_asked import conditions
from ui.words import count, number

CHOSEN, FOR, SCOPE, FORMAT = "gekozen-treffers", "gekozen-bij", "uitvoer-welke", "uitvoer-soort"
ALL, PICKED = "alle", "gekozen"


def chosen(address: SearchAddress) -> set[str]:
    """The passages that were chosen in this search; another search begins with none."""
    search = repr((address.query, address.filters, address.exact, address.off))
    if st.session_state.get(FOR) != search:
        st.session_state[FOR], st.session_state[CHOSEN] = search, set()
    found: set[str] = st.session_state[CHOSEN]
    return found


def choose_box(hit: Hit, address: SearchAddress) -> None:
    """The field beside a hit that chooses it."""
    picked = chosen(address)
    key = f"kies-{hit.passage.passage_id}"
    session.keep(key, hit.passage.passage_id in picked)

    def on_choose() -> None:
        if st.session_state[key]:
            picked.add(hit.passage.passage_id)
        else:
            picked.discard(hit.passage.passage_id)
        # Who chooses hits wants those; who has chosen none wants all.
        st.session_state[SCOPE] = PICKED if picked else ALL

    st.checkbox("Kies voor uitvoer", key=key, on_change=on_choose)


def box(page: ResultPage, address: SearchAddress) -> None:
    """Export and copy, behind a button beside the summary of the results."""
    picked = chosen(address)
    name = f"Meenemen ({len(picked)})" if picked else "Meenemen"
    around = st.popover(name, key="meenemen-vak", width="stretch", on_change="rerun")
    if not around.open:
        return
    with around:
        scopes = {ALL: f"alle {count(page.total, 'passage', 'passages')}"}
        if picked:
            scopes[PICKED] = f"alleen {count(len(picked), 'gekozen passage', 'gekozen passages')}"
        if st.session_state.get(SCOPE) not in scopes:
            st.session_state[SCOPE] = PICKED if picked else ALL
        scope = st.selectbox("Welke passages", list(scopes), key=SCOPE, format_func=scopes.__getitem__)
        kind = st.selectbox(
            "Soort bestand", list(export.FORMATS), key=FORMAT, format_func=lambda item: export.FORMATS[item][0]
        )
        wanted = frozenset(picked) if scope == PICKED else None
        _, media_type, _ = export.FORMATS[kind]
        st.download_button(
            "Downloaden",
            data=maker(address, _conditions(address), wanted, kind, page.revision),
            file_name=name_of(address, kind),
            mime=media_type,
            key="uitvoer",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
        )
        session.show(markup.copy_button("Kopieer link naar deze zoekvraag", here(address)))
        if wanted is None and page.total > export.MOST:
            st.caption(f"Hoogstens {number(export.MOST)} passages per bestand; het bestand vermeldt dat.")


def _conditions(address: SearchAddress) -> list[str]:
    """What the search asks besides its words, as the file tells it."""
    titles = {item.document_id: item.title or item.source for item in session.documents()}
    return conditions(address, session.knowledge().taxonomy.label, lambda value: titles.get(value, value))


def name_of(address: SearchAddress, kind: str) -> str:
    """The name of the file."""
    return export.file_name(address.query, date.today(), kind)  # noqa: DTZ011 - the reader's own day


def here(address: SearchAddress) -> str:
    """The whole address of this search, as it can be mailed."""
    base = (st.context.url or "").split("?", 1)[0].rstrip("/").removesuffix("/zoeken")
    return link("zoeken", address.params(), base)


def maker(
    address: SearchAddress, filters: Sequence[str], wanted: frozenset[str] | None, kind: str, revision: int
) -> Callable[[], bytes]:
    """What makes the file, once somebody asks for it."""
    knowledge, place = session.knowledge(), here(address)

    def make() -> bytes:
        page = knowledge.search(
            address.query, address.filters, sort=address.sort, exact=address.exact, off=address.off,
            grouped=False, limit=export.MOST,
        )  # fmt: skip
        hits = [hit for hit in page.hits if wanted is None or hit.passage.passage_id in wanted]
        origin = export.Origin(
            query=address.query,
            filters=tuple(filters),
            sort="nieuwste eerst" if address.sort == "date" else "best passend eerst",
            day=date.today(),  # noqa: DTZ011 - the reader's own day
            total=page.total,
            exported=len(hits),
            chosen=wanted is not None,
            revision=revision,
            version=__version__,
            address=place,
            labels=knowledge.taxonomy.label,
        )
        return export.FORMATS[kind][2](hits, origin)

    return make
