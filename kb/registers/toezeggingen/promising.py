"""Toezeggingen: promises to parliament that a text tells of, makes, or says to have kept.

Two ways in: a verb of promising ("is richting het lid X toegezegd") and the noun ("mijn toezegging aan …").
Both need a ground that it is the government that promises and parliament that it is promised to: parliament,
a member or a debate named, or a paper that is addressed to parliament. Money, pensions, what others promise
and what the minister is promised are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.registers.toezeggingen import predicates as ask
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.events import Event
from kb.registers.toezeggingen.fields import register_number
from kb.registers.toezeggingen.lexicon import one_of, words_of
from kb.registers.toezeggingen.signals import LEAST, Kind, Signal, Time, confidence

_SAID = frozenset({"sturen", "melden", "terugkomen", "ontvangen", "volgen"})
_OWN = frozenset({"mijn", "onze", "deze", "die", "dezelfde", "eerdere", "eerder", "genoemde", "bovengenoemde"})
_GIVEN = frozenset({"gegeven", "gekregen", "ontvangen", "verkregen"})
_COUNTS = frozenset({"twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"})
_CONTENT = frozenset(
    {"om", "dat", "over", "inzake", "betreffende", "rond", "rondom", "uit", "van", "gedaan", "aan"}
)
_MONEY_REACH = 5
_FEW = 3
_SUBJECT = 9
"""Tokens in which the subject of a sentence and its finite verb stand."""
_HAS = words_of("hulp", "voltooid")


def promises(view: View, previous: View | None) -> Iterator[Signal]:
    """The toezeggingen of a sentence, by verb, then by noun, then by what was said."""
    found = False
    said = [event for event in view.events if event.kind == "toezeggen" and _promising(view, event)]
    for event in said:
        signal = _by_verb(view, event, previous)
        if signal is not None and signal.confidence >= LEAST:
            found = True
            yield signal
    if not found and not said:
        yield from _by_noun(view, previous)
        yield from _by_saying(view, previous)


def _promising(view: View, event: Event) -> bool:
    """Whether a verb promises: "afgesproken" only where it is with a member or the Kamer."""
    return not event.verb.with_parliament or _with_parliament(view, event)


# --------------------------------------------------------------------------- the verb


def _by_verb(view: View, event: Event, previous: View | None) -> Signal | None:  # noqa: PLR0911 - a case each
    if (ask.not_said_here(view, event) and not _may_i(view)) or ask.refused(view):
        return None
    if event.time in ("condition", "duty"):
        return None
    if ask.denied(view, {event.clause}) or ask.asked_before(view, event) or is_money(view, event.place):
        return None
    told_member = previous is not None and bool(previous.members) and _pronoun(view)
    if ask.outsider_acts(view, event) or (ask.outsider_is_told(view, event) and not told_member):
        return None
    if foreign_subject(view, event.place):
        return None
    ground = grounded(view, previous)
    own = ask.governs(view, ask.clauses_of(view, event)) or event.passive or event.governor is None
    if not (ground or (view.frame.to_parliament and own) or view.voice == "government"):
        return None
    less = [] if ground else ["geen-gelegenheid"]
    here = event.time in ("present", "future", "can", "aim") or view.voice == "chair"
    rule = "toezegging-hier" if here else "toezegging-gedaan"
    return signal_of(view, "toezegging", rule, time_of(view, here), event.place, *less)


def _may_i(view: View) -> bool:
    """Whether a minister offers it as a question: "Mag ik toezeggen dat u daar een brief over krijgt?"."""
    return view.voice == "government" and view.sentence.question and view.sentence.has("debat", "mag_ik")


def _with_parliament(view: View, event: Event) -> bool:
    """Whether something was agreed with a member or the Kamer: "met het lid X heb ik afgesproken"."""
    sentence = view.sentence
    own = ask.clauses_of(view, event)
    places = [*ask.recipients(view), *(sentence.token_at(person.start) for person in view.members)]
    return any(
        sentence.clause[min(at, len(sentence.clause) - 1)] in own
        and "met" in {sentence.form(at - back) for back in range(1, _FEW + 1)}
        for at in places
    )


def is_money(view: View, place: int) -> bool:
    """Whether money, a grant or a pension is what was promised: "de toegezegde bijdrage"."""
    sentence = view.sentence
    if sentence.form(place) in words_of("geld", "samenstellingen"):
        return True
    if not sentence.has("geld"):
        return False
    attributive = sentence.form(place) in {"toegezegde", "beloofde"}
    near = [start for start, _ in sentence.hits("geld") if abs(start - place) <= _MONEY_REACH]
    inform = any(event.kind in _SAID for event in view.events)
    return bool(near) and (attributive or not (inform or view.members or ask.chambers(view)))


def grounded(view: View, previous: View | None) -> bool:
    """Whether the sentence, or the one before, names parliament, a member or a debate."""
    if _names_parliament(view):
        return True
    return previous is not None and goes_on_from(view, previous) and _names_parliament(previous)


def _names_parliament(view: View) -> bool:
    return bool(view.members) or bool(ask.recipients(view)) or view.sentence.has("gelegenheid")


def leans_back(view: View) -> bool:
    """Whether a sentence goes on from the one before: "Hierbij is toegezegd …", "Ik heb toen …"."""
    forms = {view.sentence.form(place) for place in range(_FEW)}
    back = words_of("taal", "terug_begin")
    everywhere = {token.form for token in view.sentence.tokens}
    return bool(forms & back) or "toen" in everywhere or _pronoun(view)


def goes_on_from(view: View, previous: View) -> bool:
    """Whether a sentence goes on from the one before, by its words or as the promise to what that one asks."""
    if leans_back(view):
        return True
    asked = bool(previous.members) and any(event.kind == "vragen" for event in previous.events)
    promised = any(event.kind in ("toezeggen", "zeggen") for event in view.events)
    return asked and promised and not view.members


def _pronoun(view: View) -> bool:
    """Whether the one who is promised something is a pronoun: "Ik heb hem toegezegd", "zeg ik haar toe"."""
    return any(
        event.kind == "toezeggen"
        and any(view.sentence.form(event.place - back) in {"hem", "haar", "hen", "hun"} for back in (1, 2))
        for event in view.events
    )


def time_of(view: View, here: bool) -> Time:
    """Whether a promise is made here, was made before, or is kept with this very paper."""
    if here:
        return "coming"
    return "done" if kept_now(view) else "made"


def kept_now(view: View) -> bool:
    """Whether the sentence says that the promise is kept with this paper."""
    return view.sentence.has("nu") or view.sentence.has("status", "afgedaan")


def signal_of(view: View, kind: Kind, rule: str, time: Time, place: int, *less: str) -> Signal:
    """A signal of the whole sentence that hangs on the token at `place`; `less` takes confidence off."""
    core = view.sentence.tokens[place].start
    return Signal(kind, rule, time, 0, len(view.text), core, confidence(rule, *less), less)


# --------------------------------------------------------------------------- the noun


def _by_noun(view: View, previous: View | None) -> Iterator[Signal]:
    sentence = view.sentence
    places = [start for start, _ in sentence.hits("toezegging")]
    places += [place for place, token in enumerate(sentence.tokens) if token.form == "toegezegde"]
    for place in sorted(places):
        signal = _of_noun(view, place, previous)
        if signal is not None and signal.confidence >= LEAST:
            yield signal
            return


def _of_noun(view: View, place: int, previous: View | None) -> Signal | None:
    sentence = view.sentence
    if view.voice == "member" or sentence.question or sentence.quoted[place] or ask.refused(view):
        return None
    others = _others_promise(view, place) or foreign_subject(view, place)
    if others or sentence.has("citaat") or is_money(view, place):
        return None
    plural = sentence.form(place).endswith("en") and sentence.form(place) != "toegezegden"
    if plural:
        return _counted(view, place)
    if not (grounded(view, previous) or view.frame.to_parliament or view.voice in ("government", "chair")):
        return None
    less = [] if grounded(view, previous) else ["geen-gelegenheid"]
    if not _specific(view, place):
        if not unnamed(view, place):
            return None
        less = ["zonder-naam"]
    time: Time = "done" if kept_now(view) else "made"
    return signal_of(view, "toezegging", "toezegging-genoemd", time, place, *less)


def foreign_subject(view: View, place: int) -> bool:
    """Whether the sentence opens with someone unknown who "heeft" promised: "De leverancier heeft …"."""
    sentence = view.sentence
    if sentence.form(0) not in {"de", "het", "een", "zij", "hij"}:
        return False
    finite = next((at for at in range(1, min(place, _SUBJECT)) if sentence.form(at) in _HAS), None)
    if finite is None or sentence.clause[finite] != sentence.clause[place]:
        return False
    opening = range(finite)
    named = {start for group in ("regering", "toezegging", "motie") for start, _ in sentence.hits(group)}
    named |= {*ask.recipients(view), *(sentence.token_at(person.start) for person in view.persons)}
    return not named.intersection(opening) and not (sentence.form(0) in {"zij", "hij"} and grounded(view, None))


def _others_promise(view: View, place: int) -> bool:
    """Whether somebody outside government does the promising, or is the one promised to."""
    sentence = view.sentence
    clause = sentence.clause[place]
    inside = [span for span in ask.outsiders(view) if sentence.clause[span[0]] == clause]
    if not inside:
        return False
    if view.members or ask.recipients(view):
        return False
    for start, _ in inside:
        preposition = ask.behind_preposition(view, start)
        if preposition in (None, "aan", "richting", "jegens", "van", "door"):
            return not ask.governs(view, {clause})
    return False


def _counted(view: View, place: int) -> Signal | None:
    """Several at once, "vier toezeggingen, waarvan er twee zijn afgedaan"; other plurals are talk."""
    sentence = view.sentence
    around = {sentence.form(at) for at in range(place - 2, place)}
    if around & _COUNTS and ask.governs(view, {sentence.clause[place]}) and sentence.has("status", "afgedaan"):
        return signal_of(view, "toezegging", "toezegging-aantal", "made", place)
    if (view.members or sentence.has("motie")) and sentence.form(place + 1) == "aan" and kept_now(view):
        return signal_of(view, "toezegging", "toezegging-genoemd", "done", place)
    return None


def unnamed(view: View, place: int) -> bool:
    """Whether a paper to parliament says of "de toezegging" or "deze motie" that it was kept, and no more."""
    sentence = view.sentence
    pointed = sentence.form(place - 1) in {"de", "deze", "die"} and sentence.form(place) in {
        "toezegging",
        "motie",
    }
    kept = sentence.has("status", "afgedaan") or any(event.kind == "uitvoeren" for event in view.events)
    return pointed and kept and view.frame.to_parliament


def _specific(view: View, place: int) -> bool:
    """Whether one toezegging in particular is meant: whose, to whom, of what, or what became of it."""
    sentence = view.sentence
    if sentence.form(place) == "toegezegde":
        paper = any(one_of("stukken", "woorden", sentence.form(place + ahead)) for ahead in (1, 2))
        return paper or _names_parliament(view)
    before = {sentence.form(place - back) for back in range(1, _FEW)}
    given_here = sentence.form(place + 1) in _GIVEN | {"gedaan"}
    content = sentence.form(place + 1 + given_here) in _CONTENT - {"van"}
    tells = kept_now(view) or sentence.has("uitvoering") or sentence.has("gevolg")
    whose = bool(before & _OWN) or bool(view.members) or sentence.has("gelegenheid") or bool(view.dates)
    whose = whose or register_number(view) is not None
    forms = {token.form for token in sentence.tokens}
    given = "gedaan" in forms or (bool(forms & _GIVEN) and bool(ask.recipients(view) or view.members))
    if "een" in before and not (given or view.members or sentence.has("nu")):
        return False
    return (content and (whose or tells or given or bool(ask.recipients(view)))) or (whose and (tells or given))


# --------------------------------------------------------------------------- what was said


def _by_saying(view: View, previous: View | None) -> Iterator[Signal]:
    """A promise by what was said and who asked: "heb ik aangegeven uw Kamer te informeren"."""
    for event in view.events:
        if (
            event.kind not in ("zeggen", "melden")
            or event.time != "past"
            or ask.not_said_here(view, event)
            or ask.refused(view)
        ):
            continue
        told = _what_was_said(view, event)
        if event.kind == "melden" and (told is None or told.time != "condition"):
            continue  # "heb ik u gemeld dat ik in juni zou komen met …"
        if told is None or ask.outsider_acts(view, event) or ask.denied(view, {event.clause, told.clause}):
            continue
        own = ask.governs(view, ask.clauses_of(view, event)) or event.passive
        if not own:
            continue
        to = ask.received(view, told) or told.kind == "terugkomen" or bool(view.members)
        back = previous is not None and goes_on_from(view, previous)
        debated = back and previous is not None and (previous.members or previous.sentence.has("gelegenheid"))
        if view.members or view.sentence.has("gelegenheid") or _in_letter(view) or debated:
            if to or view.frame.to_parliament:
                time: Time = "done" if view.sentence.has("nu") else "made"
                yield signal_of(view, "toezegging", "toezegging-gezegd", time, event.place)
                return
        elif to:
            yield signal_of(view, "aankondiging", "aankondiging-aangekondigd", "coming", event.place)
            return


def _what_was_said(view: View, event: Event) -> Event | None:
    """The sending or telling that the saying is of; "dat de Kamer is geïnformeerd" is none."""
    for other in view.events:
        behind = other.infinitive_te or other.clause > event.clause
        if behind and other.place > event.place and other.kind in _SAID and other.time not in ("past", "duty"):
            return other
    return None


def _in_letter(view: View) -> bool:
    """Whether an earlier letter is where it was said: "in mijn brief van 4 juni 2021"."""
    forms = [token.form for token in view.sentence.tokens]
    return any(form.endswith("brief") and forms[max(0, at - 2) : at] and forms[at + 1 : at + 2] == ["van"]
               for at, form in enumerate(forms))  # fmt: skip
