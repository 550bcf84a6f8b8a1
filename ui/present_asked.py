"""What a search asks besides its words, in words: filters that are on, what was switched off. No Streamlit."""

from __future__ import annotations

from collections.abc import Callable

from ui.address import SearchAddress
from ui.present_search import chips
from ui.words import Labels, label_of

_FACET_OF = {"lid": "person", "kpi": "kpi", "type": "kind", "soort": "kind", "regeling": "regeling"}
"""Name of a field in the query language → its facet, for preferences that are told."""


def wish_text(key: str, labels: Labels) -> str:
    """A preference in words: "jaar:2022" is jaar 2022, "lid:stoffer" the name of that member."""
    name, _, values = key.partition(":")
    if name == "jaar":
        return f"jaar {values}"
    facet = _FACET_OF.get(name)
    if facet is None:
        return key
    return " of ".join(label_of(labels, facet, value.strip('"')) for value in values.split(","))


def off_text(key: str, labels: Labels) -> str:
    """What was switched off: a word searched along ("bezwaar=awb-termijn"), or a preference."""
    return key.partition("=")[2] or wish_text(key, labels)


def conditions(address: SearchAddress, labels: Labels, titles: Callable[[str], str]) -> list[str]:
    """All that changes what is found besides the words; `titles` gives a document's title by its id."""
    told = [chip.label for chip in chips(address, labels, titles)]
    if address.exact:
        told.append("alleen precies deze woorden")
    return told + [f"uitgezet: {off_text(key, labels)}" for key in address.off]
