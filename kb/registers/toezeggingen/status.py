"""What became of it, as this paper says: status with the words that say so, and answers in its section.

The words go first. Where none say it, a promise to tell that the same section goes on to tell is *afgedaan*,
what is still to come or still going on is *openstaand*, and the field is named as inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.registers.toezeggingen import predicates as ask
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.lexicon import words_of
from kb.registers.toezeggingen.model import Answer, Deadline, Status
from kb.registers.toezeggingen.signals import Signal

MOST_ANSWERS = 3
_NEXT = 2
_FEW = 4
_ANSWERED = frozenset({"toezegging", "verzoek"})
_SHORT = 4
"""Tokens that an answer has at least."""
_GIVES = frozenset({"treft", "vindt", "doe", "gevoegd", "toegevoegd", "bijgevoegd", "opgenomen"})
_FAR = 12
"""Sentences behind a record in which its answer and status stand."""
_ABOUT = words_of("taal", "erover")
_TELLING = frozenset({"sturen", "melden", "terugkomen", "ontvangen", "volgen", "opnemen"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Status, the words that say so, the answers, and whether the status was inferred."""

    status: Status
    evidence: str | None
    answers: tuple[Answer, ...]
    inferred: bool


def outcome_of(  # noqa: PLR0911 - a case each
    view: View, signal: Signal, deadline: Deadline, following: Sequence[View], others: frozenset[int]
) -> Outcome:
    """What became of a record; `following` are the sentences behind it, `others` hold other records."""
    after = list(_until_next(following, others))
    said = _said(view, signal, after)
    answers = _answers(signal, after)
    if said is not None:
        return Outcome(said[0], said[1], answers, False)
    if signal.kind == "aankondiging" or (signal.time == "coming" and signal.kind == "toezegging"):
        return Outcome("openstaand", deadline.text or view.text, (), deadline.text is None)
    if deadline.to is not None or deadline.from_ is not None:
        return Outcome("openstaand", deadline.text, answers, False)
    waiting = _waiting(view, after[:_NEXT], signal)
    if waiting is not None:
        return Outcome("openstaand", waiting, answers, False)
    if signal.kind == "verzoek":
        return Outcome("afgedaan" if answers else "onbekend", _first(answers), answers, True)
    if signal.kind == "toezegging" and answers and promises_words(view, signal):
        return Outcome("afgedaan", _first(answers), answers, True)
    running = _running(view, list(_until_next(following, frozenset()))[:_FEW], signal)
    if running is not None:
        return Outcome("openstaand", running, answers, signal.kind != "motie")
    if signal.kind == "motie" and (answers or signal.rule == "motie-gevolg"):
        return Outcome("afgedaan" if _done(view, after) else "openstaand", view.text, answers, True)
    return Outcome("onbekend", None, answers, False)


def _until_next(following: Sequence[View], others: frozenset[int]) -> Iterator[View]:
    for view in following[:_FAR]:
        if view.index in others:
            return
        yield view


def _first(answers: tuple[Answer, ...]) -> str | None:
    return answers[0].quote if answers else None


def _said(view: View, signal: Signal, after: Sequence[View]) -> tuple[Status, str] | None:
    """The status that the words give: in the sentence itself, or in one behind it that speaks of it."""
    own = _of_words(view, signal)
    if own is not None:
        return own, view.text
    for later in after:
        forms = {token.form for token in later.sentence.tokens}
        if forms & _ABOUT or later is after[0]:
            found = _of_later(later, strict=not forms & _ABOUT)
            if found is None and later is after[0] and signal.kind in _ANSWERED and _given(later):
                found = "afgedaan"
            if found is not None:
                return found, later.text
    return None


def _of_words(view: View, signal: Signal) -> Status | None:  # noqa: PLR0911 - a case each
    sentence = view.sentence
    if signal.kind == "aankondiging":
        return None
    if sentence.has("status", "vervallen"):
        return "vervallen"
    if ask.denied(view, set(sentence.clause)) and any(event.kind == "uitvoeren" for event in view.events):
        return "openstaand" if signal.kind == "toezegging" else "afgedaan"
    if signal.kind == "toezegging" and _not_kept(view):
        return "openstaand"
    if sentence.has("status", "deels") and sentence.has("status", "afgedaan"):
        return "deels afgedaan"
    late = any(event.kind in _TELLING and event.time in ("future", "aim") for event in view.events)
    if signal.time == "done" and not late and not _to_come(view):
        return "afgedaan"
    if sentence.has("status", "afgedaan") and not late and not _to_come(view):
        return "afgedaan"
    return None


