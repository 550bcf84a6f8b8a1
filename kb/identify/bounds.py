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
_BEFORE, _AFTER = 160, 160
_FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class Bound:
    """A date that the text tells as past, and the words around it."""

    day: date
    evidence: str


@dataclass(frozen=True, slots=True)
class _Words:
    done_before: tuple[re.Pattern[str], ...]
    ahead: tuple[re.Pattern[str], ...]
    edge: tuple[re.Pattern[str], ...]
    edge_after: tuple[re.Pattern[str], ...]
    up_to: tuple[re.Pattern[str], ...]
    done: tuple[re.Pattern[str], ...]
    done_with: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads((_HERE / "bounds.toml").read_text(encoding="utf-8"))

    def patterns(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(compile_phrase(phrase) for phrase in data[name])

    def just_before(name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern.pattern + r"\s{0,2}$", re.IGNORECASE) for pattern in patterns(name))

    return _Words(
        just_before("voorbij_voor_datum"), patterns("toekomst"), just_before("grens_voor_datum"),
        tuple(re.compile(r"\s{0,2}" + pattern.pattern) for pattern in patterns("grens_na_datum")),
        just_before("tot_en_met"), patterns("voltooid"), patterns("voltooid_met_deelwoord"),
    )  # fmt: skip


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
    if any(pattern.search(before) for pattern in words.done_before):
        return mention.first
    after = sentence[mention.end : mention.end + _AFTER]
    clause = _CLAUSE.split(before)[-1] + " " + _CLAUSE.split(after)[0]
    if _DEPENDENT.match(clause) or not _is_done(clause, words):
        clause = before + " " + after
    if not _is_done(clause, words) or any(pattern.search(clause) for pattern in words.ahead):
        return None
    if any(pattern.search(before) for pattern in words.up_to):
        return mention.last
    at_edge = any(pattern.search(before) for pattern in words.edge)
    at_edge = at_edge or any(pattern.match(after) for pattern in words.edge_after)
    return None if at_edge else mention.first


def _is_done(clause: str, words: _Words) -> bool:
    return any(pattern.search(clause) for pattern in words.done) or (
        any(pattern.search(clause) for pattern in words.done_with) and bool(_PARTICIPLE.search(clause))
    )


def _whole_words(text: str, start: int, end: int) -> str:
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = max(text.rfind(" ", 0, end), start)
    return text[start:end].strip()


def not_before(view: View, latest: date | None = None) -> Bound | None:
    """The latest past date of the document; none later than `latest` (its own date, where known)."""
    bounds = (*past_dates(view.sentences), *past_dates(view.notes))
    fitting = [bound for bound in bounds if latest is None or bound.day <= latest]
    return max(fitting, key=lambda bound: bound.day, default=None)
