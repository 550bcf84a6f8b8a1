"""Reads a typed query into the tree of `index.query`; a wrong query gives messages, never an error.

Grammar, loosest first: items side by side < OF < EN < NIET and - < word, "phrase", prefix*, naam:waarde,
(group). Time is linear in the length: tokens are read once, and brackets are levelled to a bounded depth
before anything recurses. What goes wrong is told with its place, and the rest is still searched.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from index.query import (
    And,
    FieldFilter,
    In,
    Node,
    Not,
    Or,
    ParsedQuery,
    Phrase,
    Prefix,
    Soft,
    Word,
    YearFilter,
)
from index.query_lexer import Token, tokens
from index.query_words import QueryWords, query_words
from index.results import Message
from kb.filters import YearKind, YearRange

_YEARS = re.compile(r"(\d{4})(?:(?:-|–|\.\.|/)(\d{4}|\d{2}))?")
_RUN = re.compile(r"\w+")
_UNKNOWN_FIELD = re.compile(r"([A-Za-z]{2,20}):[^\s/:]")
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
# A pasted text can hold thousands of mistakes; more than this nobody reads.
_MAX_MESSAGES = 20


def parse(query: str) -> ParsedQuery:
    """Read `query`; the tree is None when nothing to search is left."""
    words = query_words()
    parser = _Parser(words)
    text = query
    if len(query) > words.max_characters:
        text = query[: words.max_characters]
        parser.say(
            "te_lang",
            f"De zoekvraag is langer dan {words.max_characters} tekens; de rest is weggelaten.",
            words.max_characters,
            len(query),
        )
    parser.tokens = parser.level(tokens(text, words))
    tree = parser.group()
    return ParsedQuery(query, tree, tuple(parser.messages))


def _has_letter(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _is_comma(token: Token, place: int) -> bool:
    return token.kind == "word" and token.text[place] == ","


@dataclass(slots=True)
class _Parser:
    words: QueryWords
    tokens: list[Token] = field(default_factory=list)
    at: int = 0
    messages: list[Message] = field(default_factory=list)
    zones: list[str | None] = field(default_factory=list)
    terms: int = 0

    # ------------------------------------------------------------------ helpers

    def say(self, code: str, text: str, start: int, end: int) -> None:
        if len(self.messages) < _MAX_MESSAGES:
            self.messages.append(Message(code, text, start, end))

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *kinds: str) -> Token | None:
        token = self.peek()
        if token is None or token.kind not in kinds:
            return None
        self.at += 1
        return token

    def level(self, source: Iterable[Token]) -> list[Token]:
        """Tokens with balanced brackets of bounded depth and closed phrases only."""
        kept: list[Token] = []
        open_: list[Token | None] = []  # None for a bracket that does not count
        for token in source:
            if token.kind == "phrase" and not token.closed:
                text = "Dit aanhalingsteken heeft geen tweede; er is op de losse woorden gezocht."
                self.say("aanhalingsteken", text, token.start, token.end)
            elif token.kind == "open":
                opened = self._opened(token, len(open_))
                open_.append(opened)
                kept.extend([opened] if opened is not None else [])
            elif token.kind == "close" and not open_:
                self.say("haakje", "Dit haakje sluit niets; het is weggelaten.", token.start, token.end)
            elif token.kind != "close" or open_.pop() is not None:
                kept.append(token)
        for bracket in open_:
            if bracket is not None:
                text = "Dit haakje wordt niet gesloten; gelezen alsof het aan het eind sluit."
                self.say("haakje", text, bracket.start, bracket.end)
                kept.append(Token("close", ")", 0, 0))
        return kept

    def _opened(self, token: Token, depth: int) -> Token | None:
        if depth < self.words.max_depth:
            return token
        if depth == self.words.max_depth:
            text = "Zo veel haakjes in haakjes: de binnenste tellen niet mee."
            self.say("te_diep", text, token.start, token.end)
        return None

    # ------------------------------------------------------------------ grammar

    def group(self) -> Node | None:
        """Items side by side up to a closing bracket or the end."""
        self.zones.append(None)
        items: list[Node] = []
        while (token := self.peek()) is not None and token.kind != "close":
            item = self.either()
            if item is not None:
                items.append(item)
        zone = self.zones.pop()
        if not items:
            return None
        node: Node = items[0] if len(items) == 1 else Soft(tuple(items))
        return In(zone, node) if zone else node

    def either(self) -> Node | None:
        """Items with OF between them."""
        items = self._joined("or", self.both)
        return None if not items else items[0] if len(items) == 1 else Or(tuple(items))

    def both(self) -> Node | None:
        """Items with EN between them."""
        items = self._joined("and", self.negated)
        return None if not items else items[0] if len(items) == 1 else And(tuple(items))

    def _joined(self, kind: str, operand: Callable[[], Node | None]) -> list[Node]:
        items: list[Node] = []
        first = operand()
        if first is not None:
            items.append(first)
        missing = first is None
        while (token := self.take(kind)) is not None:
            item = operand()
            if item is None or missing:
                side = "links" if missing else "rechts"
                self.say(
                    "losse_operator",
                    f"Bij {token.text} ontbreekt {side} iets om te zoeken; {token.text} is weggelaten.",
                    token.start,
                    token.end,
                )
            if item is not None:
                items.append(item)
            missing = not items
        return items

    def negated(self) -> Node | None:
        """An item with any number of NIET or - before it; two of them cancel out."""
        last: Token | None = None
        odd = False
        while (token := self.take("not", "minus")) is not None:
            last, odd = token, not odd
        item = self.primary()
        if last is None:
            return item
        if item is None:
            self.say(
                "losse_operator", f"Na {last.text} ontbreekt wat er niet in mag staan.", last.start, last.end
            )
            return None
        if not odd:
            return item
        return item.item if isinstance(item, Not) else Not(item)

    def primary(self) -> Node | None:
        token = self.take("open", "phrase", "word", "name")
        if token is None:
            return None
        if token.kind == "open":
            node = self.group()
            close = self.take("close")
            if node is None:
                end = close.end if close is not None and close.end else token.end
                self.say("lege_groep", "Tussen deze haakjes staat niets om te zoeken.", token.start, end)
            return node
        if token.kind == "name":
            return self._field(token)
        return self._phrase(token) if token.kind == "phrase" else self._word(token)

    def _counted(self, node: Node, token: Token) -> Node | None:
        self.terms += 1
        if self.terms <= self.words.max_terms:
            return node
        if self.terms == self.words.max_terms + 1:
            self._too_many(token)
        return None

    def _too_many(self, token: Token) -> None:
        told = f"Er wordt op de eerste {self.words.max_terms} woorden gezocht; de rest is weggelaten."
        self.say("te_veel", told, token.start, self.tokens[-1].end or token.end)

    # ------------------------------------------------------------------ leaves

    def _phrase(self, token: Token) -> Node | None:
        text = " ".join(token.text.split())
        if not _has_letter(text):
            reason = "Tussen deze aanhalingstekens staat geen woord."
            self.say("lege_woordgroep", reason, token.start, token.end)
            return None
        return self._counted(Phrase(text, token.start, token.end), token)

    def _word(self, token: Token) -> Node | None:
        text = token.text
        if not _has_letter(text):
            return None
        stem = text.rstrip("*")
        if "*" in stem:
            self.say("ster", "Een ster kan alleen aan het eind van een woord staan.", token.start, token.end)
        if stem != text:
            if sum(char.isalnum() for char in stem) < self.words.min_prefix:
                self.say(
                    "ster",
                    f"Voor de ster zijn minstens {self.words.min_prefix} letters nodig.",
                    token.start,
                    token.end,
                )
                return None
            return self._counted(Prefix(stem, token.start, token.end), token)
        self._unknown_field(token)
        text = self._bounded(text, token)
        return self._counted(Word(text, token.start, token.end), token)

    def _bounded(self, text: str, token: Token) -> str:
        """A word as far as there is room: signs without spaces can join thousands of words into one."""
        room = max(1, self.words.max_terms - self.terms)
        runs = list(islice(_RUN.finditer(text), room + 1))
        self.terms += max(0, min(len(runs), room) - 1)
        if len(runs) <= room:
            return text
        if self.terms < self.words.max_terms:
            self._too_many(token)
        return text[: runs[room - 1].end()]

    def _unknown_field(self, token: Token) -> None:
        found = _UNKNOWN_FIELD.match(token.text)
        if found is None:
            return
        name = found.group(1)
        near = difflib.get_close_matches(name.lower(), self.words.names, n=1)
        hint = f" Bedoeld wordt misschien {near[0]}:" if near else ""
        self.say(
            "onbekend_veld",
            f"{name}: is geen filter; er is op de woorden gezocht.{hint}",
            token.start,
            token.start + len(name) + 1,
        )

    def _field(self, name: Token) -> Node | None:
        values, end = self._values()
        if not values:
            self.say("waarde_ontbreekt", f"Na {name.text}: ontbreekt een waarde.", name.start, name.end)
            return None
        if name.text in self.words.zone_fields:
            self._zone(values, name, end)
            return None
        if name.text in self.words.years:
            return self._years(self.words.years[name.text], values, name, end)
        return self._counted(FieldFilter(self.words.fields[name.text], tuple(values), name.start, end), name)

    def _values(self) -> tuple[list[str], int]:
        """The values after a colon: words or phrases with commas between them."""
        values: list[str] = []
        end, comma = 0, True
        while comma and (token := self.take("word", "phrase")) is not None:
            end = token.end
            pieces = [token.text] if token.kind == "phrase" else token.text.split(",")
            values.extend(" ".join(piece.split()) for piece in pieces if _has_letter(piece))
            after = self.peek()
            comma = after is not None and after.glued
            comma = comma and (_is_comma(token, -1) or (after is not None and _is_comma(after, 0)))
        return list(dict.fromkeys(values)), end

    def _zone(self, values: list[str], name: Token, end: int) -> None:
        zone = self.words.zones.get(values[0].lower())
        if zone is None or len(values) > 1:
            zones = dict.fromkeys(self.words.zones.values())
            known = ", ".join(self.words.shown["zones", name_] for name_ in zones)
            self.say(
                "onbekende_plaats",
                f"{name.text}:{values[0]} bestaat niet; het kan met {known}. Er is overal gezocht.",
                name.start,
                end,
            )
            return
        self.zones[-1] = zone

    def _years(self, kind: YearKind, values: list[str], name: Token, end: int) -> Node | None:
        ranges: list[YearRange] = []
        for value in values:
            found = _YEARS.fullmatch(value)
            if found is None or not _FIRST_YEAR <= int(found.group(1)) <= _LAST_YEAR:
                self.say(
                    "jaar",
                    f"{value} is geen jaar; zo kan het: {name.text}:2022 of {name.text}:2021-2023.",
                    name.start,
                    end,
                )
                continue
            ranges.append(_year_range(kind, found.group(1), found.group(2)))
        if not ranges:
            return None
        return self._counted(YearFilter(kind, tuple(dict.fromkeys(ranges)), name.start, end), name)


def _year_range(kind: YearKind, first_text: str, last_text: str | None) -> YearRange:
    """Years as typed; "2021-23" is short for 2021-2023; a session 2022-2023 begins in 2022 only."""
    first = int(first_text)
    if last_text is None:
        return YearRange(first, first)
    last = int(last_text) if len(last_text) == len(first_text) else first // 100 * 100 + int(last_text)
    first, last = min(first, last), max(first, last)
    if kind == "session" and last > first:
        last -= 1
    return YearRange(first, last)
