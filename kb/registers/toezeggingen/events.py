"""What the verbs of a sentence say: which verb, in what time and mood, in which clause.

The time of an infinitive or participle is that of its auxiliary: the one beside it, else the last one
before it in its clause, else in the clauses before that no subordinator opens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb.registers.toezeggingen.lexicon import Form, Verb, VerbForm, verb_forms, words_of
from kb.registers.toezeggingen.sentences import Sentence

Time = Literal["past", "present", "future", "can", "aim", "condition", "duty", "bare"]
"""`future`: zal, gaan; `can`: kan, wil; `aim`: streven, hopen; `bare`: an infinitive that nothing governs."""

_HELP = {
    key: words_of("hulp", key)
    for key in ("toekomst", "kunnen", "voorwaarde", "plicht", "lijdend", "lijdend_toen", "voltooid", "zijn")
}
_ALL_HELP = frozenset().union(*_HELP.values())
_AIMS = words_of("streven")
_WE = frozenset({"wij", "we"})
_NOUN_BEFORE = words_of("taal", "voor_dubbelzinnig")
"""Words before a form that make it a noun or adverb: "de vragen", "het bericht", "te vroeg"."""
_ARTICLES = words_of("taal", "voor_naamwoord")
_MAYBE_NOUN = words_of("taal", "dubbelzinnig")
_CAUSE = {"doe": "present", "doet": "present", "laat": "present", "deed": "past", "deden": "past",
          "liet": "past", "lieten": "past", "gedaan": "past"}  # fmt: skip
_NEVER_BEFORE = frozenset({"te", "laten", "doen", "kunnen", "willen", "blijven", "om"})
_MIDDLE = 2
_BETWEEN = 12
"""Tokens between a finite verb and its prefix or needed words, at most a long middle field."""
_LONGEST_CLUSTER = 3


@dataclass(frozen=True, slots=True)
class Event:
    """A verb of the lists at a place of a sentence; `end` is behind its last word when words are apart."""

    verb: Verb
    form: Form
    place: int
    clause: int
    time: Time
    passive: bool
    infinitive_te: bool
    governor: int | None = None

    @property
    def kind(self) -> str:
        """The class of its verb."""
        return self.verb.kind


def events_of(sentence: Sentence) -> list[Event]:
    """The events of a sentence, in order; where two verbs fit a word, the one with more of its words there."""
    found: list[Event] = []
    for place, token in enumerate(sentence.tokens):
        if token.form in _MAYBE_NOUN and (place == 0 or sentence.form(place - 1) in _NOUN_BEFORE):
            continue
        if token.form == "vroeg" and sentence.form(place - 1) in {"te", "al", "heel", "zo"}:
            continue
        best: tuple[int, bool, Event] | None = None
        for entry in verb_forms().get(token.form, ()):
            weight = _weight(sentence, place, entry)
            if not weight:
                continue
            if _is_noun(sentence, place, entry):
                continue
            event = _event(sentence, place, entry)
            helped = (
                entry.form == "participle" and event.governor is not None
            )  # "verzonden" is a past tense too
            if best is None or (weight, helped) > best[:2]:
                best = (weight, helped, event)
        if best is not None:
            found.append(best[2])
    return found


def _is_noun(sentence: Sentence, place: int, entry: VerbForm) -> bool:
    """Whether a form is used as a noun: "voorzien in voorhang", "het informeren van burgers"."""
    bare = entry.form == "infinitive" or (entry.form == "present" and entry.prefix is not None)
    return bare and sentence.form(place - 1) in _ARTICLES


def _weight(sentence: Sentence, place: int, entry: VerbForm) -> int:  # noqa: PLR0911 - a case each
    """How well a verb fits its place: 0 when a word that it needs is missing."""
    verb, weight = entry.verb, 1
    if entry.last and not _ends_clause(sentence, place):
        return 0
    if entry.prefix or (verb.prefixes and _prefix_apart(sentence, place, entry) is not None):
        weight += 2
    elif verb.prefix_needed:
        return 0
    if verb.name == "delen" and sentence.has("eens", clauses=[sentence.clause[place]]):
        return 0
    if entry.form == "present" and verb.name == "delen" and sentence.form(place) == "deel":
        around = {sentence.form(place - 1), sentence.form(place + 1)}
        if "ik" not in around:
            return 0
    if verb.needs is not None:
        near = [hit for hit in verb.needs.find(sentence.tokens) if abs(hit[0] - place) <= 2 * _BETWEEN]
        if not near:
            return 0
        weight += 2
    if verb.with_paper and not _paper_behind(sentence, place):
        return 0
    if entry.form == "infinitive" and verb.helper and sentence.form(place - 1) in {"de", "het"}:
        return 0
    return weight


def _ends_clause(sentence: Sentence, place: int) -> bool:
    clause = sentence.clause[place]
    return place > 0 and clause not in sentence.clause[place + 1 :] and sentence.clause[place - 1] == clause


def _paper_behind(sentence: Sentence, place: int) -> bool:
    """Whether "met een brief" or the like stands in the clause: "komt met een reactie"."""
    clause = sentence.clause[place]
    for start, _ in sentence.hits("stukken"):
        if sentence.clause[start] == clause and "met" in {sentence.form(start - back) for back in range(1, 5)}:
            return True
    return False


def _prefix_apart(sentence: Sentence, place: int, entry: VerbForm) -> str | None:
    """The separable prefix that stands apart: "toe te sturen", "stuur ik u … toe"."""
    prefixes = set(entry.verb.prefixes)
    if entry.form == "infinitive" and sentence.form(place - 1) == "te" and sentence.form(place - 2) in prefixes:
        return sentence.form(place - 2)
    if entry.form in ("infinitive", "participle"):
        apart = _prefix_before_cluster(sentence, place, prefixes)
        if apart is not None:
            return apart
    plural = entry.form == "infinitive" and sentence.form(place - 1) != "te"
    plural = plural and (_we_beside(sentence, place) or _finite_before(sentence, place, set()) is None)
    if entry.form in ("present", "past") or plural:
        return _prefix_behind(sentence, place, prefixes)
    return None


def _prefix_before_cluster(sentence: Sentence, place: int, prefixes: set[str]) -> str | None:
    """The prefix before the auxiliaries of its verb: "terug zou komen", "toe zal worden gestuurd"."""
    at = place - 1
    while at >= 0 and sentence.form(at) in _ALL_HELP | {"te"} and place - at <= _LONGEST_CLUSTER:
        at -= 1
    return sentence.form(at) if at < place - 1 and sentence.form(at) in prefixes else None


def _prefix_behind(sentence: Sentence, place: int, prefixes: set[str]) -> str | None:
    """The prefix at the end of a finite verb's clause.

    Prefixes are prepositions too ("in de brief"): one counts when no article or name follows it.
    """
    last = len(sentence.tokens)
    for at in range(place + 1, last):
        form = sentence.form(at)
        if form in prefixes and not _goes_on(sentence, at):
            return form
    return None


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether the preposition at `at` has a noun behind it."""
    if at + 1 >= len(sentence.tokens):
        return False
    gap = sentence.text[sentence.tokens[at].end : sentence.tokens[at + 1].start]
    if any(mark in gap for mark in ".,;:()–"):
        return False
    following = sentence.form(at + 1)
    if sentence.form(at) == "toe" or sentence.form(at) == "terug":
        return False
    return following not in {
        "en",
        "maar",
        "op",
        "om",
        "dat",
        "met",
        "over",
        "zodra",
        "voor",
        "via",
        "in",
        "of",
        "als",
    }


