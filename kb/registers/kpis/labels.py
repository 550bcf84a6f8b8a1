"""Which KPI a name means: the label of a row, or words in a sentence.

A label is a canonical KPI only when all of it says so: its words are those of a spelling, in any order and
inflection, or of several spellings of one KPI. What is left over keeps it apart ("Klanttevredenheid
studenten" is not "Klanttevredenheid"); a label that fits none stays what it is. A slip of the pen in one
word is forgiven when it makes no other Dutch word.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kb.language.analysis import analyse
from kb.language.stems import dictionary, is_word
from kb.registers.kpis.headers import read_unit
from kb.registers.kpis.lexicon import any_of, folded, words
from kb.taxonomy import Entry, Matcher, Taxonomy, letters

Key = str
_PARENTHESES: Final = re.compile(r"\s*\([^()]{0,200}\)")
_LEAD: Final = re.compile(
    r"^\s*(?:[•▪◦●\-–]\s*|\(?\d{1,2}[.)]\s+|[a-z]\)\s+|kpi\s+\d{1,2}\s*[:.-]\s*)", re.IGNORECASE
)
_UNIT_AT_END: Final = re.compile(r",?\s+(?P<unit>in\s+\S{1,12}(?:\s+\S{1,8})?)$")
_TAIL_MARKS: Final = " \t\n:;.,¹²³⁴⁵⁶⁷⁸⁹⁰*"
_FUZZY_FROM = 5
_WINDOW = 14
_DURATIONS: Final = frozenset(
    {"seconden", "minuten", "uren", "dagen", "werkdagen", "kalenderdagen", "weken", "maanden", "jaren"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A KPI named in a sentence; `whole` is False when its words stand apart from each other."""

    entry: Entry
    start: int
    end: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A content word: its keys, and the one by which series are told apart."""

    keys: frozenset[Key]
    main: Key
    form: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _ignored() -> frozenset[str]:
    return frozenset(words()["labels"]["ignore"])


@lru_cache(maxsize=8_192)
def content_words(text: str) -> tuple[_Word, ...]:
    """The words of a text that carry meaning, with their keys; bare numbers included."""
    found = []
    for term in analyse(text):
        if term.form in _ignored() or not term.keys:
            continue
        found.append(_Word(frozenset(term.keys), term.keys[-1], term.form, term.start, term.end))
    return tuple(found)


def stem_set(text: str, numbers: bool = True) -> frozenset[Key]:
    """The content words of a label, whatever their order and inflection."""
    return frozenset(
        word.main for word in content_words(text) if numbers or not word.form.replace(".", "").isdigit()
    )


def clean_label(text: str) -> str:
    """A row label without bullet, number or marker, on one line."""
    return _LEAD.sub("", " ".join(text.split())).strip(_TAIL_MARKS)


def label_unit(text: str) -> tuple[str, str | None, str | None]:
    """A label without the unit it gives in brackets, with unit and scale: "Wachttijd (weken)"."""
    for match in _PARENTHESES.finditer(text):
        unit, scale = read_unit(match.group().strip(" ()"))
        if unit or scale:
            rest = (text[: match.start()] + text[match.end() :]).strip()
            return rest, unit, scale
    end = _UNIT_AT_END.search(text)
    unit, scale = read_unit(end["unit"]) if end else (None, None)
    return (text[: end.start()], unit, scale) if end and (unit or scale) else (text, None, None)


def without_brackets(text: str) -> str:
    """A label without what stands in brackets."""
    return _PARENTHESES.sub("", text).strip(_TAIL_MARKS)


def slug(label: str) -> str:
    """The key of a series whose label is no canonical KPI: its content words in order of the alphabet."""
    stems = sorted(stem_set(label))
    return "-".join(stems) if stems else letters(label)


def is_generic(label: str) -> bool:
    """Whether a label says little by itself: one word that is no compound ("Asiel", "Personeel", "Totaal")."""
    terms = [term for term in analyse(label) if term.form not in _ignored() and not term.form.isdigit()]
    return len(terms) <= 1 and not any(term.parts for term in terms)


def is_measure(label: str) -> bool:
    """Whether a label itself says what is measured: it ends in "…frequentie", "…percentage", "…tijd"."""
    endings = tuple(words("sentences.toml")["measures"]["endings"])
    return folded(without_brackets(label)).endswith(endings)


def units_agree(one: str | None, other: str | None) -> bool:
    """Whether values of these units can belong to one KPI; unknown agrees with anything."""
    if one is None or other is None or one == other or "kwalitatief" in (one, other):
        return True
    if one in _DURATIONS and other in _DURATIONS:
        return True
    marks = [unit == "cijfer" or unit.startswith("schaal") for unit in (one, other)]
    return all(marks)


class Labels:
    """Finds canonical KPI's; built once per taxonomy, safe to share between threads."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._matcher = Matcher(taxonomy, "kpi")
        self._entries = taxonomy.entries("kpi")
        self._by_stems: dict[frozenset[Key], list[Entry]] = {}
        self._by_key: dict[Key, list[tuple[Entry, tuple[_Word, ...]]]] = {}
        self._forms: dict[int, list[tuple[Entry, tuple[str, ...]]]] = {}
        for entry in self._entries:
            for spelling in (*entry.spellings, entry.label):
                self._add(entry, spelling)

    def _add(self, entry: Entry, spelling: str) -> None:
        spelled = content_words(spelling)
        self._by_stems.setdefault(stem_set(spelling), []).append(entry)
        self._forms.setdefault(len(spelled), []).append((entry, tuple(word.form for word in spelled)))
        if len(spelled) > 1:
            rarest = max(spelled, key=lambda word: len(word.main))
            for key in rarest.keys:
                self._by_key.setdefault(key, []).append((entry, spelled))

    # -------------------------------------------------------------- labels of rows

    def resolve(
        self, label: str, group: str | None, organisation_id: str | None, unit: str | None
    ) -> Entry | None:
        """The canonical KPI of a row, or None. `group` is the row that it stands under."""
        wanted = clean_label(label)
        for candidate in self._candidates(wanted, group):
            if self._fits(candidate, organisation_id, unit):
                return candidate
        return None

    def _fits(self, entry: Entry, organisation_id: str | None, unit: str | None) -> bool:
        owner = entry.get("organisation")
        foreign = owner and organisation_id and owner != organisation_id
        return not foreign and units_agree(entry.get("unit"), unit)

    def _candidates(self, label: str, group: str | None) -> Iterator[Entry]:
        if group:
            yield from self._grouped(label, group)
        for text in dict.fromkeys((label, without_brackets(label), label_unit(label)[0])):
            exact = self._taxonomy.find("kpi", text)
            if exact is not None:
                yield exact
            for numbers in (True, False):
                stems = stem_set(text, numbers)
                yield from self._by_stems.get(stems, ()) if stems else ()
            covered = self._covered(text)
            if covered is not None:
                yield covered
        yield from self._misspelt(without_brackets(label))

    def _grouped(self, label: str, group: str) -> Iterator[Entry]:
        """KPI's whose row bears only the short name: "Telefonie" under "Klanttevredenheid"."""
        head = folded(clean_label(group))
        for entry in self._entries:
            name, short = entry.get("group"), entry.get("kort")
            fits = name and short and folded(label) == folded(short)
            if fits and re.match(rf"{re.escape(folded(name or ''))}(?![^\W_])", head):
                yield entry

    def _covered(self, text: str) -> Entry | None:
        """The KPI whose spellings together make up the whole text."""
        matches = self._matcher.find(text)
        for entry in dict.fromkeys(match.entry.id for match in matches):
            spans = [(match.start, match.end) for match in matches if match.entry.id == entry]
            chosen = self._taxonomy.entry("kpi", entry)
            if chosen is None:
                continue
            known = {key for item in chosen.spellings for word in content_words(item) for key in word.keys}
            left = [
                word for word in content_words(text)
                if not any(start <= word.start and word.end <= end for start, end in spans)
                and not word.keys & known and not word.form[:1].isdigit()
            ]  # fmt: skip
            if not left:
                return chosen
        return None

    def _misspelt(self, text: str) -> Iterator[Entry]:
        """KPI's of which one word is written with one letter too few, too many or another."""
        forms = tuple(word.form for word in content_words(text))
        for entry, spelled in self._forms.get(len(forms), ()) if len(forms) > 1 else ():
            wrong = [(one, other) for one, other in zip(forms, spelled, strict=True) if one != other]
            if len(wrong) == 1 and _slip(*wrong[0]):
                yield entry

    def group_name(self, group: str) -> str | None:
        """The words of a group row that are a KPI's name ("Klanttevredenheid (schaal 1-5) % van …")."""
        head = clean_label(group)
        for match in self._matcher.find(head):
            if match.start == 0 and not re.match(r"\s*[,\w]", head[match.end :].replace("%", "")[:2] or "."):
                return head[: match.end]
        return without_brackets(head) if self.resolve(head, None, None, None) else None

    # -------------------------------------------------------------- words in sentences

    def mentions(self, sentence: str, organisation_id: str | None) -> list[Mention]:
        """The KPI's that a sentence names, by place; the longest name wins where two overlap."""
        found = [
            Mention(match.entry, match.start, match.end, True)
            for match in self._matcher.find(sentence)
            if self._fits(match.entry, organisation_id, None)
        ]
        found += [
            mention
            for mention in self._scattered(sentence)
            if self._fits(mention.entry, organisation_id, None)
            and all(mention.entry.id != other.entry.id for other in found)
        ]
        kept: list[Mention] = []
        for mention in sorted(found, key=lambda item: (not item.whole, item.start - item.end)):
            apart = all(mention.end <= other.start or other.end <= mention.start for other in kept)
            if apart or not mention.whole:
                kept.append(mention)
        return sorted(kept, key=lambda item: item.start)

    def _scattered(self, sentence: str) -> Iterator[Mention]:
        """KPI's all of whose words stand near each other: "zijn er 1.725 klachten ontvangen"."""
        spoken = (*content_words(sentence), *rejoined(sentence))
        seen: set[str] = set()
        for index, word in enumerate(spoken):
            for entry, spelled in (item for key in word.keys for item in self._by_key.get(key, ())):
                near = spoken[max(0, index - _WINDOW) : index + _WINDOW]
                hits = [next((item for item in near if item.keys & part.keys), None) for part in spelled]
                if all(hits) and entry.id not in seen:
                    seen.add(entry.id)
                    places = [item for item in hits if item is not None]
                    yield Mention(
                        entry, min(item.start for item in places), max(item.end for item in places), False
                    )


