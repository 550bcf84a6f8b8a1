"""The one analysis of words, for documents, annotators and queries.

`analyse` cuts a text into terms. A word has keys, which its inflections share, and parts, when it is a
compound or written with hyphens. Two words meet when they share a key. A number or a reference is one term
whatever its notation. What a key is may change with a version of the word lists or with our own data:
`ANALYSIS_VERSION` then changes too, and the index must be built anew.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from typing import Final

from kb.language import morphology, notation
from kb.language.compounds import part_cost, pieces
from kb.language.forms import normal_form
from kb.language.frequency import frequencies
from kb.language.notation import Found, Kind

__all__ = ["ANALYSIS_VERSION", "Term", "analyse", "normal_form"]

_RULES: Final = 3  # goes up with every change of the code that changes keys, parts or forms
_DATA: Final = ("compounds.toml", "irregular.toml")
_LONGEST: Final = 64  # letters of a key; no Dutch word is longer, a row of rubbish is
_HYPHENS: Final = "-‐‑"
_SHORT: Final = 4  # letters; shorter beginnings are not judged: "in- en uitvoer"
_MOST_PIECES: Final = 8  # a longer row of hyphens is a rule or an address, not a word

_TOKEN = re.compile(r"[\w\u00ad\u0300-\u036f]+(?:['’\-‐‑][\w\u00ad\u0300-\u036f]+)*(?:[-‐‑](?=[\s,/)]))?")
_COORDINATED = re.compile(
    r"(?:\s?,\s?[^\W\d_]{1,40}[-‐‑]){0,4}\s?,?\s(?:en|of|en/of|dan wel|alsmede|als)\s+([^\W\d_]{4,60})"
)
_COUNCIL = re.compile(r"w\d\d")  # advice of the Raad van State: W13.20.0254/III


def _version() -> str:
    """Our rules, the word lists that they stand on, and our own data."""
    digest = hashlib.sha256()
    for name in _DATA:
        digest.update((resources.files(__package__) / name).read_bytes())
    lists = "+".join(f"{name}-{metadata.version(name)}" for name in ("simplemma", "wordfreq"))
    return f"{_RULES}+{lists}+{digest.hexdigest()[:8]}"


ANALYSIS_VERSION: Final[str] = _version()


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a number or a reference in a text.

    `start`/`end` are half-open offsets in code points into the text that was analysed, `position` counts the
    terms from 0. `form` is the normal form. `keys` are the index keys: what all inflections share. `parts`
    are the keys of the parts of a compound or hyphenated word, in order, and () for any other word: a text
    that has all of them has the word in pieces (behind a part in -heid comes its adjective, another reading
    of that part). The parts of a reference are its dossier and number: index
    them, but do not search by them.
    """

    text: str
    start: int
    end: int
    position: int
    form: str
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    kind: Kind


def analyse(text: str) -> list[Term]:
    """The terms of `text`, in order. Work and memory grow with its length only."""
    terms: list[Term] = []
    append, word = terms.append, _word
    resume = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start < resume:
            continue
        chunk = match.group()
        entry = word(chunk)
        if entry is not None:
            append(Term(chunk, start, match.end(), len(terms), entry[0], entry[1], entry[2], "word"))
            continue
        rest: re.Match[str] | None = match
        while rest is not None and rest.start() < match.end():
            found = _special(text, rest.start(), rest.end(), rest.group(), len(terms))
            terms += found
            resume = found[-1].end if found else rest.end()
            rest = _TOKEN.search(text, resume)  # "jarigen" in "17-jarigen", behind the number
    return terms


@lru_cache(maxsize=131_072)
def _word(chunk: str) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Form, keys and parts of a plain word; None when it has to be looked at in its text."""
    if chunk[-1] in _HYPHENS or chunk[0].isdigit() or "_" in chunk:
        return None
    form = normal_form(chunk)
    if not form or form in _OPENINGS or notation.identifier(form, 0) or _COUNCIL.fullmatch(form):
        return None
    return _analysed(form)


_OPENINGS: Final = frozenset(
    {"aanhangsel", "handelingen", "stb", "stcrt", "trb", "staatsblad", "staatscourant", "tractatenblad", "ecli"}
)


@lru_cache(maxsize=65_536)
def _analysed(form: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Form, keys and parts of a word in normal form, hyphens and apostrophes included."""
    if "-" in form:
        return _hyphenated(form)
    bare = form.removesuffix("'s").replace("'", "") or form
    if len(bare) > _LONGEST:
        return form[:_LONGEST], (bare[:_LONGEST],), ()
    return form, morphology.keys(bare), _part_keys(bare)


