"""Laws and articles: by name or abbreviation from the taxonomy, by form where a law is not in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.annotate.references import addresses
from kb.annotate.references.parts import NOTATIONS, words
from kb.annotate.spans import Spans
from kb.language.morphology import lemmas
from kb.records import Reference, Span
from kb.taxonomy import Entry, Match, Matcher, Taxonomy, kebab

_LAWS = NOTATIONS["laws"]
_STOPS = frozenset(_LAWS["stops"])
_INNER = frozenset(_LAWS["inner"])
_COMMON = ("Besluit", "Regeling", "Uitvoeringsregeling", "Wetsvoorstel")
_NOT_LAWS = tuple(_LAWS["not_laws"])
MOST_WORDS = 9
"""Words of a law's name that is read by form; official short titles are shorter."""
_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
    "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12,
}  # fmt: skip
_ORDINAL = "(?:" + "|".join(_ORDINALS) + ")"
_NUMBER = r"\d{1,4}(?:[.:]\d{1,4})?[a-z]{0,2}(?:\d{1,2})?"
ARTICLE = re.compile(
    rf"(?<!\w)(?:{words(_LAWS['article'])})\s{{0,3}}(?P<first>{_NUMBER})(?!\w)"
    rf"(?P<more>(?:\s{{0,2}}(?:,|en|of|tot\s{{1,2}}en\s{{1,2}}met|t/m|-|–)\s{{0,2}}{_NUMBER}(?!\w)){{0,6}})"
    rf"(?:,?\s{{1,3}}(?P<lid>(?:{_ORDINAL}(?:\s{{0,2}}(?:,|en|of|tot\s{{1,2}}en\s{{1,2}}met)\s{{1,2}}{_ORDINAL}){{0,4}}\s{{1,2}}lid|lid\s{{1,2}}\d{{1,2}})))?"
    rf"(?:,?\s{{1,3}}(?:aanhef\s{{1,2}}en\s{{1,2}})?(?:onder(?:deel|delen)?|sub)\s{{1,2}}(?P<part>[a-z\d]{{1,2}}°?)(?!\w))?",
    re.IGNORECASE,
)
_LINK = re.compile(r"^\s{0,2},?\s{0,3}(?:(?:van|der|uit|in)\s{1,3})?(?:(?:de|het)\s{1,3})?[«\"“]?$")
_CHAIN = re.compile(r"^\s{0,2},?\s{0,2}(?:en|of|juncto|jo\.?|,|j°)\s{1,3}$")
_RANGE = re.compile(r"tot\s+en\s+met|t/m|-|–")
_DATE_BEHIND = re.compile(r"^\s{1,3}van\s{1,3}$")
_YEAR_BEHIND = re.compile(r"\s{1,3}(?P<year>(?:19|20)\d\d)(?!\d)")

WET = re.compile(
    r"(?<![\w-])(?:Rijkswet|(?:(?:Algemene|Tijdelijke|Nieuwe)\s{1,3}[Ww]|W)et|Wetsvoorstel|Besluit|Regeling|Uitvoeringsregeling)"
    r"\s{1,3}(?=[a-zA-Z])"
)
COMPOUND = re.compile(
    rf"(?<![\w«“‘-])(?P<name>[A-Z][a-zà-ÿ]{{3,30}}(?:{'|'.join(_LAWS['endings'])}))(?:\s(?P<year>(?:19|20)\d\d))?(?!\w)"
)
# In small letters only behind an article or a member of it: "vijfde lid, van de erfgoedwet".
AFTER_ARTICLE = re.compile(
    rf"(?:\d[a-z]?|lid|[a-z]),?\s{{1,3}}van\s{{1,3}}(?:de|het)\s{{1,3}}(?P<name>[a-z]{{4,30}}(?:{'|'.join(_LAWS['endings'])}))(?!\w)"
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]{0,40}|(?:19|20)\d\d")
_ALIAS = re.compile(
    r"\s{0,3}\((?:hierna:?\s{0,2})?(?:de\s{0,2}|het\s{0,2})?[«“‘\"']?(?P<alias>[A-Z][A-Za-z]{1,9}(?:\s\d{4})?)[»”’\"']?\)"
)


