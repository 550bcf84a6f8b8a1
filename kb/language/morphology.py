"""From a form to what all its inflections share: lemmas, and the keys that are made of them.

A form is looked up in this order: the list of irregular forms (irregular.toml), the lemma dictionary of
`simplemma`, then rules for what neither has: separable and other prefixes ("vooringevuld"), participles,
plurals and inflected adjectives whose stem is a known word, and the last part of a compound
("doorlooptijden"). A lemma then gives its *root*, the stem as it is written at the end of a word: of a verb
that is the form of "ik" (betalen → betaal), so that a verb and the noun beside it meet (vragen, vraag).
A verb has a second key, its noun in -ing, when that is a Dutch word: "toegezegd" meets "toezegging", but
"regel" and "regeling", which both meet "regelen", stay apart. A noun in -heid has its adjective as a second
key ("tevreden" meets "tevredenheid"), unless the data says that it has become another word ("overheid").
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Final

from kb.language.compounds import pieces
from kb.language.frequency import frequencies
from kb.language.stems import (
    PREFIXES,
    SHORT,
    SHORT_VERBS,
    SHORTEST_STEM,
    closed,
    dictionary,
    is_infinitive,
    is_word,
    noun_in_ing,
    root,
)

_MAX_LENGTH: Final = 64
_PARTICIPLE: Final = 8  # letters; shorter words in -ende are nouns: bende, ellende, legende
_COMMON: Final = 3.3  # Zipf value from which a noun may be another reading of a plural in -en
_COMMONER: Final = 1.0  # by how much it must be commoner than the dictionary's lemma, when it is short
_LONG_NOUN: Final = 5  # letters; such a noun has two syllables mostly: geval, verslag, verloop


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads((resources.files(__package__) / "irregular.toml").read_text(encoding="utf-8"))
    listed = {form: tuple(lemmas) for form, lemmas in data["forms"].items()}
    return listed | {form: (form,) for form in data["unchanged"]["words"]}


@lru_cache(maxsize=1)
def _lists() -> tuple[dict[str, str], frozenset[str]]:
    """Verbs with a root of their own, and nouns in -heid that have nothing to do with their adjective."""
    data = tomllib.loads((resources.files(__package__) / "irregular.toml").read_text(encoding="utf-8"))
    return dict(data["roots"]), frozenset(data["heid"]["apart"])


@lru_cache(maxsize=65_536)
def lemmas(form: str) -> tuple[str, ...]:
    """The lemmas of `form` (a normal form), likeliest first; the form itself where nothing is known."""
    if form in _irregular():
        return _irregular()[form]
    if len(form) > _MAX_LENGTH or not form.isalpha():
        return (form.removesuffix("'s") or form,)
    known = dictionary(form)
    if known is None:
        found = _by_rule(form) or form
        return (_uninflected(found) or found,)
    known = _without_prefix(form, known)
    bases = dict.fromkeys([_uninflected(known) or known])
    if known != form and _is_lemma_too(form):
        bases[form] = None
    participle = next(iter(bases))
    if form.startswith(participle) and not _has_plural(participle):  # "gericht" is a word and of richten
        verb = _verb_of_participle(participle)
        if verb is not None:
            bases[verb] = None
    if form.endswith("en") and len(form) > SHORT:
        bases.update(dict.fromkeys(_other_readings(form, known)))
    return tuple(bases)


def _without_prefix(form: str, known: str) -> str:
    """The dictionary's lemma without a prefix that the form lacks: merkte is of merken, not opmerken."""
    for prefix in PREFIXES:
        if known.startswith(prefix) and not form.startswith(prefix):
            bare = known[len(prefix) :]
            if is_infinitive(bare) or (bare.endswith(SHORT_VERBS) and dictionary(bare) == bare):
                return bare
    return known


def _other_readings(form: str, known: str) -> Iterator[str]:
    """What a form in -en may be besides the dictionary's lemma: an infinitive, or the plural of a noun."""
    if known != form and is_infinitive(form):
        yield form
    stem = form[:-2]
    written = closed(stem)
    regular = {stem, written, form[:-1]}
    odd = known not in regular and known != form and not is_infinitive(known)
    for noun in dict.fromkeys((written, stem, stem[:-1] if stem[-1:] == stem[-2:-1] else stem)):
        common = frequencies().get(noun, 0.0)
        if noun == known or common < _COMMON or dictionary(noun) != noun:
            continue
        much = common - frequencies().get(known, 0.0) >= _COMMONER
        spelt_otherwise = noun == written != stem and known == form[:-1]
        if much or odd or spelt_otherwise or (len(noun) >= _LONG_NOUN and is_infinitive(known)):
            yield noun


def lemma(form: str) -> str:
    """The likeliest lemma of `form` (a normal form)."""
    return lemmas(form)[0]


