"""The latest date that a text tells as past: a document cannot have appeared before it.

A bound that is too late would be wrong, one that is too early is only weak: so a date counts only where
its sentence is about something done, and nothing in the sentence looks ahead. The words are in
`bounds.toml`. Sentences with a date of a month count from the first day of that month, unless the text
counts up to its end ("januari tot en met november 2023 gerealiseerd").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from kb.identify.dates import DateMention, find_dates
from kb.identify.phrases import compile_phrase
from kb.identify.view import View

_HERE = Path(__file__).parent
_PARTICIPLE = re.compile(
    r"\b(?:(?:aan|af|bij|door|in|mee|na|om|op|over|over|plaats|terug|toe|uit|voor|vast|goed|bekend|open)?ge[a-zë]{2,20}(?:d|t|en)"
    r"|(?:toe|aan|af|uit|in|voor)?(?:be|ver|ont|her|onder|over|mis|vol)[a-zë]{2,20}(?:d|t|en))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()]\s")
# What depends on a word before the comma ("het streven is, dat op 1 mei …") is judged with the whole sentence.
_DEPENDENT = re.compile(r"\s*(?:dat|om|of|opdat)\b", re.IGNORECASE)
_HANGS = re.compile(r"\b(?:dat|om|of|opdat|zodat)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\bals\s(?!gevolg|onderdeel|bijlage|eerste|tweede|laatste|reactie|vervolg)", re.IGNORECASE
)
_BEFORE, _AFTER, _CLOSE = 160, 160, 60
_FIRST_YEAR = 1990
_ISO_DAY = 10


@dataclass(frozen=True, slots=True)
class Bound:
    """A date that the text tells as past, and the words around it."""

    day: date
    evidence: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of `bounds.toml`; those for right before or after a date are anchored to it."""

    paper: tuple[re.Pattern[str], ...]
    done_to: tuple[re.Pattern[str], ...]
    ahead: tuple[re.Pattern[str], ...]
    promise: tuple[re.Pattern[str], ...]
    edge: tuple[re.Pattern[str], ...]
    edge_after: tuple[re.Pattern[str], ...]
    up_to: tuple[re.Pattern[str], ...]
    counted: tuple[re.Pattern[str], ...]
    done: tuple[re.Pattern[str], ...]
    done_with: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads((_HERE / "bounds.toml").read_text(encoding="utf-8"))

    def anywhere(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(compile_phrase(phrase) for phrase in data[name])

    def right_before(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(item.pattern + r"\s{0,2}$", re.IGNORECASE) for item in anywhere(name))

    return _Words(
        paper=right_before("stuk_voor_datum"),
        done_to=right_before("gedaan_voor_datum"),
        ahead=anywhere("toekomst"),
        promise=anywhere("belofte"),
        edge=right_before("grens_voor_datum"),
        edge_after=tuple(re.compile(r"\s{0,2}" + item.pattern) for item in anywhere("grens_na_datum")),
        up_to=right_before("tot_en_met"),
        counted=anywhere("geteld"),
        done=anywhere("voltooid"),
        done_with=anywhere("voltooid_met_deelwoord"),
    )


def _any(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def past_dates(sentences: Iterable[str]) -> Iterator[Bound]:
    """The dates of `sentences` that are told as past, with their words."""
    for sentence in sentences:
        if not re.search(r"(?:19|20)\d\d", sentence):
            continue
        for mention in find_dates(sentence):
            if mention.precision not in {"day", "month"} or mention.first.year < _FIRST_YEAR:
                continue
            bound = told_as_past(sentence, mention)
            if bound is not None:
                start, end = max(0, mention.start - 50), min(len(sentence), mention.end + 50)
                yield Bound(bound, _whole_words(sentence, start, end))


def told_as_past(sentence: str, mention: DateMention) -> date | None:
    """The day that `sentence` tells as past with `mention`, None when it may still come."""
    words = _words()
    before = sentence[max(0, mention.start - _BEFORE) : mention.start]
    after = sentence[mention.end : mention.end + _AFTER]
    if _any(words.paper, before):
        return mention.first
    if _any(words.done_to, before):
        return None if _any(words.ahead, before[-_CLOSE:]) else mention.first
    if not _is_past(before, after, words):
        return None
    if _any(words.up_to, before):
        return mention.last if _any(words.counted, before + after) else None
    at_edge = _any(words.edge, before) or any(pattern.match(after) for pattern in words.edge_after)
    return None if at_edge else mention.first


def _is_past(before: str, after: str, words: _Words) -> bool:
    """True when what stands around a date is done, and nothing there looks ahead.

    First the piece between commas; when that has no verb of its own, or hangs on a word before the comma,
    the whole. What is promised or asked ("is afgesproken dat zij op …") is not done yet.
    """
    start, end = _CLAUSE.split(before)[-1], _CLAUSE.split(after)[0]
    if _DEPENDENT.match(start) or not _is_done(f"{start} {end}", words):
        start, end = before, after
    if _any(words.ahead, f"{start} {end}") or _CONDITION.search(start):
        return False
    hangs = list(_HANGS.finditer(start))
    if hangs:
        if _any(words.promise, start[: hangs[-1].start()]):
            return False
        start = start[hangs[-1].end() :]
    return _is_done(f"{start} {end}", words)


def _is_done(clause: str, words: _Words) -> bool:
    return _any(words.done, clause) or (_any(words.done_with, clause) and bool(_PARTICIPLE.search(clause)))


def _whole_words(text: str, start: int, end: int) -> str:
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = max(text.rfind(" ", 0, end), start)
    return text[start:end].strip()


def _days(texts: Iterable[str]) -> Iterator[date]:
    """The days of ISO dates; what is none is passed over."""
    for text in texts:
        with suppress(ValueError):
            yield date.fromisoformat(text[:_ISO_DAY])


def not_before(view: View, latest: date | None = None) -> Bound | None:
    """The latest past date of the document; none later than `latest` (its own date, where known)."""
    made = list(_days(view.read.file_dates))
    # A text cannot tell as past what lies after the last day that its file was written.
    limit = min([*([latest] if latest else []), *([max(made)] if made else [])], default=None)
    bounds = (*past_dates(view.sentences), *past_dates(view.notes))
    fitting = [bound for bound in bounds if limit is None or bound.day <= limit]
    return max(fitting, key=lambda bound: bound.day, default=None)
