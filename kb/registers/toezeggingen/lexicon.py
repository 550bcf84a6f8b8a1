"""The words of the rules: cues.toml and verbs.toml, read once, as matchers over the tokens of a sentence.

A cue is one or more words as they stand in a text; ``*`` stands for any one word, ``*brief`` for a compound
that ends so, a capital in the list counts. A verb is given with its forms; with a separable prefix it is
found joined ("toegezegd", "toe te zeggen") and apart ("zeg ik u toe").
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

from kb.language.analysis import Term, normal_form

VerbClass = Literal[
    "sturen", "melden", "terugkomen", "ontvangen", "volgen", "toezeggen", "zeggen", "vragen", "uitvoeren",
    "opnemen",
]  # fmt: skip
Form = Literal["infinitive", "present", "past", "participle"]

CUES: dict[str, Any] = tomllib.loads((resources.files(__package__) / "cues.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of a list: its words in normal form, and which of them must have a capital."""

    words: tuple[str, ...]
    capital: tuple[bool, ...]


class CueList:
    """Finds the phrases of one list among tokens, the longest first."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._first: dict[str, list[Cue]] = {}
        ends = [phrase[1:] for phrase in phrases if _is_end(phrase)]
        self._ends = tuple(normal_form(end) for end in ends)
        for phrase in phrases:
            if _is_end(phrase):
                continue
            parts = phrase.split()
            words = tuple(part if part == "*" else normal_form(part) for part in parts)
            cue = Cue(words, tuple(part[:1].isupper() for part in parts))
            self._first.setdefault(words[0], []).append(cue)
        for cues in self._first.values():
            cues.sort(key=lambda cue: -len(cue.words))

    def at(self, tokens: Sequence[Term], place: int) -> int:
        """How many tokens a phrase that begins at `place` takes; 0 when none does."""
        for cue in self._first.get(tokens[place].form, ()):
            if place + len(cue.words) <= len(tokens) and _fits(cue, tokens, place):
                return len(cue.words)
        return int(ends_so(tokens[place].form, self._ends))

    def find(self, tokens: Sequence[Term]) -> list[tuple[int, int]]:
        """Places of all phrases as half-open token intervals; none overlap."""
        found: list[tuple[int, int]] = []
        place = 0
        while place < len(tokens):
            length = self.at(tokens, place)
            if length:
                found.append((place, place + length))
            place += length or 1
        return found


def _is_end(phrase: str) -> bool:
    return phrase.startswith("*") and len(phrase) > 1 and " " not in phrase


def ends_so(form: str, ends: tuple[str, ...]) -> bool:
    """Whether a word is a compound with one of these last parts: "hoofdlijnenbrief"."""
    return (
        bool(ends)
        and form.endswith(ends)
        and any(form.endswith(end) and len(form) >= len(end) + _COMPOUND for end in ends)
    )


_COMPOUND = 3
"""Letters that the first part of a compound has at least."""


def _fits(cue: Cue, tokens: Sequence[Term], place: int) -> bool:
    for offset, word in enumerate(cue.words):
        token = tokens[place + offset]
        if word not in ("*", token.form):
            return False
        if cue.capital[offset] and not token.text[:1].isupper():
            return False
    return True


@cache
def cue_list(group: str, key: str = "woorden") -> CueList:
    """The matcher of one list of cues.toml."""
    return CueList(CUES[group][key])


@cache
def words_of(group: str, key: str = "woorden") -> frozenset[str]:
    """The single words of one list of cues.toml, in normal form."""
    return frozenset(normal_form(word) for word in CUES[group][key] if " " not in word and not _is_end(word))


@lru_cache(maxsize=50_000)
def one_of(group: str, key: str, form: str) -> bool:
    """Whether a word is a single word of a list, or a compound that ends as the list says."""
    ends = tuple(normal_form(word[1:]) for word in CUES[group][key] if _is_end(word))
    return form in words_of(group, key) or ends_so(form, ends)


# --------------------------------------------------------------------------- verbs


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of verbs.toml. `needs` are phrases of which one must stand in the same sentence."""

    name: str
    kind: VerbClass
    prefixes: tuple[str, ...]
    prefix_needed: bool
    needs: CueList | None
    lasting: bool
    into: bool
    to_parliament: bool
    with_paper: bool
    helper: bool
    with_parliament: bool


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form as one word: which verb it is of, what form, and the prefix that is joined to it, if any."""

    verb: Verb
    form: Form
    prefix: str | None
    last: bool = False
    """Whether it counts only at the end of a clause: "dat ik in mei indien", and not "indien"."""


def _verb(row: dict[str, Any]) -> Verb:
    needs = row.get("met")
    return Verb(
        name=row["naam"], kind=row["soort"], prefixes=tuple(row.get("voorvoegsels", ())),
        prefix_needed=row.get("voorvoegsel_moet", False), needs=CueList(needs) if needs else None,
        lasting=row.get("blijvend", False), into=row.get("ingaan", False),
        to_parliament=row.get("naar_kamer", False), with_paper=row.get("met_stuk", False),
        helper=row.get("hulpvorm", False), with_parliament=row.get("met_parlement", False),
    )  # fmt: skip


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Every form of every verb, in normal form."""
    data = tomllib.loads((resources.files(__package__) / "verbs.toml").read_text(encoding="utf-8"))
    found: dict[str, list[VerbForm]] = {}
    for row in data["werkwoord"]:
        verb = _verb(row)
        forms: list[tuple[str, Form]] = [(verb.name, "infinitive")]
        if not row.get("alleen_infinitief"):
            forms += [(word, "present") for word in row.get("nu", ())]
            forms += [(word, "past") for word in row.get("toen", ())]
            forms += [(word, "participle") for word in row.get("deelwoord", ())]
        for word, form in forms:
            for prefix in (None, *verb.prefixes):
                key = normal_form((prefix or "") + word)
                last = key in row.get("alleen_achteraan", ())
                found.setdefault(key, []).append(VerbForm(verb, form, prefix, last))
    return {key: tuple(forms) for key, forms in found.items()}