def _part_keys(form: str) -> tuple[str, ...]:
    keys: list[str] = []
    for part, _ in pieces(form):
        keys.append(morphology.keys(part)[0])
        if (quality := morphology.adjective_of(keys[-1])) is not None:
            keys.append(quality)  # klanttevredenheid: klant, tevredenheid, tevreden
    return tuple(keys)


def _hyphenated(form: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A word with hyphens: found as one word ("ivcapaciteit") and in its parts ("IV", "capaciteit")."""
    found = [piece for piece in form.split("-") if piece][:_MOST_PIECES]
    if not found:
        return form[:_LONGEST], (form[:_LONGEST],), ()
    last = _analysed(found[-1])
    before = "".join(found[:-1]).replace("'", "")
    joined = tuple(dict.fromkeys((before + key)[:_LONGEST] for key in last[1]))
    parts: list[str] = []
    for piece in found:
        analysed = _analysed(piece)
        parts += analysed[2] or analysed[1][:1]
    return form[: 2 * _LONGEST], joined, tuple(parts) if len(found) > 1 else last[2]


def _special(text: str, start: int, end: int, chunk: str, position: int) -> list[Term]:
    """Terms of a chunk that is no plain word: numbers, references, "huur- en zorgtoeslag", X_Y."""
    found: list[Found]
    if chunk[0].isdigit():
        found = notation.figures(text, start)
    else:
        found = notation.identifier(text, start) or notation.phrase(text, start)
    if found:
        return [_figure(text, one, position + n) for n, one in enumerate(found)]
    if chunk[-1] in _HYPHENS:
        return [_completed(text, start, end, chunk, position)] if normal_form(chunk).strip("-") else []
    terms: list[Term] = []
    offset = start
    for piece in chunk.split("_"):
        if bare := normal_form(piece):
            form, keys, parts = _analysed(bare)
            terms.append(
                Term(piece, offset, offset + len(piece), position + len(terms), form, keys, parts, "word")
            )
        offset += len(piece) + 1
    return terms


def _figure(text: str, found: Found, position: int) -> Term:
    """A number or a reference as a term."""
    form = found.form[:_LONGEST]
    words = text[found.start : found.end]
    return Term(words, found.start, found.end, position, form, (form,), found.parts, found.kind)


def _completed(text: str, start: int, end: int, chunk: str, position: int) -> Term:
    """The word that "huur-" stands for in "huur- en zorgtoeslag", or "huur" where nothing follows."""
    first = normal_form(chunk).rstrip("-")
    follow = _COORDINATED.match(text, end)
    whole = _shared_head(first, normal_form(follow[1])) if follow else None
    form, keys, parts = _analysed(whole or first)
    if whole and not parts:
        keys = tuple(dict.fromkeys(keys + _analysed(first)[1]))
    return Term(chunk, start, end, position, form, keys, parts, "word")


@lru_cache(maxsize=8_192)
def _shared_head(first: str, second: str) -> str | None:
    """`first` with the end of `second` that both share: huur, zorgtoeslag → huurtoeslag; None: no such end."""
    best: tuple[float, str] | None = None
    for at in range(2, len(second) - 2):
        head = second[at:]
        for joint in ("", "s"):
            common = frequencies().get(first + joint + head, 0.0)
            if common and (best is None or common > best[0]) and _may_begin(second[:at]):
                best = (common, first + joint + head)
    if best:
        return best[1]
    found = pieces(second)
    return first + found[-1][0] if found else None


def _may_begin(letters: str) -> bool:
    """Whether `letters`, perhaps with a linking letter, is a word that a compound can begin with."""
    if len(letters) < _SHORT:
        return True
    return part_cost(letters) is not None or part_cost(letters.removesuffix("s")) is not None
