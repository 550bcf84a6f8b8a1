"""Links to other states of the search page."""

from __future__ import annotations

from ui import markup
from ui.address import SearchAddress, link
from ui.markup import Html


def search_address(address: SearchAddress) -> str:
    """Where a state of the search page is, seen from another page of the app."""
    return link("zoeken", address.params()).lstrip("/")


def search_link(text: str, address: SearchAddress, **attributes: str | None) -> Html:
    """A link to another state of the search page."""
    return link_around(markup.esc(text), address, **attributes)


def link_around(inner: Html, address: SearchAddress, **attributes: str | None) -> Html:
    """The same, around what is HTML already."""
    return markup.tag("a", inner, href=search_address(address), target="_self", **attributes)
