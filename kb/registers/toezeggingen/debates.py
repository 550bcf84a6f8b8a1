"""Debates: who promises is who speaks, who receives is the member spoken to, and the chair's list is best.

At the end of a debate the chair reads out the toezeggingen. Every sentence or item of that list with a
minister as its subject is a promise, whatever its verb; "dat is een toezegging aan …" tells of the item
before it to whom.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from kb.annotate.references import surname
from kb.registers.toezeggingen import predicates as ask
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.lexicon import words_of
from kb.registers.toezeggingen.model import Recipient
from kb.registers.toezeggingen.promising import signal_of
from kb.registers.toezeggingen.signals import Signal, confidence

_BACK = 8
"""Sentences before a minister's words in which the member spoken to has the floor."""
_JUST = 3
"""Sentences before a minister's promise in which he names whom he answers."""
_LEAST = 5
"""Tokens that an item of the list has at least."""
_SPEAKERS = frozenset(
    {"minister", "staatssecretaris", "bewindspersoon", "kabinet", "minister-president", "kamer"}
)


def in_list(view: View, before: Sequence[View]) -> bool:
    """Whether the chair is reading out the list of toezeggingen: the word stands here or just before.

    A report of a debate can end with the same list under a heading, in nobody's words.
    """
    if not (view.voice == "chair" or (view.voice == "paper" and view.frame.debate)):
        return False
    if view.sentence.has("debat", "lijst"):
        return True
    for earlier in reversed(before[-_BACK * 4 :]):
        if earlier.voice != view.voice:
            return False
        if earlier.sentence.has("debat", "lijst"):
            return True
    return False


def listed(view: View, before: Sequence[View]) -> Iterator[Signal]:
    """An item of the chair's list."""
    if view.sentence.question or len(view.sentence.tokens) < _LEAST:
        return
    place = _subject(view)
    if not in_list(view, before) and not (place is not None and _read_out(view)):
        return
    if place is not None and not _past_only(view) and not ask.refused(view):
        yield signal_of(view, "toezegging", "toezegging-lijst", "coming", place)


def _read_out(view: View) -> bool:
    """Whether the chair says what a minister will send or tell the Kamer, by when: an item of the list."""
    return view.voice == "chair" and any(
        event.kind in ("sturen", "melden", "terugkomen")
        and event.time in ("present", "future")
        and ask.received(view, event)
        and bool(ask.later_dates(view))
        and not ask.now(view, event)
        for event in view.events
    )


def spoken(view: View, signals: list[Signal]) -> list[Signal]:
    """What a minister announces in a debate is a spoken promise; other signals are as they are.

    So it is in a report that tells what was said: "De staatssecretaris zal de Kamer een overzicht sturen".
    """
    told = view.voice == "paper" and view.frame.debate and _subject(view) is not None
    if view.voice != "government" and not told:
        return signals
    return [
        dataclasses.replace(
            signal, kind="toezegging", rule="toezegging-spreker",
            confidence=min(signal.confidence, confidence("toezegging-spreker", *signal.reasons)),
        )
        if signal.kind == "aankondiging"
        else signal
        for signal in signals
    ]  # fmt: skip


def _subject(view: View) -> int | None:
    """The minister, or the Kamer that receives, as the subject of the item."""
    sentence = view.sentence
    if "ik" in {sentence.form(0), sentence.form(1)} and "dat" not in {sentence.form(2), sentence.form(3)}:
        return None  # "Ik zie de staatssecretaris knikken"
    for place, token in enumerate(sentence.tokens[: 2 * _LEAST]):
        if token.form in _SPEAKERS and ask.behind_preposition(view, place) in (None, "door"):
            return place
    return None


def _past_only(view: View) -> bool:
    """Whether the sentence only tells what was said: "de minister heeft een toezegging gedaan"."""
    helps = words_of("hulp", "voltooid") | {"is", "was", "werd", "dank", "bedank", "dankt"}
    forms = [token.form for token in view.sentence.tokens]
    return any(form in helps for form in forms) and not any(
        event.time in ("present", "future", "bare") for event in view.events
    )


def told_to(view: View, before: Sequence[View]) -> tuple[Recipient, ...]:
    """The member whom a minister answers: named in the words or just before, else the last member who spoke."""
    if view.members:
        return _with_parties(view, before)
    for earlier in reversed(before):
        if earlier.voice == "government" and earlier.members and view.index - earlier.index <= _JUST:
            return _with_parties(earlier, before)
        if earlier.voice == "member" and earlier.speaker is not None:
            return (Recipient(earlier.speaker.name, earlier.speaker.party),)
        if view.index - earlier.index > _BACK * 4:
            break
    return ()


def _with_parties(view: View, before: Sequence[View]) -> tuple[Recipient, ...]:
    """The members that a sentence names, with the party under which they spoke in this debate."""
    spoke = {
        surname(item.speaker.name): item.speaker.party
        for item in before
        if item.voice == "member" and item.speaker is not None
    }
    return tuple(
        Recipient(person.name, person.party_label or spoke.get(surname(person.name))) for person in view.members
    )


def assent(view: View, before: Sequence[View]) -> tuple[Signal, View] | None:
    """A minister who says yes to what a member asks to be told: "Jazeker. Dat zal ik in de brief doen".

    Gives the signal and the question; None for a yes to anything else than telling or sending something.
    """
    forms = {token.form for token in view.sentence.tokens}
    yes = view.sentence.has("debat", "ja") or ({"ik", "doen"} <= forms and bool(forms & {"dat", "dit"}))
    if view.voice != "government" or not yes or view.sentence.question or ask.refused(view):
        return None
    if ask.denied(view, set(view.sentence.clause)) or view.sentence.has("straks"):
        return None
    question = _asked(view, before)
    if question is None:
        return None
    place = next(
        at for at, token in enumerate(view.sentence.tokens) if token.form in {"doe", "doen", "toezeggen", "toe"}
    )
    return signal_of(view, "toezegging", "toezegging-ja", "coming", place), question


def _asked(view: View, before: Sequence[View]) -> View | None:
    """The last question of the member who spoke just before, when it asks to be told or sent something."""
    for earlier in reversed(before[-_BACK:]):
        if earlier.voice == "member":
            asks = earlier.sentence.question and any(event.kind in _TELLS for event in earlier.events)
            if asks:
                return earlier
        elif view.index - earlier.index > _JUST:
            return None
    return None


_TELLS = frozenset({"sturen", "melden", "terugkomen", "ontvangen", "toezeggen"})


def read_to_whom(view: View, views: Sequence[View]) -> tuple[Recipient, ...]:
    """The members that an item of the chair's list is for: named in it, or in "dat is een toezegging aan …"."""
    before = views[: view.index]
    if view.members:
        return _with_parties(view, before)
    following = views[view.index + 1] if view.index + 1 < len(views) else None
    if following is None or following.voice != "chair":
        return ()
    sentence = following.sentence
    short = len(sentence.tokens) <= 4 * _LEAST
    said = sentence.has("toezegging") or sentence.has("gevolg") or sentence.has("verzoek")
    return _with_parties(following, before) if short and said and _subject(following) is None else ()
