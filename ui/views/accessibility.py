"""Toegankelijkheid: the statement in the form that Dutch government sites use."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from ui import session

TEXT = Path(__file__).parent.parent / "accessibility.md"
DATE = "21 november 2026"
"""When the statement was last gone over."""
CONTACT = "KENNISBANK_CONTACT"
"""Environment variable: to whom a reader can write, as an address or in words."""


def page() -> None:
    """The page."""
    session.title("Toegankelijkheidsverklaring")
    contact = os.environ.get(CONTACT) or "de beheerder van deze kennisbank"
    with st.container(key="uitleg"):
        st.markdown(TEXT.read_text(encoding="utf-8"), anchors=False)
        st.header("Contact", anchor=False)
        st.text(f"Loopt u ergens tegenaan? Meld het aan: {contact}.")
        st.header("Datum", anchor=False)
        st.text(f"Vastgesteld op {DATE}; nagekeken bij iedere nieuwe versie.")


page()
