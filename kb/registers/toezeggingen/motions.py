"""Moties and verzoeken of which a text says what was or will be done with them.

A motie that is only named is a reference. A request counts when the same sentence or the ones after it in
the section give an answer; questions of fractions in a written round are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.registers.toezeggingen import predicates as ask
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.events import Event
from kb.registers.toezeggingen.lexicon import words_of
from kb.registers.toezeggingen.promising import kept_now, signal_of, unnamed
from kb.registers.toezeggingen.signals import Signal, Time

_BEFORE = 6
"""Tokens between a word of following up and the motie: "in lijn met de gewijzigde en aangenomen motie"."""
_ANSWERING = frozenset({"informeer", "reageer", "antwoord", "bericht", "meld", "hierbij", "bijgaand"})


def motions(view: View, following: Sequence[View]) -> Iterator[Signal]:
    """The moties of a sentence with something said of what is done with them."""
    sentence = view.sentence
    places = [
        place for place, token in enumerate(sentence.tokens)
        if token.form in {"motie", "moties"} or token.form.startswith(("motie-", "moties-"))
    ]  # fmt: skip
    if not places or view.voice == "member" or sentence.question or sentence.has("citaat"):
        return
    place = places[0]
    if sentence.quoted[place] or ask.fractions_say(view):
        return
    if not _named(view, place):
        if unnamed(view, place) and not sentence.has("motie_dood"):
            yield signal_of(view, "motie", "motie-uitvoering", "done", place, "zonder-naam")
        return
    acts = carried_out(view) or _reaction(view, place)
    if sentence.has("motie_dood") and not acts:
        return
    if acts and not _only_reference(view, place):
        sent = any(
            event.time == "past" and event.kind in ("ontvangen", "sturen", "melden") for event in view.events
        )
        replied = sent and _reaction(view, place)
        time: Time = "done" if kept_now(view) or replied else "made"
        yield signal_of(view, "motie", "motie-uitvoering", time, place)
    elif _follows_up(view, place):
        yield signal_of(view, "motie", "motie-gevolg", "made", place)
    elif (_asks(view, place) and _answered(following)) or _heads(view, place, following) or _weighed(following):
        yield signal_of(view, "motie", "motie-vraagt", "made", place)


def _named(view: View, place: int) -> bool:
    """Whether it is a motie in particular: with movers, a number, or a subject."""
    sentence = view.sentence
    if "-" in sentence.form(place) or view.members:
        return True
    numbered = any(token.kind == "reference" for token in sentence.tokens[place : place + 12])
    singular = sentence.form(place) == "motie"
    if singular and sentence.form(place + 1) == "van" and place + 2 < len(sentence.tokens):
        return sentence.tokens[place + 2].text[0].isupper()
    return numbered or (singular and sentence.form(place + 1) in {"over", "om", "waarin", "die", "inzake"})


def carried_out(view: View) -> bool:
    """Whether the sentence says that something is, was or will be carried out, kept or met."""
    return view.sentence.has("uitvoering") or any(event.kind == "uitvoeren" for event in view.events)


def _reaction(view: View, place: int) -> bool:
    """Whether a reaction to the motie is named: "mijn reactie op de motie"."""
    sentence = view.sentence
    near = {sentence.form(at) for at in range(max(0, place - _BEFORE), place)}
    answered = any(event.verb.into and event.verb.name == "reageren" for event in view.events)
    if answered and "op" in {sentence.form(place - 1), sentence.form(place - 2)}:
        return True
    return "op" in near and bool(near & {"reactie", "kabinetsreactie", "appreciatie"})


def _only_reference(view: View, place: int) -> bool:
    """Whether the motie only says where something else stands: "(zie de motie …)"."""
    return view.sentence.form(place - 1) in {"zie", "zie-ook"} or view.sentence.form(place - 2) == "zie"


def _follows_up(view: View, place: int) -> bool:
    """Whether the sentence says what is done because of the motie."""
    sentence = view.sentence
    for start, end in sentence.hits("gevolg"):
        if start < place and place - end <= _BEFORE and _told(view):
            return True
    about = {sentence.form(place - 1), sentence.form(place - 2)} & {
        "over",
        "inzake",
        "aangaande",
        "betreffende",
    }
    return (
        bool(about)
        and place <= _BEFORE
        and any(event.kind in ("melden", "terugkomen") for event in view.events)
    )


def _told(view: View) -> bool:
    """Whether the sentence is more than a heading: long enough to say something of its own."""
    return len(view.sentence.tokens) > _BEFORE + 2


def _asks(view: View, place: int) -> bool:
    """Whether the sentence says what the motie asks, or that it was carried."""
    sentence = view.sentence
    asked = any(event.kind == "vragen" for event in view.events)
    carried = any(
        token.form in {"aangenomen", "oproept", "roept", "opgeroepen", "draagt"} for token in sentence.tokens
    )
    return asked or carried or sentence.form(place + 1) in {"waarin", "die"}


def _weighed(following: Sequence[View]) -> bool:
    """Whether the next sentence says of "it" whether it can be done: "Zij acht uitvoering niet mogelijk"."""
    if not following or following[0].sentence.question or following[0].sentence.has("motie"):
        return False
    forms = {following[0].sentence.form(place) for place in range(_BEFORE)}
    return bool(forms & {"ik", "zij", "het", "deze", "dit"}) and carried_out(following[0])


def _heads(view: View, place: int, following: Sequence[View]) -> bool:
    """Whether the motie stands as a heading, and the next sentence says what is done with it."""
    if place > 1 or view.events or not following:
        return False
    forms = {token.form for token in following[0].sentence.tokens}
    return bool(forms & {"motie", "hieraan", "hiermee", "hiertoe", "daartoe"}) and carried_out(following[0])


def _answered(following: Sequence[View]) -> bool:
    """Whether the sentences after it go on about it."""
    return any(_tells(later) for later in following[:2] if not later.sentence.question)


def _tells(view: View) -> bool:
    """Whether a sentence goes on about what was asked: it points back, or says what the government does."""
    sentence = view.sentence
    forms = {token.form for token in sentence.tokens}
    back = forms & (words_of("taal", "erover") | words_of("taal", "terug_begin") | words_of("taal", "terug"))
    pointed = bool(forms & words_of("taal", "vervolg")) or bool(back - {"het", "eerste", "ook"})
    acts = sentence.has("regering") or carried_out(view)
    return acts or pointed


# --------------------------------------------------------------------------- verzoeken


def requests(view: View, following: Sequence[View]) -> Iterator[Signal]:
    """Requests of a member, a committee or parliament that are answered here."""
    sentence = view.sentence
    if view.voice == "member" or sentence.question or ask.fractions_say(view) or sentence.has("citaat"):
        return
    said = view.frame.debate or view.voice == "government"  # there each question is told before its answer
    for event in view.events:
        if event.kind == "vragen" and not said and event.time == "past" and not sentence.quoted[event.place]:
            place = _asked_by_parliament(view, event)
            if place is not None and (kept_now(view) or _goes_on(view, event) or _answers(following)):
                time: Time = "done" if kept_now(view) else "made"
                yield signal_of(view, "verzoek", "verzoek-gedaan", time, event.place)
                return
    yield from _on_request(view, following)


def _asked_by_parliament(view: View, event: Event) -> int | None:
    """The token of the member, committee or Kamer that asks; None when somebody else does."""
    sentence = view.sentence
    own = ask.clauses_of(view, event)
    if event.passive:
        if _by_member(view, own):
            return event.place
        mine = sentence.form(event.place - 1) in {"mij"} or any(
            sentence.clause[start] in own for start, _ in sentence.hits("mij")
        )
        return event.place if (mine or sentence.has("gelegenheid")) and not _asks_outsider(view, own) else None
    limit = event.place
    for person in view.members:
        at = sentence.token_at(person.start)
        spoken_to = {"aan", "van"} & {sentence.form(at - 2), sentence.form(at - 1)}
        near = at < limit + _BEFORE and sentence.clause[min(at, len(sentence.clause) - 1)] in own
        if near and not spoken_to:
            return at
    for at in (*ask.recipients(view), *_you(view), *_plain_committees(view)):
        inverted = limit < at <= limit + 2  # "Ook vroeg uw Kamer mij …"
        if sentence.clause[at] in own and ask.behind_preposition(view, at) is None and (at < limit or inverted):
            return at
    return None


def _plain_committees(view: View) -> list[int]:
    """Tokens of "de commissie" that asks the minister something: the one that the letter answers."""
    tokens = view.sentence.tokens
    if not view.frame.letter or not view.sentence.has("mij"):
        return []
    return [
        place + 1
        for place in range(len(tokens) - 2)
        if _plain_committee(view, place) and view.text[tokens[place + 1].end : tokens[place + 2].start] == " "
    ]


def _you(view: View) -> list[int]:
    return [
        place
        for place, token in enumerate(view.sentence.tokens)
        if token.form == "u" and view.frame.to_parliament
    ]


def _by_member(view: View, own: set[int]) -> bool:
    sentence = view.sentence
    places = [sentence.token_at(person.start) for person in view.members] + ask.recipients(view)
    return any(
        sentence.clause[min(at, len(sentence.clause) - 1)] in own
        and "door" in {sentence.form(at - back) for back in range(1, 4)}
        for at in places
    )


def _asks_outsider(view: View, own: set[int]) -> bool:
    """Whether somebody outside parliament is named as the one who asks."""
    return any(
        view.sentence.clause[start] in own and ask.behind_preposition(view, start) == "door"
        for start, _ in ask.outsiders(view)
    )


def _goes_on(view: View, event: Event) -> bool:
    """Whether the same sentence gives the answer behind a semicolon or "en"."""
    return ";" in view.text[view.sentence.tokens[event.place].end :]


def _answers(following: Sequence[View]) -> bool:
    return any(not later.sentence.question for later in following[:1])


def _on_request(view: View, following: Sequence[View]) -> Iterator[Signal]:
    """What is done on request: "Op verzoek van uw Kamer is onderzocht …", "reageer ik op het verzoek van …"."""
    sentence = view.sentence
    for place, token in enumerate(sentence.tokens):
        if token.form not in {"verzoek", "wens", "oproep"} or sentence.quoted[place]:
            continue
        if token.form != "verzoek" and not (carried_out(view) and _of_parliament(view, place)):
            continue
        if not _of_parliament(view, place):
            continue
        answers = kept_now(view) or bool(_ANSWERING.intersection(item.form for item in sentence.tokens))
        follows_up = sentence.form(place - 1) == "op" or sentence.has("gevolg")
        if answers or (follows_up and _told(view)) or _answers(following):
            yield signal_of(view, "verzoek", "verzoek-voldaan", "done", place)
            return


def _of_parliament(view: View, place: int) -> bool:
    """Whether the request is of a member, a committee, or the Kamer."""
    sentence = view.sentence
    if "uw" in {sentence.form(place - 1), sentence.form(place - 2)} and view.frame.letter:
        return True
    if sentence.form(place + 1) != "van":
        return False
    reach = range(place + 2, place + 6)
    if view.frame.to_parliament and _plain_committee(view, place + 2):
        return True
    if any(at in reach for at in ask.recipients(view)):
        return True
    return any(sentence.token_at(person.start) in range(place + 2, place + 7) for person in view.members)


def _plain_committee(view: View, place: int) -> bool:
    """Whether "de commissie" or "uw commissie" stands there, and not the European one."""
    tokens = view.sentence.tokens[place : place + 2]
    return len(tokens) > 1 and tokens[0].form in {"de", "uw"} and tokens[1].text == "commissie"
