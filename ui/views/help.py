"""Uitleg: how to search and read, and what the kennisbank cannot know."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from kennisbank import __version__
from ui import session

TEXT = Path(__file__).parent.parent / "help.md"


def page() -> None:
    """The page."""
    session.title("Uitleg")
    with st.container(key="uitleg"):
        st.markdown(TEXT.read_text(encoding="utf-8"), anchors=False)
    st.page_link(session.ACCESS, label="Toegankelijkheidsverklaring")
    knowledge = session.knowledge()
    st.caption(f"Kennisbank {__version__}, stand {knowledge.revision}")


page()
