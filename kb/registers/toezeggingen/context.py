"""What surrounds a sentence: whose document it is, who speaks, the sentences before and after.

`Frame` is what is known of the document, `View` one sentence of it with its events, people, dates and the
places that cue words take. Everything is computed once and only for sentences that may hold something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from kb.annotate.dates import DateMention, find_dates
from kb.annotate.persons import PersonMention, find_persons
from kb.annotate.protocol import DocumentFacts
from kb.language.analysis import normal_form
from kb.language.sentences import sentence_spans
from kb.records import Document, Passage, PassageKind, Span, Speaker
from kb.registers.toezeggingen.events import Event, events_of
from kb.registers.toezeggingen.lexicon import CUES, verb_forms, words_of
from kb.registers.toezeggingen.sentences import Sentence, read_sentence
from kb.taxonomy import Taxonomy

Voice = Literal["government", "member", "chair", "paper"]
"""Who says it: a minister or member in a debate, the chair, or the sender of the paper."""

PARLIAMENTARY = frozenset(
    {"kamerbrief", "antwoord-kamervragen", "schriftelijk-overleg", "verslag-commissiedebat", "handelingen",
     "beslisnota", "nader-rapport"}
)  # fmt: skip
"""Kinds of document that are addressed to parliament, or are its reports."""
_LETTERS = frozenset({"kamerbrief", "antwoord-kamervragen", "schriftelijk-overleg"})
_UNKNOWN = frozenset({None, "overig"})
_DEBATES = frozenset({"verslag-commissiedebat", "handelingen"})
_YOUR_CHAMBER = re.compile(r"\b[Uu]w Kamers?\b|\bbeide Kamers\b")
_INLINE = re.compile(
    r"^(?P<who>(?:De |Het )?(?:heer|lid|[Vv]oorzitter|[Mm]inister|[Ss]taatssecretaris|Mevrouw|Kamerlid)"
    r"(?: [^\W\d_][\w’'.-]{0,30}){0,5})(?: \((?P<party>[^()]{1,40})\))?:\s"
)
_MEMBER_RULES = frozenset({"persoon/lid", "persoon/aanspreking", "persoon/indiener"})
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rules know of a document. `reference_date` is the day against which "na de zomer" is read."""

    document_id: str
    kind: str | None
    to_parliament: bool
    letter: bool
    unknown: bool
    debate: bool
    own_organisation: str | None
    reference_date: date | None
    publication_date: str | None
    signatory: str | None
    ministry: str | None

    @classmethod
    def of(cls, document: Document, passages: Sequence[Passage]) -> Frame:
        """The frame of a document, with what its passages tell of whom they address."""
        facts = DocumentFacts(
            publication_date=document.publication_date, reporting_years=document.reporting_years
        )
        addressed = any(_YOUR_CHAMBER.search(passage.text) for passage in passages)
        known = document.kind in PARLIAMENTARY
        return cls(
            document_id=document.document_id,
            kind=document.kind,
            to_parliament=known or addressed,
            letter=document.kind in _LETTERS or (addressed and document.kind in _UNKNOWN),
            unknown=document.kind in _UNKNOWN and not addressed,
            debate=document.kind in _DEBATES or any(passage.kind == "speech" for passage in passages),
            own_organisation=document.organisation_id,
            reference_date=facts.reference_date,
            publication_date=document.publication_date.value,
            signatory=document.signatory,
            ministry=document.ministry,
        )


