"""The chart of an indicator: a Vega-Lite specification, made of data only.

Nothing is told by colour alone: organisations have shapes of their own, a value over a part of a year is
hollow, a contradiction bears a sign. Only years that follow each other are joined, so that a gap stays a gap;
where sources contradict each other the line goes through all their values, never through a chosen one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any, Final

from kb.registers.kpis import KpiValue
from kb.registers.kpis.wording import is_interim, when_text
from ui.present_kpi import Panel, Series, caption, with_unit
from ui.words import count, words

SELECTION: Final = "kies"
"""The name of the chart's selection: a click on a point."""
SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
COLOURS: Final = ("#2f74c0", "#c2570c", "#2e8540", "#9b4bb5", "#b8860b", "#607080")
"""Readable on white and on dark; shape and dash say the same."""
HEIGHT: Final = 340
"""Pixels of a chart with its axes and legends."""
MOST: Final = len(SHAPES)
"""Organisations in one chart; all of them stand in the table."""
_PART: Final = 0.6
"""How far to the left of its year a value over a part of it may stand."""
_MONTHS: Final = 12
_DUTCH: Final = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}


def spec(panel: Panel, sources: dict[str, str]) -> dict[str, Any]:
    """The chart of a panel. `sources` says per value where it stands."""
    shown = panel.series[:MOST]
    names = panel.names()
    domain = [names[item.key] for item in shown]
    points = [point for item in shown for point in _points(item, names[item.key], sources)]
    lines = [end for item in shown for end in _lines(item, names[item.key])]
    targets = [mark for item in shown for mark in _targets(item, names[item.key], sources)]
    layers = [_target_layer(targets), _line_layer(lines), _point_layer(points), _sign_layer(points)]
    years = panel.years
    colour = {
        "field": "wie", "type": "nominal", "scale": {"domain": domain, "range": list(COLOURS[: len(domain)])},
        "legend": {"title": None, "orient": "top", "labelLimit": 400} if len(domain) > 1 else None,
    }  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"locale": {"number": _DUTCH}},
        "height": HEIGHT,
        "encoding": {
            "x": {
                "field": "x", "type": "quantitative", "title": None,
                "scale": {"domain": [years[0] - 0.8, years[-1] + 0.5], "nice": False, "zero": False},
                "axis": {"values": list(years), "format": "d", "grid": False, "labelOverlap": True},
            },
            "y": {
                "field": "y", "type": "quantitative", "title": panel.unit or "waarde",
                "scale": {"zero": False, "nice": True}, "axis": {"tickCount": 5, "format": ",~f"},
            },
            "color": colour,
        },
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }  # fmt: skip


def drawable(panel: Panel) -> bool:
    """Whether a chart says more than its table: there are results in at least two years."""
    years = {value.year for item in panel.series for value in item.values if _drawn(value)}
    return len(years) > 1


def alt(panel: Panel) -> str:
    """What the chart shows, in words; all values stand in the table."""
    years = panel.years
    told = [f"Grafiek van {caption(panel)}, {years[0]} tot en met {years[-1]}."]
    for item in panel.series[:MOST]:
        values = [value for value in item.values if _drawn(value) and not is_interim(value.period)]
        if values:
            first, last = values[0], values[-1]
            named = f"{panel.names()[item.key]}: " if len(panel.series) > 1 else ""
            told.append(f"{named}{with_unit(first)} in {first.year}, {with_unit(last)} in {last.year}.")
    contradicted = sum(value.conflict for item in panel.series for value in item.values)
    if contradicted:
        told.append(f"{count(contradicted, 'waarde is', 'waarden zijn')} tegengesproken.")
    return " ".join([*told, "De tabel hieronder geeft alle waarden."])


def _drawn(value: KpiValue) -> bool:
    return value.role == "waarde" and value.value is not None and value.year is not None


def _position(value: KpiValue) -> float:
    """Where a value stands on the axis: a whole year at its number, a part of it somewhat before."""
    year = float(value.year or 0)
    period = value.period
    if not is_interim(period) or period is None or not period.to:
        return year - (_PART / 2 if is_interim(period) else 0)
    month = date.fromisoformat(period.to).month
    return round(year - _PART * (1 - month / _MONTHS) - (_PART / _MONTHS if month == _MONTHS else 0), 3)


