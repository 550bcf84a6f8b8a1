"""What the page of KPI's shows: series as tables with a source on every value, differences, an overview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kb.anchors import fold
from kb.records import Document, Passage
from kb.registers.kpis import Conflict, KpiValue
from kb.registers.kpis.judging import filter_values
from kb.registers.kpis.wording import is_interim, when_text
from ui import markup
from ui.address import DocumentAddress, Params, beginning, link
from ui.address_registers import RecordAddress, RegisterAddress
from ui.markup import Html
from ui.register_export import Sources
from ui.words import count, date_text, label_of, words

PAGE, RECORD = "kpis", "kpi"
"""Paths of the page and of the page of one value."""
MOST_PANELS = 8
"""Indicators shown at once."""
ROLES = ("waarde", "norm", "streefwaarde")
ORDER = ("tegenspraak", "leesfout", "andere-definitie", "tussenstand", "afronding")
"""Kinds of difference, the gravest first."""
LONG_TEXT = 40
"""Characters of a value that are shown whole in a cell."""
SHORT_TITLE = 45
"""Characters of a title that fit below a value."""
NO_VALUE = "geen waarde gevonden"


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one organisation, in one unit: its values, by year."""

    key: str
    kpi: str
    label: str
    organisation: str | None
    unit: str | None
    values: tuple[KpiValue, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Years that have a value, in order."""
        return tuple(sorted({value.year for value in self.values if value.year is not None}))

    def of(self, role: str, year: int) -> tuple[KpiValue, ...]:
        """The values of a role in a year: whole years first, then as they stand in the documents."""
        found = [value for value in self.values if value.role == role and value.year == year]
        return tuple(sorted(found, key=lambda value: (is_interim(value.period), value.document_id)))


@dataclass(frozen=True, slots=True)
class Panel:
    """What is shown together: one indicator in one unit, of one or more organisations."""

    title: str
    unit: str | None
    series: tuple[Series, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """All years from the first to the last, so that gaps are seen."""
        known = [year for item in self.series for year in item.years]
        return tuple(range(min(known), max(known) + 1)) if known else ()

    def names(self) -> dict[str, str]:
        """Series → what it is called within the panel: its organisation."""
        return {item.key: item.organisation or "organisatie onbekend" for item in self.series}


def all_series(records: Iterable[KpiValue]) -> tuple[Series, ...]:
    """The series of these values, by label and organisation; another unit is another series.

    A value without a unit ("n.v.t.") goes with the unit that most of its series has.
    """
    by_series: dict[str, list[KpiValue]] = {}
    for record in records:
        by_series.setdefault(record.series, []).append(record)
    found = []
    for key, values in by_series.items():
        units = [value.unit for value in values if value.value is not None and value.unit]
        usual = max(sorted(set(units)), key=units.count, default=None)
        by_unit: dict[str | None, list[KpiValue]] = {}
        for value in values:
            by_unit.setdefault(usual if value.value is None else value.unit or usual, []).append(value)
        found += [_series(key, unit, some) for unit, some in by_unit.items()]
    return tuple(
        sorted(found, key=lambda item: (item.label.casefold(), item.organisation or "", item.unit or ""))
    )


def _series(key: str, unit: str | None, values: Sequence[KpiValue]) -> Series:
    first = values[0]
    ordered = sorted(values, key=lambda value: (value.year or 0, ROLES.index(value.role), value.document_id))
    return Series(key, filter_values(first)["kpi"][0], first.label, first.organisation, unit, tuple(ordered))


def panels(series: Sequence[Series]) -> tuple[Panel, ...]:
    """Series of the same indicator and unit beside each other."""

    def title(item: Series) -> tuple[str, str, str]:
        return (item.label.casefold(), item.kpi, item.unit or "")

    grouped = (tuple(group) for _, group in groupby(sorted(series, key=title), key=title))
    return tuple(Panel(group[0].label, group[0].unit, group) for group in grouped)


# --------------------------------------------------------------------------- places


def place(value: KpiValue, passages: Mapping[str, Passage]) -> Params:
    """Where a value stands, as the address of the document's page: its row or sentence, marked.

    The words before a number tell it apart from the same number elsewhere; where reading moved them
    elsewhere, the passage itself is the place.
    """
    passage, anchor = passages.get(value.passage_id), value.anchor
    if passage is None or anchor is None:
        return DocumentAddress(value.document_id, anchor.exact if anchor else "", value.char_start).params()
    letters = fold(passage.text).text
    for said in (f"{anchor.prefix}{anchor.exact}", f"{anchor.prefix[-16:]}{anchor.exact}", anchor.exact):
        wanted = fold(said).text
        if wanted and letters.count(wanted) == 1:
            return DocumentAddress(value.document_id, " ".join(said.split()), passage.char_start).params()
    return DocumentAddress(value.document_id, beginning(passage.text), passage.char_start).params()


def source_text(value: KpiValue, sources: Sources) -> str:
    """Document and page of a value, short: "Jaarrapportage 2022, p. 43"."""
    name = short_names(sources).get(value.document_id, value.source)
    at = f"p. {value.page}" if value.page else f"regel {value.line}" if value.line else None
    return f"{name}, {at}" if at else name


def short_names(sources: Sources) -> dict[str, str]:
    """Document → a short name: its kind with the year or day, its title where others have the same."""
    names = {item.document_id: _short(item, sources) for item in sources.documents.values()}
    used = Counter(names.values())
    return {
        key: name if used[name] == 1 else sources.documents[key].title or sources.documents[key].source
        for key, name in names.items()
    }


def _short(document: Document, sources: Sources) -> str:
    """The title without its organisation; a long or missing one gives way to the kind with its year or day."""
    title = (document.title or "").replace(document.organisation or "\n", " ")
    title = " ".join(title.split()).strip(" ,-–|")
    if 0 < len(title) <= SHORT_TITLE:
        return title
    letter = document.publication_date.value if document.kind == "kamerbrief" else None
    when = date_text(letter) or (str(document.reporting_year) if document.reporting_year else None)
    if document.kind is None or when is None:
        return title or document.source
    return f"{label_of(sources.labels, 'kind', document.kind)} {when}"


def titled(label: str) -> str:
    """The name of an indicator as a heading has it: with a capital."""
    return f"{label[:1].upper()}{label[1:]}"


def with_unit(value: KpiValue) -> str:
    """The exact words of a value, with its unit where they do not say it."""
    unit = value.unit or ""
    bare = value.value is not None and not any(char.isalpha() or char in "%€" for char in value.text)
    if not bare or unit in {"", "aantal", "cijfer", "kwalitatief"} or unit.startswith("schaal"):
        return value.text
    return f"{value.text}%" if unit == "%" else f"{value.text} {unit}"


def number_text(value: float | None) -> str | None:
    """A number as people write it: 99,97 and 1.547."""
    if value is None:
        return None
    whole, _, decimals = f"{value:,.6f}".rstrip("0").rstrip(".").partition(".")
    return f"{whole.replace(',', '.')},{decimals}" if decimals else whole.replace(",", ".")


def short_text(value: KpiValue) -> str:
    """The words of a value; of a norm in a whole sentence its number with its sign, as they stand in there."""
    if value.value is None or len(value.text) <= LONG_TEXT:
        return with_unit(value)
    unit = "%" if value.unit == "%" else f" {value.unit}" if value.unit not in {None, "aantal"} else ""
    return f"{value.comparator or ''} {number_text(value.value)}{unit}".strip()


# --------------------------------------------------------------------------- the table


def table(panel: Panel, sources: Sources) -> Html:
    """All values of a panel: a row for each year, results and norms beside each other."""
    names, several = panel.names(), len(panel.series) > 1
    columns = [
        (series, role)
        for series in panel.series
        for role in ROLES
        if any(value.role == role for value in series.values)
    ]
    heads = [markup.text_tag("th", "Jaar", scope="col")]
    for series, role in columns:
        said = words("choice_kind")[role]
        title = f"{names[series.key]}: {said}" if several else titled(said)
        heads.append(markup.text_tag("th", title, scope="col"))
    rows = []
    for year in panel.years:
        cells = [markup.text_tag("th", str(year), scope="row")]
        cells += [_cell(series.of(role, year), sources) for series, role in columns]
        rows.append(markup.tag("tr", markup.join(cells)))
    inner = [
        markup.tag("thead", markup.tag("tr", markup.join(heads))),
        markup.tag("tbody", markup.join(rows)),
    ]
    made = markup.tag("table", markup.join(inner))
    return markup.tag(
        "div", made, class_="kb-tabel kb-kpi", tabindex="0", role="group", aria_label=caption(panel)
    )


def caption(panel: Panel) -> str:
    """The name of a panel with its unit."""
    unit = f" ({panel.unit})" if panel.unit and panel.unit != "aantal" else ""
    named = panel.series[0].organisation if len(panel.series) == 1 else None
    return f"{titled(panel.title)}{unit}{f', {named}' if named else ''}"


def _cell(values: Sequence[KpiValue], sources: Sources) -> Html:
    if not values:
        return markup.tag("td", markup.text_tag("span", "–", title=NO_VALUE), class_="kb-leeg")
    return markup.tag("td", markup.join(_entry(value, sources) for value in values))


def _entry(value: KpiValue, sources: Sources) -> Html:
    """One value: its words as a link to where it stands, its source, and what is to be said of it."""
    address = link("document", place(value, sources.passages)).lstrip("/")
    parts = [markup.app_link(short_text(value), address)]
    if is_interim(value.period):
        parts.append(markup.text_tag("span", when_text(value.period, value.year), class_="kb-periode"))
    parts.append(markup.text_tag("span", source_text(value, sources), class_="kb-bron"))
    told = [*_said(value)]
    parts += [markup.badge(text) for text in told]
    more = link(RECORD, RecordAddress.of(value.kpi_value_id, value).params()).lstrip("/")
    about = f"Meer over {with_unit(value)}, {when_text(value.period, value.year)}"
    parts.append(
        markup.text_tag("a", "meer", href=more, target="_self", class_="kb-meer", aria_label=about, title=about)
    )
    return markup.tag("div", markup.join(parts), class_="kb-waarde")


def _said(value: KpiValue) -> Iterable[str]:
    """What is said beside a value: norm met or not, kinds of difference, likely slip, a person's word."""
    if value.met is not None:
        yield words("choice_status")["gehaald" if value.met else "niet-gehaald"]
    wrong = {item.kind for item in value.conflicts if item.likely_error == value.kpi_value_id}
    kinds = {item.kind for item in value.conflicts if item.kind in {"tegenspraak", "andere-definitie"}}
    for kind in ORDER:
        if kind in kinds or (kind == "leesfout" and kind in wrong):
            yield words("choice_conflict")[kind]
    if wrong - {"leesfout"}:
        yield "waarschijnlijk een fout"
    if value.review != "open":
        yield words("choice_review")[value.review]


# --------------------------------------------------------------------------- differences


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values that differ, and how."""

    one: KpiValue
    other: KpiValue
    conflict: Conflict


def pairs(records: Sequence[KpiValue]) -> list[Pair]:
    """Each difference between two of these values once, the gravest kind first.

    Numbers that stand in several places differ there in the same way: that is one difference.
    """
    by_id = {record.kpi_value_id: record for record in records}
    found: dict[tuple[object, ...], Pair] = {}
    for record in records:
        for conflict in record.conflicts:
            other = by_id.get(conflict.kpi_value_id)
            if other is not None:
                said = sorted((item.value or 0.0, item.text, item.document_id) for item in (record, other))
                key = (record.series, record.role, record.year, conflict.kind, *said)
                found.setdefault(key, Pair(record, other, conflict))
    return sorted(found.values(), key=_weight)


def _weight(pair: Pair) -> tuple[int, str, int]:
    return ORDER.index(pair.conflict.kind), pair.one.label.casefold(), -(pair.one.year or 0)


def differences(found: Sequence[Pair], sources: Sources) -> Html:
    """The differences as a list: kind, both values with their sources, and why."""
    return markup.tag("ul", markup.join(_pair(pair, sources) for pair in found), class_="kb-verschillen")


def _pair(pair: Pair, sources: Sources) -> Html:
    one, conflict = pair.one, pair.conflict
    role = "" if one.role == "waarde" else f", {words('choice_kind')[one.role]}"
    about = ", ".join(str(part) for part in (titled(one.label), one.organisation, one.year) if part)
    head = [markup.badge(words("choice_conflict")[conflict.kind]), markup.text_tag("strong", f" {about}{role}")]
    sides = [
        _side(value, sources, wrong=conflict.likely_error == value.kpi_value_id) for value in (one, pair.other)
    ]
    parts = [
        markup.tag("p", markup.join(head)),
        markup.tag("ul", markup.join(sides)),
        markup.text_tag("p", conflict.why, class_="kb-waarom"),
    ]
    return markup.tag("li", markup.join(parts))


def _side(value: KpiValue, sources: Sources, *, wrong: bool) -> Html:
    address = link("document", place(value, sources.passages)).lstrip("/")
    cited = sources.citation(value) or source_text(value, sources)
    when = f" over {when_text(value.period, value.year)}" if is_interim(value.period) else ""
    parts = [
        markup.text_tag("strong", with_unit(value)), markup.esc(f"{when} in "), markup.app_link(cited, address),
        markup.esc(" (waarschijnlijk een fout)" if wrong else ""),
    ]  # fmt: skip
    return markup.tag("li", markup.join(parts))


# --------------------------------------------------------------------------- the overview


def overview(series: Sequence[Series], address: RegisterAddress) -> Html:
    """The series there are, one on a line, each leading to its chart and table."""
    heads = ("Indicator", "Organisatie", "Jaren", "Waarden", "Tegenspraken")
    rows = []
    for item in series:
        organisation = next((value.organisation_id for value in item.values if value.organisation_id), None)
        chosen = address.choosing("kpi", [item.kpi])
        chosen = chosen.choosing("organisation", [organisation] if organisation else [])
        target = link(PAGE, chosen.params()).lstrip("/")
        years = item.years
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0]) if years else ""
        conflicts = sum(pair.conflict.kind == "tegenspraak" for pair in pairs(item.values))
        unit = f" ({item.unit})" if item.unit and item.unit != "aantal" else ""
        cells = [
            markup.tag("th", markup.app_link(f"{titled(item.label)}{unit}", target), scope="row"),
            markup.text_tag("td", item.organisation or "onbekend"),
            markup.text_tag("td", span),
            markup.text_tag("td", str(len(item.values))),
            markup.text_tag("td", str(conflicts) if conflicts else "–"),
        ]
        rows.append(markup.tag("tr", markup.join(cells)))
    head = markup.tag("tr", markup.join(markup.text_tag("th", name, scope="col") for name in heads))
    inner = [markup.tag("thead", head), markup.tag("tbody", markup.join(rows))]
    made = markup.tag("table", markup.join(inner))
    return markup.tag(
        "div", made, class_="kb-tabel kb-reeksen", tabindex="0", role="group", aria_label="Alle reeksen"
    )


def sorted_series(series: Sequence[Series], sort: str) -> list[Series]:
    """The series in an order of the page: by name, by number of contradictions, by number of years."""
    if sort == "verschillen":
        return sorted(series, key=lambda item: -sum(value.conflict for value in item.values))
    if sort == "jaren":
        return sorted(series, key=lambda item: (-len(item.years), -len(item.values)))
    return list(series)


def told(series: Sequence[Series], found: Sequence[Pair]) -> str:
    """How many series and contradictions there are, in words."""
    kinds = sum(pair.conflict.kind == "tegenspraak" for pair in found)
    said = count(len(series), "reeks", "reeksen")
    return f"{said}, {count(kinds, 'tegenspraak', 'tegenspraken')}" if kinds else said