def _not_kept(view: View) -> bool:
    """Whether the words of keeping are denied in their clause: "heb ik nog niet gestand kunnen doen"."""
    sentence = view.sentence
    kept = {sentence.clause[start] for start, _ in sentence.hits("status", "afgedaan")}
    return any(
        sentence.clause[start] in kept for start, _ in sentence.hits("niet") if sentence.form(start) != "geen"
    )


def _to_come(view: View) -> bool:
    """Whether what was promised is still to come: "dat uw Kamer in september nader geïnformeerd wordt"."""
    dated = [mention for mention in view.dates if ask.is_later(view, mention) and mention.precision != "year"]
    return any(event.kind in _TELLING and event.time != "past" for event in view.events) and bool(dated)


def _given(view: View) -> bool:
    """Whether a sentence gives it with this paper: "Bijgaand treft u de notitie aan"."""
    sentence = view.sentence
    forms = {token.form for token in sentence.tokens}
    gives = any(event.kind in _TELLING for event in view.events) or bool(forms & _GIVES)
    dated = [mention for mention in view.dates if ask.is_later(view, mention)]
    return sentence.has("nu") and gives and not dated and not ask.denied(view, set(sentence.clause))


def _of_later(view: View, *, strict: bool) -> Status | None:
    """The status that a later sentence gives; `strict`: only by words that can mean nothing else."""
    sentence = view.sentence
    if sentence.has("status", "vervallen") and not strict:
        return "vervallen"
    done = sentence.has("status", "afgedaan") or any(event.kind == "uitvoeren" for event in view.events)
    if done and sentence.has("status", "deels"):
        return "deels afgedaan"
    if strict:
        return None
    if done and not ask.denied(view, set(sentence.clause)):
        return "afgedaan"
    return None


def _waiting(view: View, after: Sequence[View], signal: Signal) -> str | None:
    """Words that say that it is not there yet: "nog niet", "meer tijd nodig"."""
    for item in (view, *after):
        hits = item.sentence.hits("status", "nog_niet")
        if item is view:
            hits = [hit for hit in hits if item.sentence.tokens[hit[0]].start > signal.core]
        if hits:
            return item.text
    return None


def _running(view: View, after: Sequence[View], signal: Signal) -> str | None:
    """Words that say that it is still going on, in the sentence or soon behind it."""
    for item in (view, *after):
        hits = item.sentence.hits("status", "loopt")
        if item is view:
            hits = [hit for hit in hits if item.sentence.tokens[hit[0]].start > signal.core]
        if hits:
            return item.text
    return None


def _done(view: View, after: Sequence[View]) -> bool:
    """Whether what a motie asks is told in the perfect tense: "heb ik gevraagd", "is verkend"."""
    forms = {token.form for item in (view, *after[:1]) for token in item.sentence.tokens}
    perfect = words_of("hulp", "voltooid") | {"is", "zijn"}
    return bool(forms & perfect) and not forms & {"zal", "zullen", "wordt", "worden"}


def promises_words(view: View, signal: Signal) -> bool:
    """Whether what was promised is to tell something, so that telling it here keeps the promise."""
    core = view.sentence.token_at(signal.core)
    told = any(event.kind in _TELLING and event.place > core for event in view.events)
    nouns = any(start > core for start, _ in view.sentence.hits("stukken"))
    checks = {token.form for token in view.sentence.tokens} & words_of("taal", "uitzoeken")
    return told or nouns or bool(checks)


def _answers(signal: Signal, after: Sequence[View]) -> tuple[Answer, ...]:
    """The sentences that answer: those right behind the record in its section."""
    if signal.kind == "aankondiging":
        return ()
    found = []
    for view in after:
        text = view.text.strip()
        if view.sentence.question or len(view.sentence.tokens) < _SHORT:
            continue
        found.append(Answer(view.passage.passage_id, " ".join(text.split())))
        if len(found) == MOST_ANSWERS:
            break
    return tuple(found)
