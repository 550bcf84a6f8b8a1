"""Words that mean the same: abbreviations and their full forms, lay words and official ones.

The pairs are data (synonyms.toml), each with the source that says so. Inflection does not matter, and an
entry of several words is found where they stand in that order, small words between them not counted. One step
only: what is added is not expanded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from kb.language.analysis import Term, analyse

_ABBREVIATION: Final = "afkorting"
_PLAIN: Final = "gewoon"
_BACK: Final = "terug"
_ONE_WAY: Final = "heen"
_TWO: Final = 2  # pieces that a hyphenated word has at least
_MOST_PIECES: Final = 8
_MOST_WORDS: Final = 200  # of a query that are looked at; keeps the work bounded on pasted text


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words to be searched along with typed ones.

    `words` are the typed forms that it was found by, in order; `added` the expressions to search as well,
    each as one thing (an expression of several words holds where all of them stand); `why` says so in Dutch;
    `weight` lies between 0 and 1, 1 being a word that was typed; `source` says where the pair comes from.
    """

    words: tuple[str, ...]
    added: tuple[str, ...]
    why: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One direction of a pair: `keys` of each word to find, and what is then added."""

    keys: tuple[frozenset[str], ...]
    added: str
    added_keys: tuple[frozenset[str], ...]
    why: str
    weight: float
    source: str
    not_when: frozenset[str]
    abbreviated: bool = False  # what is found is the short form of an abbreviation


def expand(term_forms: Sequence[str]) -> list[Synonym]:
    """The synonyms of a query, given the normal forms of its terms in order.

    Left out are pairs that do not hold beside another word of the query, and additions whose words all stand
    in the query already.
    """
    forms = tuple(form for form in term_forms[:_MOST_WORDS] if form not in _silent())
    words = [_keys(form) for form in forms]
    here = frozenset(key for keys in words for key in keys)
    found: dict[tuple[tuple[str, ...], str], Synonym] = {}
    for begin, keys in enumerate(words):
        for entry in _candidates(keys):
            end = begin + len(entry.keys)
            if not all(one & other for one, other in zip(entry.keys, words[begin:end], strict=False)):
                continue
            said = all(_proper(part) & here for part in entry.added_keys)
            if end > len(words) or entry.not_when & here or said:
                continue
            typed = forms[begin:end]
            synonym = Synonym(typed, (entry.added,), entry.why, entry.weight, entry.source)
            known = found.get((typed, entry.added))
            if known is None or known.weight < entry.weight:
                found[typed, entry.added] = synonym
    for form in dict.fromkeys(forms):
        for synonym in _in_pieces(form, here):
            found.setdefault((synonym.words, synonym.added[0]), synonym)
    return list(found.values())


def _proper(keys: frozenset[str]) -> frozenset[str]:
    """Keys of a word without the adjective of a noun in -heid: who types "hard" has not typed "hardheid"."""
    return frozenset(key for key in keys if f"{key}heid" not in keys)


def _in_pieces(form: str, here: frozenset[str]) -> Iterator[Synonym]:
    """A hyphenated word with its abbreviation in full: IV-capaciteit → informatievoorziening capaciteit."""
    pieces = [piece for piece in form.split("-") if piece][:_MOST_PIECES]
    if len(pieces) < _TWO:
        return
    for at, piece in enumerate(pieces):
        keys = _keys(piece)
        for entry in _candidates(keys):
            if (
                entry.abbreviated
                and len(entry.keys) == 1
                and entry.keys[0] & keys
                and not entry.not_when & here
            ):
                added = " ".join([*pieces[:at], entry.added, *pieces[at + 1 :]])
                yield Synonym((form,), (added,), entry.why, entry.weight, entry.source)


def _candidates(keys: frozenset[str]) -> list[_Entry]:
    """Entries whose first word shares a key, each once, in the order of the data."""
    by_key = _entries()
    seen = {number: entry for key in keys for number, entry in by_key.get(key, ())}
    return [seen[number] for number in sorted(seen)]


@lru_cache(maxsize=1)
def _entries() -> dict[str, list[tuple[int, _Entry]]]:
    """The entries of the data by the keys of their first word."""
    by_key: dict[str, list[tuple[int, _Entry]]] = {}
    for number, entry in enumerate(_read()):
        for key in entry.keys[0]:
            by_key.setdefault(key, []).append((number, entry))
    return by_key


def _read() -> Iterator[_Entry]:
    data = _data()
    weights, sources = data["weights"], data["sources"]
    for kind in (_ABBREVIATION, _PLAIN):
        for left, right, source, *rest in data["pairs"][kind]:
            where = sources.get(source, source)
            beside = next((item for item in rest if item != _ONE_WAY), ())
            unless = frozenset(key for word in beside for key in _keys(word))
            there, back = _row(left), _row(right)
            if kind == _ABBREVIATION:
                why, weight = f"afkorting: {left} = {right}", float(weights[kind])
                yield _Entry(there, right, back, why, weight, where, unless, abbreviated=True)
                yield _Entry(back, left, there, why, weight, where, unless)
                continue
            why = f"‘{left}’ heet ook ‘{right}’"
            yield _Entry(there, right, back, why, float(weights[kind]), where, unless)
            # A description in several words is how people ask, not how texts are written.
            if " " not in left and _ONE_WAY not in rest:
                why = f"‘{right}’ heet ook ‘{left}’"
                yield _Entry(back, left, there, why, float(weights[_BACK]), where, unless)


@lru_cache(maxsize=1)
def _silent() -> frozenset[str]:
    """Words that do not count when a query is compared with an entry."""
    return frozenset(_data()["silent"]["words"])


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "synonyms.toml").read_text(encoding="utf-8"))


def _row(expression: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(term.keys) for term in analyse(expression) if term.form not in _silent())


@lru_cache(maxsize=4_096)
def _keys(form: str) -> frozenset[str]:
    """All keys of a typed form."""
    terms: list[Term] = analyse(form)
    return frozenset(key for term in terms for key in term.keys) or frozenset({form})
