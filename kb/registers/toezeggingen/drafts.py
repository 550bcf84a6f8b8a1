"""From signals to drafts: one per promise, joined over sentences, with the places where it is named again.

A draft keeps its sentences; fields, status and anchors are read from them afterwards. Joined are: an
announcement that goes on from an open promise right before it, two announcements of one thing, and a record
that names the same motie, the same register number, or the same promise to the same member.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.annotate.references import surname
from kb.language.analysis import analyse
from kb.records import Reference
from kb.registers.toezeggingen import fields
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.events import Event
from kb.registers.toezeggingen.lexicon import one_of
from kb.registers.toezeggingen.lexicon import words_of as cue_words
from kb.registers.toezeggingen.model import Recipient
from kb.registers.toezeggingen.predicates import later_dates
from kb.registers.toezeggingen.reading import same_stream
from kb.registers.toezeggingen.signals import Signal
from kb.registers.toezeggingen.subject import subject_of

_NEAR = 2
"""Sentences between a promise and what goes on from it."""
_ANAPHORS = cue_words("taal", "terug")
_OPENING = 5
ALIKE = 0.5
"""Share of the words of two subjects that must be the same for one promise."""
SURE = 0.75
"""The same where no member is named."""
_SMALL = 4
_AWAITED = ("verwacht", "oplever", "gereed", "afgerond")


@dataclass(slots=True)
class Draft:
    """A record in the making: its signal, the sentences that belong to it, and where it is named again."""

    view: View
    signal: Signal
    previous: View | None
    references: list[Reference]
    joined: list[View] = field(default_factory=list)
    mentions: list[tuple[View, Signal]] = field(default_factory=list)
    to: tuple[Recipient, ...] = ()

    @property
    def last(self) -> View:
        """The last sentence that belongs to it."""
        return self.joined[-1] if self.joined else self.view


def join(drafts: Sequence[Draft], views: Sequence[View]) -> list[Draft]:
    """The drafts of a document, joined; in reading order."""
    kept: list[Draft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        if before is not None and goes_on(before, draft):
            before.joined.append(draft.view)
            before.references.extend(draft.references)
            continue
        spoken = next((item for item in kept if read_out(item, draft, views)), None)
        if spoken is not None:
            kept.remove(spoken)
            draft.mentions.append((spoken.view, spoken.signal))
            draft.to = draft.to or spoken.to
        same = next((item for item in kept if is_same(item, draft)), None) or _last_of_kind(kept, draft)
        if same is not None:
            same.mentions.append((draft.view, draft.signal))
            same.references.extend(_new(draft.references, same.references))
            continue
        kept.append(draft)
    for draft in kept:
        _continue(draft, views, {item.view.index for item in kept})
    return kept


def _new(found: Sequence[Reference], known: Sequence[Reference]) -> list[Reference]:
    """References that a mention adds: numbered ones, when the record has none of its own."""
    if any(item.numbers for item in known):
        return []
    return [item for item in found if item.numbers]


def goes_on(before: Draft, draft: Draft) -> bool:  # noqa: PLR0911 - a case each
    """Whether an announcement is part of the promise or announcement right before it."""
    near = 0 < draft.view.index - before.last.index <= _NEAR and same_stream(before.view, draft.view)
    if not near:
        return False
    if before.signal.kind == "toezegging" and draft.signal.kind == "verzoek":
        return before.signal.rule == "toezegging-genoemd" and not draft.view.members
    if draft.signal.kind == "toezegging" and _names_again(draft) and before.signal.kind == "toezegging":
        return True
    if draft.signal.kind == before.signal.kind == "verzoek":
        return _same_request(before, draft)
    if draft.signal.kind != "aankondiging" or not (_leans(draft.view) or _same_paper(before.view, draft.view)):
        return False
    if before.signal.kind == "aankondiging":
        return draft.view.index - before.last.index == 1 and _one_thing(before, draft)
    return before.signal.time != "done" and not later_dates(before.view)


def _leans(view: View) -> bool:
    """Whether the sentence opens with a word that points back."""
    return bool(_ANAPHORS & {view.sentence.form(place) for place in range(_OPENING)})


def _same_request(before: Draft, draft: Draft) -> bool:
    """Whether the request right before is meant: "Aan dit verzoek voldoe ik"."""
    sentence = draft.view.sentence
    pointed = any(
        token.form in {"verzoek", "vraag", "wens", "oproep"}
        and sentence.form(place - 1) in {"uw", "dit", "dat", "deze", "die", "het", "haar", "hun"}
        for place, token in enumerate(sentence.tokens)
    )
    return pointed and not draft.view.members and draft.view.index - before.last.index == 1


def _same_paper(before: View, view: View) -> bool:
    """Whether "de reactie" of the one sentence is the paper that the other names: "om een kabinetsreactie"."""
    named = {token.form for token in before.sentence.tokens if one_of("stukken", "woorden", token.form)}
    sentence = view.sentence
    return any(
        one_of("stukken", "woorden", token.form)
        and sentence.form(place - 1) in {"de", "het", "deze", "dit", "die", "dat", "mijn"}
        and any(form.endswith(token.form) for form in named)
        for place, token in enumerate(sentence.tokens)
    )


def _names_again(draft: Draft) -> bool:
    """Whether the same one is meant: "Die toezegging staat", "Deze toezegging is hiermee afgedaan"."""
    view = draft.view
    for start, _ in view.sentence.hits("toezegging"):
        if view.sentence.form(start - 1) in {"deze", "die", "dezelfde", "genoemde"} and not view.members:
            return True
    return False


def _one_thing(before: Draft, draft: Draft) -> bool:
    """Whether two announcements are of one thing: the second names nothing new and not another moment."""
    if later_dates(before.view) and later_dates(draft.view):
        return False
    opening = {draft.view.sentence.form(place) for place in range(_SMALL)}
    return bool(opening & {"deze", "dit", "die", "dat", "volgende", "hierover", "daarover", "zij", "ze"})


def _last_of_kind(kept: Sequence[Draft], draft: Draft) -> Draft | None:
    """The record that "de motie" or "deze toezegging" means: the last of its kind in the same section."""
    if "zonder-naam" not in draft.signal.reasons:
        return None
    for item in reversed(kept):
        if item.signal.kind == draft.signal.kind and same_stream(item.view, draft.view):
            return item
    return None


def read_out(one: Draft, other: Draft, views: Sequence[View]) -> bool:
    """Whether the chair reads out what a minister said before: the chair's words are the better record."""
    if other.signal.rule != "toezegging-lijst" or one.view.voice != "government":
        return False
    shared = _members(one) & _members(other)
    if one.to and other.to and not shared:
        return False
    if alike(about(one), about(other)) >= ALIKE:
        return True
    first = max(0, one.view.index - _SAID_BEFORE)
    around = " ".join(item.text for item in views[first : one.view.index + 1] if item.voice != "chair")
    return (bool(shared) or not other.to) and alike(around, about(other)) >= ALIKE


