"""Thema: what a theme of knelpunten is, how often it is told by year, by whom, with which solutions."""

from __future__ import annotations

import streamlit as st

from kb.registers import knelpunten
from kb.registers.knelpunten import Knelpunt, Matrix, Row
from kb.taxonomy import Entry
from ui import markup, present_chart, present_knelpunt, session
from ui.address_registers import RegisterAddress
from ui.words import count


def now() -> str:
    """The theme that the address asks for; "" when it names none."""
    return (session.given().get("thema") or [""])[-1].strip()[:200]


def unknown(theme: str) -> None:
    """No such theme: the themes there are."""
    session.title("Thema's van knelpunten")
    if theme:
        told = f"Het thema “{theme}” bestaat hier niet. Kies een van deze:"
        session.show(markup.notice(markup.text_tag("p", told)))
    session.show(present_knelpunt.themes_html(session.knowledge().taxonomy))


def over_the_years(entry: Entry, records: list[Knelpunt]) -> None:
    """The timeline as a chart and as a table."""
    made: Matrix = knelpunten.matrix(records, session.documents(), session.knowledge().taxonomy)
    row: Row | None = next((item for item in made.rows if item.theme == entry.id), None)
    st.header("Door de jaren", anchor=False)
    if row is None or not made.columns:
        told = "Van dit thema staat in documenten met een verslagjaar niets in deze kennisbank."
        session.show(markup.text_tag("p", told))
        return
    session.show(present_chart.chart(present_knelpunt.timeline(row, records, made)))
    session.show(present_knelpunt.timeline_html(row, made))


def page() -> None:
    """The page."""
    theme, taxonomy = now(), session.knowledge().taxonomy
    entry = taxonomy.entry("theme", theme) or taxonomy.find("theme", theme) if theme else None
    if entry is None:
        unknown(theme)
        return
    st.page_link(session.KNELPUNTEN, label="Alle knelpunten", icon=":material/arrow_back:")
    session.title(entry.label)
    session.show(present_knelpunt.theme_head(entry, taxonomy))
    records: list[Knelpunt] = session.knowledge().register("knelpunt", chosen={"theme": (entry.id,)})
    st.page_link(
        session.KNELPUNTEN, icon=":material/list:",
        label=f"Toon de {count(len(records), 'knelpunt', 'knelpunten')} van dit thema in de lijst",
        query_params=RegisterAddress().choosing("theme", [entry.id]).params(),
    )  # fmt: skip
    over_the_years(entry, records)
    st.header("Voorgestelde en genomen oplossingen", anchor=False)
    solutions = present_knelpunt.solutions_html(records)
    session.show(solutions or markup.text_tag("p", "De documenten noemen bij dit thema geen oplossing."))
    st.header("Wie meldt het, en wanneer", anchor=False)
    session.show(present_knelpunt.organisations_html(records))


page()
