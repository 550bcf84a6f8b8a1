"""Announcements: what parliament will be sent or told, as this paper says.

Who · to whom · verb · future or moment: each rule needs a verb of sending, telling, returning to, receiving
or following, parliament as the one who gets it, and a time to come. What happens with this very paper, what
was sent, what others do and what somebody asks for is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.registers.toezeggingen import predicates as ask
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.events import Event
from kb.registers.toezeggingen.lexicon import one_of, words_of
from kb.registers.toezeggingen.signals import LEAST, Signal, confidence
from kb.registers.toezeggingen.splitting import two_moments

_KINDS = frozenset({"sturen", "melden", "terugkomen", "ontvangen", "volgen", "opnemen"})
_CONDITIONS = frozenset({"als", "indien", "mocht", "wanneer", "tenzij", "mits"})
_BACK = frozenset({"toe", "na"})
_REACH = 10
"""Tokens between a noun of sending and the one who is sent something."""


def announcements(view: View, previous: View | None) -> Iterator[Signal]:
    """The announcements of a sentence; one, the surest, unless they are of two moments."""
    found = []
    for event in view.events:
        signal = _announced(view, event, previous)
        if signal is not None and signal.confidence >= LEAST:
            found.append(signal)
    if not found:
        found += _planned(view)
    yield from two_moments(view, found)


def _planned(view: View) -> list[Signal]:
    """A sending as a noun, with parliament and a moment: "Indiening bij uw Kamer is voorzien voor de zomer"."""
    sentence = view.sentence
    if view.voice == "member" or sentence.question or ask.refused(view) or sentence.has("algemeen"):
        return []
    if sentence.has("nu") or not ask.later_dates(view) or ask.denied(view, set(sentence.clause)):
        return []
    aims = {start for start, _ in sentence.hits("streven")}
    for start, _ in sentence.hits("toezending"):
        near = {sentence.form(at) for at in range(start + 1, start + 4)}
        told = any(start < at <= start + _REACH for at in ask.recipients(view))
        if told and aims and near & {"aan", "bij", "naar", "van"}:
            core = sentence.tokens[start].start
            rule = "aankondiging-streven"
            return [Signal("aankondiging", rule, "coming", 0, len(view.text), core, confidence(rule))]
    return []


def _announced(view: View, event: Event, previous: View | None) -> Signal | None:  # noqa: PLR0911 - a case each
    if event.kind not in _KINDS or event.time in ("past", "condition", "duty"):
        return None
    if ask.not_said_here(view, event) or ask.asked_before(view, event) or ask.refused(view):
        return None
    clauses = ask.clauses_of(view, event)
    here = ask.now(view, event) and not (event.kind == "opnemen" and later_paper(view))
    if here or ask.denied(view, clauses) or view.sentence.has("algemeen"):
        return None
    if ask.outsider_acts(view, event):
        return None
    if event.kind == "volgen":
        return _follows(view, event)
    if event.kind == "opnemen":
        return _taken_up(view, event)
    if event.kind == "ontvangen":
        received = ask.subject_is_parliament(view, event)
        if "graag" in {token.form for token in view.sentence.tokens}:
            return None  # parliament asks: "De Kamer ontvangt graag een prognose"
    elif event.verb.to_parliament:
        received = bool(ask.chambers(view)) and ask.received(view, event)
    else:
        received = ask.received(view, event)
    return _weighed(view, event, received, previous)


def _weighed(view: View, event: Event, received: bool, previous: View | None) -> Signal | None:
    """The signal of an event, by its time and by what is missing."""
    when = ask.when(view, event) or later_paper(view)
    rule = _rule(event)
    if rule is None or not (received or _implied(view, event, when)) or (event.verb.into and not when):
        return None
    less: list[str] = [] if received else ["zonder-ontvanger"]
    if not when:
        vague = _without_moment(view, event, received, previous)
        if vague is None:
            return None
        less += vague
    if event.time == "can" and not event.passive and event.kind != "ontvangen":
        less.append("kan")
    if _conditional(view, event):
        less.append("voorwaarde")
    if view.frame.unknown and not ask.chambers(view):
        less.append("geen-kamerstuk")
    return _signal(view, event, rule, less)


def _without_moment(view: View, event: Event, received: bool, previous: View | None) -> list[str] | None:
    """What it costs that no moment is named; None when it then says nothing.

    "Zal" and what lasts need none; a minister in a debate neither ("Dat stuur ik u toe"); else the sentence
    before must say when.
    """
    if event.time == "can" and event.kind == "sturen" and received and _in_debate(view):
        return []  # "Die cijfers kan ik wel met de Kamer delen"
    if event.time == "bare" or (event.time == "can" and not event.passive):
        return None
    if _in_debate(view) and not received and event.time in ("present", "future"):
        return []  # "Die cijfers zal ik nasturen"
    if event.time != "present" or _lasting(event) or (view.voice == "government" and received):
        return []
    return ["vaag"] if received and _told_before(previous) else None


def _signal(view: View, event: Event, rule: str, less: list[str]) -> Signal:
    text = view.text
    core = view.sentence.tokens[event.place].start
    return Signal("aankondiging", rule, "coming", 0, len(text), core, confidence(rule, *less), tuple(less))


def _rule(event: Event) -> str | None:
    if event.kind == "terugkomen":
        return "aankondiging-terugkomen"
    if event.time in ("future", "can"):
        return "aankondiging-zal"
    if event.time == "present":
        return "aankondiging-nu"
    if event.time == "aim":
        return "aankondiging-streven"
    return "aankondiging-om-te" if event.infinitive_te else None


def _lasting(event: Event) -> bool:
    return event.verb.lasting or event.kind in ("terugkomen", "ontvangen")


def _implied(view: View, event: Event, when: bool) -> bool:
    """Whether parliament need not be named: the paper is addressed to it and nobody else is."""
    if not view.frame.to_parliament or ask.outsider_is_told(view, event):
        return False
    if event.kind == "terugkomen":
        return ask.governs(view, ask.clauses_of(view, event)) or (event.passive and not event.verb.into)
    if event.kind == "ontvangen" or event.time == "bare":
        return False
    joined = view.sentence.form(event.place).startswith(("toe", "na", "terug")) or bool(
        _BACK.intersection(view.sentence.form(at) for at in range(event.place - 2, len(view.sentence.tokens)))
    )
    told = event.verb.name == "rapporteren"
    ours = event.passive or event.time in ("aim", "bare") or ask.governs(view, ask.clauses_of(view, event))
    return (when or _in_debate(view)) and ours and (joined or told)


def _in_debate(view: View) -> bool:
    """Whether a minister says it in a debate: what he then sends after goes to the Kamer."""
    first = "ik" in {token.form for token in view.sentence.tokens}
    return view.voice == "government" or (view.voice == "paper" and view.frame.debate and first)


def _spoken_of(view: View) -> bool:
    """Whether a minister says in a debate in which letter it will stand: "Dat neem ik mee in de brief"."""
    if view.voice != "government":
        return False
    sentence = view.sentence
    return any(
        one_of("later_stuk", "stukken", token.form)
        and {"in", "aan", "bij"} & {sentence.form(place - back) for back in range(1, 4)}
        for place, token in enumerate(sentence.tokens)
    )


def later_paper(view: View) -> bool:
    """Whether a later paper is named: "in de volgende voortgangsrapportage"."""
    sentence = view.sentence
    later = words_of("later_stuk")
    for place, token in enumerate(sentence.tokens):
        if one_of("later_stuk", "stukken", token.form) and any(
            sentence.form(place - back) in later for back in (1, 2)
        ):
            return True
    return False


def _told_before(previous: View | None) -> bool:
    """Whether the sentence before says when: "De resultaten zijn in mei gereed. Deze worden gedeeld."."""
    return previous is not None and bool(ask.later_dates(previous))


def _conditional(view: View, event: Event) -> bool:
    sentence = view.sentence
    return any(
        token.form in _CONDITIONS
        and sentence.clause[place] <= event.clause
        and (place == 0 or _comma(view, place))
        for place, token in enumerate(sentence.tokens)
        if token.form != "wanneer"
    )


def _comma(view: View, place: int) -> bool:
    tokens = view.sentence.tokens
    return "," in view.text[tokens[place - 1].end : tokens[place].start]


def _follows(view: View, event: Event) -> Signal | None:
    """A paper that follows: "hierover volgt in mei een brief", "het kabinet komt met een visie"."""
    sentence = view.sentence
    clauses = ask.clauses_of(view, event)
    when = ask.when(view, event)
    named = [start for start, _ in sentence.hits("stukken", "naar_kamer") if sentence.clause[start] in clauses]
    others = [start for start, _ in sentence.hits("stukken") if sentence.clause[start] in clauses]
    received = ask.received(view, event)
    anaphor = sentence.form(0) in {"deze", "dit", "die", "dat"} and event.verb.name == "volgen"
    if not when or not (named or (received and others) or ((others or anaphor) and view.frame.to_parliament)):
        return None
    if event.verb.with_paper and not ask.governs(view, clauses):
        return None
    if event.verb.name == "verschijnen" and not (named or received):
        return None
    if ask.outsider_is_told(view, event):
        return None
    less = [] if received else ["zonder-ontvanger"]
    if not (view.frame.to_parliament or received):
        return None
    return _signal(view, event, "aankondiging-volgt", less)


def _taken_up(view: View, event: Event) -> Signal | None:
    """What a later paper to parliament will hold: "wordt opgenomen in de volgende voortgangsrapportage"."""
    if not (view.frame.to_parliament or ask.chambers(view)) or event.time in ("bare", "can"):
        return None
    if not (later_paper(view) or _spoken_of(view)) or ask.outsider_is_told(view, event):
        return None
    less = [] if ask.received(view, event) else ["zonder-ontvanger"]
    return _signal(view, event, "aankondiging-volgt", less)