@dataclass(frozen=True, slots=True)
class _Law:
    """A law that a text names; `law_id` is None when the taxonomy does not know it."""

    start: int
    end: int
    name: str
    law_id: str | None
    entry: Entry | None
    rule: str
    confidence: float


class LawFinder:
    """Finds laws with their articles; built once per taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._matcher = Matcher(taxonomy, "law")

    def aliases(self, text: str) -> dict[str, str]:
        """Abbreviations that `text` itself introduces: "Wet publieke gezondheid (Wpg)" → {"Wpg": that name}."""
        found: dict[str, str] = {}
        for law in self._laws(text, "", {}):
            match = _ALIAS.match(text, law.end)
            if match and law.rule != "wet/afkorting":
                found.setdefault(match["alias"], law.name)
        return found

    def find(
        self, text: str, around: str = "", aliases: Mapping[str, str] | None = None
    ) -> Iterator[Reference]:
        """All laws of `text` in order, each with the articles before it; articles without law are none."""
        laws = list(self._laws(text, around, aliases or {}))
        articles = list(ARTICLE.finditer(text)) if laws and "art" in text.lower() else []
        owned: dict[int | None, list[re.Match[str]]] = {}
        for article, whose in zip(articles, _owners(text, articles, laws), strict=True):
            owned.setdefault(whose, []).append(article)
        for number, law in enumerate(laws):
            mine = owned.get(number, [])
            if not mine:
                yield _reference(text, (law.start, law.end), law, None)
            for article in mine:
                last = article is mine[-1]
                end = law.end if last else article.end()
                yield _reference(text, (article.start(), end), law, _article(article))

    def _laws(self, text: str, around: str, aliases: Mapping[str, str]) -> Iterator[_Law]:
        known = [_known(text, match) for match in self._matcher.find(text, around)]
        known = [law for law in known if text[law.start : law.end] not in aliases]
        taken = Spans((law.start, law.end) for law in known)
        formed = [law for law in _formed(text) if not taken.touches(law.start, law.end)]
        taken = taken.with_more((law.start, law.end) for law in formed)
        named = [law for law in _aliased(text, aliases) if not taken.touches(law.start, law.end)]
        yield from sorted((*known, *formed, *(self._meant(law) for law in named)), key=lambda law: law.start)

    def _meant(self, law: _Law) -> _Law:
        """An alias of a law that the taxonomy knows by its full name gets that entry."""
        for match in self._matcher.find(law.name):
            if match.start == 0:
                return _Law(
                    law.start, law.end, match.entry.label, match.entry.id, match.entry, law.rule, law.confidence
                )
        return law


def _known(text: str, match: Match) -> _Law:
    """A law of the taxonomy; the year behind "Belastingplan" belongs to its name."""
    name, end = match.entry.label, match.end
    year = _YEAR_BEHIND.match(text, end)
    if year and not re.search(r"\d{4}$", name):
        name, end = f"{name} {year['year']}", year.end()
    confidence = 0.95 if match.how == "afkorting" else 0.98
    rule = "wet/afkorting" if match.how == "afkorting" else "wet/naam"
    return _Law(match.start, end, name, match.entry.id, match.entry, rule, confidence)


def _formed(text: str) -> Iterator[_Law]:
    """Laws by their form: "Wet donorgegevens kunstmatige bevruchting", "Vuurwerkbesluit"."""
    for match in WET.finditer(text):
        end = _name_end(text, match.end())
        if end is not None and _inside_sentence(text, match):
            name = " ".join(text[match.start() : end].split())
            if name.lower().startswith(_NOT_LAWS):
                continue
            yield _Law(match.start(), end, name, None, None, "wet/vorm", 0.75)
    for match in COMPOUND.finditer(text):
        if match["name"].lower() in _NOT_LAWS or not (match["year"] or _letter_before(text, match.start())):
            continue
        yield _Law(
            match.start(), match.end(), " ".join(match.group().split()), None, None, "wet/samenstelling", 0.7
        )
    for match in AFTER_ARTICLE.finditer(text):
        name = match["name"]
        yield _Law(match.start("name"), match.end(), name[0].upper() + name[1:], None, None, "wet/artikel", 0.8)


def _letter_before(text: str, at: int) -> bool:
    """Whether the word at `at` stands inside a sentence, so that its capital says that it is a name."""
    before = text[max(0, at - 3) : at].rstrip()
    return bool(before) and (before[-1].isalnum() or before[-1] in ",(«“‘")


def _inside_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether it can be a name: "Besluit" and "Regeling" open sentences as common nouns; "Wet" seldom does."""
    return not match.group().startswith(_COMMON) or _letter_before(text, match.start())


