"""Who promised what to whom, when and where: the fields of a record, read from its sentences.

What the sentence before lends (the debate, the member who asked) is taken only when the sentence goes on
from it ("Hierbij is toezegd …"), and what is not said at all is left None or named in `inferred`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.annotate.persons import PersonMention
from kb.records import Reference, Span
from kb.registers.toezeggingen import predicates as ask
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.model import Recipient, Toezegging
from kb.registers.toezeggingen.signals import Signal

_SOURCES = frozenset(
    {"kamerstuk", "handelingen", "aanhangsel", "document", "toezegging", "brief", "motie", "debat", "bijlage"}
)
"""Types of reference that can be the source of a promise; laws and web pages are not."""
_REGISTER = re.compile(r"\b(?:TZ\d{6}-\d{1,4}|T0\d{4})\b")
_COMMITTEE = re.compile(
    r"(?:vaste\s|algemene\s|tijdelijke\s|bijzondere\s){0,2}(?:Kamer)?commissies?\s(?:voor\s|van\s)?(?:de\s)?"
    r"(?P<name>[A-Z][\w&’'-]{1,40}(?:(?:,\s|\sen\s|\s)[A-Z][\w&’'-]{1,40}){0,5})"
)
_FUNCTION_SKIP = (
    "samen met ",
    "mede namens ",
    "namens ",
    "met de ",
    "van de ",
    "aan de ",
    "en de ",
    "door de ",
)
_SECOND = 2
_NAME = (
    r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|[Ee]l)\s){0,3}"
    r"[A-ZÀ-Þ][\w’'-]{1,30}(?:\s[A-ZÀ-Þ][\w’'-]{1,30})?"
)
_TO_NAMES = re.compile(
    r"\([Tt]oezegging\saan\s(?:(?:de|het)\s(?:leden|lid|heer)\s|mevrouw\s)?"
    rf"(?P<names>{_NAME}(?:(?:,\s|\sen\s){_NAME}){{0,4}})"
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when it was promised or asked; `spans` are the stretches of the sentence that say so."""

    name: str | None = None
    date: str | None = None
    spans: tuple[Span, ...] = ()


def members_of(view: View, signal: Signal) -> list[PersonMention]:
    """Members that the signal's part of the sentence names."""
    return [person for person in view.members if signal.start <= person.start < signal.end]


def to_whom(view: View, signal: Signal, previous: View | None) -> tuple[tuple[Recipient, ...], bool]:
    """To whom it was promised, and whether that was inferred: members first, then the Kamer."""
    found: dict[str, Recipient] = {}
    listed = named_behind(view, signal) if not view.members else ()
    found.update((item.name, item) for item in listed)
    for person in members_of(view, signal) or (view_members(previous) if previous is not None else []):
        found.setdefault(person.name, Recipient(person.name, _party(person)))
    chamber = chamber_name(view)
    if chamber is not None and signal.kind != "motie":
        found.setdefault(chamber, Recipient(chamber))
    if not found:
        committee = committee_of(view) or (committee_of(previous) if previous is not None else None)
        if committee is not None:
            return (Recipient(committee),), False
        if previous is not None and chamber_name(previous) is not None:
            return (Recipient(chamber_name(previous) or "Kamer"),), False
        if signal.kind == "motie":
            return (), False
        return (Recipient("Kamer"),), not ask.yous(view)
    return tuple(found.values()), False


def named_behind(view: View, signal: Signal) -> tuple[Recipient, ...]:
    """Members in "(toezegging aan Stoffer en Grinwis)", the way that lists of toezeggingen name them."""
    found: dict[str, Recipient] = {}
    for match in _TO_NAMES.finditer(view.text, signal.start, signal.end):
        for name in re.split(r",\s?|\sen\s", match["names"]):
            found.setdefault(name, Recipient(name.strip(), None))
    return tuple(found.values())


def view_members(view: View) -> list[PersonMention]:
    """The members that a whole sentence names."""
    return view.members


def _party(person: PersonMention) -> str | None:
    return person.party_label


def chamber_name(view: View) -> str | None:
    """Which Kamer the sentence names: "Eerste Kamer", "Tweede Kamer", "beide Kamers", else "Kamer"."""
    sentence = view.sentence
    names = []
    for place in ask.chambers(view):
        before = sentence.form(place - 1)
        if sentence.form(place) in {"kamercommissie", "kamercommissies", "kamerleden"}:
            continue
        if sentence.form(place) == "tk":
            names.append("Tweede Kamer")
        elif before in {"eerste", "tweede"}:
            names.append(f"{before.capitalize()} Kamer")
        else:
            names.append("beide Kamers" if before == "beide" else "Kamer")
    return names[0] if names else None


def committee_of(view: View) -> str | None:
    """The committee of parliament that the sentence names."""
    match = _COMMITTEE.search(view.text)
    return " ".join(match.group().split()) if match else None


def register_number(view: View) -> str | None:
    """The number in the register of one of the Kamers that the sentence gives."""
    match = _REGISTER.search(view.text)
    return match.group() if match else None


# --------------------------------------------------------------------------- references


