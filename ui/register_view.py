"""What the pages of the registers share: words, filters with counts, order, taking along, paging, messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import streamlit as st

from kb.records import RecordType
from kb.registers.listing import Choice
from kennisbank import RegisterPage, __version__
from ui import export, markup, register_export, session
from ui.address import link
from ui.address_registers import RegisterAddress, readable_id
from ui.register_export import RegisterOrigin
from ui.words import count, number, words

PAGE_SIZE = 20
AT_HAND = 8
"""Values of a filter that are at hand; the others come with a click."""
FURTHER = 60
"""Values behind that click; a longer list is searched by words."""

Order = tuple[str, Callable[[Any], Any]]


@dataclass(frozen=True, slots=True)
class Register:
    """A register's page: its address, its filters (field of records → name), and its orders.

    `orders` maps the name in the address to what people see and the key that records are sorted by; "" is
    the usual one. `opened` are the filters that stand open.
    """

    kind: RecordType
    path: str
    example: str
    fields: Mapping[str, str]
    orders: Mapping[str, Order]
    opened: frozenset[str] = field(default_factory=frozenset)

    @property
    def name(self) -> str:
        """What the register is called."""
        return register_export.NAMES[self.kind][0]

    def key(self, part: str) -> str:
        """The key of a widget on this page."""
        return f"{self.path}-{part}"


def now() -> RegisterAddress:
    """The list that the address asks for."""
    return RegisterAddress.from_params(session.given())


def move(address: RegisterAddress) -> None:
    """Go to another list."""
    session.go(address.params())


def found(register: Register, address: RegisterAddress) -> RegisterPage:
    """What the address asks for, in its order."""
    page = session.knowledge().register_page(
        register.kind, chosen=dict(address.chosen), words=address.words, at=address.at
    )
    _, key = register.orders.get(address.sort) or register.orders[""]
    return replace(page, records=tuple(sorted(page.records, key=key)))


# --------------------------------------------------------------------------- what one can ask


def word_field(register: Register, address: RegisterAddress) -> None:
    """The field for words within the register."""
    key = register.key("woorden")
    session.keep(key, address.words)

    def on_words() -> None:
        move(replace(now(), words=st.session_state[key].strip(), page=1))

    st.text_input(f"Zoek in {register.name.lower()}", key=key, on_change=on_words, placeholder=register.example)


def day_field(register: Register, address: RegisterAddress) -> None:
    """The day at which terms are seen as passed."""
    key = register.key("peildatum")
    session.keep(key, address.at or date.today())  # noqa: DTZ011 - the reader's own day

    def on_day() -> None:
        day = st.session_state[key]
        move(replace(now(), at=None if day in (None, date.today()) else day, page=1))  # noqa: DTZ011

    st.date_input(
        "Peildatum voor termijnen", key=key, on_change=on_day, format="DD-MM-YYYY",
        min_value=date(1990, 1, 1), max_value=date(2100, 12, 31),
        help="Op deze dag wordt gekeken of een termijn voorbij is.",
    )  # fmt: skip


def order_field(register: Register, address: RegisterAddress) -> None:
    """The order of the list."""
    key = register.key("volgorde")
    session.keep(key, address.sort if address.sort in register.orders else "")

    def on_order() -> None:
        move(replace(now(), sort=st.session_state[key] or "", page=1))

    st.selectbox(
        "Volgorde", list(register.orders), key=key, format_func=lambda name: register.orders[name][0],
        on_change=on_order, label_visibility="collapsed",
    )  # fmt: skip


def label_of(name: str, choice: Choice) -> str:
    """What people see for a value: our own word for it, a document's title, or what the register says."""
    if name == "document":
        titles = {item.document_id: item.title or item.source for item in session.documents()}
        return titles.get(choice.value, choice.value)
    return words(f"choice_{name}").get(choice.value, choice.label)


def filters(register: Register, page: RegisterPage, address: RegisterAddress) -> None:
    """The filters in the side bar, each with how many records its values would give."""
    st.sidebar.header("Filters", anchor=False)
    for name, title in register.fields.items():
        choices = _choices(page, address, name)
        if choices:
            _filter_box(register, name, title, choices)


