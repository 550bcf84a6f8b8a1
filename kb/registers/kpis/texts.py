"""Values from running text, as records."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from kb.anchors import make_anchor, source_span
from kb.language.sentences import sentence_spans
from kb.records import Passage, ReportingPeriod, Span
from kb.registers.kpis.amounts import SENTENCES, Amount, read_amounts
from kb.registers.kpis.labels import Mention, clean_label, slug
from kb.registers.kpis.lexicon import words
from kb.registers.kpis.model import KpiValue
from kb.registers.kpis.moments import Moment, beside, in_brackets, moment_of, read_moments, terms
from kb.registers.kpis.numbers import find_numbers
from kb.registers.kpis.ownnames import is_outside, measures, name_from, unit_of
from kb.registers.kpis.tables import Name, Reading
from kb.registers.kpis.topics import Topic, fits_before, named, refers_back, repeated

KINDS: Final = frozenset({"text", "list", "box", "answer", "table"})
_HEADING_WORDS: Final = 24
_LONGEST_SENTENCE: Final = 700
"""Characters; longer "sentences" are lists, code or garbled text."""
_AFTER_YEAR: Final = timedelta(days=180)
"""How far into the next year a report still tells results ("begin 2023 was dit 63 procent")."""
_LED: Final = 10
"""Characters between a period and the number that it leads ("in 2022 totaal 4.265")."""
_PERCENT: Final = re.compile(r"\s?%")
_FIGURE: Final = re.compile(r"%|procent|\d,\d|(?:19|20)\d\d|\d{1,3}\.\d{3}")
"""What a heading does not have: a heading names an indicator and gives no figure of it."""
_ONLY_PERIOD: Final = re.compile(r"\((?:in\s+|over\s+)?[^()\s]{4,12}(?:\s(?:19|20)\d\d)?\s?[:,=]?\s?$")
"""Before a number in brackets that has only its period beside it: "77% (2021: 79%)"."""
_TAIL_OF_NAME: Final = re.compile(r"\s*(?:bedrag\s+)?[><≥≤]\s?€?\s?[\d.,]*\d")

When = tuple[int | None, ReportingPeriod | None, tuple[str, ...]]
"""Year, period, and which of them are inferred."""


@dataclass(slots=True)
class _Context:
    """What earlier sentences of a passage left: the KPI talked about, the last number's subject, the time."""

    heading: Name | None = None
    topic: Topic | None = None
    topic_new: bool = False
    moment: Moment | None = None
    moment_age: int = 99
    moment_used: bool = False
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what stands in it."""

    passage: Passage
    text: str
    start: int
    mentions: list[Mention]
    moments: list[Moment]
    amounts: list[Amount]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A number in its sentence, with the period it is about; `explicit`: the sentence itself says so."""

    sentence: _Sentence
    amount: Amount
    moment: Moment | None
    explicit: bool