def _name_end(text: str, at: int) -> int | None:
    """Where the name of a law that begins before `at` ends: at a mark or a word that no name holds."""
    end: int | None = None
    for _ in range(MOST_WORDS):
        match = _WORD.match(text, at)
        if match is None or match.group().lower() in _STOPS or _is_finite(match.group()):
            break
        if match.group().lower() not in _INNER:
            end = match.end()
        at = match.end()
        if at >= len(text) or text[at] not in " \n":
            break
        while at < len(text) and text[at] in " \n":
            at += 1
    return end


def _is_finite(word: str) -> bool:
    """Whether a word is a verb's present tense ("zorgt"), which no name of a law holds."""
    if not word.endswith("t") or not word.islower():
        return False
    bases = lemmas(word)
    return bool(bases) and all(base.endswith("en") for base in bases)


def _aliased(text: str, aliases: Mapping[str, str]) -> Iterator[_Law]:
    if not aliases:
        return
    pattern = re.compile(rf"(?<!\w){words(aliases)}(?!\w)")
    for match in pattern.finditer(text):
        name = aliases.get(match.group())
        if name is not None:
            yield _Law(match.start(), match.end(), name, kebab(name), None, "wet/eigen-afkorting", 0.95)


def _owners(text: str, articles: list[re.Match[str]], laws: list[_Law]) -> list[int | None]:
    """For each article the number of the law that it belongs to: right behind it, or behind its chain."""
    starts = [law.start for law in laws]
    owner: list[int | None] = [None] * len(articles)
    for number in range(len(articles) - 1, -1, -1):
        article = articles[number]
        following = bisect_left(starts, article.end())
        if following < len(laws) and _LINK.match(text[article.end() : laws[following].start][:40]):
            owner[number] = following
        elif number + 1 < len(articles):
            between = text[article.end() : articles[number + 1].start()]
            owner[number] = owner[number + 1] if _CHAIN.match(between[:20]) else None
    return owner


def _article(match: re.Match[str]) -> str:
    """An article in short: "38 lid 1", "15-20", "8:42", "6 lid 1 onder a"."""
    more = re.findall(_NUMBER, match["more"])
    number = match["first"]
    if more:
        number += ("-" + more[-1]) if _RANGE.search(match["more"]) else ("," + ",".join(more))
    if match["lid"]:
        members = [str(_ORDINALS[word.lower()]) for word in re.findall(_ORDINAL, match["lid"], re.IGNORECASE)]
        members = members or re.findall(r"\d+", match["lid"])
        number += " lid " + ("-".join(members) if _RANGE.search(match["lid"]) else ",".join(members))
    if match["part"]:
        number += f" onder {match['part'].lower()}"
    return number


def _reference(text: str, span: Span, law: _Law, article: str | None) -> Reference:
    start, end = span
    return Reference(
        type="wet", text=text[start:end], start=start, end=end, law=law.name,
        law_id=law.law_id or kebab(law.name), article=article, urls=addresses.law(law.entry),
        rule=law.rule, confidence=law.confidence,
    )  # fmt: skip
