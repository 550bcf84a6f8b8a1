"""Zoeken: the query, filters with counts, hits that open their document at the passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import streamlit as st

from index.results import ResultPage
from kb.filters import YearKind
from ui import (
    markup,
    present_facets,
    present_found,
    present_search,
    present_years,
    search_more,
    session,
    take_along,
)
from ui.address import SearchAddress, Sort
from ui.markup import Html
from ui.present_search import PAGE_SIZE, Chip, Facet, Option
from ui.words import Labels, number, words

QUERY, EXACT, SORT, YEAR_KIND, FROM, TO, PAGE = (
    "zoekvraag", "precies", "volgorde", "jaarsoort", "jaar-van", "jaar-tot", "pagina",
)  # fmt: skip
SORTS: dict[Sort, str] = {"relevance": "Best passend eerst", "date": "Nieuwste eerst"}
OPEN_FACETS = ("kinds", "regelingen", "years")
"""Filters that stand open from the start; the others open with a click."""


def now() -> SearchAddress:
    """The search that the address asks for."""
    return SearchAddress.from_params(session.given())


def move(address: SearchAddress) -> None:
    """Go to another search."""
    session.go(address.params())


# Callbacks: each reads its widget, and writes the address once.


def on_query() -> None:
    """The search button, or Enter in the field."""
    move(replace(now().asking(st.session_state[QUERY]), exact=bool(st.session_state[EXACT])))


def on_toggle(field: str, value: str) -> None:
    """A filter value was switched on or off."""
    move(now().toggled(field, value))


def on_year_kind() -> None:
    """Another kind of year: the years chosen were of the old kind, so they go."""
    move(now().with_years(None, None, cast("YearKind", st.session_state[YEAR_KIND])))


def on_years(years: Sequence[int]) -> None:
    """The stretch of years was changed; an open end reaches as far as there are `years`."""
    first, last = st.session_state[FROM], st.session_state[TO]
    if first is not None or last is not None:
        first, last = first or years[0], last or years[-1]
    move(now().with_years(first, last, now().filters.year_kind))


def on_sort() -> None:
    """Another order."""
    address = now()
    move(replace(address, sort=cast("Sort", st.session_state[SORT] or address.sort), page=1))


def on_page(page: int) -> None:
    """Another page of hits."""
    move(now().turned(page))


# Pieces of the page.


def query_form(address: SearchAddress) -> None:
    """The field, the button and the choice for the words themselves."""
    session.keep(QUERY, address.query)
    session.keep(EXACT, address.exact)
    with st.form("zoeken", border=False):
        field, button = st.columns([5, 1], vertical_alignment="bottom")
        field.text_input(
            present_search.FIELD_NAME, key=QUERY, type="search", placeholder="bijvoorbeeld: wachttijd bezwaar"
        )
        button.form_submit_button("Zoeken", on_click=on_query, type="primary", key="zoek", width="stretch")
        st.checkbox("Alleen precies deze woorden", key=EXACT)
    session.show(session.suggestions())


def facet_box(facet: Facet, found: ResultPage, address: SearchAddress) -> None:
    """One filter in the side bar. What is folded away is not made: each field costs the browser time."""
    opened = facet.field in OPEN_FACETS or facet.active > 0
    name = f"{facet.name} ({facet.active})" if facet.active else facet.name
    key = f"filter-{facet.field}"
    box = st.sidebar.expander(markup.label(name), expanded=opened, key=key, on_change="rerun")
    if not box.open:
        return
    above: list[Html] = []
    with box:
        if facet.field == "years":
            year_fields(present_search.years_offered(found, address))
            above.append(present_years.year_chart(found, address))
        above.append(present_facets.values(facet, address))
        left_out = present_facets.exclusions(facet, address)
        if facet.rest:
            session.show(markup.join(above))
            further_box(facet)
            session.show(left_out)
        else:
            session.show(markup.join([*above, left_out]))


def further_box(facet: Facet) -> None:
    """The values of a long filter that are not at hand."""
    name = f"Nog {number(len(facet.rest))}"
    box = st.popover(name, key=f"meer-{facet.field}", type="tertiary", on_change="rerun")
    if not box.open:
        return
    with box:
        further_values(facet, now())


@st.fragment
def further_values(facet: Facet, address: SearchAddress) -> None:
    """The values with a field to look for one; typing runs this part only, choosing the whole page."""
    if now() != address:
        st.rerun()
    typed = ""
    if len(facet.rest) > present_search.SHOWN_VALUES:
        typed = st.text_input(
            f"Zoek in {markup.label(facet.name.lower())}", key=f"zoek-in-{facet.field}", live=True
        ) or ""  # fmt: skip
    found = facet.further(typed)
    for option in found:
        option_box(facet.field, option)
    if not found:
        st.caption("Niets met deze letters.")
    if left_out := facet.left_out(typed):
        st.caption(f"En nog {number(left_out)}. Typ een deel van de naam om ze te zien.")


def option_box(field: str, option: Option) -> None:
    """One value of a filter."""
    key = f"{field}={option.value}"
    session.keep(key, option.selected)
    shown = markup.label(f"{option.label} ({number(option.count)})")
    st.checkbox(shown, key=key, on_change=on_toggle, args=(field, option.value))


def year_fields(years: Sequence[int]) -> None:
    """Which kind of year, and a stretch of the `years` that there are."""
    address = now()
    session.keep(YEAR_KIND, address.filters.year_kind)
    kinds = words("year_kinds")
    st.selectbox("Welk jaar", list(kinds), key=YEAR_KIND, format_func=kinds.__getitem__, on_change=on_year_kind)
    wide = present_search.stretch(address)
    session.keep(FROM, wide.first if wide else None)
    session.keep(TO, wide.last if wide else None)
    left, right = st.columns(2)
    for column, name, key in ((left, "Van", FROM), (right, "Tot en met", TO)):
        column.selectbox(
            name, years, key=key, index=None, placeholder="jaar", on_change=on_years, args=(years,)
        )


def labels_of(page: ResultPage) -> Labels:
    """What people see for the values of a result."""
    return present_search.labels_with(page, session.knowledge().taxonomy.label)


def filters_on(page: ResultPage, address: SearchAddress) -> list[Chip]:
    """The filters that are on."""
    titles = {item.document_id: item.title or item.source for item in session.documents()}
    return present_search.chips(address, labels_of(page), lambda value: titles.get(value, value))


def chips(on: Sequence[Chip]) -> None:
    """The filters that are on, each with a cross."""
    if not on:
        return
    with st.container(horizontal=True, key="gekozen", gap="small"):
        for chip in on:
            st.button(
                markup.label(chip.label),
                key=f"weg-{chip.field}={chip.value}",
                icon=":material/close:",
                icon_position="right",
                help="Dit filter weghalen",
                on_click=lambda field=chip.field, value=chip.value: move(now().without(field, value)),
            )
        if len(on) > 1:
            st.button("Alle filters weg", key="weg-alles", type="tertiary", on_click=on_clear)


def on_clear() -> None:
    """All filters off."""
    move(now().unfiltered())


def results(page: ResultPage, address: SearchAddress) -> None:
    """The hits, with what there is to tell above them and the pages below."""
    head, along, order = st.columns([5, 3, 4], vertical_alignment="center")
    with head:
        session.show(markup.text_tag("p", present_search.summary(page), class_="kb-aantal", role="status"))
    with along:
        take_along.box(page, address)
    with order:
        order_box(address)
    labels = labels_of(page)
    session.show(present_found.understood(page, address, labels))
    session.show(present_found.few_found(page, address, session.documents(), labels))
    hits(page, address)
    total = present_search.page_count(page)
    if total > 1:
        session.pager(address.page, total, on_page)


def order_box(address: SearchAddress) -> None:
    """The order of the hits; without words nothing fits better than another, and there is nothing to choose."""
    if not address.query:
        session.show(markup.text_tag("p", f"{SORTS['date']}.", class_="kb-over"))
        return
    session.keep(SORT, address.sort)
    st.selectbox(
        "Volgorde", list(SORTS), key=SORT, format_func=SORTS.__getitem__, on_change=on_sort,
        label_visibility="collapsed",
    )  # fmt: skip


def hits(page: ResultPage, address: SearchAddress) -> None:
    """The hits; a question and its answer are shown as one, where the better of the two stands."""
    knowledge = session.knowledge()
    labels = knowledge.taxonomy.label
    exchanges = knowledge.exchanges(hit.passage for hit in page.hits)
    told: set[str] = set()
    for hit in page.hits:
        if hit.passage.passage_id in told:
            continue
        exchange = exchanges.get(hit.passage.passage_id, ())
        told.update(item.passage_id for item in exchange if item.kind != hit.passage.kind)
        parts = [
            present_search.hit_title(hit, page.query),
            present_search.hit_body(hit, labels, present_found.exchange(hit, exchange, address.query)),
            present_found.elsewhere(hit, address.query),
        ]
        with st.container(key=f"treffer-{hit.rank}", gap=None):
            session.show(markup.join(parts))  # one element: each costs the server and the browser time
            search_more.box(hit, address.query)
            take_along.choose_box(hit, address)


def nothing(page: ResultPage, address: SearchAddress) -> None:
    """No hits: what can be done about it, and what the collection holds."""
    labels = labels_of(page)
    session.show(markup.text_tag("p", present_search.summary(page), class_="kb-aantal", role="status"))
    session.show(present_found.nothing_found(page, address, session.documents(), labels))
    with st.container(horizontal=True):
        if not address.filters.empty:
            st.button("Zoek zonder filters", key="zonder-filters", on_click=on_clear)
        if address.exact:
            st.button("Zoek ook verwante woorden", key="niet-precies", on_click=on_related)
        if page.understood.phrases:
            st.button("Zoek zonder aanhalingstekens", key="zonder-aanhaling", on_click=on_unquoted)
    if page.understood.expansions or address.off:  # its words and phrases have just been told
        session.show(present_found.understood(page, address, labels))


def on_related() -> None:
    """Not only the words themselves."""
    move(replace(now(), exact=False, page=1))


def on_unquoted() -> None:
    """Each word by itself."""
    address = now()
    move(address.asking(present_search.unquoted(address.query)))


def find(address: SearchAddress) -> ResultPage:
    """Search; when that takes long (an index being made, a machine at work) the page says so."""
    with st.spinner("Zoeken …"):
        return session.knowledge().search(
            address.query,
            address.filters,
            sort=address.sort,
            exact=address.exact,
            off=address.off,
            limit=PAGE_SIZE,
            offset=(address.page - 1) * PAGE_SIZE,
        )


def page() -> None:
    """The page."""
    session.title("Zoeken")
    address = now()
    if not session.documents():
        session.show(present_search.empty_collection())
        st.page_link(session.MANAGE, label="Documenten toevoegen", icon=":material/upload_file:")
        return
    with st.container(key="zoekpagina"):
        query_form(address)
    found = find(address)
    chips(filters_on(found, address))
    if found.total and not found.hits:  # a page beyond the last one, as an old address may say
        on_page(1)
        st.rerun()
    facets = present_search.facets(found, address, labels_of(found))
    if facets:
        st.sidebar.header("Filters", anchor=False)
    for facet in facets:
        facet_box(facet, found, address)
    session.show(present_found.messages(found))
    if found.suggestion:
        suggestion = found.suggestion
        st.button(
            f"Bedoelde u: {markup.label(suggestion)}", key="suggestie", type="tertiary",
            on_click=lambda: move(now().asking(suggestion)),
        )  # fmt: skip
    if found.total:
        results(found, address)
    else:
        nothing(found, address)


page()
