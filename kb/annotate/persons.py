"""People: members, ministers, officials, signatories; found by the form of the words around a name.

The party is that of the mention and of nothing else: members change parties. Who a bare surname is, is
decided once for a collection (`decide_who`), and stays open where two known persons share it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.annotate.names import INITIALS, WORDS, Name, read_name, read_names
from kb.annotate.parties import PARTY_WORD, party_after
from kb.records import Span
from kb.taxonomy import Taxonomy, kebab

_BACK = 70
"""Characters before a function in which its holder's name must stand ("Ditte Hak directeur-generaal")."""
_TWO = 2
_PARTY_MEMBER = re.compile(
    rf"(?<![\w-]){PARTY_WORD}-(?:Kamerlid|Kamerleden|senator|fractievoorzitter|woordvoerder)\s{{1,2}}(?=[A-Z])"
)
_MEMBER_RULES = frozenset({"persoon/lid", "persoon/aanspreking", "persoon/indiener"})
_COMPANIES = frozenset({"N.V.", "B.V.", "U.A.", "C.V.", "V.O.F.", "E.U.", "Nr.", "No.", "St.", "Br."})
"""Capitals with dots that are no initials."""


def _any(items: Iterable[str]) -> str:
    ordered = sorted(items, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(item).replace(r"\ ", r"\s{1,2}") for item in ordered) + ")"


_AHEAD = r"(?=(?:['’]t|[A-Za-z]{2,4})\s{1,2}[A-Za-zÀ-ÿ]|[A-ZÀ-ÞĀ-Ž])"
MEMBERS = re.compile(rf"(?<![\w-]){_any(WORDS['members'])}\s{{1,2}}{_AHEAD}", re.IGNORECASE)
POLITE = re.compile(rf"(?<![\w-]){_any(WORDS['polite'])}\s{{1,2}}{_AHEAD}", re.IGNORECASE)
MOVERS = re.compile(
    rf"(?<![\w-])(?i:{_any(WORDS['movers'])})(?:\s{{1,2}}|-)(?=[A-ZÀ-Þ]|(?:van|de|den|der)\s[A-ZÀ-Þ])"
)
MINISTER = re.compile(rf"(?<![\w-])(?P<word>{_any(WORDS['ministers'])})(?![\w-])", re.IGNORECASE)
_PORTFOLIO_WORD = r"[A-ZÀ-Þ][\wÀ-ÿ&’'-]{1,40}"
_ENDS = "(?!" + "|".join(rf"{word}\b" for word in WORDS["portfolio_ends"]) + ")"
PORTFOLIO = re.compile(
    rf"\s{{1,3}}(?:van|voor)\s{{1,3}}{_ENDS}{_PORTFOLIO_WORD}"
    rf"(?:(?:,\s{{1,2}}|\s{{1,2}}en\s{{1,2}}|\s{{1,2}}[–-]\s{{1,2}}|\s{{1,2}}){_ENDS}{_PORTFOLIO_WORD}){{0,8}}"
)
FUNCTION = re.compile(rf"(?<![\w-])(?P<word>{_any(WORDS['functions'])})(?![\w])", re.IGNORECASE)
SIGNING = re.compile(
    rf"(?<![\w-])(?P<word>{_any(WORDS['signing'])})(?:\s{{1,2}}van\s{{1,2}}de\s{{1,2}}(?:\w{{1,20}}\s{{1,2}}){{0,3}}commissie[^,:.;]{{0,60}},|:)\s{{1,4}}(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\s{0,3},\s{0,4}(?=(?:[A-ZÀ-Þ][a-z]?\.|[A-ZÀ-Þ][a-zà-ÿ]))")