@lru_cache(maxsize=65_536)
def keys(form: str) -> tuple[str, ...]:
    """The index keys of `form` (a normal form): two words are inflections of one when they share a key."""
    found: dict[str, None] = {}
    roots = _lists()[0]
    for base in lemmas(form):
        stem = roots.get(base) or root(base)
        found[stem] = None
        if (quality := adjective_of(stem)) is not None:
            found[quality] = None
        if base in roots:
            continue
        noun = noun_in_ing(base) if stem != base or base.endswith("zien") else None
        if noun is not None:
            found[noun] = None
    return tuple(found)


@lru_cache(maxsize=8_192)
def adjective_of(noun: str) -> str | None:
    """The adjective of a noun in -heid: tevredenheid → tevreden; None for other words, and where it is none."""
    adjective = noun.removesuffix("heid")
    if adjective == noun or len(adjective) < SHORT or noun in _lists()[1] or not is_word(adjective):
        return None
    return root(lemma(adjective))


def _is_lemma_too(form: str) -> bool:
    """Whether `form` is a lemma as well, told by an inflection that the dictionary leads back to it."""
    return dictionary(form + "e") == form or _has_plural(form)


def _has_plural(form: str) -> bool:
    """Whether `form` is a noun, told by a plural that the dictionary leads back to it."""
    return any(dictionary(plural) == form for plural in (form + "s", form + "en", form + form[-1] + "en"))


def _uninflected(form: str) -> str | None:
    """The lemma of a form that a dictionary wrongly has for one: schrijnende, gedupeerde; else None."""
    if form.endswith("ende") and len(form) >= _PARTICIPLE and (is_word(form[:-1]) or is_infinitive(form[:-2])):
        return form[:-1]
    if form.endswith(("eerde", "igde", "elde", "erde")) and is_infinitive(lemma(form[:-1])):
        return lemma(form[:-1])  # de gedupeerde
    if form.endswith("eerd") and (verb := _verb_of_participle(form)) is not None:
        return verb
    nouns = [form.removesuffix(ending) for ending in ("je", "tje", "pje", "etje") if form.endswith(ending)]
    common, noun = max(
        ((frequencies().get(noun, 0.0), noun) for noun in nouns if len(noun) > 1 and _has_plural(noun)),
        default=(0.0, None),
    )
    return noun if common > frequencies().get(form, 0.0) else None


def _verb_of_participle(form: str) -> str | None:
    """The verb whose participle `form` is by its shape: getoetst → toetsen, ingevoerd → invoeren."""
    known = dictionary(form)
    if form[-1:] in ("d", "t") and known is not None and is_infinitive(known):
        return known
    at = form.find("ge")
    if form[-1:] not in ("d", "t") or at < 0 or (at > 0 and form[:at] not in PREFIXES):
        return None
    for stem in (form[at + 2 : -1], form[at + 2 :]):
        for finite in (stem + "t", stem + "te", stem + "de"):
            verb = dictionary(finite) if len(stem) > 1 else None
            if verb is not None and is_infinitive(verb) and root(verb) == stem:
                return form[:at] + verb
    return None


def _by_rule(form: str) -> str | None:
    """The lemma of a form that the dictionary does not have; None when no rule gives a known word."""
    return (
        _known_base(form)
        or _verb_of_participle(form)
        or _prefixed(form)
        or _compound(form)
        or _known_ending(form)
    )


def _known_base(form: str) -> str | None:
    """A known word that `form` is the plural, the inflected adjective or the participle of."""
    if len(form) <= SHORT:
        return None
    for ending, rest in (("heden", "heid"), ("ieen", "ie")):
        if form.endswith(ending):
            return form[: -len(ending)] + rest
    options: list[str] = []
    if form.endswith("en"):
        options += [form[:-1], closed(form[:-2]), form[:-2]]
    elif form.endswith("e"):
        options += [form[:-1], closed(form[:-1])]
    elif form.endswith("s"):
        options += [form[:-1]]
    for option in options:
        if len(option) > 2 and is_word(option):  # noqa: PLR2004 - no word of two letters has endings
            return lemma(option) if option != form else option
    return None


@lru_cache(maxsize=8_192)
def _prefixed(form: str) -> str | None:
    """A known form behind a prefix that Dutch puts before any verb: herbeoordeeld → herbeoordelen."""
    for prefix in PREFIXES:
        rest = form[len(prefix) :]
        if form.startswith(prefix) and len(rest) > SHORT:
            known = _irregular().get(rest, (None,))[0] or dictionary(rest)
            if known is None and rest.startswith(PREFIXES):
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
    for at in range(SHORTEST_STEM, len(form) - SHORT):
        head = form[at:]
        base = dictionary(head)
        if base is not None:
            return _with_head(form, head) if base in (head[:-2], head[:-1]) else None
    return None


def _with_head(form: str, head: str) -> str:
    """`form` with the lemma of its last part `head`; a participle stays one: themagericht."""
    base = lemma(head)
    if is_infinitive(base) and not head.endswith("en"):
        base = head[:-1] if head.endswith("e") and is_word(head[:-1]) else head
    return form[: len(form) - len(head)] + base
