"""A sentence as the rules see it: tokens, clauses, and where cue words stand.

Clauses are cut at marks and at words that open a new clause. The cut is rough on purpose: a rule that finds
no auxiliary in its own clause looks in the ones before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.language.analysis import Term, analyse, normal_form
from kb.language.sentences import sentence_spans
from kb.records import Span
from kb.registers.toezeggingen.lexicon import cue_list, words_of

_OPENERS = words_of("taal", "bijzin")
"""Words that open a subordinate clause behind a comma."""
_JOINERS = words_of("taal", "voegwoord")
_MARKS = frozenset(";:–—•▪\n")
_QUOTES = {"«": "»", "“": "”", "„": "”", "‘": "’", '"': '"'}
_LONGEST_QUOTE = 600
_SUBJECTS = frozenset({"ik", "wij", "we", "zij", "hij"})
_TO_REACH = 40
"""Tokens between "om" and its "te"."""


@dataclass(slots=True)
class Sentence:
    """One sentence of a passage; `start`/`end` are offsets into the passage's clean text.

    `clause[i]` is the number of the clause that token `i` stands in, `subordinate` the clauses that a
    subordinator opens. `quoted` tells per token whether it stands in an aanhaling.
    """

    text: str
    start: int
    end: int
    tokens: list[Term]
    clause: list[int]
    subordinate: frozenset[int]
    quoted: list[bool]
    _hits: dict[tuple[str, str], list[tuple[int, int]]] = field(default_factory=dict)

    @property
    def question(self) -> bool:
        """Whether it asks something."""
        return self.text.rstrip(' »”’")').endswith("?")

    def form(self, place: int) -> str:
        """The normal form of a token; "" outside the sentence."""
        return self.tokens[place].form if 0 <= place < len(self.tokens) else ""

    def hits(self, group: str, key: str = "woorden") -> list[tuple[int, int]]:
        """Where phrases of a list of cues.toml stand, as token intervals."""
        known = self._hits.get((group, key))
        if known is None:
            known = cue_list(group, key).find(self.tokens)
            self._hits[group, key] = known
        return known

    def has(self, group: str, key: str = "woorden", clauses: Sequence[int] | None = None) -> bool:
        """Whether a phrase of the list stands in the sentence, or in one of `clauses`."""
        hits = self.hits(group, key)
        return bool(hits) if clauses is None else any(self.clause[start] in clauses for start, _ in hits)

    def words_in(self, start: int, end: int) -> str:
        """The text of tokens `start` to `end` (exclusive)."""
        if start >= end or start >= len(self.tokens):
            return ""
        return self.text[self.tokens[start].start : self.tokens[min(end, len(self.tokens)) - 1].end]

    def token_at(self, offset: int) -> int:
        """The first token that ends behind `offset` of the sentence's text."""
        return bisect_right([token.end for token in self.tokens], offset)


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a passage's clean text, analysed."""
    return [read_sentence(text[start:end], start) for start, end in sentence_spans(text)]


def read_sentence(text: str, start: int = 0) -> Sentence:
    """One sentence, analysed; `start` is where it stands in its passage."""
    tokens = analyse(text)
    clause, subordinate = _clauses(text, tokens)
    spans = quoted_spans(text)
    quoted = [any(low <= token.start < high for low, high in spans) for token in tokens]
    return Sentence(text, start, start + len(text), tokens, clause, subordinate, quoted)


def _clauses(text: str, tokens: Sequence[Term]) -> tuple[list[int], frozenset[int]]:
    """The number of each token's clause, and which clauses a subordinator opens.

    What stands between brackets is a clause of its own; behind it the clause before it goes on.
    """
    numbers: list[int] = []
    opened: set[int] = set()
    current = last = 0
    outside: list[int] = []
    for place, token in enumerate(tokens):
        gap = text[tokens[place - 1].end : token.start] if place else text[: token.start]
        opener = token.form in _OPENERS
        for mark in gap:
            if mark == "(":
                outside.append(current)
                last += 1
                current = last
            elif mark == ")" and outside:
                current = outside.pop()
        comma = "," in gap and ")" not in gap
        cut = bool(_MARKS.intersection(gap)) or (comma and (current in opened or _opens(tokens, place)))
        if place and (cut or _joins(tokens, place) or _plain_opener(tokens, place)):
            last += 1
            current = last
            if opener or (token.form in {"en", "maar"} and _form(tokens, place + 1) in _OPENERS):
                opened.add(current)
        elif opener and not place:
            opened.add(current)
        numbers.append(current)
    return numbers, frozenset(opened)


def _opens(tokens: Sequence[Term], place: int) -> bool:
    """Whether a comma before this token parts two clauses and not two words of a list."""
    form = tokens[place].form
    return (
        form in _OPENERS
        or form in _JOINERS
        or _finite(form)
        or form == "om"
        or _finite(_form(tokens, place + 1))
    )


def _joins(tokens: Sequence[Term], place: int) -> bool:
    """Whether "en" or "maar" without comma begins a new clause: a finite verb or its subject follows."""
    if tokens[place].form not in {"en", "maar", "of"}:
        return False
    following = _form(tokens, place + 1)
    return _finite(following) or (following in _SUBJECTS and tokens[place].form != "of")


def _plain_opener(tokens: Sequence[Term], place: int) -> bool:
    """Subordinators that need no comma before them ("ik heb gezegd dat ik …")."""
    if tokens[place].form == "om":
        return any(token.form == "te" for token in tokens[place + 1 : place + _TO_REACH])
    return place + 1 < len(tokens) and tokens[place].form in words_of("taal", "bijzin_zonder_komma")


def _form(tokens: Sequence[Term], place: int) -> str:
    return tokens[place].form if 0 <= place < len(tokens) else ""


def _finite(form: str) -> bool:
    return form in _FINITE


_FINITE = frozenset().union(
    *(
        words_of("hulp", key)
        for key in ("toekomst", "kunnen", "voorwaarde", "lijdend", "lijdend_toen", "voltooid", "zijn", "plicht")
    )
) | {normal_form(word) for word in ("kom", "stuur", "informeer", "bied", "zend", "ontvangt", "volgt", "ga")}


def quoted_spans(text: str) -> list[Span]:
    """Stretches between quotation marks, at most `_LONGEST_QUOTE` characters each."""
    spans: list[Span] = []
    place = 0
    while place < len(text):
        close = _QUOTES.get(text[place])
        if close is None or (text[place] == "‘" and text[place + 1 : place + 2] in {"s", "t"}):
            place += 1
            continue
        end = text.find(close, place + 1, place + _LONGEST_QUOTE)
        if end < 0:
            place += 1
            continue
        spans.append((place, end + 1))
        place = end + 1
    return spans
