"""What a document is called: the subject of a letter, the title of an official paper, the title page.

The title is given as printed. Where a report has no title page (only a running foot, or its own name in
the text) it is put together from its own name, its year and its organisation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.identify.dates import only_date
from kb.identify.kind import names_itself, names_pattern, subjects
from kb.identify.official import metadata
from kb.identify.publication import LETTERS, place_date
from kb.identify.titlepage import YEARS, title_like, whole_title
from kb.identify.view import Line, View

_LABEL = re.compile(r"^(?:betreft|onderwerp|betreffende|inzake|subject)\b\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
_OTHER_LABEL = re.compile(
    r"^(?:datum|ons kenmerk|onze referentie|uw (?:kenmerk|brief|referentie)|kenmerk|zaaknummer|bijlagen?"
    r"|contactpersoon|pagina|aan|van|cc|geachte|tel|postbus|directie|directoraat|ministerie|auteur|inlichtingen|telefoon"
    r"|ter (?:beslissing|informatie|besluitvorming|ondertekening|advisering|kennisname|goedkeuring"
    r"|bespreking))\b",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"\bVragen van (?P<who>(?:het lid|de leden) .{2,200}?)(?: \((?:allen )?[^()]{1,40}\))? aan de .{3,300}?"
    r"\bover (?P<what>.{3,400}?)(?: \(ingezonden|\.\s)",
)
# "het lid Inge vanDijk" has lost a space in the official paper.
_GLUED_NAME = re.compile(r"(?<=[a-z] van)(?=[A-Z][a-zà-ÿ]{2})")
_PARTY = re.compile(r"\s\((?:allen )?[A-Za-z0-9+’' -]{2,20}\)")
# A word broken over a line end; "Wet- en regelgeving" keeps its hyphen.
_BROKEN_WORD = re.compile(r"([a-zë])- (?!(?:en|of|tot|en/of)\b)(?=[a-z])")
_IN_CAPITALS = re.compile(
    r"^(?:(?:Nr\.\s?\d{1,4}|nr\.\s?\d{1,4}|[A-Z]{1,2}\d?)\s+)?(?P<title>[A-Z]{3,}(?:[\s,/()]+[A-ZÀ-Ý0-9.’'-]+)*?)\d?\s*$"
)
_TITLE_WORDS = {
    "MOTIE", "BRIEF", "VERSLAG", "AMENDEMENT", "NOTA", "MEMORIE", "ADVIES", "LIJST", "VOORSTEL", "NADER",
    "NADERE", "JAARVERSLAG", "GEWIJZIGDE", "GEWIJZIGD", "VOORLOPIG", "EINDVERSLAG", "RAPPORT", "EINDRAPPORT",
    "SLOTWET", "KONINKLIJKE", "GELEIDENDE", "BIJLAGE", "INITIATIEFNOTA", "REACTIE", "BESLUITENLIJST",
}  # fmt: skip
_SMALL = {
    "van", "de", "het", "een", "en", "der", "den", "ten", "ter", "in", "op", "over", "aan", "voor", "bij",
    "met", "te", "naar", "uit", "tot", "c.s.", "inzake", "houdende",
}  # fmt: skip
_COMMON = {
    "motie", "brief", "lid", "leden", "minister", "ministers", "staatssecretaris", "staatssecretarissen",
    "verslag", "commissiedebat", "algemeen", "overleg", "schriftelijk", "nota", "aanleiding", "advies",
    "afdeling", "advisering", "nader", "nadere", "rapport", "memorie", "toelichting", "amendement",
    "gewijzigde", "gewijzigd", "lijst", "vragen", "antwoorden", "voorstel", "wet", "wetgevingsoverleg",
    "notaoverleg", "jaarverslag", "ministerie", "commissie", "vaste", "voorlopig", "rondetafelgesprek",
    "gesprek",
}  # fmt: skip
_LONGEST, _SHORTEST = 250, 4
_SUBJECT_LINES, _SUBJECT_WITHIN = 4, 60
_LONG_LINE, _LONGEST_LABELLED, _SHORT_SUBJECT_LINE = 75, 160, 35
_KOP_LINES, _CAPITAL_LINES, _TITLE_PAGE_LINES = 45, 8, 30
_BIGGER, _SAME_SIZE, _BIG_LINES = 1.25, 0.6, 4
_FIRST_WORDS = 2
_FORMS = frozenset(
    {"nota", "beslisnota", "adviesnota", "oplegnota", "brief", "memo", "notitie", "agendapunt", "rapport"}
)


@dataclass(frozen=True, slots=True)
class TitleFound:
    """The title and the words that it was read from."""

    title: str
    evidence: str


def find_title(
    view: View,
    kind: str | None,
    year_words: str | None,
    organisation: str | None,
    organisation_lines: tuple[str, ...] = (),
) -> TitleFound | None:
    """The title of the document; None when nothing says it.

    `year_words` are the words that told the reporting year, `organisation` the label of who publishes,
    `organisation_lines` the lines of the head that are an organisation's name.
    """
    letter = kind is None or kind in LETTERS or bool(subjects(view))
    return (
        _from_metadata(view)
        or (_from_questions(view) if kind == "antwoord-kamervragen" else None)
        or (_from_subject(view) if letter else None)
        or (_from_form(view) if kind == "beslisnota" else None)
        or _from_kamerstuk(view)
        or _from_title_page(view, kind, frozenset(text.lower() for text in organisation_lines))
        or _from_subject(view)
        or _from_own_name(view, kind, year_words, organisation)
        or _from_size(view)
        or _from_first_line(view)
    )


def clean(text: str) -> str:
    """A title on one line, without the marks around it, at most 250 characters."""
    title = _GLUED_NAME.sub(" ", re.sub(r"\s+", " ", text)).strip(" .:;|-–•")
    return title if len(title) <= _LONGEST else title[: title.rfind(" ", 0, _LONGEST)].rstrip(" ,;:") + " …"


def _from_metadata(view: View) -> TitleFound | None:
    own = metadata(view, "documenttitel")
    if own:
        return TitleFound(clean(own[0]), own[0])
    whole = metadata(view, "title")
    return TitleFound(clean(whole[0].split("; ")[-1]), whole[0]) if whole else None


def _from_questions(view: View) -> TitleFound | None:
    """In the form of the official title: "Antwoord op vragen van de leden X en Y over Z"."""
    kop = _BROKEN_WORD.sub(r"\1", view.kop)
    match = _QUESTIONS.search(kop)
    if match is None:
        return None
    who = _PARTY.sub("", match["who"])
    return TitleFound(clean(f"Antwoord op vragen van {who} over {match['what']}"), match.group())


# --------------------------------------------------------------------------- letters


def _from_subject(view: View) -> TitleFound | None:
    for text in subjects(view):
        if len(text) >= _SHORTEST:
            return TitleFound(clean(text), text)
    lines = view.first_page
    for position, line in enumerate(lines[:_SUBJECT_WITHIN]):
        match = _LABEL.match(line.text)
        if match is None or len(line.text) > _LONGEST_LABELLED:
            continue
        parts = [match["rest"]] if match["rest"] else []
        for later in lines[position + 1 : position + 1 + _SUBJECT_LINES]:
            if not parts and only_date(later.text):
                continue
            if _OTHER_LABEL.match(later.text) or _ends_subject(later, parts):
                break
            parts.append(later.text)
        title = clean(_BROKEN_WORD.sub(r"\1", " ".join(parts)))
        if len(title) >= _SHORTEST:
            return TitleFound(title, " ".join([line.text, *parts[1 if match["rest"] else 0 :]]))
    return None


def _ends_subject(line: Line, parts: list[str]) -> bool:
    """True when `line` no longer belongs to the subject: a date, a new block, a line of running text."""
    if only_date(line.text):
        return True
    new_sentence = bool(parts) and line.text[:1].isupper() and len(parts[-1]) < _SHORT_SUBJECT_LINE
    return bool(parts) and (line.gap or len(line.text) > _LONG_LINE or new_sentence)


# --------------------------------------------------------------------------- official papers


def _from_kamerstuk(view: View) -> TitleFound | None:
    """The title in capitals below the number of a Kamerstuk, over as many lines as it takes."""
    lines = [line.text for line in view.head[:_KOP_LINES]]
    for position, text in enumerate(lines):
        match = _IN_CAPITALS.match(text)
        if match is None or match["title"].split()[0] not in _TITLE_WORDS:
            continue
        parts = [match["title"]]
        for later in lines[position + 1 : position + 1 + _CAPITAL_LINES]:
            more = _IN_CAPITALS.match(later)
            if more is None:
                break
            parts.append(later)
        words = re.sub(r"(?<=[A-Z])\d$", "", " ".join(parts))
        dossier = _dossier_title(lines[:position], text)
        title = _sentence_case(words)
        return TitleFound(clean(f"{title}; {dossier}" if dossier else title), " ".join(parts))
    return None


def _dossier_title(lines: Sequence[str], title_line: str) -> str:
    """The name of the (first) dossier, between its number and the number of the paper."""
    for position, text in enumerate(lines):
        match = re.match(r"\d{2} \d{3}(?:[ -](?:[IVX]{1,6}|\d{2})(?!\w))?(?P<rest>\s.*|)$", text)
        if match is None:
            continue
        parts = [match["rest"].strip()]
        for later in lines[position + 1 :]:
            if later == title_line or re.match(r"(?:[Nn]r\.|[A-Z]{1,2}$|\d{2} \d{3})", later):
                break
            parts.append(later)
        return _BROKEN_WORD.sub(r"\1", " ".join(part for part in parts if part))
    return ""


def _sentence_case(text: str) -> str:
    """A title in capitals in the way it is cited: "Motie van de leden Inge van Dijk en Grinwis"."""
    words = [
        word.lower()
        if word.lower() in _SMALL | _COMMON
        else "-".join(part.capitalize() for part in word.split("-"))
        for word in text.split()
    ]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


# --------------------------------------------------------------------------- reports


def _from_title_page(view: View, kind: str | None, stops: frozenset[str]) -> TitleFound | None:
    """The title on the title page that bears the kind's own name; `stops` are no part of a title."""
    pattern = names_pattern(kind) if kind else None
    if pattern is None:
        return None
    body = [line for line in view.head[:_TITLE_PAGE_LINES] if line.role != "furniture"]
    # A title that comes again as running head is taken for furniture on its own title page too.
    return _title_in(view, body, pattern, stops) or _title_in(view, view.first_page, pattern, stops)