@dataclass(slots=True)
class TextReader:
    """Reads the running text of one document.

    `rows` are the values of its own tables, `tables` the passages that they stand in; `offsets` tells
    afterwards where each value stands in the clean text of its passage, by id.
    """

    reading: Reading
    rows: Sequence[KpiValue]
    tables: frozenset[str]
    reference: date | None = field(init=False)
    middle: date | None = field(init=False)
    report: bool = field(init=False)
    letter: bool = field(init=False)
    offsets: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        document = self.reading.document
        kinds = words(SENTENCES)["documents"]
        self.report = document.kind in kinds["reports"]
        self.letter = document.kind in kinds["letters"]
        self.reference = _reference(self.reading, self.report)
        self.middle = self.reference
        if self.report and document.reporting_year is not None:
            self.middle = date(
                document.reporting_year, 6, 30
            )  # a month without a year is one of the year reported on

    def read(self, passages: Sequence[Passage]) -> Iterator[KpiValue]:
        """The values of all passages in order."""
        for passage in passages:
            fit = passage.kind in KINDS and passage.passage_id not in self.tables
            if fit and next(find_numbers(passage.text), None) is not None:
                yield from self._passage(passage)

    def _passage(self, passage: Passage) -> Iterator[KpiValue]:
        context = _Context(heading=self._heading(passage.section[-1]) if passage.section else None)
        if context.heading is None and passage.context:
            context.heading = self._heading(passage.context)
        for start, end in sentence_spans(passage.text):
            text = passage.text[start:end]
            heading = self._heading(text)
            if heading is not None:
                context = _Context(heading=heading)
                continue
            sentence = self._sentence(passage, text, start)
            yield from self._values(sentence, context)
            self._carry(sentence, context)

    def _heading(self, text: str) -> Name | None:
        """The KPI that a heading or heading-like line names wholly."""
        said = text.rstrip().endswith(".") and any(char.isdigit() for char in text)
        if len(text.split()) > _HEADING_WORDS or _FIGURE.search(text) or said:
            return None
        clean = clean_label(text)
        entry = self.reading.tools.labels.resolve(clean, None, self.reading.organisation_id, None)
        if entry is not None:
            return Name(entry, entry.label, clean)
        wanted = slug(clean)
        row = next((row for row in self.rows if wanted and _key(row) == wanted), None)
        return Name(None, row.label, clean) if row else None

    def _sentence(self, passage: Passage, text: str, start: int) -> _Sentence:
        if len(text) > _LONGEST_SENTENCE:
            return _Sentence(passage, text, start, [], [], [])
        mentions = self.reading.tools.labels.mentions(text, self.reading.organisation_id)
        moments = read_moments(text, self.middle, self.reading.document.reporting_year)
        blocked: list[Span] = [*((item.start, item.end) for item in moments), *terms(text)]
        blocked += [_whole_name(text, item) for item in mentions if item.whole]
        blocked += [
            (tag.start - start, tag.end - start) for tag in passage.tags if tag.type in {"reference", "law"}
        ]
        return _Sentence(passage, text, start, mentions, moments, read_amounts(text, blocked))

    def _carry(self, sentence: _Sentence, context: _Context) -> None:
        """What this sentence leaves to the next one."""
        usable = [item for item in sentence.moments if self._lasts(item, sentence.text)]
        context.moment_age = 1 if context.moment_used else context.moment_age + 1
        context.moment_used = False
        if usable:
            context.moment, context.moment_age = usable[-1], 0
        if sentence.mentions and not context.topic_new:
            mention = sentence.mentions[-1]
            entry = mention.entry
            if context.topic is None or context.topic.name.entry is not entry:
                name = Name(entry, entry.label, sentence.text[mention.start : mention.end])
                context.topic = Topic(name, entry.get("unit"), "eerder genoemd", 0.7)
        context.sentence, context.topic_new = sentence.text, False

    def _lasts(self, moment: Moment, text: str) -> bool:
        """Whether a period may be that of the next sentence too; a year that is not reported on is not."""
        if moment.compared or self._future(moment) or in_brackets(text, moment.start):
            return False
        year = self.reading.document.reporting_year
        return not (self.report and moment.whole_year and year is not None and moment.year != year)

    def _future(self, moment: Moment) -> bool:
        if self.reference is None:
            return False
        return moment.from_ > (self.reference + _AFTER_YEAR if self.report else self.reference)

    # -------------------------------------------------------------- one sentence

    def _values(self, sentence: _Sentence, context: _Context) -> Iterator[KpiValue]:
        for amount in sentence.amounts:
            moment = moment_of(sentence.text, amount, sentence.amounts, sentence.moments)
            explicit = moment is not None
            recent = context.moment is not None and context.moment_age <= 1
            if moment is None and recent and amount.role == "waarde":
                moment, context.moment_used = context.moment, True
            if moment is not None and self._future(moment) and amount.role == "waarde":
                continue
            spoken = _Spoken(sentence, amount, moment, explicit)
            topic = self._topic(spoken, context)
            if topic is None:
                continue
            context.topic = dataclasses.replace(topic, rule="eerder genoemd", twin=None)
            context.topic_new = True
            yield from self._records(self._with_role(spoken, topic), topic)

    def _topic(self, spoken: _Spoken, context: _Context) -> Topic | None:
        """What a number is about: what the sentence names, refers to or repeats, else its own words."""
        sentence, amount = spoken.sentence, spoken.amount
        mention = named(sentence.text, amount, sentence.mentions)
        if mention is not None:
            entry = mention.entry
            name = Name(entry, entry.label, " ".join(sentence.text[mention.start : mention.end].split()))
            return Topic(name, amount.unit or entry.get("unit"), "tekst/kpi", 0.9 if mention.whole else 0.8)
        return self._earlier(spoken, context) or self._own(spoken) or self._beside(spoken, context)

    def _beside(self, spoken: _Spoken, context: _Context) -> Topic | None:
        """The subject of a norm or result just read: "de norm voor … (10%) is met 3,9% gehaald"."""
        topic, roles = context.topic, {item.role for item in spoken.sentence.amounts}
        if not context.topic_new or topic is None or len(roles) == 1 or spoken.amount.unit != topic.unit:
            return None
        return dataclasses.replace(topic, rule="tekst/norm", confidence=min(topic.confidence, 0.7))

    def _earlier(self, spoken: _Spoken, context: _Context) -> Topic | None:
        """The KPI of an earlier sentence, of a row that the sentence repeats, or of the heading (for norms)."""
        sentence, amount = spoken.sentence, spoken.amount
        before = context.topic if context.topic and fits_before(amount, context.topic.unit) else None
        back = refers_back(sentence.text, amount) and not is_outside(sentence.text)
        if before is not None and (back or self._again(spoken)):
            return dataclasses.replace(before, rule="tekst/verwijzing", confidence=min(before.confidence, 0.75))
        year = spoken.moment.year if spoken.moment else self.reading.document.reporting_year
        twin = repeated(sentence.text, context.sentence, amount, year, self.rows)
        if twin is not None:
            entry = self.reading.tools.taxonomy.entry("kpi", twin.kpi) if twin.kpi else None
            name = Name(entry, twin.label, twin.label_in_text, twin.series.partition("@")[2])
            return Topic(name, twin.unit, "tekst/tabel", 0.85, twin)
        if amount.role == "waarde" and all(item.role == "waarde" for item in sentence.amounts):
            return None
        if before is not None and amount.role != "waarde":
            return dataclasses.replace(before, rule="tekst/norm", confidence=min(before.confidence, 0.75))
        heading = context.heading
        unit = heading.entry.get("unit") if heading and heading.entry else None
        return Topic(heading, unit, "tekst/kop", 0.7) if heading and fits_before(amount, unit) else None

    def _again(self, spoken: _Spoken) -> bool:
        """Whether a number repeats the pattern of the one before it: "in het tweede halfjaar 1.776"."""
        sentence, amount = spoken.sentence, spoken.amount
        first = sentence.amounts[0] is amount
        led = any(0 <= amount.start - item.end <= _LED for item in sentence.moments)
        beside = _ONLY_PERIOD.search(sentence.text, 0, amount.start)
        return not first and led and (beside is not None or not in_brackets(sentence.text, amount.start))

    def _own(self, spoken: _Spoken) -> Topic | None:
        """An indicator that no list knows, by the words of the sentence; only in reports."""
        sentence, amount = spoken.sentence, spoken.amount
        moment = spoken.moment if spoken.explicit else None
        if not self.report or not measures(sentence.text, amount, sentence.amounts, moment):
            return None
        label = name_from(sentence.text, amount, sentence.moments)
        if label is None:
            return None
        return Topic(Name(None, label, label), unit_of(sentence.text, amount), "tekst/meting", 0.6)

    def _with_role(self, spoken: _Spoken, topic: Topic) -> _Spoken:
        """The number with the role that the document's table gives it: what is striven for may be its norm."""
        amount = spoken.amount
        series = topic.name.series(self.reading.organisation_id)
        roles = {row.role for row in self.rows if row.series == series and row.value == amount.value} - {
            "waarde"
        }
        if amount.role != "streefwaarde" or roles != {"norm"}:
            return spoken
        return dataclasses.replace(spoken, amount=dataclasses.replace(amount, role="norm"))

    # -------------------------------------------------------------- when

    def _when(self, spoken: _Spoken, topic: Topic) -> When:
        """Year and period of a number: of the table that it repeats, of the sentence, of the report."""
        amount, moment, explicit = spoken.amount, spoken.moment, spoken.explicit
        year = self.reading.document.reporting_year
        inferred = () if explicit else ("year", "period")
        twin = topic.twin or self._twin(spoken, topic)
        if twin is not None:
            return twin.year, twin.period, ("period",) if explicit else inferred
        own = moment is not None and explicit and beside(amount, moment)
        if (
            own and moment is not None and moment.end <= amount.start
        ):  # "in 2024 van 8,1 naar 7,9": of the change
            own = "van" not in spoken.sentence.text[moment.end : amount.start].split()
        if amount.pair == "van" and not own:
            whole = moment is None or moment.whole_year or not explicit
            last = moment.year if moment is not None else year
            earlier = last - 1 if last is not None and whole else None
            return earlier, _year_period(earlier), ("year", "period")
        if self.letter and amount.role == "waarde" and self._running(moment):
            year = moment.year if moment else year
            return year, ReportingPeriod(f"{year}-01-01", None, "tot de brief"), ("year", "period")
        if moment is not None and (amount.role == "waarde" or explicit):
            near = amount.role == "waarde" or beside(amount, moment)
            return moment.year, moment.period() if near else _year_period(moment.year), inferred
        return year, _year_period(year), ("year", "period")

    def _running(self, moment: Moment | None) -> bool:
        """Whether a number in a letter is about the year that the letter was written in: it is not over yet."""
        year = self.reading.document.reporting_year
        if year is None:
            return False
        return moment is None or (moment.whole_year and moment.year >= year)

    def _twin(self, spoken: _Spoken, topic: Topic) -> KpiValue | None:
        """The same value in the document's own tables, where the sentence gives no period of its own."""
        moment, amount = spoken.moment, spoken.amount
        if amount.role != "waarde" or (spoken.explicit and moment is not None and not moment.whole_year):
            return None
        year = moment.year if moment is not None and spoken.explicit else self.reading.document.reporting_year
        series = topic.name.series(self.reading.organisation_id)
        same = [
            row for row in self.rows
            if row.series == series and row.year == year and row.value == amount.value and row.role == "waarde"
        ]  # fmt: skip
        return same[0] if same and len({row.period for row in same}) == 1 else None

    # -------------------------------------------------------------- records

    def _records(self, spoken: _Spoken, topic: Topic) -> Iterator[KpiValue]:
        """The value, once for each year that the sentence gives it for ("evenals in 2023")."""
        when = self._when(spoken, topic)
        yield self._record(spoken, topic, when)
        for other in spoken.sentence.moments if spoken.amount.role == "waarde" else ():
            if other.as_well and other.year != when[0]:
                yield self._record(spoken, topic, (other.year, other.period(), ("year",)))

    def _record(self, spoken: _Spoken, topic: Topic, when: When) -> KpiValue:
        reading, sentence, amount = self.reading, spoken.sentence, spoken.amount
        passage, document = sentence.passage, reading.document
        year, period, inferred = when
        start, end = sentence.start + amount.start, sentence.start + amount.end
        place = source_span(passage.text, start, end, reading.source, passage.spans)
        place = _with_sign(place, reading.source) if place else (passage.char_start, passage.char_end)
        text = " ".join(sentence.text[amount.start : amount.end].split())
        in_text = topic.name.in_text
        identity = reading.next_id(f"{in_text}|{amount.role}|{year}|{text}|{sentence.text}")
        self.offsets[identity] = start
        return KpiValue(
            kpi_value_id=identity,
            kpi=topic.name.entry.id if topic.name.entry else None,
            label=topic.name.label,
            organisation=reading.organisation,
            year=year,
            period=period,
            role=amount.role,
            value=int(amount.value) if amount.value == int(amount.value) else round(amount.value, 6),
            unit=amount.unit or topic.unit,
            comparator=amount.comparator if amount.role != "waarde" else None,
            text=text,
            document_id=document.document_id,
            passage_id=passage.passage_id,
            source=document.source,
            page=reading.places.page(passage, place[0]),
            line=reading.places.line(place[0]),
            definition_note=f"in de tekst: {amount.approximate} {text}" if amount.approximate else None,
            confidence=round(topic.confidence - 0.05 * bool(inferred), 2),
            organisation_id=reading.organisation_id,
            series=topic.name.series(reading.organisation_id),
            label_in_text=in_text,
            where="text",
            decimals=amount.decimals,
            inferred=inferred,
            rule=topic.rule,
            anchor=make_anchor(document.document_id, reading.source, place, reading.text_version),
            char_start=place[0],
            char_end=place[1],
        )


