"""What it is about: a short phrase taken from the text, never written anew.

The phrase stands behind the verb or noun that opens it ("over", "naar", "om in te gaan op", "inzake"), and
ends where a new clause or a date begins. Without an opener the words of the promise itself are taken.
"""

from __future__ import annotations

import re

from kb.language.analysis import normal_form
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.deadlines import with_limit
from kb.registers.toezeggingen.events import Event
from kb.registers.toezeggingen.lexicon import CUES, one_of, verb_forms, words_of
from kb.registers.toezeggingen.predicates import is_later
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
    r"[;:(]|\s(?:is|zijn|komt|wordt|worden)\s(?:\w{1,14}\s){0,2}(?:afgedaan|vervallen|nagekomen|gestand|voldaan|ingevuld)\b|"
    r",\s(?:die|dat|voorzien|hierbij|daarbij|zodra|nadat|als|indien|op\sverzoek|naar\saanleiding|waar\w*|zodat|omdat|en\s(?:zal|wordt|worden|is|heb)|zoals|en)\b|\s[–—]\s|\.\s*$"
)
_TRAIL = re.compile(
    r"\s(?:te|voor|in|op|aan|over|met|en|of|om|die|dat|van|bij|tot|is|zijn|wordt|worden|zal|zullen|heb|heeft|toe|terug|"
    r"informeren|sturen|zenden|delen|geïnformeerd|gestuurd|toegezegd|doen|toekomen|kunnen|ontvangen|de|het|een|hierover|"
    r"ontvangt\su|zult\su|u\sontvangt|niet\seerder\sdan|niet\seerder|zou|zouden|ingevuld|aanbieden|nog)$"
)
_LEAD = re.compile(
    r"^(?:ik|wij|we|het\skabinet|de\s(?:minister|staatssecretaris))\s(?=(?:de|het|een|deze|die|dit)\s)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:en\s)?(?:kan|wil|zou|is|gaat|kunt|wilt|zal|bent)\s(?:de\s(?:minister|staatssecretaris)|hij|zij|u|het\skabinet)\s"
    r"(?:(?:ons|de\sKamer|dan|ook|nog|daarbij|bereid|om|toezeggen|dat|aangeven|toelichten|uitleggen|bevestigen)\s){0,4}",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:De\s)?(?:[Vv]oorzitter|[Mm]inister|[Ss]taatssecretaris)[^:]{0,40}:\s")
_SHORTEST = 6
_FEW = 3
_ARTICLES = frozenset({"de", "het", "een", "alle", "deze", "die"})
_SMALL = words_of("onderwerp_leeg")
_DEBATE_REACH = 8
_FINITE = re.compile(
    r"^(?P<phrase>(?:\S+\s){3,14}?)(?:is|zijn|wordt|worden|heeft|heb|hebben|zal|zullen|loopt|kan|kunnen|ben)\s"
)
_GETS = re.compile(
    r"(?<=\w)\s(?:ontvangt\su|u\sontvangt|zult\su|(?:deel|stuur|zend|bied|neem|kom|leg|houd|bericht|verwijs)\sik|"
    r"volgt\s(?:nog|een|in))\b.*$|\skom(?:en|t)?$"
)
_CLAUSE = re.compile(r"^dat\s|(?:^|\s)(?:die|of|hoe|welke|wat|waar\w*)\s")
"""A clause within a phrase, whose verb comes last and belongs to it: "ouders die kinderbijslag ontvangen"."""
_RECEIVED = re.compile(
    r"(?<=\w)\s(?:ontvangt\su|u\sontvangt|zult\su|ontvangt|komt)\s(?=(?:voor|over|met|naar|tegen)\s)"
)
_TO_CHAMBER = re.compile(
    r"\s(?:met|aan|naar|bij)\s(?:uw|de|het|beide)\s(?:Tweede\s|Eerste\s)?(?:Kamers?|parlement)\b.*$"
)


