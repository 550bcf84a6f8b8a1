"""What it is about: a short phrase taken from the text, never written anew.

The phrase stands behind the verb or noun that opens it ("over", "naar", "om in te gaan op", "inzake"), and
ends where a new clause or a date begins. Without an opener the words of the promise itself are taken.
"""

from __future__ import annotations

import re

from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.events import Event
from kb.registers.toezeggingen.lexicon import one_of
from kb.registers.toezeggingen.signals import Signal

MOST = 110
"""Characters of a subject; a longer one ends at the last word before."""
_ASKING = frozenset({"hoeveel", "of", "welke", "hoe", "waarom", "wanneer", "wat"})
_OPENERS = ("over", "inzake", "betreffende", "omtrent", "aangaande", "rondom")
_LATER = ("op", "naar", "voor", "van", "met")
_EMPTY = frozenset(
    {"hier", "hierover", "daarover", "dit", "dat", "deze", "die", "u", "uw", "de", "het", "een", "ons", "haar"}
)
_END = re.compile(
    r"[;:(]|,\s(?:die|dat|waar\w*|zodat|omdat|en\s(?:zal|wordt|worden|is|heb)|zoals|en)\b|\s[–—]\s|\.\s*$"
)
_TRAIL = re.compile(
    r"\s(?:te|voor|in|op|aan|over|met|en|of|om|die|dat|van|bij|tot|is|zijn|wordt|worden|zal|zullen|heb|heeft|toe|terug|"
    r"informeren|sturen|zenden|delen|geïnformeerd|gestuurd|toegezegd|doen|toekomen|kunnen|ontvangen|de|het|een|hierover)$"
)
_SHORTEST = 6
_DEBATE_REACH = 8
_FINITE = re.compile(
    r"^(?P<phrase>(?:\S+\s){3,14}?)(?:is|zijn|wordt|worden|heeft|heb|hebben|zal|zullen|loopt|kan|kunnen|ben)\s"
)
_TO_CHAMBER = re.compile(
    r"\s(?:met|aan|naar|bij)\s(?:uw|de|het|beide)\s(?:Tweede\s|Eerste\s)?(?:Kamers?|parlement)\b.*$"
)


def subject_of(view: View, signal: Signal) -> str | None:
    """A short phrase of the sentence that says what the record is about; None when it says nothing."""
    text = view.text[signal.start : signal.end]
    events = [
        event for event in view.events if signal.start <= view.sentence.tokens[event.place].start < signal.end
    ]
    for start in _starts(view, signal, events):
        phrase = clean(view.text[start : signal.end])
        if phrase is not None:
            return phrase
    return clean(text)


def _starts(view: View, signal: Signal, events: list[Event]) -> list[int]:
    """Where a subject may begin, the likeliest first."""
    sentence = view.sentence
    tokens = sentence.tokens
    found: list[tuple[int, int]] = []
    core = sentence.token_at(signal.core)
    for place, token in enumerate(tokens[:-1]):
        if not signal.start <= token.start < signal.end or sentence.form(place + 1) in _EMPTY - {
            "de",
            "het",
            "een",
        }:
            continue
        if token.form in _OPENERS and not _of_debate(view, place):
            found.append((0 if place > core else 1, tokens[place + 1].start))
        elif token.form in _ASKING and place > core:
            found.append((2, token.start))
        elif token.form in _LATER and _belongs(view, place, events):
            found.append((-1 if token.form in {"naar", "voor"} else 2, tokens[place + 1].start))
        elif token.form in {"dat", "om"} and place > core:
            found.append((3, tokens[place + 1].start))
    paper = _paper(view, signal)
    if paper is not None:
        found.append((4, paper))
    return [start for _, start in sorted(found)]


def _of_debate(view: View, place: int) -> bool:
    """Whether "over" tells what a debate was about: "het plenaire debat van 23 mei over het rapport"."""
    sentence = view.sentence
    return any(0 < place - end <= _DEBATE_REACH for _, end in sentence.hits("gelegenheid")) and any(
        event.kind in ("vragen", "toezeggen", "zeggen") and event.place > place for event in view.events
    )


def _belongs(view: View, place: int, events: list[Event]) -> bool:
    """Whether a preposition goes with the verb before it: "in te gaan op", "gevraagd naar"."""
    near = [event for event in events if 0 < place - event.place <= 2]  # noqa: PLR2004 - verb, small word, preposition
    if view.sentence.form(place) in {"naar", "voor", "om"}:
        return any(event.kind == "vragen" for event in near)
    return any(event.kind == "terugkomen" for event in near)


def _paper(view: View, signal: Signal) -> int | None:
    """Where the paper that is sent is named: "het eindrapport van deze evaluatie"."""
    sentence = view.sentence
    for place, token in enumerate(sentence.tokens):
        if one_of("stukken", "woorden", token.form) and signal.start <= token.start < signal.end:
            return sentence.tokens[place].start
    return None


def clean(text: str) -> str | None:
    """The phrase up to where it ends, without what trails; None when nothing is left."""
    end = _END.search(text)
    phrase = " ".join((text[: end.start()] if end else text).split())
    finite = _FINITE.match(phrase)
    if (
        finite
        and " die " not in finite["phrase"]
        and not finite["phrase"].startswith(("dat ", "of ", "hoe", "welke"))
    ):
        phrase = finite["phrase"].strip()
    phrase = _TO_CHAMBER.sub("", phrase)
    if len(phrase) > MOST:
        phrase = phrase[:MOST].rsplit(" ", 1)[0]
    previous = ""
    while phrase != previous:
        previous = phrase
        phrase = _TRAIL.sub("", phrase).rstrip(" ,.")
    return phrase if len(phrase) >= _SHORTEST and not phrase[0].isdigit() else None
