"""A person's word about a record, on its page: confirm, reject, correct, note, and take it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import streamlit as st

from kb.judging import VERBS
from kb.records import Judgement, RecordType
from kennisbank import KennisbankError
from ui import markup, rights, session
from ui.words import date_text, words

SAID = "beoordeling-gezegd"
"""Session state: what to say after somebody's word was kept, or could not be."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record that a person may correct.

    `options` (value → what people see) are for the kinds "one" and "several"; `most` is how many of several.
    `value` is what it is now: text, an ISO date, a value, or values.
    """

    name: str
    label: str
    kind: Literal["text", "long", "day", "one", "several"]
    value: Any
    options: Mapping[str, str] | None = None
    most: int | None = None
    help: str | None = None


def act(action: Callable[[], str]) -> None:
    """Do something that changes the kennisbank, in a callback; what there is to say is said on the page."""
    try:
        st.session_state[SAID] = ("uitleg", action())
    except KennisbankError as error:
        st.session_state[SAID] = ("fout", str(error))


def said() -> None:
    """What there is to say after somebody acted; once."""
    if SAID in st.session_state:
        kind, text = st.session_state.pop(SAID)
        session.show(markup.notice(markup.text_tag("p", text, role="status"), kind))


def judged(
    kind: RecordType,
    record_id: str,
    verb: str,
    *,
    value: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> None:
    """Keep this visitor's word about a record; for a callback."""

    def action() -> str:
        given = json.dumps(value, ensure_ascii=False) if value is not None else None
        session.knowledge().judge_record(
            kind, record_id, verb, who=rights.editor(), value=given, note=(note or "").strip() or None
        )
        return f"Vastgelegd: {VERBS[verb]}. U kunt dit hieronder terugnemen."

    act(action)


def box(kind: RecordType, record_id: str, review: str, fields: Sequence[Field]) -> None:
    """What people said of a record, and for who may: confirm, reject, correct, note."""
    said()
    told = words("choice_review").get(review, review)
    session.show(markup.text_tag("p", f"Beoordeling: {told}", class_="kb-over"))
    if rights.may_edit():
        with st.container(horizontal=True, key=f"oordeel-{kind}"):
            for verb, name, icon in (
                ("confirm", "Klopt", ":material/check:"),
                ("reject", "Klopt niet", ":material/close:"),
            ):
                st.button(
                    name, key=f"oordeel-{verb}", icon=icon, disabled=review == VERBS[verb],
                    on_click=judged, args=(kind, record_id, verb),
                )  # fmt: skip
        with st.expander("Verbeteren of toelichten", key="oordeel-wijzigen"):
            _form(kind, record_id, fields)
    else:
        st.caption(rights.now().why_not or "")
    _history(session.knowledge().record_judgements(kind, record_id))


def _form(kind: RecordType, record_id: str, fields: Sequence[Field]) -> None:
    """The fields that can be corrected; only what somebody changed is kept."""
    with st.form(f"verbeter-{record_id}", border=False):
        given = {item.name: _widget(record_id, item) for item in fields}
        note = st.text_area("Toelichting", key=f"toelichting-{record_id}", height=80)
        if st.form_submit_button("Vastleggen", type="primary", key="oordeel-vastleggen"):
            changed = {item.name: given[item.name] for item in fields if given[item.name] != _plain(item)}
            if not changed and not note.strip():
                st.session_state[SAID] = ("let-op", "Er is niets gewijzigd en geen toelichting gegeven.")
            elif changed:
                judged(kind, record_id, "change", value=changed, note=note)
            else:
                judged(kind, record_id, "note", note=note)
            st.rerun()


def _plain(item: Field) -> Any:
    """What a field holds now, in the form that its widget gives."""
    if item.kind == "several":
        return list(item.value or ())
    return item.value or None


def _widget(record_id: str, item: Field) -> Any:
    key = f"veld-{record_id}-{item.name}"
    options = dict(item.options or {})

    def show(value: str) -> str:
        return options.get(value, value)

    if item.kind == "day":
        day = _day(item.value)
        given = st.date_input(
            item.label, value=day, key=key, format="DD-MM-YYYY", help=item.help,
            min_value=date(1990, 1, 1), max_value=date(2100, 12, 31),
        )  # fmt: skip
        return given.isoformat() if isinstance(given, date) else None
    if item.kind == "one":
        values = list(dict.fromkeys([*options, *([item.value] if item.value else [])]))
        place = values.index(item.value) if item.value in values else None
        return st.selectbox(item.label, values, index=place, key=key, format_func=show, help=item.help)
    if item.kind == "several":
        values = list(dict.fromkeys([*options, *(item.value or ())]))
        return st.multiselect(
            item.label, values, default=list(item.value or ()), key=key, format_func=show, help=item.help,
            max_selections=item.most, placeholder="Kies",
        )  # fmt: skip
    field = st.text_area if item.kind == "long" else st.text_input
    text = field(item.label, value=item.value or "", key=key, help=item.help)
    return str(text).strip() or None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _history(judgements: Sequence[Judgement]) -> None:
    """Who said what and when, the newest first, each to be taken back by who may."""
    if not judgements:
        return
    with st.container(key="oordeel-geschiedenis", gap="small"):
        session.show(markup.text_tag("h3", "Wie wat zei"))
        for item in reversed(judgements):
            left, right = st.columns([5, 1], vertical_alignment="center")
            with left:
                session.show(history_line(item))
            if rights.may_edit():
                right.button(
                    "Terugnemen", key=f"terug-{item.judgement_id}", type="tertiary", on_click=_withdraw,
                    args=(item.judgement_id,),
                )  # fmt: skip


def _withdraw(judgement_id: int) -> None:
    def action() -> str:
        rights.editor()
        session.knowledge().withdraw(judgement_id)
        return "Teruggenomen."

    act(action)


def history_line(item: Judgement) -> markup.Html:
    """One person's word: when, who, what, and why."""
    when = f"{date_text(item.at[:10])} {item.at[11:16]}"
    told = [markup.text_tag("strong", f"{item.verb} door {item.who}"), markup.esc(f" op {when} (UTC)")]
    if item.value:
        told.append(markup.text_tag("p", f"Waarde: {_readable(item.value)}"))
    if item.note:
        told.append(markup.text_tag("p", f"Toelichting: {item.note}"))
    return markup.tag("div", markup.join(told), class_="kb-oordeel")


def _readable(value: str) -> str:
    """A change as people read it: field = value, …"""
    try:
        given = json.loads(value)
    except json.JSONDecodeError:
        return value
    if not isinstance(given, dict):
        return value
    names = words("record_fields")
    return "; ".join(f"{names.get(name, name)} = {_told(what)}" for name, what in given.items())


def _told(what: Any) -> str:
    if what is None:
        return "(leeg)"
    if isinstance(what, list):
        return ", ".join(_told(item) for item in what)
    if isinstance(what, dict):
        return ", ".join(f"{key}: {_told(item)}" for key, item in what.items())
    return str(what)
