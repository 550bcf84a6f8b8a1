"""The values of a filter as links that are ticked, and as what one does not want to see; no Streamlit.

A link costs the server and the browser far less than a field of Streamlit's, and there are dozens of them.
The app's script ticks at once, toggles by Space as well, and keeps the focus where it was.
"""

from __future__ import annotations

from ui import markup
from ui.address import FIELDS, SearchAddress
from ui.markup import Html
from ui.present_search import Facet, Option
from ui.search_links import link_around, search_link
from ui.words import count, number

MOST_LEFT_OUT = 60
"""Values offered to be left out."""


def values(facet: Facet, address: SearchAddress) -> Html:
    """The values at hand, each with a tick and its number of passages."""
    if not facet.options:
        return Html("")
    rows = markup.join(markup.tag("li", _value(facet.field, item, address)) for item in facet.options)
    return markup.tag("ul", rows, class_="kb-waarden", aria_label=facet.name)


def _value(field: str, item: Option, address: SearchAddress) -> Html:
    name = FIELDS.get(field, "jaar")
    parts = [
        markup.tag("span", "", class_="kb-vink", aria_hidden="true"),
        markup.text_tag("span", item.label, class_="kb-waarde"),
        markup.text_tag("span", number(item.count), class_="kb-tal"),
    ]
    return link_around(
        markup.join(parts), address.toggled(field, item.value),
        role="checkbox", aria_checked="true" if item.selected else "false",
        aria_label=f"{item.label} ({count(item.count, 'passage', 'passages')})",
        data_kb_schakel=f"{name}={item.value}", data_kb_plek=f"{field}={item.value}",
    )  # fmt: skip


def exclusions(facet: Facet, address: SearchAddress) -> Html:
    """The values of a filter as what one does not want to see: behind a click, each a link."""
    left_out = [value for field, value in address.filters.excluded if field == facet.field]
    offered = [item for item in (*facet.options, *facet.rest) if item.value not in left_out and item.count]
    if not offered and not left_out:
        return Html("")
    folded = f"niet:{facet.field}"
    rows = [
        markup.tag(
            "li",
            search_link(
                item.label, address.excluding(facet.field, item.value), aria_label=f"Niet {item.label}",
                data_kb_plek=f"{folded}={item.value}", data_kb_anders=folded,
            ),
        )
        for item in offered[:MOST_LEFT_OUT]
    ]  # fmt: skip
    name = f"Juist niet ({len(left_out)})" if left_out else "Juist niet …"
    inner = [
        markup.text_tag("summary", name, data_kb_plek=folded),
        markup.tag("ul", markup.join(rows)),
    ]
    return markup.tag("details", markup.join(inner), class_="kb-juist-niet", data_kb_vouw=folded)
