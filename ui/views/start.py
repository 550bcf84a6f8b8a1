"""Start: what the collection holds, and three examples to begin with."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from kb.records import Document
from kennisbank import Kennisbank
from ui import markup, present_chart, present_collection, present_search, present_start, session
from ui.address import SearchAddress
from ui.present_start import Visit
from ui.words import date_text

EXAMPLES = Path(__file__).parent.parent / "examples.toml"
EXAMPLE_PAGES = {
    "zoeken": session.SEARCH,
    "toezeggingen": session.TOEZEGGINGEN,
    "knelpunten": session.KNELPUNTEN,
    "kpis": session.KPIS,
}
"""What `page` in the file of examples may be."""
QUERY = "start-zoekvraag"


@st.cache_data
def examples() -> list[dict[str, Any]]:
    """The examples, as they stand in their file."""
    found: list[dict[str, Any]] = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["example"]
    return found


def example_box(example: dict[str, Any], place: int) -> None:
    """One example: for whom, a link that runs it, what it shows."""
    with st.container(key=f"voorbeeld-{place}", border=True, gap="small"):
        session.show(markup.text_tag("p", example["who"], class_="kb-voor-wie"))
        page = EXAMPLE_PAGES[example["page"]]
        st.page_link(page, label=markup.label(example["title"]), query_params=example["address"])
        session.show(markup.text_tag("p", example["text"], class_="kb-fragment"))


def page() -> None:
    """The page."""
    session.title("Zoeken in wat de overheid schrijft over de uitvoering")
    knowledge = session.knowledge()
    documents = session.documents()
    if not documents:
        session.show(present_search.empty_collection())
        st.page_link(session.MANAGE, label="Documenten toevoegen", icon=":material/upload_file:")
        return
    with st.form("start", border=False):
        field, button = st.columns([5, 1], vertical_alignment="bottom")
        field.text_input("Zoek in de documenten", key=QUERY, placeholder="bijvoorbeeld: wachttijd bezwaar")
        asked = button.form_submit_button("Zoeken", type="primary", key="start-zoek", width="stretch")
    if asked:
        st.switch_page(session.SEARCH, query_params=SearchAddress(st.session_state[QUERY].strip()).params())
    st.header("Om te beginnen", anchor=False)
    for place, (column, example) in enumerate(zip(st.columns(3), examples(), strict=False)):
        with column:
            example_box(example, place)
    news_box(knowledge, documents)
    st.header("Wat hier te vinden is", anchor=False)
    update = present_start.last_update(knowledge.last_run("ingest"))
    told = " ".join(part for part in (f"{present_collection.held(documents)}.", update) if part)
    session.show(markup.text_tag("p", told))
    labels = knowledge.taxonomy.label
    session.show(present_chart.chart(present_start.by_year(documents, labels)))
    session.show(markup.folded("Als tabel", present_collection.kinds_and_years(documents, labels)))
    with st.container(horizontal=True):
        st.page_link(session.DOCUMENTS, label="Alle documenten", icon=":material/list:")
        st.page_link(session.SAVED, label="Bewaarde zoekvragen", icon=":material/bookmarks:")


def visit(knowledge: Kennisbank) -> Visit:
    """This visit and the one before it; the browser is told to remember it."""
    name = f"kb_bezoek_{knowledge.store_id[:8]}"
    known = st.session_state.get(name) or st.context.cookies.get(name)
    mine = Visit.of(known if isinstance(known, str) else None, knowledge.revision, int(time.time()))
    st.session_state[name] = mine.cookie
    session.show(markup.remember(name, mine.cookie))
    return mine


def news_box(knowledge: Kennisbank, documents: Sequence[Document]) -> None:
    """What changed since the last visit with this browser; nothing on the first one."""
    mine = visit(knowledge)
    if mine.before is None or mine.day is None:
        return
    st.header(f"Sinds uw vorige bezoek ({date_text(mine.day)})", anchor=False)
    changes = present_start.changes_since(knowledge, documents, mine.before[0], mine.day)
    by_id = {item.document_id: item for item in documents}
    session.show(present_start.changes_html(changes, by_id, mine.day))


page()