def references_of(view: View, signal: Signal, found: Iterable[Reference]) -> list[Reference]:
    """The sources that the sentence gives: in its text, and in the footnotes whose markers it bears."""
    low, high = view.start + signal.start, view.start + signal.end
    markers = {note.number: note.marker for note in view.passage.footnotes}
    kept = []
    for reference in found:
        if reference.type not in _SOURCES:
            continue
        if reference.footnote_number is not None:
            marker = markers.get(reference.footnote_number)
            inside = marker is not None and low < marker <= high + _SECOND
        else:
            inside = low <= reference.start < high
        if inside:
            kept.append(reference)
    return kept


def occasion_of(view: View, signal: Signal, references: Sequence[Reference], previous: View | None) -> Occasion:
    """The debate, letter or day of a promise or request; of an announcement only what it refers to."""
    debates = [item for item in references if item.type == "debat" and item.footnote_number is None]
    if debates:
        first = debates[0]
        return Occasion(first.name, first.date, _spans(view, debates))
    letters = [item for item in references if item.type == "brief" and item.footnote_number is None]
    named = _named_debate(view, signal)
    if signal.kind == "aankondiging":
        return Occasion(None, None, _spans(view, letters))
    if named is not None:
        day, span = _past_day(view, signal)
        return Occasion(named, day, span)
    if letters and signal.time != "coming":
        return Occasion("brief", letters[0].date, _spans(view, letters))
    day, span = _past_day(view, signal)
    if day is None and previous is not None:
        earlier, _ = _past_day(previous, None)
        return Occasion(_named_debate(previous, None), earlier, span)
    return Occasion(None, day, span)


def same_occasion(view: View, occasion: Occasion, before: Sequence[Toezegging]) -> Occasion | None:
    """The occasion that "tijdens hetzelfde debat" means: the last dated one of the records before it."""
    sentence = view.sentence
    named = {end for _, end in sentence.hits("hetzelfde")}
    debate = any(start in named for start, _ in sentence.hits("gelegenheid"))
    if not debate or occasion.date is not None:
        return None
    for earlier in reversed(before):
        if earlier.occasion is not None and earlier.occasion_date is not None and earlier.occasion != "brief":
            return Occasion(earlier.occasion, earlier.occasion_date, occasion.spans)
    return None


def _spans(view: View, references: Sequence[Reference]) -> tuple[Span, ...]:
    return tuple((item.start - view.start, item.end - view.start) for item in references)


def _named_debate(view: View, signal: Signal | None) -> str | None:
    """A debate named without its date: "het tweeminutendebat Stikstof", "de begrotingsbehandeling"."""
    sentence = view.sentence
    for start, end in sentence.hits("gelegenheid"):
        token = sentence.tokens[start]
        if signal is not None and not signal.start <= token.start < signal.end:
            continue
        last = end
        while last < len(sentence.tokens) and last - end < 6 and _name_goes_on(view, last):  # noqa: PLR2004
            last += 1
        return sentence.words_in(start, last)
    return None


def _name_goes_on(view: View, place: int) -> bool:
    tokens = view.sentence.tokens
    gap = view.text[tokens[place - 1].end : tokens[place].start]
    return gap == " " and tokens[place].kind == "word" and tokens[place].text[:1].isupper()


def _past_day(view: View, signal: Signal | None) -> tuple[str | None, tuple[Span, ...]]:
    """The first day that the sentence tells as past; "op 12 juli 2022 toegezegd"."""
    reference = view.frame.reference_date
    for mention in view.dates:
        if mention.precision != "day" or mention.from_ is None:
            continue
        if signal is not None and not signal.start <= mention.start < signal.end:
            continue
        if reference is None or mention.from_ <= reference:
            return mention.from_.isoformat(), ((mention.start, mention.end),)
    return None, ()


# --------------------------------------------------------------------------- by whom


def by_whom(view: View, previous: View | None) -> tuple[str | None, bool]:
    """Who promises, and whether that was inferred: who speaks, who the sentence names, else who signed."""
    if view.voice == "government" and view.speaker is not None:
        function = view.speaker.function
        return (f"{function} {view.speaker.name}" if function else view.speaker.name), False
    named = _function(view) or (_function(previous) if previous is not None else None)
    if named is not None:
        return named, False
    forms = [token.form for token in view.sentence.tokens]
    if "ambtsvoorganger" in forms or "voorganger" in forms:
        return "ambtsvoorganger", False
    if "ik" in forms or "mijn" in forms:
        return view.frame.signatory, False
    return view.frame.signatory if view.frame.letter else None, view.frame.letter


def _function(view: View) -> str | None:
    """The minister or staatssecretaris that the sentence makes the one who promises."""
    for person in view.persons:
        if person.rule not in {"persoon/functie", "persoon/functie-en-naam"}:
            continue
        before = view.text[max(0, person.start - 16) : person.start].lower()
        if not before.endswith(_FUNCTION_SKIP) and not before.endswith(("samen met de ", "namens de ")):
            return person.name if person.rule == "persoon/functie" else f"{person.role} {person.name}"
    sentence = view.sentence
    for start, end in sentence.hits("regering"):
        form = sentence.form(end - 1)
        if form in {"minister", "staatssecretaris", "minister-president"} and sentence.form(start - 1) not in {
            "met", "aan", "van", "door",
        }:  # fmt: skip
            return form
    return None
