"""The web app: sets up look and navigation, then hands over to the page that the address names."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import streamlit as st

from ui import rights, saving, session
from ui.icon import favicon

HERE = Path(__file__).parent


@st.cache_resource
def script() -> str:
    """Our own script with the Dutch for Streamlit's own words in it; nothing of a document or a person."""
    dutch = tomllib.loads((HERE / "streamlit_nl.toml").read_text(encoding="utf-8"))
    code = (HERE / "app.js").read_text(encoding="utf-8")
    return f"<script>{code.replace('DUTCH;', json.dumps(dutch) + ';')}</script>"


def main() -> None:
    """One run of the app."""
    st.set_page_config(
        page_title="Kennisbank",
        page_icon=favicon(),
        layout="wide",
        initial_sidebar_state="auto",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    session.quickly()
    st.html(HERE / "style.css")
    st.html(script(), unsafe_allow_javascript=True)
    pages = [
        st.Page(session.START, title="Start", url_path="start", default=True),
        st.Page(session.SEARCH, title="Zoeken", url_path="zoeken"),
        st.Page(session.TOEZEGGINGEN, title="Toezeggingen", url_path="toezeggingen"),
        st.Page(session.KNELPUNTEN, title="Knelpunten", url_path="knelpunten"),
        st.Page(session.KPIS, title="KPI's", url_path="kpis"),
        st.Page(session.PAPERS, title="Kamerstukken", url_path="kamerstukken"),
        st.Page(session.DOCUMENTS, title="Documenten", url_path="documenten"),
        st.Page(session.SAVED, title="Bewaard", url_path="bewaard"),
        st.Page(session.MANAGE, title="Beheer", url_path="beheer"),
        st.Page(session.HELP, title="Uitleg", url_path="uitleg"),
        st.Page(session.ACCESS, title="Toegankelijkheid", url_path="toegankelijkheid", visibility="hidden"),
        st.Page(session.DOCUMENT, title="Document", url_path="document", visibility="hidden"),
        st.Page(session.PAPER, title="Kamerstuk", url_path="kamerstuk", visibility="hidden"),
        st.Page(session.TOEZEGGING, title="Toezegging", url_path="toezegging", visibility="hidden"),
        st.Page(session.KNELPUNT, title="Knelpunt", url_path="knelpunt", visibility="hidden"),
        st.Page(session.THEME, title="Thema", url_path="knelpuntthema", visibility="hidden"),
        st.Page(session.KPI, title="KPI", url_path="kpi", visibility="hidden"),
    ]
    chosen = st.navigation(pages, position="top")
    with session.errors_told():
        if rights.may_read():
            chosen.run()
            if chosen.url_path == "zoeken":
                saving.offer()
        else:
            session.title("Kennisbank")
            session.login_box()


main()
