"""What opens below a hit without leaving the list: its neighbours, what is nearly the same, what is like it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from index.results import Hit
from kb.records import Passage
from ui import markup, session
from ui.address import DocumentAddress, link
from ui.markup import Html, Mark
from ui.present_passage import lead_in
from ui.present_search import place
from ui.words import count

LIKE = 5
"""Passages that are shown as being like a hit."""
FRAGMENT = 280


def title_of(hit: Hit) -> str:
    """What the box below a hit is called."""
    similar = f" · {len(hit.similar)} vergelijkbare" if hit.similar else ""
    return f"Ervoor en erna lezen{similar} · meer zoals dit"


@st.fragment
def box(hit: Hit, query: str) -> None:
    """The box; what is in it is only fetched when it is open, and then only this part runs again."""
    key = f"meer-bij-{hit.passage.passage_id}"
    opened = st.expander(title_of(hit), key=key, on_change="rerun")
    if not opened.open:
        return
    knowledge = session.knowledge()
    with opened, session.errors_told():
        before, after = knowledge.neighbours(hit.passage.passage_id)
        marks = [Mark(start, end) for start, end in hit.highlights]
        session.show(around(before, hit.passage, after, marks))
        if hit.similar:
            found = knowledge.passages_of(hit.similar)
            similar = [found[item] for item in hit.similar if item in found]
            session.show(listed(f"Bijna dezelfde tekst ({len(similar)})", similar, query))
        like = knowledge.more_like(hit.passage.passage_id, LIKE)
        session.show(listed("Meer zoals dit", like, query) if like else nothing_like())


def around(before: Passage | None, here: Passage, after: Passage | None, marks: Sequence[Mark]) -> Html:
    """A passage between its neighbours, each whole."""
    parts = [
        _neighbour("Ervoor", before),
        markup.tag("div", _text(here, marks), class_="kb-midden"),
        _neighbour("Erna", after),
    ]
    return markup.tag("div", markup.join(parts), class_="kb-omgeving")


def _neighbour(name: str, passage: Passage | None) -> Html:
    if passage is None:
        told = "Hier begint het document." if name == "Ervoor" else "Hier eindigt het document."
        return markup.text_tag("p", told, class_="kb-rand")
    where = place(passage)
    head = markup.text_tag("h4", f"{name}{f' ({where})' if where else ''}")
    return markup.tag("div", markup.join([head, _text(passage, [])]), class_="kb-buur")


def _text(passage: Passage, marks: Sequence[Mark]) -> Html:
    """A passage as it reads: a table as a table, a list as a list."""
    if passage.cells is not None:
        return markup.table(passage.cells, [passage.text[mark.start : mark.end] for mark in marks])
    lead = lead_in(passage)
    above = markup.text_tag("p", lead, class_="kb-aanloop") if lead else Html("")
    made = markup.items if passage.kind == "list" else markup.paragraphs
    return markup.join([above, made(passage.text, marks, passage.footnotes)])


def listed(name: str, passages: Sequence[Passage], query: str) -> Html:
    """Passages with the title of their document as a link to each."""
    titles = {item.document_id: item.title or item.source for item in session.documents()}
    rows = [_row(passage, titles.get(passage.document_id, passage.source), query) for passage in passages]
    return markup.join(
        [markup.text_tag("h4", name), markup.tag("ul", markup.join(rows), class_="kb-zoals-dit")]
    )


def _row(passage: Passage, title: str, query: str) -> Html:
    there = link("document", DocumentAddress.of(passage, query).params()).lstrip("/")
    where = place(passage)
    text = " ".join(passage.text.split())
    cut = text if len(text) <= FRAGMENT else text[:FRAGMENT].rsplit(" ", 1)[0] + " …"
    head = markup.join([markup.app_link(title, there), markup.esc(f", {where}" if where else "")])
    return markup.tag("li", markup.join([markup.tag("p", head), markup.text_tag("p", cut)]))


def nothing_like() -> Html:
    """When nothing shares the telling words of a passage."""
    searched = count(len(session.documents()), "document", "documenten")
    told = f"Geen andere passage lijkt hierop (doorzocht: {searched})."
    return markup.text_tag("p", told)
