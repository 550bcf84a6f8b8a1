"""Keeping a search: offered beside the filters of the search page."""

from __future__ import annotations

import streamlit as st

from kb.reports import KennisbankError
from kb.saved import INTERVALS, Interval
from ui import feeds, markup, present_saved, rights, session
from ui.address import SearchAddress

NAME, OWNER, INTERVAL = "bewaar-naam", "bewaar-van", "bewaar-tijd"
NEVER = "niet vanzelf"
DONE = "bewaard-als"


def offer() -> None:
    """A button that keeps the search of this page, for who may."""
    address = SearchAddress.from_params(session.given())
    if address.empty or not session.documents():
        return
    with st.sidebar.container(key="bewaren"):
        if may_save() and st.button("Bewaar deze zoekvraag", key="bewaar", icon=":material/bookmark_add:"):
            st.session_state.pop(DONE, None)
            save_dialog(address)
        st.page_link(session.SAVED, label="Bewaarde zoekvragen", icon=":material/bookmarks:")


def may_save() -> bool:
    """Who may change things may keep a search, and so may a reader who is logged in."""
    mine = rights.now()
    return mine.edit or (mine.logged_in and mine.read)


def owner() -> str:
    """Whose a search will be unless he says otherwise."""
    mine = rights.now()
    return mine.who if mine.logged_in and mine.who else str(st.session_state.get("wie", "") or mine.who or "")


@st.dialog("Zoekvraag bewaren")
def save_dialog(address: SearchAddress) -> None:
    """Name, owner, how often; then where it can be found."""
    if name := st.session_state.get(DONE):
        session.show(markup.notice(markup.text_tag("p", f"Bewaard als “{name}”."), "uitleg"))
        st.page_link(session.SAVED, label="Naar de bewaarde zoekvragen", icon=":material/bookmarks:")
        return
    session.show(present_saved.asked(address, session.knowledge(), session.documents()))
    with st.form("bewaar-form", border=False):
        st.text_input(
            "Naam van de zoekvraag", key=NAME, value=present_saved.proposed_name(address), max_chars=120
        )
        if rights.now().logged_in:
            session.show(markup.text_tag("p", f"Van: {owner()}"))
        else:
            st.text_input("Uw naam", key=OWNER, value=owner(), max_chars=120)
        st.selectbox(
            "Atom-bestand vernieuwen", [NEVER, *INTERVALS], key=INTERVAL,
            format_func=lambda item: item if item == NEVER else f"elke {item}",
        )  # fmt: skip
        if st.form_submit_button("Bewaren", type="primary", key="bewaar-klaar"):
            keep(address)


def keep(address: SearchAddress) -> None:
    """Keep it, or say why not."""
    chosen = st.session_state[INTERVAL]
    interval: Interval | None = None if chosen == NEVER else chosen
    try:
        made = session.knowledge().saved.add(
            owner=owner() if rights.now().logged_in else st.session_state[OWNER],
            name=st.session_state[NAME], query=address.query, filters=address.filters, sort=address.sort,
            exact=address.exact, interval=interval, off=address.off,
        )  # fmt: skip
    except KennisbankError as error:
        session.show(markup.notice(markup.text_tag("p", str(error)), "fout"))
        return
    st.session_state["wie"] = made.owner
    st.session_state[DONE] = made.name
    st.rerun(scope="fragment")


def feed_file(saved_search_id: int, base: str) -> bytes:
    """The Atom file of a saved search, made when somebody asks for it."""
    knowledge = session.knowledge()
    return feeds.feed(knowledge, knowledge.saved.one(saved_search_id), base)
