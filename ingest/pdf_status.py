"""Whether a page can be read: no text layer, garbled text, or the text of a bad character recognition.

The number of characters does not tell it; the share of function words does (functionwords.toml). Pages of
names and numbers have few of them too, so garbled text must also be unlike words: few usual pairs of
letters, or signs without text.
"""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ingest.pdf_chars import UNKNOWN
from kb.records import PageStatus, Problem

_LEAST_WORDS = 12
_GARBLED = 0.05
_LIKE_WORDS = 0.42
_UNKNOWN = 0.25
_POOR = 0.17
_POOR_PAIRS = 0.52
_SHORT = 0.34
_PICTURE = 0.6
"""A picture over this part of the page makes it a scan."""


@dataclass(frozen=True, slots=True)
class _Words:
    function: frozenset[str]
    pairs: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads((resources.files(__package__) / "functionwords.toml").read_text(encoding="utf-8"))
    words = [*data["nl"].split(), *data["andere_talen"].split()]
    return _Words(frozenset(words), frozenset(data["letterparen"].split()))


@dataclass(frozen=True, slots=True)
class Reading:
    """How well a text reads: number of words, share of function words, of usual pairs of letters, of signs
    without text, and of words of one or two signs that are no function words.
    """

    words: int
    function: float
    pairs: float
    unknown: float
    crumbs: float


def reading(text: str) -> Reading:
    """How well `text` reads."""
    known = _words()
    tokens = [token.strip(".,;:!?()[]«»‘’“”\"'").casefold() for token in text.split()]
    letters = [token for token in tokens if any(char.isalpha() for char in token)]
    function = sum(token in known.function for token in letters)
    crumbs = sum(len(token) < 3 and token not in known.function for token in tokens)  # noqa: PLR2004
    usual = every = 0
    for token in letters:
        for left, right in itertools.pairwise(token):
            if left.isalpha() and right.isalpha():
                every += 1
                usual += left + right in known.pairs
    signs = sum(not char.isspace() for char in text)
    return Reading(
        len(letters),
        function / max(len(letters), 1),
        usual / every if every else 0.0,
        text.count(UNKNOWN) / max(signs, 1),
        crumbs / max(len(tokens), 1),
    )


def page_status(text: str, *, hidden: bool, picture: float, other: int = 0) -> PageStatus:
    """The status of a page with `text`.

    `hidden`: most of it is drawn without ink, as character recognition does; `picture` is the share of
    the page under its largest picture, `other` the number of drawn areas (an empty page has neither).
    """
    signs = sum(char.isalnum() for char in text)
    if signs < 15 and (picture > _PICTURE or other > 300):  # noqa: PLR2004
        return "no-text"
    how = reading(text)
    if how.unknown > _UNKNOWN and signs + text.count(UNKNOWN) > 30:  # noqa: PLR2004
        return "garbled"
    if how.words < _LEAST_WORDS:
        return "garbled" if signs > 200 and how.words * 8 < signs / 5 and not _numbers(text) else "ok"  # noqa: PLR2004
    if how.function < _GARBLED and how.pairs < _LIKE_WORDS:
        return "garbled"
    scan = hidden or picture > _PICTURE
    if scan and how.words > 30 and how.function < _POOR and (how.pairs < _POOR_PAIRS or how.crumbs > _SHORT):  # noqa: PLR2004
        return "uncertain"
    return "ok"


def _numbers(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return digits > 0.3 * sum(not char.isspace() for char in text)


def problem_of(status: PageStatus, page: int, *, recognition: bool) -> Problem | None:
    """What to tell people of a page that was not read as it should be, and what they can do.

    `recognition`: a program for character recognition is installed (and did not help).
    """
    if status == "no-text":
        todo = (
            "Ook tekstherkenning gaf niets: bekijk deze bladzijde zelf."
            if recognition
            else "Installeer ocrmypdf met tesseract-ocr-nld en lees het bestand opnieuw, "
            "of lever een versie met tekst aan."
        )
        return Problem(
            "geen-tekst", page, f"Bladzijde {page} heeft geen tekst (een scan of afbeelding). {todo}"
        )
    if status == "garbled":
        return Problem(
            "wartaal",
            page,
            f"De tekst van bladzijde {page} is onleesbaar: het PDF zegt niet welke letters het toont. De tekst "
            "is weggelaten. Lever een ander exemplaar aan, of installeer ocrmypdf met tesseract-ocr-nld.",
        )
    if status == "uncertain":
        return Problem(
            "onzekere-tekst",
            page,
            f"Onzekere tekst op bladzijde {page}: de tekstherkenning van deze scan is slecht. "
            "Vergelijk met het origineel, of lever een betere scan aan.",
        )
    return None
