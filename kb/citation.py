"""How a passage is cited: parliamentary papers by Aanwijzing 3.43 for regulations, reports by publisher.

Kamerstuk: *Kamerstukken II 2022/23, 31066, nr. 1165, p. 3*. Report: *Dienst Toeslagen, Jaarrapportage
2024, mei 2025, p. 6*. What is not known is left out, never guessed.
"""

from __future__ import annotations

import re
from typing import Final, Protocol

from kb.records import Passage, PublicationDate

_MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
# A dossier is a number, sometimes with a budget chapter (IX, XV); papers of the Eerste Kamer bear letters.
_PAPER: Final = re.compile(
    r"(?P<dossier>\d{2} ?\d{3})(?:[ -](?P<chapter>[IVX]{1,5}))?"
    r"(?:(?:, ?(?:nr\.? ?)?|-| nr\.? ?)(?P<number>\d{1,5}|[A-Z]{1,3}))?"
)
_OFFICIAL: Final = re.compile(r"(?:kst|ah-(?P<chamber>tk|ek))-(?P<rest>.+)")
_SESSION: Final = re.compile(r"(?P<first>\d{4})[-/](?:\d{2})?(?P<last>\d{2})")


class Citable(Protocol):
    """What a citation needs of a document: a `Document` has it, and so has the index's card of one."""

    @property
    def document_id(self) -> str:
        """An official number, or made from the path."""

    @property
    def source(self) -> str:
        """The name of its file."""

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def organisation(self) -> str | None:
        """Who sends or publishes it."""

    @property
    def kamerstuk(self) -> str | None:
        """Its number as a parliamentary paper."""

    @property
    def session(self) -> str | None:
        """Its session year, "2022-2023"."""

    @property
    def publication_date(self) -> PublicationDate:
        """When it appeared."""


def citation(passage: Passage, document: Citable) -> str:
    """`passage` as one cites it in a letter or note, without markup."""
    parts = _paper(document) or _report(document)
    page = _page(passage)
    return ", ".join([*parts, *([page] if page else [])])


def dutch_date(date: PublicationDate) -> str | None:
    """A publication date in words, as precise as it is known: "23 mei 2025", "mei 2025", "2025"."""
    if not date.value:
        return None
    pieces = date.value.split("-")
    words = [pieces[0]]
    if len(pieces) > 1:
        words.insert(0, _MONTHS[int(pieces[1]) - 1])
    if len(pieces) > 2:  # noqa: PLR2004 - year, month and day
        words.insert(0, str(int(pieces[2])))
    return " ".join(words)


def short_session(session: str) -> str | None:
    """A session year as citations write it: "2022-2023" is "2022/23"."""
    found = _SESSION.fullmatch(session)
    return f"{found['first']}/{found['last']}" if found else None


def _paper(document: Citable) -> list[str]:
    """The parts of a Kamerstuk's or Aanhangsel's citation; nothing when the document is neither."""
    session = short_session(document.session) if document.session else None
    years = f" {session}" if session else ""
    official = _OFFICIAL.fullmatch(document.document_id)
    if official is not None and official["chamber"]:
        chamber = "II" if official["chamber"] == "tk" else "I"
        return [f"Aanhangsel Handelingen {chamber}{years}", f"nr. {official['rest'].rpartition('-')[2]}"]
    found = _PAPER.fullmatch(document.kamerstuk.strip()) if document.kamerstuk else None
    if found is None:
        return []
    dossier = found["dossier"].replace(" ", "") + (f" {found['chapter']}" if found["chapter"] else "")
    number = found["number"]
    # Papers of the Eerste Kamer are lettered, those of the Tweede Kamer numbered.
    chamber = "I" if number and number.isalpha() else "II"
    numbered = [] if not number else [number if number.isalpha() else f"nr. {number}"]
    return [f"Kamerstukken {chamber}{years}", dossier, *numbered]


def _report(document: Citable) -> list[str]:
    """Publisher, title and date of a report; its file name when it has no title."""
    date = dutch_date(document.publication_date)
    title = document.title or document.source
    organisation = document.organisation
    if organisation:
        # "Jaarrapportage 2022 Dienst Toeslagen" says once more who it is from.
        shorter = title.removesuffix(organisation).rstrip(" ,-–|")
        title = shorter or title
    return [part for part in (organisation, title, date) if part]


def _page(passage: Passage) -> str | None:
    """The page as printed on it; where no number is printed the physical one."""
    first = passage.page_label_from or (str(passage.page_from) if passage.page_from is not None else None)
    last = passage.page_label_to or (str(passage.page_to) if passage.page_to is not None else None)
    if first is None:
        return None
    return f"p. {first}" if last in (None, first) else f"p. {first}-{last}"
