"""One value of a KPI: what it says, where it stands, how it differs from others, and what people say of it."""

from __future__ import annotations

import streamlit as st

from kb.registers.kpis import KpiValue
from kb.registers.kpis.wording import when_text
from kennisbank import NotFound
from ui import citing, markup, present_kpi, present_kpi_value, register_export, register_review, session
from ui.address_registers import RecordAddress, RegisterAddress
from ui.register_review import Field
from ui.words import words


def fields(value: KpiValue) -> list[Field]:
    """What a person may correct; the number and the year as text, in Dutch."""
    roles = {role: words("choice_kind")[role] for role in present_kpi.ROLES}
    return [
        Field("label", "Indicator", "text", value.label),
        Field("year", "Jaar", "text", str(value.year) if value.year is not None else None),
        Field("role", "Soort", "one", value.role, options=roles),
        Field("value", "Getal", "text", present_kpi.number_text(value.value), help="Bijvoorbeeld 99,97."),
        Field("unit", "Eenheid", "text", value.unit),
    ]


def others(value: KpiValue) -> list[KpiValue]:
    """The values that this one differs from."""
    wanted = {item.kpi_value_id for item in value.conflicts}
    return [item for item in session.knowledge().register("kpi") if item.kpi_value_id in wanted]


def show(value: KpiValue) -> None:
    """The value with all there is to tell."""
    found = [value, *others(value)]
    sources = register_export.sources_of(session.knowledge(), found)
    session.show(present_kpi_value.facts(value, sources))
    passage, document = sources.passages.get(value.passage_id), sources.documents.get(value.document_id)
    with st.container(horizontal=True, vertical_alignment="center", key="kpi-meenemen"):
        st.page_link(
            session.DOCUMENT, label="Lees de passage", icon=":material/description:",
            query_params=present_kpi.place(value, sources.passages),
        )  # fmt: skip
        if passage is not None and document is not None:
            session.show(markup.copy_button("Kopieer verwijzing", citing.of_passage(passage, document)))
        session.show(markup.copy_address_button("Kopieer link"))
    pairs = [pair for pair in present_kpi.pairs(found) if value in (pair.one, pair.other)]
    if pairs:
        st.header("Verschillen", anchor=False)
        session.show(present_kpi.differences(pairs, sources))
    st.header("Beoordelen", anchor=False)
    register_review.box("kpi", value.kpi_value_id, value.review, fields(value))


def page() -> None:
    """The page."""
    address = RecordAddress.from_params(session.given())
    try:
        value = session.knowledge().record(
            "kpi", address.record_id, document_id=address.document_id, words=address.words
        )
    except NotFound as error:
        session.title("KPI")
        session.show(markup.notice(markup.text_tag("p", str(error))))
        st.page_link(session.KPIS, label="Naar alle KPI's")
        return
    chosen = RegisterAddress().choosing("kpi", [present_kpi_value.chosen_as(value)])
    st.page_link(
        session.KPIS, label="Naar grafiek en tabel", icon=":material/arrow_back:", query_params=chosen.params()
    )
    session.title(f"{present_kpi.titled(value.label)}, {when_text(value.period, value.year)}")
    show(value)


page()
