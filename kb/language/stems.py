"""Stems: how a word is written without its ending, and which words are verbs.

Stands on two word lists: the lemma dictionary of `simplemma`, and the frequencies of `wordfreq`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import simplemma

from kb.language.forms import normal_form
from kb.language.frequency import accented, frequencies

VOWELS: Final = frozenset("aeiouy")
# What Dutch puts before verbs, separable or not; longest first where one begins another.
PREFIXES: Final = (
    "tegemoet", "achter", "binnen", "boven", "buiten", "onder", "samen", "tegen", "terug", "tussen", "vooruit",
    "voorbij", "voort", "vast", "voor", "door", "over", "neer", "rond", "mede", "vrij", "goed", "open", "aan",
    "bij", "her", "los", "mee", "mis", "toe", "uit", "ver", "weg", "ont", "af", "be", "er", "in", "na", "om",
    "on", "op",
)  # fmt: skip
SHORTEST_STEM: Final = 3  # letters of the shortest stem that has an ending: "wet"
LINKS: Final = ("s", "en", "e")  # letters between the parts of a compound
SHORT: Final = 4  # letters; shorter words have no ending that a rule may take off
SHORT_VERBS: Final = ("aan", "zien", "doen")  # of these -en is no ending: gaan, herzien, voldoen
_REAL: Final = 1.5  # Zipf value from which a row of letters counts as a word


@lru_cache(maxsize=65_536)
def dictionary(form: str) -> str | None:
    """The lemma that the dictionary gives for `form`, or None when it does not know the form."""
    for spelling in (form, accented().get(form, "")):
        if spelling and simplemma.is_known(spelling, lang="nl"):
            return _joined(form, normal_form(str(simplemma.lemmatize(spelling, lang="nl"))))
    return None


def _joined(form: str, found: str) -> str:
    """A lemma that the dictionary writes in parts, uit_voeren; with the linking s that it leaves out."""
    first, *parts = found.split("_")
    whole = first
    for part in parts:
        link = ""
        if not form.startswith(whole + part[:2]):
            link = next((link for link in LINKS if form.startswith(whole + link + part[:1])), "")
        whole += link + part
    return whole


def is_word(letters: str) -> bool:
    """Whether the word lists know `letters`."""
    return dictionary(letters) is not None or frequencies().get(letters, 0.0) >= _REAL


@lru_cache(maxsize=65_536)
def root(base: str) -> str:
    """The stem of a lemma as it is written at the end of a word: betalen → betaal, schrijven → schrijf."""
    if not is_infinitive(base):
        return base
    if dictionary(base) is None:
        for prefix in PREFIXES:
            if base.startswith(prefix) and is_infinitive(base[len(prefix) :]):
                return prefix + root(base[len(prefix) :])
    return closed(base[:-2])


def closed(stem: str) -> str:
    """A stem from before an ending with a vowel, as it is written without: bezwar → bezwaar, wett → wet."""
    if len(stem) < SHORTEST_STEM or stem[-1] in VOWELS:
        return stem
    if stem[-1] == stem[-2]:
        return stem[:-1]
    hard = {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    plain, vowel = stem[:-1] + hard, stem[-2]
    if vowel not in "aeou" or (stem[-3] in VOWELS and stem[-3:-1] != "ie"):
        return plain
    doubled = stem[:-2] + vowel * 2 + hard
    if vowel == "e":
        return doubled if _long_e(doubled, plain, stem + "en") else plain
    return doubled if is_word(doubled) or not is_word(plain) else plain


def _long_e(doubled: str, plain: str, verb: str) -> bool:
    """Whether the e before the last consonant is the long one of "beheren", not the mute one of "regelen"."""
    for stem in (doubled, plain):
        if any(dictionary(form) == verb for form in _finite(stem)):
            return stem == doubled
    if plain[-3:-1] == "ie":  # vieren
        return False
    if verb.endswith(("iseren", "ueren", "ceren", "neren")):
        return True
    table = frequencies()
    common, other = table.get(doubled, 0.0), table.get(plain, 0.0)
    if common or other:
        return common > other
    first = next((at for at, letter in enumerate(plain) if letter in VOWELS), 0)
    return first >= len(plain) - 2 or plain[-1] not in "lnrm"


def _finite(stem: str) -> tuple[str, ...]:
    """Forms that a verb with this stem would have."""
    return (stem + "t", stem + "te", stem + "de", "ge" + stem + "t", "ge" + stem + "d", "ge" + stem)


@lru_cache(maxsize=65_536)
def is_infinitive(word: str) -> bool:
    """Whether the lemma `word` is a verb in -en, told by a form that the dictionary leads back to it."""
    if len(word) <= SHORT or not word.endswith("en") or word.endswith(SHORT_VERBS):
        return False
    if dictionary(word + "s") == word:  # "inkomens": a noun
        return False
    stem = closed(word[:-2])
    forms = (*_finite(stem), "ge" + word, word[:-2] + "end", stem + "d", stem)
    if any(dictionary(form) == word for form in forms):
        return True
    return any(word.startswith(prefix) and is_infinitive(word[len(prefix) :]) for prefix in PREFIXES)


def noun_in_ing(verb: str) -> str | None:
    """The noun in -ing of `verb` (an infinitive), when that is a Dutch word: herzien → herziening."""
    noun = (verb if verb.endswith("zien") else verb[:-2]) + "ing"
    return noun if is_word(noun) else None
