"""KPI's: indicators over years and organisations, each value with its source, every difference in the open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from kb.registers.kpis import KpiValue
from kennisbank import RegisterPage
from ui import markup, present_kpi, present_kpi_chart, register_export, register_view, session
from ui.address_registers import RegisterAddress, readable_id
from ui.present_kpi import MOST_PANELS, PAGE, Panel, Series
from ui.register_export import Sources
from ui.register_view import Register, move, now
from ui.words import count

ROWS = 40
"""Series on one page of the overview."""
TOP: Mapping[str, str] = {"kpi": "Indicatoren", "organisation": "Organisaties"}
"""What is chosen above the list; the rest stands in the side bar."""
REGISTER = Register(
    kind="kpi",
    path=PAGE,
    example="tijdig uitbetaald",
    fields={
        "year": "Jaar", "kind": "Uitkomst of norm", "status": "Norm gehaald",
        "conflict": "Verschil tussen bronnen", "review": "Beoordeling", "document": "Document",
    },
    orders={
        "": ("Op naam", lambda record: record.label.casefold()),
        "verschillen": ("Tegenspraken eerst", lambda record: not record.conflict),
        "jaren": ("Langste reeksen eerst", lambda record: record.label.casefold()),
    },
    opened=frozenset({"year", "conflict"}),
)  # fmt: skip


def choosers(page: RegisterPage, address: RegisterAddress) -> None:
    """Which indicators, of which organisations; several of both."""
    for name, title, column in zip(TOP, TOP.values(), st.columns(2), strict=True):
        known = {choice.value: choice for choice in page.choices.get(name, ())}
        chosen = list(address.values(name))
        key = REGISTER.key(f"kies-{name}")
        session.keep(key, chosen)

        def show(value: str, name: str = name, known: Mapping[str, object] = known) -> str:
            choice = known.get(value)
            return register_view.label_of(name, choice) if choice else value  # type: ignore[arg-type]

        def on_change(name: str = name, key: str = key) -> None:
            move(now().choosing(name, st.session_state[key]))

        column.multiselect(
            title, list(dict.fromkeys([*known, *chosen])), key=key, format_func=show, on_change=on_change,
            placeholder="Alle; typ om te zoeken",
        )  # fmt: skip


def overview(series: Sequence[Series], address: RegisterAddress) -> None:
    """The series there are, when nothing is chosen."""
    ordered = present_kpi.sorted_series(series, address.sort)
    last = max(1, -(-len(ordered) // ROWS))
    at = min(address.page, last)
    session.show(markup.text_tag("p", "Kies een indicator voor grafiek, tabel en bronnen."))
    session.show(present_kpi.overview(ordered[(at - 1) * ROWS : at * ROWS], address))
    if last > 1:
        session.pager(at, last, lambda to: move(replace(now(), page=to)))


def panel(shown: Panel, sources: Sources) -> None:
    """One indicator: chart, table, and where its sources differ."""
    st.header(markup.label(present_kpi.caption(shown)), anchor=False)
    if present_kpi_chart.drawable(shown):
        chart(shown, sources)
    session.show(present_kpi.table(shown, sources))
    found = present_kpi.pairs([value for item in shown.series for value in item.values])
    if found:
        st.subheader(f"Verschillen tussen bronnen ({len(found)})", anchor=False)
        session.show(present_kpi.differences(found, sources))


def chart(shown: Panel, sources: Sources) -> None:
    """The chart; a click on a point goes to the place of its value."""
    values = {value.kpi_value_id: value for item in shown.series for value in item.values}
    places = {name: present_kpi.source_text(value, sources) for name, value in values.items()}
    key = f"grafiek-{readable_id(shown.title)}-{readable_id(shown.unit or '')}"
    picked = st.vega_lite_chart(
        spec=present_kpi_chart.spec(shown, places), key=key, width="stretch",
        on_select="rerun", selection_mode=present_kpi_chart.SELECTION, alt=present_kpi_chart.alt(shown),
    )  # fmt: skip
    points = picked["selection"].get(present_kpi_chart.SELECTION, [])
    value = values.get(str(points[0].get("id"))) if points else None
    if value is not None:
        st.switch_page(session.DOCUMENT, query_params=present_kpi.place(value, sources.passages))
    left_out = len(shown.series) - present_kpi_chart.MOST
    if left_out > 0:
        st.caption(f"De grafiek toont {present_kpi_chart.MOST} organisaties; de tabel toont ze alle.")
    session.show(markup.text_tag("p", LEGEND, class_="kb-toelichting"))


LEGEND = (
    "Open teken: deel van het jaar. ≠: een andere bron zegt iets anders. Streep: norm of streefwaarde. "
    "Een lijn loopt alleen door jaren die op elkaar volgen. Klik op een teken om de bron te lezen."
)


def results(page: RegisterPage, address: RegisterAddress, records: Sequence[KpiValue]) -> None:
    """Charts and tables of what was chosen, or the overview of all there is."""
    series = present_kpi.all_series(records)
    left, middle, right = st.columns([3, 2, 1], vertical_alignment="center")
    with left:
        said = (
            f"{register_view.summary(REGISTER, page)} in {present_kpi.told(series, present_kpi.pairs(records))}"
        )
        session.show(markup.text_tag("p", said, class_="kb-aantal", role="status"))
    with middle:
        register_view.order_field(REGISTER, address)
    with right:
        register_view.along(REGISTER, page, address)
    panels = present_kpi.panels(series)
    if not address.values("kpi") and len(panels) > 1:
        overview(series, address)
        return
    shown = panels[:MOST_PANELS]
    sources = register_export.sources_of(
        session.knowledge(), [value for item in shown for part in item.series for value in part.values]
    )
    for item in shown:
        panel(item, sources)
    if len(panels) > MOST_PANELS:
        hidden = count(len(panels) - MOST_PANELS, "indicator", "indicatoren")
        session.show(
            markup.notice(markup.text_tag("p", f"Nog {hidden} gekozen; kies er minder om ze te zien."))
        )


def page() -> None:
    """The page."""
    address = now()
    session.title(REGISTER.name)
    told = "Wat organisaties over hun prestaties melden, jaar na jaar. Bij elke waarde staat waar zij staat."
    session.show(markup.text_tag("p", told))
    found = register_view.found(REGISTER, address)
    choosers(found, address)
    register_view.word_field(REGISTER, address)
    register_view.filters(REGISTER, found, address)
    register_view.chips(REGISTER, found, address)
    if not found.total:
        register_view.nothing(REGISTER, found, address)
        return
    results(found, address, found.records)


page()
