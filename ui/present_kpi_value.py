"""What the page of one value of a KPI shows."""

from __future__ import annotations

from kb.registers.kpis import KpiValue
from kb.registers.kpis.judging import filter_values
from kb.registers.kpis.wording import when_text
from ui import markup
from ui.markup import Html
from ui.present_kpi import number_text, source_text, with_unit
from ui.register_export import Sources
from ui.words import words


def chosen_as(value: KpiValue) -> str:
    """The value of the filter `kpi` that a record has."""
    return filter_values(value)["kpi"][0]


def facts(value: KpiValue, sources: Sources) -> Html:
    """All that is known of one value, and from where."""
    met = {True: "gehaald", False: "niet-gehaald"}
    told = [
        ("Waarde", with_unit(value)),
        ("Soort", words("choice_kind")[value.role]),
        ("Periode", when_text(value.period, value.year)),
        ("Organisatie", value.organisation),
        ("Norm", words("choice_status")[met[value.met]] if value.met is not None else None),
        ("Zo genoemd in het stuk", value.label_in_text if value.label_in_text != value.label else None),
        ("Bron", sources.citation(value) or source_text(value, sources)),
        ("Toelichting in het stuk", value.explanation.quote if value.explanation else None),
        ("Opmerking", value.definition_note),
        ("Hersteld bij het lezen", value.repaired),
        ("Afgeleid, staat er niet", _inferred(value)),
        ("Zekerheid", number_text(round(value.confidence, 2))),
    ]
    return markup.facts((name, markup.esc(text)) for name, text in told if text)


def _inferred(value: KpiValue) -> str | None:
    named = {"year": "jaar", "period": "periode", "unit": "eenheid", "value": "getal"}
    return ", ".join(named.get(name, name) for name in value.inferred) or None
