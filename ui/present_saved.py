"""Saved searches as people see them: what is asked, how often, what is new. No Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kb.records import Document
from kb.saved import SavedSearch
from ui import markup
from ui.address import SearchAddress
from ui.markup import Html
from ui.present_asked import conditions
from ui.words import count, date_text

if TYPE_CHECKING:
    from kennisbank import Kennisbank

SHOWN_NEW = 10
"""New documents named with a saved search; the rest is told as a number."""


def asked(address: SearchAddress, knowledge: Kennisbank, documents: Sequence[Document]) -> Html:
    """What a search asks, in a line."""
    query = address.query or "(geen woorden; alles wat door de filters komt)"
    parts = [markup.text_tag("span", query, class_="kb-vraag")]
    titles = {item.document_id: item.title or item.source for item in documents}
    told = conditions(address, knowledge.taxonomy.label, lambda value: titles.get(value, value))
    if address.sort == "date":
        told.append("nieuwste eerst")
    if told:
        parts.append(markup.text_tag("span", f" · {'; '.join(told)}"))
    return markup.tag("p", markup.join(parts), class_="kb-over")


def proposed_name(address: SearchAddress) -> str:
    """A name to begin with."""
    return " ".join(address.query.split())[:80] or "Alles wat door de filters komt"


def about(search: SavedSearch, new: int) -> Html:
    """Whose it is, how often its file is made, since when it was not looked at, and how much is new."""
    interval = f"Atom-bestand elke {search.interval}" if search.interval else None
    told = [
        f"van {search.owner}" if search.owner else None,
        "gepauzeerd" if search.paused else interval,
        f"gezien op {date_text(search.last_seen_at)}" if search.last_seen_at else None,
    ]
    state = "" if search.paused else count(new, "nieuw document", "nieuwe documenten")
    shown = [markup.badge(state)] if new and not search.paused else []
    if not new and not search.paused:
        told.append("niets nieuws")
    rest = markup.join((markup.text_tag("span", item) for item in told if item), " · ")
    return markup.tag("p", markup.join([*shown, rest], " "), class_="kb-over")