_NAME_WORD = r"(?:[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž][\wÀ-ž’'-]{0,25})"
_BEFORE = re.compile(
    rf"(?:^|[^\w-])(?P<name>{_NAME_WORD}(?:\s(?:van|de|der|den|het|ten|ter|von|el|al|la)){{0,3}}(?:\s{_NAME_WORD}){{1,3}}),?\s{{1,2}}$"
)
_CLOSED = re.compile(r"\s{0,2}(?:$|[,)(\n;.]|c\.?s\.|De\b|Griffier|Voorzitter)")
_PARTY_FORM = re.compile(r"[A-Z](?=\w*[A-Z\d])[A-Za-z\d+-]{1,14}$")


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person as a text names them; `role` is their function there, `party` an id or what stands there."""

    name: str
    start: int
    end: int
    rule: str
    confidence: float
    role: str | None = None
    party: str | None = None
    party_label: str | None = None
    party_span: Span | None = None

    @property
    def value(self) -> str:
        """The name as an id."""
        return kebab(self.name)

    @property
    def label(self) -> str:
        """The name with party, as people write it."""
        return f"{self.name} ({self.party_label})" if self.party_label else self.name


def find_persons(text: str, taxonomy: Taxonomy) -> list[PersonMention]:
    """All people that `text` names, by place, none twice at one place."""
    lowered = text.lower()
    best: dict[int, PersonMention] = {}
    for hints, reader in _READERS:
        if any(hint in lowered for hint in hints):
            for mention in reader(text):
                known = best.get(mention.start)
                if known is None or (mention.end, mention.confidence) > (known.end, known.confidence):
                    best[mention.start] = mention
    ordered = sorted(best.values(), key=lambda item: (item.start, -item.end))
    kept: list[PersonMention] = []
    for mention in ordered:
        if not kept or mention.start >= kept[-1].end:
            kept.append(_with_party(_of_party(_of_ministry(mention, taxonomy), text, taxonomy), taxonomy))
    return kept


def _of_ministry(mention: PersonMention, taxonomy: Taxonomy) -> PersonMention:
    """The mention without a portfolio behind the name: "Staatssecretaris Broekers-Knol van Justitie"."""
    if mention.rule != "persoon/functie-en-naam":
        return mention
    name, rest = mention.name, ""
    for joint in (" van ", " voor "):
        if joint in name:
            name, _, rest = name.partition(joint)
            break
    if not rest or rest.split()[0] not in _portfolio_openings(taxonomy):
        return mention
    return dataclasses.replace(mention, name=name, end=mention.start + len(name))


def _portfolio_openings(taxonomy: Taxonomy) -> frozenset[str]:
    """First words of the names of ministries."""
    names = (name for entry in taxonomy.entries("ministry") for name in entry.spellings)
    return frozenset(name.replace(",", " ").split()[0] for name in names)


def _of_party(mention: PersonMention, text: str, taxonomy: Taxonomy) -> PersonMention:
    """The mention with a party that "van" or "namens" names: "de heer Özdil van GroenLinks"."""
    if mention.party is not None or mention.rule not in _MEMBER_RULES:
        return mention
    found = party_after(text, mention.start, mention.end, taxonomy)
    if found is None:
        return mention
    end, span, entry = found
    name = " ".join(text[mention.start : end].split())
    return dataclasses.replace(
        mention, name=name, end=end, party=entry.id, party_label=entry.label, party_span=span
    )


def _mention(name: Name, rule: str, confidence: float, role: str | None = None) -> PersonMention:
    span = (name.party_start, name.party_end) if name.party else None
    return PersonMention(name.text, name.start, name.end, rule, confidence, role, name.party, name.party, span)


def _with_party(mention: PersonMention, taxonomy: Taxonomy) -> PersonMention:
    """The mention with its party by the taxonomy; brackets that hold no party are left out."""
    if mention.party is None:
        return mention
    entry = taxonomy.find("party", mention.party)
    if entry is not None:
        party, label = entry.id, entry.label
    elif _PARTY_FORM.match(mention.party) and taxonomy.find("organisation", mention.party) is None:
        party, label = kebab(mention.party), mention.party
    else:
        return PersonMention(
            mention.name, mention.start, mention.end, mention.rule, mention.confidence, mention.role
        )
    return PersonMention(
        mention.name, mention.start, mention.end, mention.rule, mention.confidence, mention.role,
        party, label, mention.party_span,
    )  # fmt: skip


# ------------------------------------------------------------------------------ readers


def _members(text: str) -> Iterator[PersonMention]:
    """Members after the word for them: "het lid Inge van Dijk (CDA)", "de leden X en Y"."""
    for match in MEMBERS.finditer(text):
        for name in read_names(text, match.end()):
            yield _mention(name, "persoon/lid", 0.95, "Kamerlid")
    for match in _PARTY_MEMBER.finditer(text):
        member = read_name(text, match.end())
        if member is not None:
            yield PersonMention(
                member.text, member.start, member.end, "persoon/lid", 0.9, "Kamerlid", match["party"],
                party_span=match.span("party"),
            )  # fmt: skip
    for match in MOVERS.finditer(text):
        for name in read_names(text, match.end()):
            yield _mention(name, "persoon/indiener", 0.92, "Kamerlid")


def _polite(text: str) -> Iterator[PersonMention]:
    """People after "mevrouw" and "de heer"."""
    for match in POLITE.finditer(text):
        for name in read_names(text, match.end(), capital=False):
            yield _mention(name, "persoon/aanspreking", 0.93)


def _ministers(text: str) -> Iterator[PersonMention]:
    """Members of the government by function, by name, and as signatory."""
    for match in MINISTER.finditer(text):
        portfolio = PORTFOLIO.match(text, match.end())
        end = portfolio.end() if portfolio else match.end()
        role = " ".join(text[match.start() : end].split())
        if portfolio:
            yield PersonMention(role, match.start(), end, "persoon/functie", 0.9, role)
        signed = _SIGNED.match(text, end) if portfolio else None
        if signed is not None:
            name = read_name(text, signed.end())
            if name is not None and (INITIALS.match(text, signed.end()) or not text[name.end :].strip()):
                yield _mention(name, "persoon/ondertekening", 0.96, role)
        elif not portfolio and end < len(text) and text[end] == " ":
            name = read_name(text, end + 1)
            if name is not None and name.text[0].isupper():
                yield _mention(name, "persoon/functie-en-naam", 0.9, role)


def _functions(text: str) -> Iterator[PersonMention]:
    """Officials: "directeur-generaal Ditte Hak", "Coen van de Louw, directeur-generaal"; two names at least."""
    for match in FUNCTION.finditer(text):
        role = " ".join(match.group().split())
        if match.end() < len(text) and text[match.end()] == " ":
            name = read_name(text, match.end() + 1)
            if name is not None and _capitals(name.text) >= _TWO and name.text[0].isupper():
                yield _mention(name, "persoon/functie-en-naam", 0.85, role)
        window = max(0, match.start() - _BACK)
        before = _BEFORE.search(text[window : match.start()])
        if before:
            start, found = window + before.start("name"), before["name"]
            name = read_name(found, 0)
            if name is not None and name.end == len(found):
                yield PersonMention(name.text, start, start + len(found), "persoon/naam-en-functie", 0.85, role)


def _signing(text: str) -> Iterator[PersonMention]:
    """Who signs for a committee: "De griffier van de commissie, De Kler", "Voorzitter: Tellegen"."""
    for match in SIGNING.finditer(text):
        name = read_name(text, match.end())
        speaks = match.group().rstrip().endswith(":") and match["word"][0].islower()  # "De voorzitter: Dank"
        if name is not None and not speaks and name.text[0].isupper() and _CLOSED.match(text, name.end):
            yield _mention(name, "persoon/ondertekening", 0.9, match["word"].lower())


def _initialled(text: str) -> Iterator[PersonMention]:
    """Names with initials: "J.H. Brouwerink"; one initial only where nothing else follows ("A. de Vries")."""
    for match in INITIALS.finditer(text):
        name = read_name(text, match.start())
        if name is None or name.end <= match.end() or match.group().strip() in _COMPANIES:
            continue
        several = match.group().count(".") >= _TWO
        if several or _CLOSED.match(text, name.end):
            yield _mention(name, "persoon/voorletters", 0.85)


def _capitals(name: str) -> int:
    return sum(1 for word in name.split() if word[:1].isupper() and "." not in word)


_READERS = (
    (("lid ", "leden ", "motie", "amendement", "senator", "initiatief", "woordvoerder"), _members),
    (("heer ", "mevrouw ", "dhr.", "mevr.", "mw.", "heren ", "dames "), _polite),
    (("minister", "staatssecretaris", "premier", "bewinds"), _ministers),
    (
        ("directeur", "secretaris", "inspecteur", "voorzitter", "hoofd", "adviseur", "griffier", "ombudsman",
         "president", "leider", "raad van bestuur", "commissaris", "burgemeester", "wethouder", "hoogleraar",
         "prof", "dr.", "mr.", "drs.", "ir."),
        _functions,
    ),
    (("voorzitter", "griffier", "secretaris", "rapporteur"), _signing),
    ((".",), _initialled),
)  # fmt: skip
"""Readers with words of which one must stand in the text before it is read."""


def decide_who(names: Iterable[str]) -> dict[str, str]:
    """For each name of a collection who is meant, as the fullest name known; decided once for all mentions.

    A bare surname ("Van Dijk") is the one person of that surname with a first name or initials, if there
    is exactly one; otherwise it stays itself. Party plays no part.
    """
    known = sorted(set(names))
    fuller: dict[str, list[str]] = {}
    for name in known:
        family = family_name(name)
        if kebab(family) != kebab(name):
            fuller.setdefault(kebab(family), []).append(name)
    decided: dict[str, str] = {}
    for name in known:
        candidates = fuller.get(kebab(name), []) if kebab(family_name(name)) == kebab(name) else []
        decided[name] = candidates[0] if len(candidates) == 1 else name
    return decided


def family_name(name: str) -> str:
    """The surname with its particles: "Inge van Dijk" → "van Dijk", "J.H. Brouwerink" → "Brouwerink"."""
    words = name.split()
    if len(words) < _TWO or _is_particle(words[0]):
        return name
    for place, word in enumerate(words[1:], 1):
        if _is_particle(word):
            return " ".join(words[place:])
    return words[-1]


def _is_particle(word: str) -> bool:
    return word.lower() in WORDS["particles"]
