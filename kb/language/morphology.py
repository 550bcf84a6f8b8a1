"""From a form to what all its inflections share: lemmas, and the keys that are made of them.

A form is looked up in this order: the list of irregular forms (irregular.toml), the lemma dictionary of
`simplemma`, then rules for what neither has: separable and other prefixes ("vooringevuld"), participles,
plurals and inflected adjectives whose stem is a known word, and the last part of a compound
("doorlooptijden"). A lemma then gives its *root*, the stem as it is written at the end of a word: of a verb
that is the form of "ik" (betalen → betaal), so that a verb and the noun beside it meet (vragen, vraag).
A verb has a second key, its noun in -ing, when that is a Dutch word: "toegezegd" meets "toezegging", but
"regel" and "regeling", which both meet "regelen", stay apart.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Final

import simplemma

from kb.language.compounds import pieces
from kb.language.forms import normal_form
from kb.language.frequency import accented, frequencies

_VOWELS: Final = frozenset("aeiouy")
_PREFIXES: Final = (
    "tegemoet", "achter", "binnen", "boven", "buiten", "onder", "samen", "tegen", "terug", "tussen", "voort",
    "vooruit", "voorbij", "vast", "voor", "door", "over", "neer", "rond", "mede", "vrij", "goed", "open",
    "aan", "bij", "her", "los", "mee", "mis", "toe", "uit", "ver", "weg", "af", "be", "er", "in", "na",
    "om", "on", "op", "ont",
)  # fmt: skip
_STEM: Final = 3  # letters of the shortest stem that has an ending: "wet"
_MAX_LENGTH: Final = 64
_SHORT: Final = 4  # letters; shorter words have no ending that a rule may take off
_PARTICIPLE: Final = 8  # letters; shorter ones are nouns: bende, ellende, legende
_REAL: Final = 1.5  # Zipf value from which a row of letters counts as a word


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads((resources.files(__package__) / "irregular.toml").read_text(encoding="utf-8"))
    return {form: tuple(lemmas) for form, lemmas in data["forms"].items()}


@lru_cache(maxsize=65_536)
def _dictionary(form: str) -> str | None:
    """The lemma that the dictionary gives for `form`, or None when it does not know the form."""
    for spelling in (form, accented().get(form, "")):
        if spelling and simplemma.is_known(spelling, lang="nl"):
            return normal_form(str(simplemma.lemmatize(spelling, lang="nl")).replace("_", ""))
    return None


def _is_word(letters: str) -> bool:
    return _dictionary(letters) is not None or frequencies().get(letters, 0.0) >= _REAL


@lru_cache(maxsize=65_536)
def lemmas(form: str) -> tuple[str, ...]:
    """The lemmas of `form` (a normal form), likeliest first; the form itself where nothing is known."""
    if form in _irregular():
        return _irregular()[form]
    if len(form) > _MAX_LENGTH or not form.isalpha():
        return (form.removesuffix("'s") or form,)
    known = _dictionary(form)
    if known is None:
        found = _by_rule(form) or form
        return (_uninflected(found) or found,)
    if known == form or not _is_lemma_too(form):
        return (_uninflected(known) or known,)
    return (known, form)


def lemma(form: str) -> str:
    """The likeliest lemma of `form` (a normal form)."""
    return lemmas(form)[0]


@lru_cache(maxsize=65_536)
def keys(form: str) -> tuple[str, ...]:
    """The index keys of `form` (a normal form): two words are inflections of one when they share a key."""
    found: dict[str, None] = {}
    for base in lemmas(form):
        stem = root(base)
        found[stem] = None
        noun = _noun_in_ing(base) if stem != base or base.endswith("zien") else None
        if noun is not None:
            found[noun] = None
    return tuple(found)


@lru_cache(maxsize=65_536)
def root(base: str) -> str:
    """The stem of a lemma as it is written at the end of a word: betalen → betaal, schrijven → schrijf."""
    if not _is_infinitive(base):
        return base
    if _dictionary(base) is None:
        for prefix in _PREFIXES:
            if base.startswith(prefix) and _is_infinitive(base[len(prefix) :]):
                return prefix + root(base[len(prefix) :])
    return _closed(base[:-2])


def _closed(stem: str) -> str:
    """A stem from before an ending with a vowel, as it is written without: bezwar → bezwaar, wett → wet."""
    if len(stem) < _STEM or stem[-1] in _VOWELS:
        return stem
    if stem[-1] == stem[-2]:
        return stem[:-1]
    hard = {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    plain, vowel = stem[:-1] + hard, stem[-2]
    if vowel not in "aeou" or (stem[-3] in _VOWELS and stem[-3:-1] != "ie"):
        return plain
    doubled = stem[:-2] + vowel * 2 + hard
    if vowel == "e":
        return doubled if _long_e(doubled, plain, stem + "en") else plain
    return doubled if _is_word(doubled) or not _is_word(plain) else plain


def _long_e(doubled: str, plain: str, verb: str) -> bool:
    """Whether the e before the last consonant is the long one of "beheren", not the mute one of "regelen"."""
    for stem in (doubled, plain):
        if any(_dictionary(form) == verb for form in _finite(stem)):
            return stem == doubled
    if plain[-3:-1] == "ie":  # vieren
        return False
    if verb.endswith(("iseren", "ueren", "ceren", "neren")):
        return True
    table = frequencies()
    common, other = table.get(doubled, 0.0), table.get(plain, 0.0)
    if common or other:
        return common > other
    first = next((at for at, letter in enumerate(plain) if letter in _VOWELS), 0)
    return first >= len(plain) - 2 or plain[-1] not in "lnrm"


def _finite(stem: str) -> tuple[str, ...]:
    """Forms that a verb with this stem would have."""
    return (stem + "t", stem + "te", stem + "de", "ge" + stem + "t", "ge" + stem + "d", "ge" + stem)


@lru_cache(maxsize=65_536)
def _is_infinitive(word: str) -> bool:
    """Whether the lemma `word` is a verb in -en, told by a form that the dictionary leads back to it."""
    if len(word) <= _SHORT or not word.endswith("en") or word[-3] in _VOWELS:
        return False  # gaan, zien, doen
    if _dictionary(word + "s") == word:  # "inkomens": a noun
        return False
    stem = _closed(word[:-2])
    forms = (*_finite(stem), "ge" + word, word[:-2] + "end", stem + "d", stem)
    if any(_dictionary(form) == word for form in forms):
        return True
    return any(word.startswith(prefix) and _is_infinitive(word[len(prefix) :]) for prefix in _PREFIXES)


def _noun_in_ing(verb: str) -> str | None:
    """The noun in -ing of `verb` (an infinitive), when that is a Dutch word: herzien → herziening."""
    noun = (verb if verb.endswith("zien") else verb[:-2]) + "ing"
    return noun if _is_word(noun) else None


def _is_lemma_too(form: str) -> bool:
    """Whether `form` is a lemma as well, told by an inflection that the dictionary leads back to it."""
    inflected = (form + "s", form + "en", form + form[-1] + "en", form + "e")
    return any(_dictionary(other) == form for other in inflected)


def _uninflected(form: str) -> str | None:
    """The lemma of a participle that a dictionary has for a lemma: schrijnende, gecontroleerd; else None."""
    if (
        form.endswith("ende")
        and len(form) >= _PARTICIPLE
        and (_is_word(form[:-1]) or _is_infinitive(form[:-2]))
    ):
        return form[:-1]
    if form.endswith(("eerde", "igde", "elde", "erde")) and _is_infinitive(lemma(form[:-1])):
        return lemma(form[:-1])  # de gedupeerde
    if form.endswith("eerd") and (verb := form.replace("ge", "", 1)[:-4] + "eren") != form:
        at = form.find("ge")
        if at == 0 or form[:at] in _PREFIXES:
            return verb if _is_word(verb) else None
    return None


def _by_rule(form: str) -> str | None:
    """The lemma of a form that the dictionary does not have; None when no rule gives a known word."""
    return _known_base(form) or _prefixed(form) or _compound(form) or _known_ending(form)


def _known_base(form: str) -> str | None:
    """A known word that `form` is the plural, the inflected adjective or the participle of."""
    if len(form) <= _SHORT:
        return None
    for ending, rest in (("heden", "heid"), ("iën", "ie")):
        if form.endswith(ending):
            return form[: -len(ending)] + rest
    options: list[str] = []
    if form.endswith("en"):
        options += [form[:-1], _closed(form[:-2]), form[:-2]]
    elif form.endswith("e"):
        options += [form[:-1], _closed(form[:-1])]
    elif form.endswith("s"):
        options += [form[:-1]]
    for option in options:
        if len(option) > 2 and _is_word(option):  # noqa: PLR2004 - no word of two letters has endings
            return lemma(option) if option != form else option
    return None


def _prefixed(form: str) -> str | None:
    """A known form behind a prefix that Dutch puts before any verb: herbeoordeeld → herbeoordelen."""
    for prefix in _PREFIXES:
        rest = form[len(prefix) :]
        if form.startswith(prefix) and len(rest) > _SHORT:
            known = _irregular().get(rest, (None,))[0] or _dictionary(rest)
            if known is None and rest.startswith(_PREFIXES):
                known = _prefixed(rest)
            if known is not None and known != rest:
                return prefix + known
    return None


def _compound(form: str) -> str | None:
    """The compound with the lemma of its last part: doorlooptijden → doorlooptijd."""
    found = pieces(form)
    return _with_head(form, found[-1][0]) if found else None


def _known_ending(form: str) -> str | None:
    """The lemma by the longest known noun that `form` ends in, whatever stands before it: gaas|verpakkingen."""
    for at in range(_STEM, len(form) - _SHORT):
        head = form[at:]
        base = _dictionary(head)
        if base is not None:
            return _with_head(form, head) if base in (head[:-2], head[:-1]) else None
    return None


def _with_head(form: str, head: str) -> str:
    """`form` with the lemma of its last part `head`; a participle stays one: themagericht."""
    base = lemma(head)
    if _is_infinitive(base) and not head.endswith("en"):
        base = head[:-1] if head.endswith("e") and _is_word(head[:-1]) else head
    return form[: len(form) - len(head)] + base