@dataclass(eq=False)
class View:
    """One sentence in its surroundings; `start`/`end` are offsets into the passage's clean text.

    Offsets of people and dates count in the sentence's text. `index` counts the sentences of the document.
    """

    frame: Frame
    passage: Passage
    taxonomy: Taxonomy
    voice: Voice
    speaker: Speaker | None
    start: int
    end: int
    index: int

    @property
    def text(self) -> str:
        """The sentence."""
        return self.passage.text[self.start : self.end]

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence, analysed."""
        return read_sentence(self.text, self.start)

    @cached_property
    def events(self) -> list[Event]:
        """The events of the sentence; none of what is too long to be one."""
        return events_of(self.sentence) if self.end - self.start <= _LONGEST else []

    @cached_property
    def persons(self) -> list[PersonMention]:
        """Everyone that the sentence names."""
        return find_persons(self.text, self.taxonomy)

    @cached_property
    def members(self) -> list[PersonMention]:
        """Members of parliament that the sentence names."""
        return [person for person in self.persons if person.rule in _MEMBER_RULES and self._sits(person)]

    def _sits(self, person: PersonMention) -> bool:
        """Whether "mevrouw De Vries" is a member: by her party, the paper, or a debate beside her name."""
        if person.rule != "persoon/aanspreking" or person.party is not None:
            return True
        return self.frame.to_parliament or self.frame.debate or self.sentence.has("gelegenheid")

    @cached_property
    def dates(self) -> list[DateMention]:
        """Dates and periods, read against the document's date."""
        return find_dates(self.text, self.frame.reference_date)

    @cached_property
    def organisations(self) -> list[Span]:
        """Token intervals of organisations that are not the government and not the document's own."""
        found: list[Span] = []
        for tag in self.passage.tags:
            inside = self.start <= tag.start < self.end
            if tag.type != "organisation" or not inside or _governs(tag.value, self.frame):
                continue
            first = self.sentence.token_at(tag.start - self.start)
            last = self.sentence.token_at(tag.end - 1 - self.start)
            found.append((first, last + 1))
        return found

    @property
    def too_long(self) -> bool:
        """Whether it is no sentence but a table or text that lost its form."""
        return self.end - self.start > _LONGEST

    @cached_property
    def hinted(self) -> bool:
        """Whether a rule can say anything of the sentence at all."""
        if self.too_long:
            return False
        return any(normal_form(word) in _known_words() for word in _WORD.findall(self.text))


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    """The verbs and nouns of which one stands in every sentence that the rules can say something of."""
    return frozenset(verb_forms()) | words_of("wenken")


def _governs(organisation: str, frame: Frame) -> bool:
    """Whether an organisation is government or parliament itself, or the one whose document it is."""
    return organisation == frame.own_organisation or organisation.startswith(
        ("ministerie", "tweede-kamer", "eerste-kamer", "staten-generaal", "kabinet")
    )


def views_of(frame: Frame, passages: Iterable[Passage], taxonomy: Taxonomy) -> list[View]:
    """Every sentence of the passages, in reading order; questions and footnotes hold no promise."""
    views: list[View] = []
    for passage in passages:
        if passage.kind in _SKIPPED:
            continue
        for place, (start, end) in enumerate(_spans(passage.text)):
            speaker = _speaker(passage, passage.text[start:end] if place == 0 else "")
            voice, speaker = _voice(speaker, views, passage)
            views.append(View(frame, passage, taxonomy, voice, speaker, start, end, len(views)))
    return views


def _spans(text: str) -> Iterator[Span]:
    """Sentences, and the items of a list that runs on in one of them: "… genoteerd. - De minister stuurt …"."""
    for start, end in sentence_spans(text):
        at = start
        for match in _ITEM.finditer(text, start, end):
            if match.start() > at:
                yield at, match.start()
            at = match.end()
        yield at, end


_ITEM = re.compile(r"(?<=[.;:?!])\s{1,4}[-–—•▪]\s{1,4}(?=[A-ZÀ-Þ])|[ \t]{0,4}\n\s{0,8}[-–—•▪]\s{1,4}(?=\S)")
_LONGEST = 3_000
"""Characters of a sentence that is read; what is longer is no sentence but a table that lost its form."""
_SKIPPED: frozenset[PassageKind] = frozenset({"question", "footnote"})


def _speaker(passage: Passage, opening: str) -> Speaker | None:
    """Who speaks: as reading found it, or as the passage's first words say ("Minister Adema: …")."""
    if passage.speaker is not None:
        return passage.speaker
    found = _INLINE.match(opening)
    if found is None:
        return None
    who = found["who"].removeprefix("De ").removeprefix("Het ")
    function, _, name = who.partition(" ")
    if normal_form(function) in {"heer", "lid", "mevrouw", "kamerlid"}:
        return Speaker(name or who, found["party"], None)
    return Speaker(name or who, None, function.lower())


def _voice(speaker: Speaker | None, before: Sequence[View], passage: Passage) -> tuple[Voice, Speaker | None]:
    if speaker is None and before and before[-1].passage.passage_id == passage.passage_id:
        return before[-1].voice, before[-1].speaker
    if speaker is None:
        return "paper", None
    function = normal_form(speaker.function or "")
    name = normal_form(speaker.name)
    if any(word in (function, name) for word in CUES["debat"]["voorzitter"]) or "voorzitter" in name:
        return "chair", speaker
    if any(function.startswith(normal_form(word)) for word in CUES["debat"]["bewindspersoon"]):
        return "government", speaker
    if speaker.party is None and name.split(" ")[0] in {"minister", "staatssecretaris", "minister-president"}:
        return "government", speaker
    return "member", speaker