_SAID_BEFORE = 6
"""Sentences before a spoken promise in which is said what it is about."""


def is_same(one: Draft, other: Draft) -> bool:
    """Whether two drafts are the same promise, motie or request, named again."""
    if one.signal.kind != other.signal.kind:
        return False
    number = fields.register_number(one.view)
    if number is not None and number == fields.register_number(other.view):
        return True
    if one.signal.kind == "motie":
        return bool(motion_keys(one) & motion_keys(other))
    if one.signal.kind == "aankondiging":
        return False
    left, right = _members(one), _members(other)
    if left != right or (not left and one.signal.kind != "toezegging"):
        return False
    return alike(about(one), about(other)) >= (ALIKE if left else SURE)


def about(draft: Draft) -> str:
    """The subject of a draft, or its sentence when it names none."""
    return subject_of(draft.view, draft.signal) or draft.view.text


def motion_keys(draft: Draft) -> set[str]:
    """What a motie is known by: the surnames of its movers together, and its number."""
    keys = {
        f"{item.dossier}-{number}"
        for item in draft.references
        if item.type == "kamerstuk"
        for number in item.numbers
    }
    for item in draft.references:
        if item.type == "motie" and item.members:
            keys.add(",".join(sorted(surname(name) for name in item.members)))
            keys |= {f"{item.dossier}-{number}" for number in item.numbers}
    return keys


def _members(draft: Draft) -> frozenset[str]:
    found = draft.to or tuple(Recipient(person.name) for person in fields.members_of(draft.view, draft.signal))
    return frozenset(surname(item.name) for item in found)


def words_of(text: str) -> frozenset[str]:
    """The content words of a text, as keys that inflections share."""
    return frozenset(term.keys[0] for term in analyse(text) if len(term.form) > _SMALL and term.keys)


def alike(one: str, other: str) -> float:
    """The share of the shorter text's content words that the other has too, 0..1."""
    left, right = words_of(one), words_of(other)
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right))


_TELLING = frozenset({"sturen", "melden", "terugkomen", "ontvangen", "volgen", "opnemen"})


def _continue(draft: Draft, views: Sequence[View], starts: set[int]) -> None:
    """Adds a sentence right behind that says when, to a promise, motie or request that does not say it."""
    if (
        draft.signal.kind == "aankondiging"
        or draft.signal.time == "done"
        or draft.joined
        or later_dates(draft.view)
    ):
        return
    for index in range(draft.view.index + 1, min(draft.view.index + 1 + _NEAR, len(views))):
        view = views[index]
        if index in starts or not same_stream(draft.view, view):
            return
        done = _expected(view) or _will_do(view)
        if not done and not (view.hinted and _leans_on(view)):
            continue
        if (done or any(_coming(event) for event in view.events)) and later_dates(view):
            draft.joined.append(view)
            return


def _expected(view: View) -> bool:
    """Whether a sentence says when a paper is there: "ik verwacht de uitkomsten medio 2022"."""
    sentence = view.sentence
    awaited = any(
        token.form.startswith(("verwacht", "oplever", "gereed", "afgerond")) for token in sentence.tokens
    )
    return awaited and sentence.has("stukken") and (_leans(view) or sentence.has("regering"))


def _will_do(view: View) -> bool:
    """Whether a sentence says when it will be done: "Ik zal dat in december doen", "Dit gebeurt in mei"."""
    forms = {token.form for token in view.sentence.tokens}
    return bool(forms & {"doe", "doen", "gebeurt", "gebeuren", "plaatsvinden"}) and bool(
        forms & {"dit", "dat", "hier", "daar"}
    )


def _leans_on(view: View) -> bool:
    return _leans(view) or "over de voortgang" in view.text.lower() or "de brief" in view.text.lower()


def _coming(event: Event) -> bool:
    return event.kind in _TELLING and event.time in ("present", "future", "aim")
