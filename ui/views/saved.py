"""Bewaard: the searches that people saved, what is new in each, and their Atom files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from kb.records import Document
from kb.saved import SavedSearch
from ui import feeds, markup, present_collection, present_saved, rights, saving, session
from ui.address import DocumentAddress
from ui.present_saved import SHOWN_NEW

WHO, EVERYBODY = "bewaard-wie", "iedereen"


def now() -> str:
    """Whose searches the address asks for; empty for everybody's."""
    return (session.given().get("wie") or [""])[-1][:120]


def on_who() -> None:
    """Somebody else's."""
    chosen = st.session_state[WHO]
    session.go({} if chosen == EVERYBODY else {"wie": [chosen]})


def on_change(search: SavedSearch, change: Callable[[int], object]) -> None:
    """Change a search, or keep why that may not be done."""
    with session.kept_error():
        change(search.saved_search_id)


def mine() -> list[SavedSearch]:
    """The searches that this visitor may see: a reader who is logged in sees his own.

    Who is not known sees what is asked, and not who asks it.
    """
    me = rights.now()
    own = me.logged_in and not me.edit
    found = session.knowledge().saved.all(me.who if own else None)
    return list(found) if me.edit or own else [replace(item, owner="") for item in found]


def who_box(searches: list[SavedSearch]) -> list[SavedSearch]:
    """A choice of owners, when there are several."""
    owners = sorted({item.owner for item in searches if item.owner}, key=str.casefold)
    wanted = now()
    if len(owners) > 1 or wanted:
        chosen = next((item for item in owners if item.casefold() == wanted.casefold()), EVERYBODY)
        session.keep(WHO, chosen)
        st.selectbox("Van wie", [EVERYBODY, *owners], key=WHO, on_change=on_who)
    return [item for item in searches if not wanted or item.owner.casefold() == wanted.casefold()]


def new_box(search: SavedSearch, new: tuple[Document, ...]) -> None:
    """One line per new document."""
    labels = session.knowledge().taxonomy.label
    for item in new[:SHOWN_NEW]:
        target = DocumentAddress(item.document_id, query=search.query).params()
        with st.container(key=f"nieuw-{search.saved_search_id}-{item.document_id}", gap=None):
            st.page_link(session.DOCUMENT, label=markup.label(item.title or item.source), query_params=target)
            session.show(present_collection.line(item, labels))
    if len(new) > SHOWN_NEW:
        st.caption(f"En nog {len(new) - SHOWN_NEW}. Open de zoekvraag om alles te zien.")


def buttons(search: SavedSearch, new: int) -> None:
    """What can be done with a search."""
    number, knowledge = search.saved_search_id, session.knowledge()
    base = session.base_address()
    with st.container(horizontal=True, key=f"bewaard-knoppen-{number}"):
        if saving.may_save():
            if new:
                st.button(
                    "Gezien", key=f"gezien-{number}", icon=":material/check:", on_click=on_change,
                    args=(search, knowledge.saved.seen),
                )  # fmt: skip
            st.button(
                "Hervatten" if search.paused else "Pauzeren", key=f"pauze-{number}", on_click=on_change,
                args=(search, lambda found: knowledge.saved.change(found, paused=not search.paused)),
            )  # fmt: skip
        st.download_button(
            "Atom-bestand", data=lambda: saving.feed_file(number, base), file_name=feeds.file_name(search),
            mime="application/atom+xml", key=f"atom-{number}", icon=":material/rss_feed:", on_click="ignore",
        )  # fmt: skip
        if saving.may_save():
            st.button(
                "Verwijderen", key=f"weg-{number}", type="tertiary", on_click=on_change,
                args=(search, knowledge.saved.remove),
            )  # fmt: skip


def search_box(search: SavedSearch) -> None:
    """One saved search."""
    knowledge, documents = session.knowledge(), session.documents()
    new = () if search.paused else knowledge.new_in(search)
    with st.container(key=f"treffer-bewaard-{search.saved_search_id}", gap=None):
        address = feeds.address_of(search)
        st.page_link(session.SEARCH, label=markup.label(search.name), query_params=address.params())
        session.show(present_saved.about(search, len(new)))
        session.show(present_saved.asked(address, knowledge, documents))
        new_box(search, new)
        buttons(search, len(new))


def page() -> None:
    """The page."""
    session.title("Bewaarde zoekvragen")
    session.show_kept_error()
    searches = mine()
    if not searches:
        told = (
            "Er zijn nog geen zoekvragen bewaard. Zoek iets, en kies naast de treffers: Bewaar deze zoekvraag."
        )
        session.show(markup.notice(markup.text_tag("p", told), "uitleg"))
        st.page_link(session.SEARCH, label="Naar Zoeken", icon=":material/search:")
        return
    told = "Nieuw is een document dat erbij kwam sinds u het laatst keek. Een nieuwe versie telt niet mee."
    session.show(markup.text_tag("p", told))
    for item in who_box(searches):
        search_box(item)


page()
