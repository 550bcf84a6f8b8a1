"""What the rules ask of a sentence: who, to whom, when, and whether it is a promise at all.

Each answers one question and knows nothing of kinds of record; the rules put them together.
"""

from __future__ import annotations

from datetime import timedelta

from kb.annotate.dates import DateMention
from kb.language.analysis import normal_form
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.events import Event
from kb.registers.toezeggingen.lexicon import cue_list, words_of

_PREPOSITIONS = words_of("taal", "voorzetsel")
_TO = frozenset({"aan", "naar", "richting", "jegens", "tegen", "met"})
_DETERMINERS = words_of("taal", "lidwoord")
_GIVERS = words_of("taal", "gevers")
_NEAR = 3
_GOV = words_of("regering")


# --------------------------------------------------------------------------- to whom


def chambers(view: View) -> list[int]:
    """Tokens that name parliament or a committee of it."""
    sentence = view.sentence
    found = []
    for start, end in sentence.hits("kamer"):
        if cue_list("kamer", "niet_voor").at(sentence.tokens, end) if end < len(sentence.tokens) else 0:
            continue
        before = {sentence.form(start - 1), sentence.form(start - 2)}
        if before & words_of("kamer", "niet_na"):
            continue
        found.append(start)
    return found


def yous(view: View) -> list[int]:
    """Tokens "u" that mean parliament: in a letter to it, or said by a minister in a debate.

    In a paper of which nothing is known a sentence with "ik" may be a letter to parliament.
    """
    maybe = view.frame.unknown and any(token.form in {"ik", "kabinet"} for token in view.sentence.tokens)
    if not (view.frame.letter or view.voice == "government" or maybe):
        return []
    return [place for place, token in enumerate(view.sentence.tokens) if token.form == "u"]


def committees(view: View) -> list[int]:
    """Tokens that open the name of a committee of parliament."""
    return [start for start, _ in view.sentence.hits("commissie")]


def recipients(view: View) -> list[int]:
    """All tokens that name parliament, a committee, or "u"."""
    return sorted({*chambers(view), *yous(view), *committees(view)})


def clauses_of(view: View, event: Event) -> set[int]:
    """The clauses that an event's parts stand in: its own, its governor's, and those between."""
    own = {event.clause}
    if event.governor is not None:
        governor = view.sentence.clause[event.governor]
        low, high = sorted((governor, event.clause))
        own |= {number for number in range(low, high + 1) if number not in view.sentence.subordinate}
        own.add(governor)
    return own


def received(view: View, event: Event) -> bool:
    """Whether parliament is the one that is sent or told something by the event."""
    places = recipients(view)
    own = clauses_of(view, event)
    clause = view.sentence.clause
    if any(clause[place] in own for place in places):
        return True
    return any(
        clause[place] not in view.sentence.subordinate and clause[place] <= event.clause for place in places
    )


def subject_is_parliament(view: View, event: Event) -> bool:
    """Whether parliament itself receives: "uw Kamer ontvangt", not "van uw Kamer ontvangen"."""
    sentence = view.sentence
    own = clauses_of(view, event)
    for place in recipients(view):
        if sentence.clause[place] not in own:
            continue
        before = [sentence.form(at) for at in range(max(0, place - 2), place)]
        if not _PREPOSITIONS.intersection(before):
            return True
    return False


# --------------------------------------------------------------------------- who


def governs(view: View, clauses: set[int]) -> bool:
    """Whether the government is named in one of the clauses, other than behind "met" or "van"."""
    sentence = view.sentence
    for start, _ in sentence.hits("regering"):
        if sentence.clause[start] in clauses and sentence.form(start - 1) not in {
            "met",
            "van",
            "aan",
            "namens",
        }:
            return True
    return False


