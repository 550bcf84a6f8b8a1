"""Charts of our own HTML: columns in layers, told apart by pattern as well as colour, with their table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ui import markup
from ui.markup import Html
from ui.words import number

LAYERS = 6
"""Patterns that can be told apart; what is beyond them is one layer called `OTHERS`."""
OTHERS = "overige"
MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """Numbers by column (a year) and layer (a kind), both in the order in which they are shown."""

    title: str
    columns: tuple[str, ...]
    layers: tuple[str, ...]
    cells: Counter[tuple[str, str]]

    @classmethod
    def of(cls, title: str, columns: Sequence[str], cells: Counter[tuple[str, str]]) -> Columns:
        """The largest layers first; small ones are put together when there are too many."""
        totals: Counter[str] = Counter()
        for (_, layer), value in cells.items():
            totals[layer] += value
        ranked = [layer for layer, _ in totals.most_common()]
        kept = ranked if len(ranked) <= LAYERS else ranked[: LAYERS - 1]
        joined: Counter[tuple[str, str]] = Counter()
        for (column, layer), value in cells.items():
            joined[column, layer if layer in kept else OTHERS] += value
        names = (*kept, OTHERS) if len(kept) < len(ranked) else tuple(kept)
        return cls(title, tuple(columns[-MOST_COLUMNS:]), names, joined)

    def total(self, column: str) -> int:
        """All layers of a column together."""
        return sum(self.cells[column, layer] for layer in self.layers)


def chart(data: Columns) -> Html:
    """The columns with a legend; to a screen reader one picture with a name, because the table says it all."""
    top = max((data.total(column) for column in data.columns), default=0) or 1
    shown = markup.join(_column(data, column, top) for column in data.columns)
    picture = markup.tag("div", shown, class_="kb-kolommen", role="img", aria_label=_told(data))
    legend = markup.join(
        markup.tag("li", markup.join([_swatch(place), markup.esc(layer)]))
        for place, layer in enumerate(data.layers)
    )
    inner = [
        markup.text_tag("figcaption", data.title),
        markup.tag("div", picture, class_="kb-tabel", tabindex="0", role="group", aria_label=data.title),
        markup.tag("ul", legend, class_="kb-chart-legenda", aria_hidden="true"),
    ]
    return markup.tag("figure", markup.join(inner), class_="kb-grafiek")


def _column(data: Columns, column: str, top: int) -> Html:
    """One column: its total above, the layers from below, its name at the foot."""
    layers = markup.join(
        markup.tag(
            "span", "", class_=f"kb-laag kb-patroon-{place}",
            style=f"height:{100 * data.cells[column, layer] / top:.2f}%",
            title=f"{column}: {layer} {number(data.cells[column, layer])}",
        )
        for place, layer in reversed(list(enumerate(data.layers)))
        if data.cells[column, layer]
    )  # fmt: skip
    total = data.total(column)
    parts = [
        markup.text_tag("span", number(total) if total else "", class_="kb-som"),
        markup.tag("span", layers, class_="kb-stapel"),
        markup.text_tag("span", column, class_="kb-voet"),
    ]
    return markup.tag("span", markup.join(parts), class_="kb-kolom", aria_hidden="true")


def _swatch(place: int) -> Html:
    return markup.tag("span", "", class_=f"kb-laag kb-patroon-{place}")


def _told(data: Columns) -> str:
    """What the picture shows, in words."""
    most = max(data.columns, key=data.total, default=None)
    if most is None or not data.total(most):
        return f"{data.title}: geen gegevens."
    told = f"De meeste bij {most}: {number(data.total(most))}. De tabel hieronder geeft alle getallen."
    return f"{data.title}. {told}"
