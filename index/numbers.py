"""A number typed alone: a Kamerstuk, a dossier, answered questions, a toezegging, a document.

First the thing itself (in the collection, or where it can be read), then who cites it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from index.query_words import query_words
from index.words import Language, Term
from kb.annotate.references import addresses

_CHAPTER: Final = r"[ivxlc]{1,6}[a-z]?"
_PAPER: Final = re.compile(
    rf"(?P<dossier>\d{{5}})(?:-(?P<chapter>{_CHAPTER}))?-(?P<number>\d{{1,5}}|[a-z]{{1,3}})"
)
_DOSSIER: Final = re.compile(rf"(?P<dossier>\d{{5}})(?:-(?P<chapter>{_CHAPTER}))?")
# The number of a paper in its dossier, when it cannot be a year.
_NUMBER: Final = re.compile(r"(?!(?:19|20)\d\d$)\d{1,4}")
_PAIR: Final = 2
# Numbers whose page bears the number itself; {0} is the number as it stands in the address.
_SITE: Final = (
    (re.compile(r"ah-(?:tk|ek)-\d{8}-\d+"), "Aanhangsel Handelingen (beantwoorde Kamervragen)", "{0}.html"),
    (re.compile(r"h-(?:tk|ek)-\d{8}-\d+-\d+"), "Handelingen (verslag van een debat)", "{0}.html"),
    (re.compile(r"blg-\d+"), "bijlage bij een Kamerstuk", "{0}.pdf"),
    (re.compile(r"(?:stb|stcrt|trb)-\d{4}-\d+"), "publicatieblad", "{0}.html"),
)
# Numbers without a page of which the address could be told from the number alone.
_OTHER: Final = (
    (re.compile(r"tz\d{6}-\d+"), "toezegging aan de Tweede Kamer"),
    (re.compile(r"t\d{5}"), "toezegging aan de Eerste Kamer"),
    (re.compile(r"\d{4}d\d{5}"), "document van de Tweede Kamer"),
    (re.compile(r"\d{4}z\d{5}"), "zaak van de Tweede Kamer"),
    (re.compile(r"\d{4}a\d{5}"), "activiteit van de Tweede Kamer"),
    (re.compile(r"ecli:.+"), "rechterlijke uitspraak"),
)


@dataclass(frozen=True, slots=True)
class KnownNumber:
    """What a number is: `form` as the analysis writes it, `label` for people, `url` where known.

    `whole` is True for a dossier: its papers begin with the number.
    """

    form: str
    label: str
    url: str | None
    whole: bool = False


def number_alone(terms: Sequence[Term]) -> KnownNumber | None:
    """The number that a query consists of ("Kamerstuk 31 066, nr. 1236"), None for any other query."""
    beside = query_words().beside_numbers
    left = [term for term in terms if term.form not in beside]
    return known_number(left[0].form) if len(left) == 1 else None


def in_one(terms: Sequence[Term], language: Language) -> Sequence[Term]:
    """A dossier and a number behind it, nothing else typed and no year, as the one paper that they are."""
    beside = query_words().beside_numbers
    left = [term.form for term in terms if term.form not in beside]
    if len(left) == _PAIR and _DOSSIER.fullmatch(left[0]) and _NUMBER.fullmatch(left[1]):
        return language.analyse(f"{left[0]}, nr. {left[1]}")
    return terms


def known_number(form: str) -> KnownNumber | None:
    """What the number with this form is; None for any other word or number."""
    paper = _PAPER.fullmatch(form)
    # "36200-ix" is a budget chapter, no paper of the Eerste Kamer.
    if paper is not None and _DOSSIER.fullmatch(form) is None:
        dossier, shown = _dossier(paper)
        number = paper["number"].upper()
        urls = addresses.kamerstuk(dossier, (number,))
        label = f"Kamerstuk {shown}, {number}" if number.isalpha() else f"Kamerstuk {shown}, nr. {number}"
        return KnownNumber(form, label, urls[0])
    whole = _DOSSIER.fullmatch(form)
    if whole is not None:
        dossier, shown = _dossier(whole)
        return KnownNumber(form, f"dossier {shown}", addresses.kamerstuk(dossier, ())[0], whole=True)
    for pattern, label, page in _SITE:
        if pattern.fullmatch(form):
            return KnownNumber(form, label, f"{addresses.OFFICIAL}/{page.format(form)}")
    return next((KnownNumber(form, label, None) for pattern, label in _OTHER if pattern.fullmatch(form)), None)


def _dossier(found: re.Match[str]) -> tuple[str, str]:
    """A dossier as in addresses ("36200-IX") and as people write it ("36 200 IX")."""
    number, chapter = found["dossier"], (found["chapter"] or "").upper()
    spaced = f"{number[:2]} {number[2:]}"
    return (f"{number}-{chapter}", f"{spaced} {chapter}") if chapter else (number, spaced)


def is_it(number: KnownNumber, names: Sequence[str | None], language: Language) -> bool:
    """Whether a document with these names (its Kamerstuk number, its id) is the thing itself, or of it."""
    for name in names:
        for term in language.analyse(name) if name else ():
            if term.form == number.form or (number.whole and term.form.startswith(f"{number.form}-")):
                return True
    return False