def outsiders(view: View) -> list[tuple[int, int]]:
    """Token intervals of those who are neither government nor parliament."""
    sentence = view.sentence
    found = [*sentence.hits("derden"), *view.organisations]
    for place, token in enumerate(sentence.tokens):
        if token.form.startswith(tuple(words_of("derden_begin"))) and token.text[:1].isupper():
            found.append((place, place + 1))
    chamber = set(chambers(view))
    return sorted({span for span in found if not chamber.intersection(range(*span))})


def behind_preposition(view: View, place: int) -> str | None:
    """The preposition right before a noun, over its article and adjectives; None when there is none."""
    sentence = view.sentence
    for back in range(1, _NEAR + 1):
        form = sentence.form(place - back)
        if form in _PREPOSITIONS:
            return form
        if back > 1 and form not in _DETERMINERS and sentence.form(place - 1) not in _DETERMINERS:
            return None
    return None


def outsider_acts(view: View, event: Event) -> bool:
    """Whether someone else than the government is the one who sends, tells or promises."""
    own = clauses_of(view, event)
    sentence = view.sentence
    if event.passive:
        return any(
            sentence.clause[start] in own
            and behind_preposition(view, start) == "door"
            and not _of_noun(view, start)
            for start, _ in outsiders(view)
        )
    if governs(view, own):
        return False
    limit = event.governor if event.governor is not None else event.place
    for start, end in outsiders(view):
        if sentence.clause[start] not in own or behind_preposition(view, start) is not None:
            continue
        if end <= limit or start <= limit + _NEAR:
            return True
    return False


def _of_noun(view: View, place: int) -> bool:
    """Whether "door" belongs to a noun and not to the verb: "na validatie door het CBS"."""
    sentence = view.sentence
    at = next((place - back for back in range(1, _NEAR + 1) if sentence.form(place - back) == "door"), None)
    if at is None:
        return False
    before = [sentence.form(at - back) for back in range(2, 2 + _NEAR)]
    return sentence.form(at - 2) in {"na", "bij", "vóór"} or (
        before[0] in _DETERMINERS and before[1] in {"na", "bij", "vóór"}
    )


def outsider_is_told(view: View, event: Event) -> bool:
    """Whether the promise or message goes to someone else than parliament."""
    own = clauses_of(view, event)
    sentence = view.sentence
    if event.kind != "toezeggen" and _to_the_minister(view, own):
        return True
    if any(
        sentence.clause[start] in own
        and (start == event.place - 1 or sentence.form(start - 1) in _GIVERS)
        and sentence.form(start - 1) not in {"door", "met", "van"}
        and start < event.place
        for start, _ in sentence.hits("mij")
    ):
        return True
    for start, _ in outsiders(view):
        if sentence.clause[start] not in own or start > event.place + _NEAR:
            continue
        preposition = behind_preposition(view, start)
        if preposition in _TO - {"met", "tegen"} or (preposition is None and start < event.place):
            return True
    return False


def _to_the_minister(view: View, clauses: set[int]) -> bool:
    """Whether somebody reports to the minister: "De commissie zal mij in het najaar rapporteren"."""
    sentence = view.sentence
    return any(
        sentence.clause[start] in clauses and sentence.form(start - 1) not in _PREPOSITIONS - {"aan"}
        for start, _ in sentence.hits("mij")
        if sentence.form(start) in {"mij", "ons"}
    )


# --------------------------------------------------------------------------- when


def later_dates(view: View, clauses: set[int] | None = None) -> list[DateMention]:
    """Dates of the sentence, or of some of its clauses, that lie after the document's own date."""
    found = []
    for mention in view.dates:
        place = view.sentence.token_at(mention.start)
        if (
            clauses is not None
            and place < len(view.sentence.clause)
            and view.sentence.clause[place] not in clauses
        ):
            continue
        if is_later(view, mention):
            found.append(mention)
    return found


def _of_coming_year(view: View, mention: DateMention, clauses: set[int]) -> bool:
    """Whether a month or season without a year, named beside a present tense, can be next year's."""
    place = view.sentence.token_at(mention.start)
    inside = place < len(view.sentence.clause) and view.sentence.clause[place] in clauses
    return inside and mention.relative and mention.precision in ("month", "season", "part", "quarter")