def _points(series: Series, who: str, sources: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The results of a series; the same number from several sources is one point."""
    found: dict[tuple[float, float], list[KpiValue]] = {}
    for value in series.values:
        if _drawn(value) and value.value is not None:
            found.setdefault((_position(value), value.value), []).append(value)
    for (x, y), values in found.items():
        first = values[0]
        yield {
            "x": x, "y": y, "wie": who, "id": first.kpi_value_id, "waarde": with_unit(first),
            "periode": when_text(first.period, first.year), "soort": _kind(first),
            "bron": "; ".join(dict.fromkeys(sources.get(item.kpi_value_id, item.source) for item in values)),
            "verschil": _conflict(values), "uitleg": _spoken(first, who, values),
        }  # fmt: skip


def _spoken(value: KpiValue, who: str, values: Sequence[KpiValue]) -> str:
    """A point in words, for who hears the page."""
    contradicted = ", tegengesproken" if _conflict(values) else ""
    return f"{when_text(value.period, value.year)}: {with_unit(value)}, {who}{contradicted}"


def _kind(value: KpiValue) -> str:
    return "deel van het jaar" if is_interim(value.period) else "heel jaar"


def _conflict(values: Sequence[KpiValue]) -> str:
    return "tegenspraak" if any(value.conflict for value in values) else ""


def _lines(series: Series, who: str) -> Iterator[dict[str, Any]]:
    """Pieces between the whole-year values of years that follow each other, each with its own number."""
    by_year: dict[int, list[float]] = {}
    for value in series.values:
        if (
            _drawn(value)
            and not is_interim(value.period)
            and value.value is not None
            and value.year is not None
        ):
            kept = by_year.setdefault(value.year, [])
            if value.value not in kept:
                kept.append(value.value)
    for year, here in sorted(by_year.items()):
        for number, (left, right) in enumerate(product(here, by_year.get(year + 1, []))):
            piece = f"{series.key} {year} {number}"
            yield {"x": year, "y": left, "wie": who, "stuk": piece}
            yield {"x": year + 1, "y": right, "wie": who, "stuk": piece}


def _targets(series: Series, who: str, sources: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Norms and targets, each as a stroke over its year; the same one is one stroke."""
    seen: set[tuple[int, float, str]] = set()
    for value in series.values:
        if value.role == "waarde" or value.value is None or value.year is None:
            continue
        key = (value.year, value.value, value.role)
        if key not in seen:
            seen.add(key)
            yield {
                "x": value.year - 0.45, "x2": value.year + 0.3, "y": value.value, "wie": who,
                "soort": words("choice_kind")[value.role], "waarde": with_unit(value),
                "periode": str(value.year), "bron": sources.get(value.kpi_value_id, value.source),
                "id": value.kpi_value_id,
            }  # fmt: skip


_TOLD: Final = [
    {"field": name, "type": "nominal", "title": title}
    for name, title in (
        ("wie", "Organisatie"), ("periode", "Periode"), ("waarde", "Waarde"), ("soort", "Soort"),
        ("bron", "Bron"),
    )
]  # fmt: skip


def _target_layer(values: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "strokeWidth": 2.5, "opacity": 0.9},
        "encoding": {
            "x2": {"field": "x2"},
            "strokeDash": {
                "field": "soort", "type": "nominal", "title": None,
                "scale": {"domain": ["norm", "streefwaarde"], "range": [[6, 3], [2, 2]]},
                "legend": {
                    "orient": "top", "symbolType": "stroke", "symbolSize": 600, "symbolStrokeWidth": 2.5,
                },
            },
            "tooltip": _TOLD,
        },
    }  # fmt: skip


def _line_layer(values: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "data": {"values": values},
        "mark": {"type": "line", "strokeWidth": 1.8, "opacity": 0.75},
        "encoding": {"detail": {"field": "stuk", "type": "nominal"}},
    }


def _point_layer(values: list[dict[str, Any]]) -> dict[str, Any]:
    who = list(dict.fromkeys(value["wie"] for value in values))
    return {
        "data": {"values": values},
        "params": [{"name": SELECTION, "select": {"type": "point", "fields": ["id"], "on": "click"}}],
        "mark": {"type": "point", "size": 110, "strokeWidth": 2, "cursor": "pointer"},
        "encoding": {
            "shape": {
                "field": "wie", "type": "nominal", "legend": None,
                "scale": {"domain": who, "range": list(SHAPES[: len(who)])},
            },
            "fill": {
                "condition": {
                    "test": "datum.soort === 'heel jaar'", "field": "wie", "type": "nominal",
                    "scale": {"domain": who, "range": list(COLOURS[: len(who)])}, "legend": None,
                },
                "value": "transparent",
            },
            "description": {"field": "uitleg"},
            "tooltip": [*_TOLD, {"field": "verschil", "type": "nominal", "title": "Verschil"}],
        },
    }  # fmt: skip


def _sign_layer(values: list[dict[str, Any]]) -> dict[str, Any]:
    """A sign above each value that another source contradicts."""
    return {
        "data": {"values": [value for value in values if value["verschil"]]},
        "mark": {"type": "text", "text": "≠", "dy": -15, "fontSize": 17, "fontWeight": "bold"},
        "encoding": {"color": {"value": "#c0241b"}, "tooltip": _TOLD},
    }
