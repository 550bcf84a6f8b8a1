"""Links values to what the document itself says about them: its toelichting."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kb.language.sentences import sentence_spans
from kb.records import Passage
from kb.registers.kpis.labels import clean_label, stem_set
from kb.registers.kpis.model import Explanation, KpiValue

_LONGEST: Final = 500
"""Characters of a quote; it ends with a sentence."""
_HEADING: Final = 12
"""Words of a line that is no explanation itself: what follows it is."""
_REFERENCE: Final = re.compile(
    r"zie\s+(?:de\s+)?(?:toelichting|opmerking|noot)\s*(?P<number>\d{1,2})", re.IGNORECASE
)
_TOPIC: Final = re.compile(r"toelichting|verklaring|analyse|resultaten|prestatie|kpi|indicator", re.IGNORECASE)
_POINT: Final = re.compile(r"\(?(?P<number>\d{1,2})\)\s|[•▪◦●–-]\s")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an explanation begins in a passage; `number` is that of a numbered point."""

    index: int
    passage: Passage
    start: int
    number: str | None


def explained(
    values: Sequence[KpiValue], passages: Sequence[Passage], offsets: Mapping[str, int]
) -> list[KpiValue]:
    """The values of tables with the words of the document that explain them, for the newest year of a series.

    What stands in the row itself goes before what stands elsewhere. `offsets` says where values of the running
    text stand in their passages.
    """
    tables = {value.passage_id for value in values if value.where == "table"}
    spots = _spots(passages, tables)
    newest: dict[str, int] = {}
    for value in values:
        newest[value.series] = max(newest.get(value.series, 0), value.year or 0)
    told: dict[str, list[KpiValue]] = {}
    for value in values:
        if value.where == "text":
            told.setdefault(value.series, []).append(value)
    by_id = {passage.passage_id: passage for passage in passages}
    found: dict[tuple[str, str], Explanation | None] = {}
    results = []
    for value in values:
        key = (value.series, value.label_in_text)
        if value.where == "table" and value.year != newest[value.series]:
            results.append(dataclasses.replace(value, explanation=None))
        elif value.where == "table" and value.explanation is None:
            if key not in found:
                spot = _referred(value, by_id[value.passage_id], spots) or _headed(value, spots)
                spot = spot or _naming(told.get(value.series, ()), by_id, spots, offsets)
                found[key] = _quoted(spot, passages) if spot else None
            results.append(dataclasses.replace(value, explanation=found[key]))
        else:
            results.append(value)
    return results


def _spots(passages: Sequence[Passage], tables: set[str]) -> list[_Spot]:
    """Where explanations begin: numbered points, list items, paragraphs."""
    found = []
    for index, passage in enumerate(passages):
        if passage.kind not in {"text", "list", "box"} or passage.passage_id in tables:
            continue
        for number, (start, end) in enumerate(sentence_spans(passage.text)):
            point = _POINT.match(passage.text, start, end)
            if number == 0 or point:
                found.append(_Spot(index, passage, start, point["number"] if point else None))
    return found


def _referred(value: KpiValue, passage: Passage, spots: Sequence[_Spot]) -> _Spot | None:
    """The numbered point that the row of a value refers to: "Zie toelichting 2)"."""
    if passage.cells is None:
        return None
    for row in passage.cells.rows:
        cells = [cell for cell in row if cell is not None]
        own = any(cell.start == value.char_start for cell in cells)
        named = any(" ".join(cell.text.split()) in value.label_in_text for cell in cells)
        for cell in cells if own and named else []:
            match = _REFERENCE.search(cell.text)
            if match:
                return next((spot for spot in spots if spot.number == match["number"]), None)
    return None


def _headed(value: KpiValue, spots: Iterable[_Spot]) -> _Spot | None:
    """The first paragraph under a heading that is the label of the row."""
    wanted = stem_set(clean_label(value.label_in_text.split(" (onder ")[0]), numbers=False)
    for spot in spots:
        heading = spot.passage.section[-1] if spot.passage.section else ""
        if wanted and heading and stem_set(clean_label(heading), numbers=False) == wanted:
            return spot
    return None


def _naming(
    told: Iterable[KpiValue], by_id: Mapping[str, Passage], spots: Sequence[_Spot], offsets: Mapping[str, int]
) -> _Spot | None:
    """The paragraph or list item, under a heading that explains, in which the running text gives a value."""
    for value in told:
        passage = by_id[value.passage_id]
        at = offsets.get(value.kpi_value_id, 0)
        if any(_TOPIC.search(title) for title in passage.section):
            before = [spot for spot in spots if spot.passage is passage and spot.start <= at]
            if before:
                return before[-1]
    return None


def _quoted(spot: _Spot, passages: Sequence[Passage]) -> Explanation:
    """The words from a spot on, up to the next point, in whole sentences; of a heading, what follows it."""
    quote = _words(spot.passage, spot.start)
    following = spot.index + 1
    if (
        len(quote.split()) <= _HEADING
        and following < len(passages)
        and passages[following].kind in {"text", "list"}
    ):
        after = passages[following]
        if not _POINT.match(after.text):
            return Explanation(after.passage_id, _words(after, 0))
    return Explanation(spot.passage.passage_id, quote)


def _words(passage: Passage, start: int) -> str:
    end = start
    for number, (begin, stop) in enumerate(sentence_spans(passage.text[start:])):
        if number and (_POINT.match(passage.text, start + begin) or (end > start and stop > _LONGEST)):
            break
        end = start + stop
    return passage.text[start : end if end > start else start + _LONGEST].strip()