_PARTICLE: Final = re.compile(
    r"(?<![^\W_])(?P<verb>[^\W\d_]{4,20})\s(?P<between>[^.;]{0,80}?)(?<![^\W_])"
    r"(?P<particle>af|op|uit|aan|toe|terug|na|door)(?=\s*(?:[.,;:()]|$))",
    re.IGNORECASE,
)


def rejoined(sentence: str) -> Iterator[_Word]:
    """Verbs whose first part stands at the end of the clause, as one word: "handelde … tijdig af"."""
    for match in _PARTICLE.finditer(sentence):
        words_between = [match["verb"], *match["between"].split()]
        for verb in words_between:
            whole = f"{match['particle']}{verb}".lower()
            if verb.isalpha() and dictionary(whole) is not None:
                for word in content_words(whole):
                    yield dataclasses.replace(word, start=match.start(), end=match.end())
                break


def _slip(one: str, other: str) -> bool:
    """Whether `one` is `other` with a single slip that makes no Dutch word of it."""
    if min(len(one), len(other)) < _FUZZY_FROM or abs(len(one) - len(other)) > 1 or is_word(one):
        return False
    short, long = sorted((one, other), key=len)
    at = next((index for index, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[at + 1 :] == long[at + 1 :]
    return short[at:] == long[at + 1 :]


@lru_cache(maxsize=1)
def measure_words() -> re.Pattern[str]:
    """Words that make a group row part of the names under it."""
    return re.compile(
        rf"^(?:het\s+|de\s+)?{any_of(words()['labels']['measures'])}(?![^\W_])\s+\S", re.IGNORECASE
    )