def _choices(page: RegisterPage, address: RegisterAddress, name: str) -> list[tuple[Choice, bool]]:
    """The values of a filter with whether they are on; one that is on is there even when it gives nothing."""
    chosen = address.values(name)
    known = page.choices.get(name, ())
    gone = [Choice(value, value, 0) for value in chosen if value not in {item.value for item in known}]
    several = [(choice, choice.value in chosen) for choice in (*known, *gone)]
    return sorted(several, key=lambda item: not item[1]) if name != "year" else several


def _filter_box(register: Register, name: str, title: str, choices: Sequence[tuple[Choice, bool]]) -> None:
    """One filter. What is folded away is not made: each field costs the browser time."""
    active = sum(on for _, on in choices)
    shown = f"{title} ({active})" if active else title
    box = st.sidebar.expander(
        markup.label(shown), expanded=name in register.opened or active > 0, key=register.key(f"filter-{name}"),
        on_change="rerun",
    )  # fmt: skip
    if not box.open:
        return
    with box:
        at_hand = max(AT_HAND, active) if len(choices) > AT_HAND + 1 else len(choices)
        for choice, on in choices[:at_hand]:
            _choice_box(register, name, choice, on=on)
        if len(choices) > at_hand:
            more = st.popover(
                f"Nog {len(choices) - at_hand}",
                key=register.key(f"meer-{name}"),
                type="tertiary",
                on_change="rerun",
            )
            if more.open:
                with more:
                    for choice, on in choices[at_hand : at_hand + FURTHER]:
                        _choice_box(register, name, choice, on=on)


def _choice_box(register: Register, name: str, choice: Choice, *, on: bool) -> None:
    """One value of a filter."""
    key = register.key(f"{name}={choice.value}")
    session.keep(key, on)

    def on_toggle() -> None:
        move(now().toggled(name, choice.value))

    st.checkbox(
        markup.label(f"{label_of(name, choice)} ({number(choice.count)})"), key=key, on_change=on_toggle
    )


def chosen_labels(
    register: Register, page: RegisterPage, address: RegisterAddress
) -> list[tuple[str, str, str]]:
    """Field, value and what people see, of every value that is on."""
    told = []
    for name, values in address.chosen:
        known = {item.value: item for item in page.choices.get(name, ())}
        for value in values:
            label = label_of(name, known.get(value) or Choice(value, value, 0))
            title = register.fields.get(name)
            told.append((name, value, f"{title}: {label}" if title else label))
    return told


def chips(register: Register, page: RegisterPage, address: RegisterAddress) -> None:
    """The values that are on, each with a cross, and one cross for all of them."""
    on = chosen_labels(register, page, address)
    if not on and not address.words:
        return
    with st.container(horizontal=True, key="gekozen", gap="small"):
        for name, value, label in on:
            st.button(
                markup.label(label), key=register.key(f"weg-{name}={value}"), icon=":material/close:",
                icon_position="right", help="Dit filter weghalen",
                on_click=lambda name=name, value=value: move(now().toggled(name, value)),
            )  # fmt: skip
        if len(on) + bool(address.words) > 1:
            st.button(
                "Alle filters weg", key=register.key("weg-alles"), type="tertiary",
                on_click=lambda: move(now().unfiltered()),
            )  # fmt: skip


# --------------------------------------------------------------------------- what one gets


def summary(register: Register, page: RegisterPage) -> str:
    """How many records there are, and of how many."""
    _, one, many = register_export.NAMES[register.kind]
    if page.total == page.whole:
        return count(page.total, one, many)
    return f"{count(page.total, one, many)} van {number(page.whole)}"


