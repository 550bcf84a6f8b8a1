"""What a figure in running text is about when no canonical KPI is named: words of the sentence itself.

Only sentences that measure count: a change from one number to another, a norm beside it, a measure word as
subject ("de gemiddelde meldingsfrequentie is 1,4"), a rating, or a share at a stated time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kb.registers.kpis.amounts import SENTENCES, Amount
from kb.registers.kpis.labels import content_words, rejoined
from kb.registers.kpis.lexicon import any_of, bounded, folded, words
from kb.registers.kpis.moments import Moment

_LONGEST: Final = 14
"""Words of a name taken from a sentence."""
_HIGHEST_MARK: Final = 10
_HIGHEST_SHARE: Final = 100
_SAID: Final = re.compile(r"\s*(?:van|:)?\s*(?:gemiddeld\s+)?(?:een\s+)?", re.IGNORECASE)
"""Between a measure word and its number: "een tevredenheidsscore van 7,1", "het rapportcijfer 8,2"."""
_IN_TERM: Final = re.compile(
    r"(?<![^\W_])(?:binnen\s+(?:(?:de|het|een)\s+)?(?:[^\s\d]{2,14}\s+)?(?:\d{1,3}\s+)?(?:termijn|[^\W\d_]+termijn|"
    r"seconden|minuten|minuut|uur|werkdag|werkdagen|dag|dagen|week|weken|maand|maanden|jaar)|op\s+tijd|tijdig|ter\s+plaatse|volgens\s+planning)(?![^\W_])",
    re.IGNORECASE,
)
"""A share that keeps a term is a performance: "stelden 94,8% van de bijdragen binnen zes weken vast"."""
_NEAR_WORDS: Final = 4
"""Words before a share among which the verb may stand ("verstuurde 97 procent")."""
_OF_ALL: Final = re.compile(r"(?:^|[;:]\s)van\s+(?:de|het|alle|onze|hen)(?![^\W_])", re.IGNORECASE)
"""A share may open its sentence: "Van de terugbetalers had eind december 8,3% een achterstand"."""
_NEW_START: Final = re.compile(r"[;:•▪]|\d\s?(?:%|procent)[,)]?")
_FOR: Final = re.compile(
    r"\s*(?:van|\(|is|was)?\s*(?:\S{1,12}\s+){0,2}\d[\d.,]*\s?(?:%|procent)?\)?\s+voor\s+", re.IGNORECASE
)
_CLAUSE: Final = re.compile(
    r"[;:•▪]|,\s|\s[–—]\s|\b(?:terwijl|waarbij|waarvan|doordat|omdat|zodat|hoewel|maar)\b"
)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = words(SENTENCES)
    own = lists["own_names"]
    return {
        "measure": re.compile(
            rf"(?<![^\W_])[^\W\d_]{{0,30}}{any_of(lists['measures']['endings'])}(?![^\W_])", re.IGNORECASE
        ),
        "empty": re.compile(
            rf"\d.*|niet|net|gehaald|deels|daarmee|hiermee|daardoor|hierdoor|{any_of(lists['results']['words'])}|[^\W\d_]{{0,20}}"
            rf"{any_of([*lists['targets']['norm'], *lists['targets']['streefwaarde']])}",
            re.IGNORECASE,
        ),
        "outside": re.compile(bounded(lists["outside"]["words"]), re.IGNORECASE),
        "duration": re.compile(
            rf"(?<![^\W_])[^\W\d_]{{0,30}}{any_of(lists['measures']['durations'])}(?![^\W_])", re.IGNORECASE
        ),
        "lasting": re.compile(bounded(lists["measures"]["lasting"]), re.IGNORECASE),
        "mark": re.compile(rf"{any_of(lists['measures']['marks'])}(?![^\W_])", re.IGNORECASE),
        "average": re.compile(r"(?<![^\W_])gemiddelde?(?![^\W_])", re.IGNORECASE),
        "rating": re.compile(bounded(lists["measures"]["ratings"]), re.IGNORECASE),
        "verb": re.compile(bounded(own["verbs"]), re.IGNORECASE),
        "change": re.compile(bounded(lists["changes"]["verbs"]), re.IGNORECASE),
        "copula": re.compile(
            rf"{bounded(lists['results']['copulas'])}|uit\s+op|staat\s+op|ligt\s+op|lag\s+op|komt\s+op",
            re.IGNORECASE,
        ),
        "target": re.compile(
            rf"(?<![^\W_])(?:[^\W\d_]{{0,20}}{any_of(lists['targets']['norm'])}|"
            rf"{any_of(lists['targets']['streefwaarde'])})(?![^\W_])",
            re.IGNORECASE,
        ),
    }


def measures(sentence: str, amount: Amount, amounts: Sequence[Amount], moment: Moment | None) -> bool:
    """Whether a sentence measures something with this number."""
    patterns = _patterns()
    measured = patterns["measure"].search(sentence, 0, amount.start)
    if is_outside(sentence):
        return False
    if amount.unit is None and amount.decimals == 0:
        if counted(sentence, amount) is not None and (not amount.in_words or amount.role != "waarde"):
            return True
        marked = measured or "score" in sentence.lower()
        return bool(measured and amount.pair) if amount.role == "waarde" else bool(marked)
    if amount.unit not in {"%", None} and not amount.unit.startswith("schaal"):
        lasts = patterns["duration"].search(sentence, 0, amount.start)
        return _lasting(sentence, amount) or (
            bool(lasts) and (bool(amount.pair) or _reaches(sentence, amount) or _is(sentence, amount, moment))
        )
    compared = amount.pair or any(item.role != "waarde" for item in (amount, *amounts))
    return (
        bool(compared)
        or _reaches(sentence, amount)
        or _rating(sentence, amount)
        or _is(sentence, amount, moment)
    )


_COUNT: Final = re.compile(
    r"(?<![^\W_])(?:het|ons)\s+(?:totale?\s+)?(?P<name>aantal\s+[^\W\d_])", re.IGNORECASE
)
_LED: Final = re.compile(
    r"(?<![^\W_])(?:is|was|waren|zijn|bedroeg|bedraagt|op|naar|tot|van|met)\s+(?:[^\s\d]{2,12}\s+)?$",
    re.IGNORECASE,
)


def counted(sentence: str, amount: Amount) -> str | None:
    """What is counted where a sentence says so: "Het aantal bezwaren tegen besluiten verdubbelde tot 2.140"."""
    begin = max((match.end() for match in re.finditer(r"[;:]", sentence[: amount.start])), default=0)
    said = _COUNT.search(sentence, begin, amount.start)
    if said is None:
        return None
    patterns = _patterns()
    verbs = [patterns[name].search(sentence, said.end(), amount.start) for name in ("verb", "change")]
    ends = [match.start() for match in verbs if match]
    led = amount.pair or amount.role != "waarde" or _LED.search(sentence[said.end() : amount.start])
    return _trimmed(sentence[said.start("name") : min(ends)]) if ends and led else None


def _lasting(sentence: str, amount: Amount) -> bool:
    """Whether a number is how long something takes on average: "gemiddeld in 9,8 weken afgehandeld"."""
    average = _patterns()["average"].search(sentence, 0, amount.start)
    if average is None or amount.unit is None or (amount.role != "waarde" and not amount.pair):
        return False
    timed = _patterns()["lasting"].search(sentence) or _performed(sentence, amount)
    return amount.unit in {"minuten", "uren", "dagen", "werkdagen", "weken", "maanden"} and bool(timed)


def is_outside(sentence: str) -> bool:
    """Whether a sentence tells what others do or what happens to everybody: "landelijk", "volgens het CBS"."""
    return bool(_patterns()["outside"].search(sentence))


def _reaches(sentence: str, amount: Amount) -> bool:
    """Whether something changes to this number: "steeg dit percentage naar 89,6 procent"."""
    before = sentence[: amount.start]
    changed = _patterns()["change"].search(before)
    return bool(changed and re.search(r"(?<![^\W_])(?:naar|tot)\s+(?:\S{1,12}\s+)?$", before))


def _is(sentence: str, amount: Amount, moment: Moment | None) -> bool:
    """Whether a measure word is said to be this number, or it is a share at a stated time."""
    patterns = _patterns()
    before = sentence[: amount.start]
    subject = patterns["measure"].search(before)
    if subject is None and amount.unit is None:
        subject = patterns["average"].search(before)
    if subject and patterns["copula"].search(f"{before[subject.end() - 1 :]} "):
        return True
    if subject and amount.unit is None and _SAID.fullmatch(before, subject.end()):
        return True
    if amount.unit == "%" and _performed(sentence, amount):
        return True
    share = re.match(r"\s+(?:van|dat|die|der)\s", sentence[amount.end :]) or _OF_ALL.search(before)
    return amount.unit == "%" and moment is not None and share is not None


@lru_cache(maxsize=1)
def _work() -> frozenset[str]:
    """Keys of what an organisation does with its work: "beantwoord", "beantwoordde"."""
    verbs = words(SENTENCES)["performance"]["participles"]
    return frozenset(key for verb in verbs for word in content_words(verb) for key in word.keys)


def _performed(sentence: str, amount: Amount) -> bool:
    """Whether a share is of work done: "werd 79 procent binnen een dag beantwoord", "verstuurde 97 procent"."""
    before, behind = sentence[: amount.start], sentence[amount.end :]
    if re.search(r"(?<![^\W_])bij\s+(?:\S{1,10}\s+)?$", before, re.IGNORECASE):
        return False
    clause = re.split(r"[;.]\s|,\s", behind)[0]
    if _IN_TERM.search(clause):
        return True
    last = " ".join(before.split()[-_NEAR_WORDS:])
    spoken = (*content_words(clause), *content_words(last), *rejoined(sentence))
    return any(word.keys & _work() for word in spoken)


def _rating(sentence: str, amount: Amount) -> bool:
    """Whether the number is a mark: "geven gemiddeld een 8,5", "scoort op een schaal van 1 tot 4 een 2,7"."""
    before = sentence[: amount.start]
    article = re.search(r"(?<![^\W_])(?:een|de)\s$", before)
    patterns = _patterns()
    rated = patterns["rating"].search(sentence) or patterns["mark"].search(before)
    return bool(article and amount.unit is None and amount.decimals > 0 and rated)


def unit_of(sentence: str, amount: Amount) -> str | None:
    """The unit of a number that has none of its own: a mark on a scale, or a mark."""
    if amount.unit is not None:
        return amount.unit
    share = re.search(r"(?<![^\W_])[^\W\d_]{0,30}percentage(?![^\W_])", sentence[: amount.start], re.IGNORECASE)
    if share and amount.value <= _HIGHEST_SHARE:
        return "%"
    scale = re.search(r"schaal\s+(?:van\s+)?(\d{1,2})\s?(?:-|–|tot|t/m)\s?(\d{1,3})", sentence, re.IGNORECASE)
    if scale:
        return "cijfer" if scale.groups() == ("1", "10") else f"schaal {scale[1]}-{scale[2]}"
    marked = amount.decimals > 0 and amount.value <= _HIGHEST_MARK and _patterns()["mark"].search(sentence)
    if marked or _rating(sentence, amount):
        return "cijfer"
    return "aantal" if amount.decimals == 0 else None


def name_from(sentence: str, amount: Amount, moments: Sequence[Moment]) -> str | None:
    """The words of the sentence that say what the number is about; None when there are too few."""
    plain = _without(sentence, moments)
    names = (
        counted(plain, amount) if amount.unit is None and amount.decimals == 0 else None,
        _target_name(plain, amount),
        _rated_name(plain, amount),
        _subject_name(plain, amount),
        _share_name(plain, amount),
    )
    for name in names:
        if name and any(not _patterns()["empty"].fullmatch(word.form) for word in content_words(name)):
            return name
    return None


def _without(sentence: str, moments: Sequence[Moment]) -> str:
    """The sentence with dates blanked, so that offsets stay."""
    for moment in moments:
        start = moment.start
        opening = re.search(
            r"(?:^|\s)(?:in|op|over|per|eind|begin|medio|gedurende|voor)\s+(?:het\s+|de\s+)?(?:jaar\s+)?$",
            sentence[:start],
            re.I,
        )
        start = opening.start() if opening else start
        sentence = sentence[:start] + " " * (moment.end - start) + sentence[moment.end :]
    return sentence


def _purpose_name(sentence: str) -> str | None:
    """What a norm is for: "de norm van 85% voor de bereikbaarheid van de balie is niet gehaald"."""
    cue = _patterns()["target"].search(sentence)
    match = _FOR.match(sentence, cue.end()) if cue else None
    if match is None:
        return None
    stop = _patterns()["verb"].search(sentence, match.end())
    clause = _CLAUSE.search(sentence, match.end())
    ends = [found.start() for found in (stop, clause) if found]
    return _trimmed(sentence[match.end() : min(ends, default=len(sentence))])


def _changed_name(sentence: str, amount: Amount) -> str | None:
    """What went from one number to another: "daalde de werkloosheid van 3,8", "de duur liep op van 38"."""
    if amount.pair is None:
        return None
    opening = re.search(r"(?<![^\W_])van\s+(?:\S{1,30}\s+){0,3}$", sentence[: amount.start], re.IGNORECASE)
    verbs = list(_patterns()["change"].finditer(sentence, 0, opening.start() if opening else amount.start))
    if not verbs:
        return None
    between = _trimmed(sentence[verbs[0].end() : opening.start()]) if opening else None
    begin = max((match.end() for match in _CLAUSE.finditer(sentence, 0, verbs[0].start())), default=0)
    before = _trimmed(sentence[begin : verbs[0].start()])
    return before if before and len(content_words(before)) > 0 else between


def _target_name(sentence: str, amount: Amount) -> str | None:
    """What a target is for: "gestreefd naar een IV-capaciteitsgroei van tien procent"."""
    if amount.role == "waarde":
        return None
    cue = list(_patterns()["target"].finditer(sentence, 0, amount.start))
    if not cue:
        return None
    between = re.sub(r"(?:van|op|tot|is|was|om)\s+\S{0,12}\s*$", "", sentence[cue[-1].end() : amount.start])
    return _trimmed(between) or _subject_name(sentence, amount)


def _rated_name(sentence: str, amount: Amount) -> str | None:
    """What a mark is for: "geven een 8,5 om hun waardering voor de dienstverlening uit te drukken"."""
    if not _rating(sentence, amount) or _patterns()["measure"].search(sentence, 0, amount.start):
        return None
    rated = _patterns()["measure"].search(sentence, amount.end)
    if rated is None:
        return None
    stop = re.compile(r"\s(?:uit\s)?te\s|[.;,]").search(sentence, rated.end())
    return _trimmed(sentence[rated.start() : stop.start() if stop else len(sentence)])


def _subject_name(sentence: str, amount: Amount) -> str | None:
    """The subject with a measure word: "De gemiddelde meldingsfrequentie is 1,4", "externe inhuur ligt …"."""
    patterns = _patterns()
    before = sentence[: amount.start]
    begin = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    measure = patterns["measure"].search(before, begin) or patterns["measure"].search(before)
    if measure is None:
        return None
    opening = max((match.end() for match in patterns["verb"].finditer(before, 0, measure.start())), default=0)
    opening = max(
        opening, max((match.end() for match in _CLAUSE.finditer(before, 0, measure.start())), default=0)
    )
    closing = patterns["verb"].search(sentence, measure.end())
    end = min(closing.start() if closing else amount.start, amount.start)
    return _trimmed(sentence[opening:end])


def _share_name(sentence: str, amount: Amount) -> str | None:
    """What a share is a share of: "84% van de telefonie aangenomen"; else the words around the number."""
    rest = sentence[amount.end :]
    of = re.match(r"\s+van\s+", rest)
    stop = _CLAUSE.search(rest)
    behind = rest[of.end() if of else 0 : stop.start() if stop else len(rest)]
    if of:
        return _trimmed(behind)
    begin = max((match.end() for match in _NEW_START.finditer(sentence[: amount.start])), default=0)
    return _trimmed(f"{sentence[begin : amount.start]} {behind}")


def _trimmed(text: str) -> str | None:
    """Words without those that a name does not begin or end with, at most `_LONGEST`."""
    strip = set(words(SENTENCES)["own_names"]["strip"])
    parts = re.sub(r"\([^()]*\)|[()«»“”\"‘’•▪]", " ", text).split()
    while parts and folded(parts[0]).strip(",.;:") in strip:
        parts.pop(0)
    parts = parts[:_LONGEST]
    while parts and folded(parts[-1]).strip(",.;:") in strip:
        parts.pop()
    name = " ".join(parts).strip(" ,.;:")
    return name or None