def _we_beside(sentence: Sentence, place: int) -> bool:
    return bool(_WE.intersection((sentence.form(place - 1), sentence.form(place + 1))))


# --------------------------------------------------------------------------- time


def _event(sentence: Sentence, place: int, entry: VerbForm) -> Event:
    clause = sentence.clause[place]
    te = entry.form == "infinitive" and sentence.form(place - 1) in {"te", "kunnen", "laten", "blijven"}
    if entry.form == "participle":
        time, passive, governor = _participle(sentence, place)
    elif entry.form == "infinitive":
        time, governor = _infinitive(sentence, place)
        if entry.verb.helper and time in ("bare", "aim"):
            caused = _caused(sentence, place)
            time, governor = caused if caused[1] is not None else (time, governor)
        passive = False
    else:
        time, passive, governor = entry.form, False, place
        time = "past" if entry.form == "past" else "present"
    return Event(entry.verb, entry.form, place, clause, time, passive, te, governor)


def _cluster(sentence: Sentence, place: int) -> list[int]:
    """Auxiliaries that touch a participle: "zal worden gestuurd", "gestuurd wordt"."""
    found: list[int] = []
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(sentence.tokens) and sentence.form(at) in _ALL_HELP | {"te"}:
            if step == 1 and "," in sentence.text[sentence.tokens[at - 1].end : sentence.tokens[at].start]:
                break
            found.append(at)
            at += step
    return found


def _participle(sentence: Sentence, place: int) -> tuple[Time, bool, int | None]:  # noqa: PLR0911 - a case each
    cluster = _cluster(sentence, place)
    forms = {sentence.form(at): at for at in cluster}
    early = _finite_before(sentence, place, set(cluster))
    names = set(forms)
    helper = early if early is not None else None
    if names & _HELP["voltooid"] or (
        not names & _finite_names() and helper and _is(sentence, helper, "voltooid")
    ):
        governed = _modal(sentence, names, helper)
        beside = next((forms[name] for name in sorted(names & _HELP["voltooid"])), None)
        return governed or "past", False, helper if helper is not None else beside
    if "worden" in names:
        modal = _modal(sentence, names - {"worden"}, helper)
        if modal is not None:
            return modal, True, helper
        aim = _aim_before(sentence, place)
        if aim is not None and "te" in names:
            return "aim", True, aim
        return ("bare" if "te" in names else "present"), True, helper
    if names & _HELP["lijdend"]:
        return "present", True, forms[next(iter(names & _HELP["lijdend"]))]
    if names & (_HELP["zijn"] | _HELP["lijdend_toen"]):
        return "past", True, forms[next(iter(names & (_HELP["zijn"] | _HELP["lijdend_toen"])))]
    if helper is not None:
        if _is(sentence, helper, "lijdend"):
            return "present", True, helper
        if _is(sentence, helper, "zijn") or _is(sentence, helper, "lijdend_toen"):
            return "past", True, helper
        modal = _modal(sentence, {sentence.form(helper)}, helper)
        if modal is not None:
            return modal, True, helper
    return "past", True, None