def is_later(view: View, mention: DateMention) -> bool:
    """Whether a date can be a term: it does not end before the document's date."""
    reference = view.frame.reference_date
    if mention.precision == "year" and not mention.relative and not _says_when(view, mention):
        return False
    if mention.to is None:
        return mention.relative or reference is None
    if reference is None:
        return True
    if mention.precision == "day" and not mention.relative and mention.bound is None:
        return mention.to >= reference
    return mention.to >= reference - timedelta(days=1)


def _says_when(view: View, mention: DateMention) -> bool:
    """Whether a year says when, and is not part of a name: "in 2024", not "de Staat van het Onderwijs 2024"."""
    if mention.rule != "jaar":
        return True
    before = view.text[: mention.start].split()[-1:]
    return not before or normal_form(before[0]) in words_of("termijn", "voor_jaar")


def when(view: View, event: Event) -> bool:
    """Whether the event's clauses say when, as a date to come or in words."""
    own = clauses_of(view, event)
    if later_dates(view, own) or view.sentence.has("wanneer", clauses=sorted(own)):
        return True
    if event.time == "present" and any(_of_coming_year(view, mention, own) for mention in view.dates):
        return True
    main = {number for number in view.sentence.clause if number not in view.sentence.subordinate}
    opened = view.sentence.subordinate
    beside = {number for number in opened if any(abs(number - mine) <= 1 for mine in own)}
    if view.sentence.has("wanneer", clauses=sorted(beside)) or later_dates(view, beside):
        return True
    return bool(event.clause in main and later_dates(view, main))


# --------------------------------------------------------------------------- what it is not


def now(view: View, event: Event) -> bool:
    """Whether it happens with this very paper, or still in this debate."""
    own = sorted(clauses_of(view, event))
    in_debate = view.voice != "paper" or view.frame.debate
    soon = in_debate and view.sentence.has("straks", clauses=own) and not view.sentence.has("op_papier")
    return view.sentence.has("nu", clauses=own) or soon


def denied(view: View, clauses: set[int]) -> bool:
    """Whether the clauses deny it; "niet eerder dan in mei" denies nothing."""
    sentence = view.sentence
    spared = {place for start, end in sentence.hits("niet", "toch") for place in range(start, end)}
    return any(sentence.clause[start] in clauses and start not in spared for start, _ in sentence.hits("niet"))


def refused(view: View) -> bool:
    """Whether the sentence refuses."""
    return view.sentence.has("weigering")


def not_said_here(view: View, event: Event) -> bool:
    """Whether these are a member's words, a question, an aanhaling or the text of a law."""
    sentence = view.sentence
    return (
        view.voice == "member"
        or fractions_say(view)
        or sentence.question
        or sentence.quoted[event.place]
        or sentence.has("wettekst")
        or sentence.has("citaat")
    )


def fractions_say(view: View) -> bool:
    """Whether the sentence gives what fractions bring forward in a written round."""
    sentence = view.sentence
    places = [start for start, _ in sentence.hits("vragende_leden")]
    places += [
        place
        for place, token in enumerate(sentence.tokens)
        if token.form.endswith(("fractie", "fracties"))
        and "leden" in {sentence.form(place - 3), sentence.form(place - 2)}
    ]
    asks = any(event.kind == "vragen" for event in view.events)
    return bool(places) and (min(places) <= 2 * _NEAR or asks)


def asked_before(view: View, event: Event) -> bool:
    """Whether the event is what someone asks for: "verzoekt de regering de Kamer te informeren"."""
    for other in view.events:
        if other.kind != "vragen" or other.place > event.place:
            continue
        between = {view.sentence.form(place) for place in range(other.place, event.place)}
        if event.infinitive_te and event.time == "bare":
            return True
        if between & {"of", "wanneer", "hoe", "waarom"}:
            return True
    return False