def _title_in(
    view: View, lines: Sequence[Line], pattern: re.Pattern[str], stops: frozenset[str]
) -> TitleFound | None:
    for position, line in enumerate(lines):
        itself = names_itself(line.text, pattern) and not _LABEL.match(line.text)
        if not itself or not title_like(view, line) or line.text.endswith((".", "?")):
            continue
        title = whole_title(lines, position, stops)
        return _below_form(view, lines, position) or TitleFound(clean(title), title)
    return None


def _from_own_name(
    view: View, kind: str | None, year_words: str | None, organisation: str | None
) -> TitleFound | None:
    """Put together: own name and year as the text writes them, and the organisation."""
    pattern = names_pattern(kind) if kind else None
    if pattern is None:
        return None
    match = pattern.search(year_words) if year_words else None
    if year_words is None or match is None:
        here = re.search(
            rf"\b(?:[Dd]eze|[Dd]it)\s(?P<name>(?i:{pattern.pattern})(?:\s[A-Z][\w’'-]+){{0,4}})", view.opening
        )
        return TitleFound(_capital(clean(here["name"])), here.group()) if here else None
    year = re.search(YEARS, year_words[match.end() :])
    parts = [_capital(match.group()), year.group() if year else "", organisation or ""]
    return TitleFound(clean(" ".join(part for part in parts if part)), year_words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _from_size(view: View) -> TitleFound | None:
    """The biggest type on the first page, when it stands out from the text."""
    body = view.body_size
    lines = [line for line in view.first_page if line.size and line.role not in {"furniture", "letterhead"}]
    if not lines or body is None:
        return None
    biggest = max(line.size or 0.0 for line in lines)
    if biggest < body * _BIGGER:
        return None
    parts = [line.text for line in lines if line.size and line.size > biggest - _SAME_SIZE][:_BIG_LINES]
    title = clean(" ".join(parts))
    at = next(place for place, line in enumerate(lines) if line.text == parts[0])
    return _below_form(view, lines, at) or (TitleFound(title, title) if len(title) >= _SHORTEST else None)


def _from_form(view: View) -> TitleFound | None:
    """The title below the word "nota" on a line of its own."""
    lines = [line for line in view.first_page if line.role not in {"furniture", "letterhead"}]
    found = (_below_form(view, lines, position) for position in range(min(len(lines), _KOP_LINES)))
    return next((title for title in found if title is not None), None)


def _below_form(view: View, lines: Sequence[Line], position: int) -> TitleFound | None:
    """The title below a line that only names the form, as "nota" in large letters does."""
    if lines[position].text.lower() not in _FORMS or position + 1 >= len(lines):
        return None
    below = lines[position + 1]
    if not title_like(view, below) or _OTHER_LABEL.match(below.text):
        return None
    title = whole_title(lines, position + 1)
    return TitleFound(clean(title), title)


def _from_first_line(view: View) -> TitleFound | None:
    """The first line, when it can be a title: not an address, a date or running text."""
    for line in view.first_page[:3]:
        if line.role in {"furniture", "letterhead"} or _OTHER_LABEL.match(line.text):
            continue
        plain = not (only_date(line.text) or place_date(line.text) or line.text.startswith(">"))
        wordy = len(line.text.split()) >= _FIRST_WORDS and not line.text.endswith((".", ":", ","))
        if plain and wordy and title_like(view, line):
            return TitleFound(clean(line.text), line.text)
    return None