def _key(row: KpiValue) -> str:
    """The key of a row's series without its organisation and the title above it."""
    return row.series.partition("|")[2].partition("@")[0]


def _reference(reading: Reading, report: bool) -> date | None:
    """The day against which "vorig jaar" is read: the end of the year reported on, else the document's date."""
    document = reading.document
    if document.reporting_year is not None and report:
        return date(document.reporting_year, 12, 31)
    known = document.publication_date.value or document.publication_date.not_before
    if known:
        parts = [int(part) for part in known.split("-")]
        year, month, day = (*parts, 0, 0)[:3]
        return date(year, month or 12, day or 28)
    return date(document.reporting_year, 12, 31) if document.reporting_year else None


def _with_sign(place: Span, source: str) -> Span:
    """A place with the percent sign behind it, which is neither letter nor digit."""
    sign = _PERCENT.match(source, place[1])
    return (place[0], sign.end()) if sign else place


def _whole_name(text: str, mention: Mention) -> Span:
    """A KPI's name with the amounts that belong to it: "… een terug te betalen bedrag > € 500"."""
    tail = _TAIL_OF_NAME.match(text, mention.end)
    return mention.start, tail.end() if tail else mention.end


def _year_period(year: int | None) -> ReportingPeriod | None:
    return ReportingPeriod(f"{year}-01-01", f"{year}-12-31", str(year)) if year is not None else None