def _finite_names() -> frozenset[str]:
    return _ALL_HELP - {"worden", "te"}


def _is(sentence: Sentence, place: int, key: str) -> bool:
    return sentence.form(place) in _HELP[key]


def _modal(sentence: Sentence, names: set[str], helper: int | None) -> Time | None:
    """The mood that modal verbs among `names`, or the finite verb before, give."""
    words = set(names)
    if helper is not None:
        words.add(sentence.form(helper))
    for key, time in (
        ("toekomst", "future"),
        ("voorwaarde", "condition"),
        ("kunnen", "can"),
        ("plicht", "duty"),
    ):
        if words & _HELP[key]:
            return time  # type: ignore[return-value]
    return None


def _finite_before(sentence: Sentence, place: int, cluster: set[int]) -> int | None:
    """The finite auxiliary before a verb at the end of its clause: in its own clause, else before it."""
    own = sentence.clause[place]
    fallback: int | None = None
    for at in range(place - 1, -1, -1):
        if at in cluster or sentence.form(at) not in _ALL_HELP:
            continue
        number = sentence.clause[at]
        if number == own:
            if sentence.form(at) != "zijn":
                return at
            fallback = at if fallback is None else fallback
        elif fallback is None and number not in sentence.subordinate and own not in sentence.subordinate:
            return at
    return fallback


def _aim_before(sentence: Sentence, place: int) -> int | None:
    """A word of aiming before the verb, in the sentence: "de ambitie is om", "ik streef ernaar"."""
    hits = [start for start, _ in sentence.hits("streven") if start < place]
    return hits[-1] if hits else None


def _infinitive(sentence: Sentence, place: int) -> tuple[Time, int | None]:  # noqa: PLR0911 - a case each
    """The mood of an infinitive, and the token that governs it."""
    if _we_beside(sentence, place) and sentence.form(place - 1) != "te":
        finite = _finite_before(sentence, place, set())
        if finite is None or sentence.clause[finite] != sentence.clause[place]:
            return "present", place
    aim = _aim_before(sentence, place)
    before = {sentence.form(at) for at in range(max(0, place - 4), place)}
    te = "te" in before and sentence.form(place - 1) in {"te", "kunnen", "laten", "blijven", "doen"}
    if te:
        finite = _finite_before(sentence, place, set())
        if aim is not None:
            return "aim", aim
        if (
            finite is not None
            and _is(sentence, finite, "plicht")
            and sentence.clause[finite] == sentence.clause[place]
        ):
            return "duty", finite
        return "bare", None
    finite = _finite_before(sentence, place, set())
    if aim is None and _plural(sentence, place, finite):
        return "present", place
    behind = next((at for at in (place + 1, place + 2) if sentence.form(at) in _HELP["toekomst"]), None)
    if behind is not None:
        return "future", behind
    if finite is not None:
        modal = _modal(sentence, set(), finite)
        if modal is not None:
            return modal, finite
        if _is(sentence, finite, "voltooid"):
            return "past", finite
    if aim is not None:
        return "aim", aim
    return "bare", None


def _plural(sentence: Sentence, place: int, finite: int | None) -> bool:
    """Whether it is a finite plural, without auxiliary: "De ministers sturen de Kamer een brief"."""
    modal = finite is not None and _modal(sentence, set(), finite) is not None
    if modal or (finite is not None and sentence.clause[finite] == sentence.clause[place]):
        return False
    around = {sentence.form(place + 1), sentence.form(place + 2)} & _ALL_HELP
    return not around and sentence.form(place - 1) not in _NEVER_BEFORE and _begins_clause(sentence, place)


def _begins_clause(sentence: Sentence, place: int) -> bool:
    """Whether a verb stands where a finite one does: more of its clause comes behind it than an end."""
    number = sentence.clause[place]
    behind = sum(1 for at in range(place + 1, len(sentence.tokens)) if sentence.clause[at] == number)
    return behind >= _MIDDLE and number not in sentence.subordinate


def _caused(sentence: Sentence, place: int) -> tuple[Time, int | None]:
    """The time of "doet toekomen" and "laat weten": that of the verb before it."""
    for at in range(place - 1, -1, -1):
        time = _CAUSE.get(sentence.form(at))
        if time is not None:
            return time, at  # type: ignore[return-value]
    return "bare", None
