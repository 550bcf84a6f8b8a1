"""What is marked in a text, and how kinds of labels are told apart; no HTML, which `ui.markup` makes of it."""

from __future__ import annotations

from dataclasses import dataclass

LABEL_CODES = {
    "regeling": "R",
    "kpi": "K",
    "knelpunt": "!",
    "toezegging": "T",
    "reference": "V",
    "organisation": "O",
    "person": "P",
    "party": "PP",
    "law": "W",
    "date": "D",
    "amount": "€",
}
"""Kind of label → the sign behind its words: colour alone does not tell kinds apart."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text to be marked; `number` (1-based) is its place among the matches.

    `title` makes it no match but words to point at. `href` makes it a link, `kind` (a word of the group
    "tags") a label, and `note` tells what it is, by hover, focus and to a screen reader.
    """

    start: int
    end: int
    number: int | None = None
    title: str | None = None
    href: str | None = None
    kind: str | None = None
    note: str | None = None

    @property
    def is_match(self) -> bool:
        """Whether it marks words that were searched for."""
        return self.title is None and self.href is None and self.kind is None


def label_classes(mark: Mark) -> list[str]:
    """The classes of a label; none for what is no label."""
    known = mark.kind in LABEL_CODES
    return ["kb-label", f"kb-l-{mark.kind}"] if known else (["kb-label"] if mark.kind else [])


def whole(wanted: str, text: str) -> int | None:
    """Where `wanted` stands in `text` as whole words; None when it does not."""
    place = text.find(wanted) if wanted else -1
    while place >= 0:
        before, behind = text[place - 1 : place] if place else "", text[place + len(wanted) :][:1]
        if not (before.isalnum() and wanted[0].isalnum()) and not (behind.isalnum() and wanted[-1].isalnum()):
            return place
        place = text.find(wanted, place + 1)
    return None
