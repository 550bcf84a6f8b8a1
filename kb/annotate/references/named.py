"""References by name and date: letters, debates, moties, reports. What they cite has a number elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.annotate.dates import DateMention
from kb.annotate.names import COMPANY, read_names
from kb.annotate.references.parts import NOTATIONS, words
from kb.records import Reference

LETTER_REACH, DEBATE_REACH = 110, 150
"""Characters between the word and its date; further apart they seldom belong together."""
_SHORT_GAP = 30

_LETTERS = NOTATIONS["letters"]
_DEBATES = NOTATIONS["debates"]
_REPORTS = NOTATIONS["reports"]
_CAPITALS = frozenset(_DEBATES["capitals"])

LETTER = re.compile(rf"(?<![\w-])(?P<word>{words(_LETTERS['words'])})(?![\w-])", re.IGNORECASE)
DEBATE = re.compile(
    rf"(?<![\w-])(?P<word>(?i:{words(w for w in _DEBATES['words'] if w not in _CAPITALS)})|"
    rf"{words(_CAPITALS)})(?![\w-])"
)
_LETTER_GAP = re.compile(
    rf"^(?:[^.;:!?]{{0,100}}\s)?\s{{0,3}}{words(w for w in _LETTERS['joiners'] if w != 'op')}\s{{1,3}}$"
)
_LETTER_TITLE = re.compile(r"^\s{1,3}[^.;:!?,]{3,100},\s{1,3}(?:d\.d\.\s)?$")
_LETTER_ON = re.compile(r"^\s{1,3}op\s{1,3}$")
_DEBATE_GAP = re.compile(
    rf"^(?:.{{0,140}}\s)?\s{{0,3}}{words(_DEBATES['dates'])}\s{{1,3}}(?:[a-z]+dag\s{{1,3}})?$", re.DOTALL
)
_LETTER_BACK = re.compile(
    r"^\s{1,3}(?:in|bij|per|met|via)\s{1,3}(?:(?:een|mijn|de|zijn|haar|onze|deze)\s{1,3})?(?:\w+\s)?$"
)
_DEBATE_BACK = re.compile(r"^\s{1,3}(?:tijdens|in|bij|gedurende)\s{1,3}(?:het|een|de)\s{1,3}(?:\w+\s)?$")
_NEXT_DATE = re.compile(
    r"^\s{0,2}(?:,|,?\s?en|,?\s?alsmede(?:\sdie)?(?:\svan)?)\s{1,3}(?:van\s{1,3}|op\s{1,3})?$"
)
_SENTENCE_BREAK = re.compile(r"[.!?]\s+[A-ZÀ-Ý]|\n\s*\n")
_BRACKETS = re.compile(r"\([^()]{0,120}\)?")
_TOPIC_END = re.compile(r"\s(?:van|op|over|d\.d\.|gehouden|inzake|met|in)\s|[,(]")


@dataclass(frozen=True, slots=True)
class _Way:
    """How a word and its date go together: how far apart, and what may stand between them."""

    reach: int
    ahead: tuple[re.Pattern[str], ...]
    back: re.Pattern[str]


_LETTER_WAY = _Way(LETTER_REACH, (_LETTER_GAP, _LETTER_ON), _LETTER_BACK)
# A letter that a note names by its title: "Kamerbrief aanspraak op toeslagen, 15 juni 2022".
_TITLED_WAY = _Way(LETTER_REACH, (_LETTER_GAP, _LETTER_ON, _LETTER_TITLE), _LETTER_BACK)
_DEBATE_WAY = _Way(DEBATE_REACH, (_DEBATE_GAP,), _DEBATE_BACK)

MOTION = re.compile(
    rf"(?<![\w-])(?P<word>{words(NOTATIONS['moties']['words'])})"
    r"(?:-(?=[A-ZÀ-Ý])|\s{1,3}(?:(?:ingediend\s{1,3})?(?:van|door)\s{1,3}"
    r"(?:(?:het|de)\s{1,3}(?:Tweede\s|Eerste\s)?(?:(?:oud-)?[Kk]amer)?(?:lid|leden|heer|dames|heren)\s{1,3}|mevrouw\s{1,3}|leden\s{1,3})?)?)"
    r"(?=(?:van|de|der|den|ten|ter|el|al|von)\s|['’]t\s|[A-ZÀ-Ý])",
    re.IGNORECASE,
)
_OPEN, _CLOSE = '[«“„‘"]', '[»”’"]'
REPORT = re.compile(
    rf"(?<![\w-])(?P<word>{words(_REPORTS['words'])})(?:\s{{1,3}}\w{{1,20}}){{0,3}}\s{{1,3}}{_OPEN}(?P<title>[^«»“”„\"]{{3,160}}?){_CLOSE}(?!\w)",
    re.IGNORECASE,
)
_MORE_TITLES = re.compile(rf"(?:,|\s+en)\s+{_OPEN}(?P<title>[^«»“”„\"]{{3,160}}?){_CLOSE}(?!\w)")
BY_KIND = re.compile(
    rf"(?<![\w-])(?P<kind>(?i:{words(_REPORTS['kinds'])}))(?P<whose>(?:\s{{1,3}}(?:[A-Z][\w’'-]{{1,20}}|van|de|het)){{0,4}}?)"
    r"\s{1,3}(?P<year>(?:19|20)\d\d)(?![\w.,-]\d|\w)"
)


def letters(text: str, dates: Sequence[DateMention]) -> Iterator[Reference]:
    """Letters by date: "mijn brief van 15 juni 2022", "op 29 juni 2021 in een aanbiedingsbrief"."""
    for match in LETTER.finditer(text):
        way = _TITLED_WAY if match["word"][0].isupper() else _LETTER_WAY
        for start, end, date in _dated(text, match, dates, way):
            yield Reference(
                type="brief", text=text[start:end], start=start, end=end, date=_iso(date),
                inferred=("date",) if date.relative else (), rule="brief/datum", confidence=0.9,
            )  # fmt: skip


def debates(text: str, dates: Sequence[DateMention]) -> Iterator[Reference]:
    """Debates by date: "het commissiedebat Toeslagen van 22 februari 2023"."""
    for match in DEBATE.finditer(text):
        for start, end, date in _dated(text, match, dates, _DEBATE_WAY):
            name = " ".join((match["word"] + _topic(text[match.end() : end])).split())
            yield Reference(
                type="debat", text=text[start:end], start=start, end=end, date=_iso(date), name=name,
                inferred=("date",) if date.relative else (), rule="debat/datum", confidence=0.9,
            )  # fmt: skip


def _dated(
    text: str, word: re.Match[str], dates: Sequence[DateMention], way: _Way
) -> Iterator[tuple[int, int, DateMention]]:
    """The date that goes with a word, with the further ones of a list; or the one right before it."""
    first = after = _first_after(dates, word.end())
    while first < len(dates) and not _usable(dates[first]):
        first += 1  # the year in "debat Belastingplan 2023 van 9 november 2022" is not the debate's
    if first < len(dates) and dates[first].start - word.end() <= way.reach:
        gap = text[word.end() : dates[first].start]
        if not _SENTENCE_BREAK.search(gap) and any(item.match(gap) for item in way.ahead):
            yield word.start(), dates[first].end, dates[first]
            for number in range(first + 1, len(dates)):
                between = text[dates[number - 1].end : dates[number].start]
                if not (_usable(dates[number]) and _NEXT_DATE.match(between)):
                    return
                yield dates[number].start, dates[number].end, dates[number]
            return
    if after > 0:
        before = dates[after - 1]
        gap = text[before.end : word.start()]
        if _usable(before) and len(gap) <= _SHORT_GAP and way.back.match(gap):
            yield before.start, word.end(), before


def _first_after(dates: Sequence[DateMention], offset: int) -> int:
    low, high = 0, len(dates)
    while low < high:
        middle = (low + high) // 2
        if dates[middle].start < offset:
            low = middle + 1
        else:
            high = middle
    return low


def _usable(date: DateMention) -> bool:
    return date.precision in {"day", "month"} and date.from_ is not None


def _iso(date: DateMention) -> str | None:
    if date.from_ is None:
        return None
    return date.from_.isoformat() if date.precision == "day" else f"{date.from_:%Y-%m}"


def _topic(behind: str) -> str:
    """What a debate is about, where it stands right behind the word: " Toeslagen"."""
    plain = _BRACKETS.sub(" ", behind)
    end = _TOPIC_END.search(plain)
    topic = plain[: end.start()] if end else ""
    return topic if len(topic) <= DEBATE_REACH else ""


def motions(text: str) -> Iterator[Reference]:
    """Moties and amendments by who moved them: "de motie van de leden X en Y", "motie X/Van Y"."""
    for match in MOTION.finditer(text):
        names = read_names(text, match.end())
        if not names:
            continue
        last = names[-1]
        company = COMPANY.match(text, last.after)
        end = company.end() if company else last.after
        if last.party_end:
            end = max(end, last.party_end + 1)
        kind = "amendement" if match["word"].lower().startswith("amend") else "motie"
        yield Reference(
            type="motie", text=text[match.start() : end], start=match.start(), end=end,
            members=tuple(name.text for name in names), name=kind, rule=f"motie/{kind}", confidence=0.92,
        )  # fmt: skip


def reports(text: str) -> Iterator[Reference]:
    """Reports by title in quotes, and yearly papers by kind and year ("Jaarplan Toeslagen 2022")."""
    for match in REPORT.finditer(text):
        yield _report(text, match.start(), match.end(), match["title"])
        more = _MORE_TITLES.match(text, match.end())
        if more:
            yield _report(text, more.start("title"), more.end("title"), more["title"])
    for match in BY_KIND.finditer(text):
        name = " ".join(match.group().split())
        yield Reference(
            type="rapport", text=match.group(), start=match.start(), end=match.end(), date=match["year"],
            name=name, rule="rapport/soort-en-jaar", confidence=0.85,
        )  # fmt: skip


def report_kind(name: str | None) -> str | None:
    """The kind of document that a yearly paper's name begins with, as a taxonomy id; None for a title."""
    lowered = " ".join((name or "").lower().split())
    return next((kind for word, kind in _REPORTS["kinds"].items() if lowered.startswith(word.lower())), None)


def _report(text: str, start: int, end: int, title: str) -> Reference:
    return Reference(
        type="rapport", text=text[start:end], start=start, end=end, name=" ".join(title.split()),
        rule="rapport/titel", confidence=0.85,
    )  # fmt: skip
