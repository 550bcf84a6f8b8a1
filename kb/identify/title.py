"""What a document is called: the subject of a letter, the title of an official paper, the title page.

The title is given as printed. Where a report has no title page (only a running foot, or its own name in
the text) it is put together from its own name, its year and its organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.identify.dates import only_date
from kb.identify.kind import names_pattern, subjects, title_like
from kb.identify.official import metadata
from kb.identify.view import Line, View

_LABEL = re.compile(r"^(?:betreft|onderwerp|betreffende|inzake|subject)\b\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
_OTHER_LABEL = re.compile(
    r"^(?:datum|ons kenmerk|onze referentie|uw (?:kenmerk|brief|referentie)|kenmerk|bijlagen?|contactpersoon|pagina|aan|van|cc"
    r"|geachte|t\s|tel|e\s|postbus|directie|directoraat|ministerie|auteur|inlichtingen)\b",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"\bVragen van (?P<who>(?:het lid|de leden) .{2,200}?)(?: \((?:allen )?[^()]{1,40}\))? aan de .{3,300}?\bover (?P<what>.{3,400}?)"
    r"(?: \(ingezonden|\.\s)",
)
_PARTY = re.compile(r"\s\((?:allen )?[A-Za-z0-9+’' -]{2,20}\)")
_KST_TITLE = re.compile(
    r"^(?:(?:NADER )?GEWIJZIGDE? )?(?:MOTIE|BRIEF|VERSLAG|AMENDEMENT|NOTA|MEMORIE|ADVIES|LIJST|VOORSTEL|NADER|VOORTGANGSRAPPORTAGE|JAARVERSLAG)\b[^a-z]{3,}$"
)
_NR = re.compile(r"^(?:Nr\.\s?\d{1,4}|[A-Z]{1,3})\s*(?P<rest>.*)$")
_MOST = 250
_TITLE_LINES = 4
_BIGGER = 1.25


@dataclass(frozen=True, slots=True)
class TitleFound:
    """The title and the words that it was read from."""

    title: str
    evidence: str


def find_title(
    view: View, kind: str | None, year_words: str | None, organisation: str | None
) -> TitleFound | None:
    """The title of the document; None when nothing says it."""
    return (
        _from_metadata(view)
        or (_from_questions(view) if kind == "antwoord-kamervragen" else None)
        or _from_subject(view)
        or _from_kamerstuk(view)
        or _from_title_page(view, kind)
        or _from_own_name(view, kind, year_words, organisation)
        or _from_size(view)
    )


def clean(text: str) -> str:
    """A title on one line, without the marks around it."""
    return re.sub(r"\s+", " ", text).strip(" .:;|-–•")[:_MOST]


def _from_metadata(view: View) -> TitleFound | None:
    own = metadata(view, "documenttitel")
    if own:
        return TitleFound(clean(own[0]), own[0])
    whole = metadata(view, "title")
    if whole:
        return TitleFound(clean(whole[0].split("; ")[-1]), whole[0])
    return None


def _from_questions(view: View) -> TitleFound | None:
    """In the form of the official title: "Antwoord op vragen van de leden X en Y over Z"."""
    kop = " ".join(line.text for line in view.head[:45])
    kop = re.sub(r"([a-zë])- (?=[a-z])", r"\1", kop)
    match = _QUESTIONS.search(kop)
    if match is None:
        return None
    who = _PARTY.sub("", match["who"])
    return TitleFound(clean(f"Antwoord op vragen van {who} over {match['what']}"), match.group())


def _from_subject(view: View) -> TitleFound | None:
    for text in subjects(view):
        if len(text) > 3:
            return TitleFound(clean(text), text)
    lines = view.first_page
    for position, line in enumerate(lines[:60]):
        match = _LABEL.match(line.text)
        if match is None or len(line.text) > 160:
            continue
        parts = [match["rest"]] if match["rest"] else []
        for later in lines[position + 1 : position + 1 + _TITLE_LINES]:
            if not parts and only_date(later.text):
                continue
            if _OTHER_LABEL.match(later.text) or (parts and later.gap) or _starts_text(later, parts):
                break
            parts.append(later.text)
        title = clean(" ".join(parts))
        if len(title) > 3:
            return TitleFound(title, f"{line.text} {' '.join(parts[1:])}".strip())
    return None


def _starts_text(line: Line, parts: list[str]) -> bool:
    """True when `line` no longer belongs to a subject: a date, or a new sentence of running text."""
    if re.match(r"\d{1,2} [a-z]+ (?:19|20)\d\d$", line.text):
        return True
    return bool(parts) and (len(line.text) > 75 or (line.text[:1].isupper() and len(parts[-1]) < 35))


def _from_kamerstuk(view: View) -> TitleFound | None:
    """The title in capitals below the number of a Kamerstuk, over as many lines as it takes."""
    lines = [line.text for line in view.head[:45]]
    for position, text in enumerate(lines):
        rest = match["rest"] if (match := _NR.match(text)) and text.lower().startswith("nr") else text
        if not _KST_TITLE.match(rest):
            continue
        parts = [rest]
        for later in lines[position + 1 : position + 1 + _TITLE_LINES]:
            if later != later.upper() or not re.search(r"[A-Z]{2}", later):
                break
            parts.append(later)
        words = re.sub(r"(?<=[A-Z])\d$", "", " ".join(parts))
        dossier = next((line for line in _dossier_title(lines[:position])), None)
        title = _sentence_case(words)
        return TitleFound(clean(f"{title}; {dossier}" if dossier else title), " ".join(parts))
    return None


def _dossier_title(lines: list[str]) -> list[str]:
    for position, text in enumerate(lines):
        if re.match(r"^\d{2} \d{3}\b", text):
            rest = [text[6:].strip(), *lines[position + 1 :]]
            rest = [item for item in rest if item and not re.match(r"^(?:Nr\.|[A-Z]$|\d{2} \d{3})", item)]
            joined = " ".join(rest)
            return [joined] if joined else []
    return []


_SMALL = {
    "van",
    "de",
    "het",
    "een",
    "en",
    "der",
    "den",
    "ten",
    "ter",
    "in",
    "op",
    "over",
    "aan",
    "voor",
    "bij",
    "met",
    "te",
    "naar",
    "uit",
    "tot",
}
_COMMON = {
    "motie", "brief", "lid", "leden", "minister", "ministers", "staatssecretaris", "staatssecretarissen", "verslag",
    "commissiedebat", "algemeen", "overleg", "schriftelijk", "nota", "naar", "aanleiding", "advies", "afdeling",
    "advisering", "nader", "rapport", "memorie", "toelichting", "amendement", "gewijzigde", "gewijzigd", "lijst",
    "vragen", "antwoorden", "voorstel", "wet", "wetgevingsoverleg", "notaoverleg", "jaarverslag",
}  # fmt: skip


def _sentence_case(text: str) -> str:
    """A title in capitals in the way it is cited: "Motie van de leden Inge van Dijk en Grinwis"."""
    words = [
        word.lower() if word.lower() in _SMALL or word.lower() in _COMMON else word.title()
        for word in text.split()
    ]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _from_title_page(view: View, kind: str | None) -> TitleFound | None:
    """The line of the title page that bears the kind's own name, with a year on the next line if any."""
    pattern = names_pattern(kind) if kind else None
    if pattern is None:
        return None
    lines = [line for line in view.head[:30] if line.role != "furniture"]
    for position, line in enumerate(lines):
        match = pattern.search(line.text)
        if not match or not title_like(view, line) or line.text.endswith((".", "?")):
            continue
        following = lines[position + 1].text if position + 1 < len(lines) else ""
        before = lines[position - 1].text if position else ""
        title = line.text
        if re.fullmatch(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?", following):
            title = f"{title} {following}"
        elif re.fullmatch(r"(?:19|20)\d\d", before):
            title = f"{title} {before}"
        return TitleFound(clean(title), title)
    return None


def _from_own_name(
    view: View, kind: str | None, year_words: str | None, organisation: str | None
) -> TitleFound | None:
    """Put together: own name and year as the text writes them, and the organisation."""
    pattern = names_pattern(kind) if kind else None
    if pattern is None:
        return None
    source = year_words if year_words and pattern.search(year_words) else None
    match = pattern.search(source) if source else None
    if source is None or match is None:
        here = re.search(
            rf"\b(?:[Dd]eze|[Dd]it)\s((?i:{pattern.pattern})(?:\s[A-Z][\w’'-]+){{0,4}})", view.opening
        )
        return TitleFound(clean(here[1][:1].upper() + here[1][1:]), here.group()) if here else None
    year = re.search(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?", source[match.end() :])
    name = match.group()[:1].upper() + match.group()[1:]
    parts = [name, year.group() if year else "", organisation or ""]
    return TitleFound(clean(" ".join(part for part in parts if part)), source)


def _from_size(view: View) -> TitleFound | None:
    """The biggest type on the first page, when it stands out from the text."""
    body = view.body_size
    lines = [line for line in view.first_page if line.size and line.role not in {"furniture", "letterhead"}]
    if not lines or body is None:
        return None
    biggest = max(line.size or 0.0 for line in lines)
    if biggest < body * _BIGGER:
        return None
    parts = [line.text for line in lines if line.size and line.size > biggest - 0.6][:_TITLE_LINES]
    title = clean(" ".join(parts))
    return TitleFound(title, title) if len(title) > 3 else None