def subject_of(
    view: View, signal: Signal, before: View | None = None, question: str | None = None
) -> str | None:
    """A short phrase of the sentence that says what the record is about; None when it says nothing.

    `before` is the sentence before: it lends the subject where this one only points back ("hierover"). The
    first sentence of an answer points back to what was asked (`question`).
    """
    text = view.text[signal.start : signal.end]
    events = [
        event for event in view.events if signal.start <= view.sentence.tokens[event.place].start < signal.end
    ]
    for start in _starts(view, signal, events):
        begin = _behind_term(view, start)
        phrase = clean(view.text[begin : _before_term(view, begin, signal.end)])
        if phrase is None or _says_nothing(view, phrase):
            continue
        lent = _lent(before) if before is not None and _bare(phrase) else None
        return lent or phrase
    if view.sentence.has("onderwerp_terug") or view.sentence.has("toezending"):
        lent = _lent(before) if before is not None else asked_for(question) if question else None
        if lent is not None:
            return lent
    text = _LABEL.sub("", text)
    phrase = clean(text)
    return phrase if phrase is not None and not _says_nothing(view, phrase) else _short(text)


def _bare(phrase: str) -> bool:
    """Whether a phrase only names a kind of paper: "het rapport", "de uitkomsten"."""
    words = {normal_form(word) for word in re.findall(r"\w+", phrase)}
    rest = words - _SMALL - words_of("taal", "voorzetsel") - words_of("taal", "lidwoord")
    return all(word in words_of("stukken") or word in words_of("onderwerp_kaal") for word in rest)


def _lent(before: View) -> str | None:
    """The subject of the sentence before, for one that only points back to it."""
    if before.sentence.question or before.voice == "member":
        return None
    phrase = clean(before.text)
    if phrase is None or _says_nothing(before, phrase) or _bare(phrase):
        return None
    if normal_form(phrase.split()[0]) in words_of("taal", "voorzetsel") | words_of("onderwerp_kaal"):
        start = next((t.start for t in before.sentence.tokens if t.form in words_of("stukken")), None)
        phrase = clean(before.text[start:]) if start is not None else None
    return phrase


def asked_for(question: str) -> str | None:
    """What a member asks for, of which a minister says only yes: "Kan hij (de uitkomst) met ons delen?"."""
    return clean(_ASKS.sub("", question.strip()))


def _says_nothing(view: View, phrase: str) -> bool:
    """Whether a phrase is only a moment or the one who is told: "Binnen vier weken", "de Kamer"."""
    rest = phrase
    for mention in view.dates:
        rest = rest.replace(mention.text, " ")
    words = {normal_form(word) for word in re.findall(r"\w+", rest)} - verb_forms().keys()
    empty = _SMALL | words_of("taal", "voorzetsel") | words_of("taal", "lidwoord")
    return not words - empty


def _short(text: str) -> str:
    """The sentence itself, cut behind a word."""
    whole = " ".join(text.split()).rstrip(" .")
    return whole if len(whole) <= MOST else whole[:MOST].rsplit(" ", 1)[0]


def _behind_term(view: View, start: int) -> int:
    """Behind the words of a term that a phrase opens with: "(in mei 2023) de resultaten"."""
    for mention in view.dates:
        if with_limit(view.text, mention) <= start < mention.end and is_later(view, mention):
            return mention.end
    return start


