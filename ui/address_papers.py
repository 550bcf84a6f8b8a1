"""Addresses of the pages about papers: the list with its search, and one paper with who cites it.

As in `ui.address`: the address is the only state, bad values in it are left out. No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from kb.language.analysis import analyse
from ui.address import MAX_PAGE, MAX_QUERY, Params, link

Holding: TypeAlias = Literal["all", "held", "missing"]
PaperSort: TypeAlias = Literal["cited", "number"]

_HOLDINGS: dict[str, Holding] = {"aanwezig": "held", "ontbreekt": "missing"}
_LONGEST_NUMBER = 200


@dataclass(frozen=True, slots=True)
class PapersAddress:
    """The state of the list of papers. `page` is 1-based."""

    query: str = ""
    holding: Holding = "all"
    sort: PaperSort = "cited"
    page: int = 1

    @classmethod
    def from_params(cls, given: Mapping[str, Sequence[str]]) -> PapersAddress:
        """The state that an address asks for."""
        return cls(
            query=_last(given, "q")[:MAX_QUERY].strip(),
            holding=_HOLDINGS.get(_last(given, "stand"), "all"),
            sort="number" if _last(given, "sorteer") == "nummer" else "cited",
            page=_page(given),
        )

    def params(self) -> Params:
        """This state as it stands in an address; what is the default is left out."""
        found: Params = {"q": [self.query]} if self.query else {}
        for name, holding in _HOLDINGS.items():
            if holding == self.holding:
                found["stand"] = [name]
        if self.sort == "number":
            found["sorteer"] = ["nummer"]
        if self.page > 1:
            found["pagina"] = [str(self.page)]
        return found

    def asking(self, query: str) -> PapersAddress:
        """Another query, from the first page."""
        return replace(self, query=query.strip()[:MAX_QUERY], page=1)


@dataclass(frozen=True, slots=True)
class PaperAddress:
    """One paper, by its number in any notation, and the page (1-based) of what cites it."""

    number: str = ""
    page: int = 1

    @classmethod
    def from_params(cls, given: Mapping[str, Sequence[str]]) -> PaperAddress:
        """The paper that an address asks for."""
        return cls(_last(given, "nr")[:_LONGEST_NUMBER].strip(), _page(given))

    def params(self) -> Params:
        """This paper as it stands in an address."""
        found: Params = {"nr": [self.number]} if self.number else {}
        if self.page > 1:
            found["pagina"] = [str(self.page)]
        return found

    @property
    def href(self) -> str:
        """The address within the app."""
        return link("kamerstuk", self.params()).lstrip("/")


def one_form(number: str) -> str:
    """A number in the one form that all its notations share: "31 066, nr. 1207" and "kst-31066-1207" alike.

    What is no number of a paper is only put in lower case.
    """
    found = [term.form for term in analyse(number[:_LONGEST_NUMBER]) if term.kind == "reference"]
    return found[0] if len(found) == 1 else number.strip().casefold()


def _last(given: Mapping[str, Sequence[str]], name: str) -> str:
    values = given.get(name, ())
    return values[-1] if values else ""


def _page(given: Mapping[str, Sequence[str]]) -> int:
    page = _last(given, "pagina")[:6]
    return min(int(page), MAX_PAGE) if page.isdecimal() and int(page) > 0 else 1
