"""Start: what the collection holds, and three examples to begin with."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import streamlit as st

from ui import markup, present_collection, present_search, session
from ui.address import SearchAddress

EXAMPLES = Path(__file__).parent.parent / "examples.toml"
QUERY = "start-zoekvraag"


@st.cache_data
def examples() -> list[dict[str, Any]]:
    """The examples, as they stand in their file."""
    found: list[dict[str, Any]] = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["example"]
    return found


def example_box(example: dict[str, Any], place: int) -> None:
    """One example: for whom, a link that runs it, what it shows."""
    given = {"q": [example["query"]], **example.get("filters", {})}
    params = SearchAddress.from_params(given).params()
    with st.container(key=f"voorbeeld-{place}", border=True, gap="small"):
        session.show(markup.text_tag("p", example["who"], class_="kb-voor-wie"))
        st.page_link(session.SEARCH, label=markup.label(example["title"]), query_params=params)
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
    st.header("Wat hier te vinden is", anchor=False)
    session.show(markup.text_tag("p", f"{present_collection.held(documents)}."))
    session.show(present_collection.kinds_and_years(documents, knowledge.taxonomy.label))
    st.page_link(session.DOCUMENTS, label="Alle documenten", icon=":material/list:")


page()