def _before_term(view: View, start: int, end: int) -> int:
    """Where the words of a term begin in a phrase: "dit plan van aanpak (aan het eind van het jaar)"."""
    for mention in view.dates:
        limit = with_limit(view.text, mention)
        if start + _SHORTEST < limit < end and is_later(view, mention):
            return limit
    return end


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
        if token.form in _OPENERS and not (_of_debate(view, place) or _of_term(view, place)):
            found.append((0 if place > core else 1, tokens[place + 1].start))
        elif token.form in _ASKING and place > core:
            found.append((2, token.start))
        elif token.form in _LATER and _belongs(view, place, events):
            found.append((-1 if token.form in {"naar", "voor"} else 2, tokens[place + 1].start))
        elif token.form in {"dat", "om"} and place > core:
            found.append((3, tokens[place + 1].start))
    promised = next((event for event in events if event.kind == "toezeggen" and event.place >= core), None)
    if promised is not None and sentence.form(promised.place + 1) in _ARTICLES and promised.time == "past":
        found.append((2, tokens[promised.place + 1].start))  # "heb ik toegezegd de vergunningen te laten zien"
    aim = _aimed(view, signal)
    if aim is not None:
        found.append((1, aim))
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


def _of_term(view: View, place: int) -> bool:
    """Whether "over" opens a term: "Over een half jaar stuur ik u …"."""
    rest = view.text[view.sentence.tokens[place].start :].lower()
    return rest.startswith(tuple(CUES["termijn_dagen"]))


def _belongs(view: View, place: int, events: list[Event]) -> bool:
    """Whether a preposition goes with the verb before it: "in te gaan op", "gevraagd naar"."""
    near = [event for event in events if 0 < place - event.place <= 2]  # noqa: PLR2004 - verb, small word, preposition
    if view.sentence.form(place) == "op" and view.sentence.form(place - 1) == "terug":
        return any(event.kind == "terugkomen" for event in events)
    if view.sentence.form(place) in {"naar", "voor", "om"}:
        return any(event.kind == "vragen" for event in near)
    return any(event.kind == "terugkomen" for event in near)


def _aimed(view: View, signal: Signal) -> int | None:
    """Behind "de ambitie is om", "ik ben voornemens": what is aimed at."""
    sentence = view.sentence
    for _, end in sentence.hits("streven"):
        at = next((place for place in range(end, end + _FEW) if sentence.form(place) == "om"), None)
        if at is not None and at + 1 < len(sentence.tokens) and signal.start <= sentence.tokens[at].start:
            return sentence.tokens[at + 1].start
    return None


def _paper(view: View, signal: Signal) -> int | None:
    """Where the paper that is sent is named: "het eindrapport van deze evaluatie"."""
    sentence = view.sentence
    inside = [place for place, token in enumerate(sentence.tokens) if signal.start <= token.start < signal.end]
    if signal.rule == "aankondiging-volgt":  # "… advies, waarna ik met een beleidsreactie kom"
        core = sentence.clause[min(sentence.token_at(signal.core), len(sentence.clause) - 1)]
        inside.sort(key=lambda place: sentence.clause[place] != core)
    exact = (place for place in inside if sentence.form(place) in words_of("stukken"))
    compounds = (place for place in inside if one_of("stukken", "woorden", sentence.form(place)))
    found = next(exact, None)
    found = next(compounds, None) if found is None else found
    return sentence.tokens[found].start if found is not None else None


def clean(text: str) -> str | None:
    """The phrase up to where it ends, without what trails; None when nothing is left."""
    text = _LEAD.sub("", text)
    end = _END.search(text)
    phrase = " ".join((text[: end.start()] if end else text).split())
    finite = _FINITE.match(phrase)
    if finite and not _CLAUSE.search(finite["phrase"]):
        phrase = finite["phrase"].strip()
    phrase = phrase.rstrip(" ?")
    phrase = _TO_CHAMBER.sub("", _GETS.sub("", _RECEIVED.sub(" ", phrase)))
    if len(phrase) > MOST:
        phrase = phrase[:MOST].rsplit(" ", 1)[0]
    previous = phrase if _CLAUSE.search(phrase) else ""
    while phrase != previous:
        previous = phrase
        phrase = _TRAIL.sub("", phrase).rstrip(" ,.?")
    return phrase if len(phrase) >= _SHORTEST and not phrase[0].isdigit() else None