def nothing(register: Register, page: RegisterPage, address: RegisterAddress) -> None:
    """No records: what to do, and what the collection holds."""
    _, _, many = register_export.NAMES[register.kind]
    documents = session.documents()
    if not documents:
        told = ["Deze kennisbank is nog leeg. Voeg documenten toe bij Beheer."]
    elif not page.whole:
        told = [
            f"In de {count(len(documents), 'document', 'documenten')} van deze kennisbank staan geen {many}."
        ]
    else:
        held = f"{number(page.whole)} {many} uit {count(len(documents), 'document', 'documenten')}"
        told = [
            f"Geen {many} voldoen aan deze keuze. Haal een filter weg of gebruik minder woorden.",
            f"Doorzocht: {held}. Wat in andere stukken staat, kan hier niet gevonden worden.",
        ]
    session.show(markup.notice(markup.join(markup.text_tag("p", line) for line in told), "uitleg"))
    if address.chosen or address.words:
        st.button("Toon alles", key=register.key("toon-alles"), on_click=lambda: move(now().unfiltered()))


def here(register: Register, address: RegisterAddress) -> str:
    """The whole address of this list, as it can be mailed."""
    return link(register.path, address.params(), base_of(register.path))


def base_of(path: str) -> str:
    """The address of the app itself, seen from the page `path`."""
    return (st.context.url or "").split("?", 1)[0].rstrip("/").removesuffix(f"/{path}")


def along(register: Register, page: RegisterPage, address: RegisterAddress) -> None:
    """Export and copy, behind a button."""
    around = st.popover("Meenemen", key=register.key("meenemen"), width="stretch", on_change="rerun")
    if not around.open:
        return
    with around:
        kinds = list(register_export.FORMATS)
        kind = st.selectbox(
            "Soort bestand", kinds, key=register.key("uitvoer-soort"),
            format_func=lambda item: register_export.FORMATS[item][0],
        )  # fmt: skip
        annex = register.kind == "toezegging" and st.checkbox(
            "Als bijlage bij een brief (drie kolommen)", key=register.key("uitvoer-bijlage"),
            disabled=kind in ("docx", "jsonl"),
        )  # fmt: skip
        st.download_button(
            "Downloaden",
            data=maker(register, page, address, kind, as_annex=bool(annex)),
            file_name=export.file_name(f"{register.path} {address.words}", date.today(), kind),  # noqa: DTZ011
            mime=register_export.FORMATS[kind][1],
            key=register.key("uitvoer"),
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
        )
        session.show(markup.copy_button("Kopieer link naar deze lijst", here(register, address)))
        if page.total > register_export.MOST:
            st.caption(
                f"Hoogstens {number(register_export.MOST)} regels per bestand; het bestand vermeldt dat."
            )


def maker(
    register: Register, page: RegisterPage, address: RegisterAddress, form: str, *, as_annex: bool
) -> Callable[[], bytes]:
    """What makes the file, once somebody asks for it."""
    knowledge, place = session.knowledge(), here(register, address)
    _, one, many = register_export.NAMES[register.kind]
    told = tuple(label for _, _, label in chosen_labels(register, page, address))
    order = (register.orders.get(address.sort) or register.orders[""])[0]

    def make() -> bytes:
        records = page.records[: register_export.MOST]
        origin = RegisterOrigin(
            register=register.name, words=address.words, filters=told, sort=order,
            day=date.today(), at=page.at, total=page.total, exported=len(records),  # noqa: DTZ011
            revision=page.revision, version=__version__, address=place, one=one, many=many,
        )  # fmt: skip
        sources = register_export.sources_of(knowledge, records)
        return register_export.data(form, register.kind, records, sources, origin, as_annex=as_annex)

    return make


def shown(page: RegisterPage, address: RegisterAddress) -> Sequence[Any]:
    """The records of the page of the list that the address asks for; the last one when it asks too far."""
    last = max(1, -(-page.total // PAGE_SIZE))
    at = min(address.page, last)
    return page.records[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]


def pager(page: RegisterPage, address: RegisterAddress) -> None:
    """To the other pages of the list."""
    last = max(1, -(-page.total // PAGE_SIZE))
    if last > 1:
        session.pager(min(address.page, last), last, lambda to: move(replace(now(), page=to)))


def row_key(record_id: str) -> str:
    """The key of the box around a record in a list; the style sheet knows how it begins."""
    return f"treffer-{readable_id(record_id)}"
