"""Helpers for tests of reading: short texts in, documents out, and the letters by which both are compared."""

from __future__ import annotations

import random
import textwrap

import ingest
from kb.records import ReadDocument, ReadPassage

SENTENCES = [
    "De dienst werkt aan de uitvoering van de regelingen en aan de dienstverlening aan burgers.",
    "Daarbij is aandacht voor de menselijke maat en voor een goede samenwerking met anderen.",
    "Wie vragen heeft, kan terecht aan de balie, aan de telefoon of op de website van de dienst.",
    "In het afgelopen jaar zijn brieven herschreven om ze beter leesbaar te maken voor iedereen.",
    "De wachttijden liepen op doordat er minder medewerkers waren dan er werk te verzetten was.",
    "Het ministerie heeft gevraagd om de gevolgen voor de uitvoering tijdig in kaart te brengen.",
    "Een deel van de aanvragen kon niet automatisch worden behandeld en ging naar een medewerker.",
    "Burgers waarderen het als zij weten waar zij aan toe zijn en wanneer zij een besluit krijgen.",
    "De systemen zijn verouderd en worden in de komende jaren stap voor stap vervangen.",
    "Met gemeenten is afgesproken dat gegevens voortaan eerder en vollediger worden gedeeld.",
    "Uit onderzoek blijkt dat niet iedereen gebruikmaakt van de regelingen waar hij recht op heeft.",
    "De inspectie heeft aanbevelingen gedaan die voor het einde van het jaar zijn opgevolgd.",
]


def filler(seed: int = 0, sentences: int = 6) -> str:
    """A paragraph of running text, as wide as a page; another one for another seed."""
    chosen = random.Random(seed).choices(SENTENCES, k=sentences)
    return "\n".join(textwrap.wrap(f"Ten {seed}e. " * bool(seed) + " ".join(chosen), 88)) + "\n"


FILLER = filler()
"""A paragraph of running text, as wide as a page."""


def read(text: str) -> ReadDocument:
    """The document that a text file with `text` holds."""
    return ingest.read(text.encode(), "tekst.txt")


def letters(text: str) -> str:
    """Letters and digits only, the ligature ĳ as its two letters."""
    return "".join(char for char in text.replace("ĳ", "ij").replace("Ĳ", "IJ") if char.isalnum())


def check_letters(document: ReadDocument) -> None:
    """Letters of each passage equal those of its spans; none is lost or stands in two passages.

    A document that is told to be unreadable has no passages.
    """
    if any(problem.code == "onleesbaar" and problem.page is None for problem in document.problems):
        assert not document.passages
        return
    seen = [0] * len(document.text)
    for passage in document.passages:
        parts = [document.text[start:end] for start, end in passage.spans]
        assert letters(passage.text) == letters("".join(parts)), passage.text
        for start, end in passage.spans:
            for at in range(start, end):
                seen[at] += 1
    apart = {"heading", "furniture", "footnote", "letterhead"}
    for line in document.lines:
        for at in range(line.start, line.end):
            seen[at] += 10 if line.role in apart else 0
    for at, char in enumerate(document.text):
        if char.isalnum():
            assert seen[at] in (1, 10, 11) or (seen[at] == 0 and _is_marker(document, at)), (
                seen[at],
                document.text[max(0, at - 30) : at + 10],
            )


def _is_marker(document: ReadDocument, at: int) -> bool:
    """Whether the digit at `at` is (part of) the number of a footnote of the document."""
    numbers = {note.number for passage in document.passages for note in passage.footnotes}
    start = at
    while start and document.text[start - 1].isdigit() and at - start < 2:
        start -= 1
    ends = [document.text[left : at + 1] for left in range(start, at + 1)]
    ends += [document.text[left : at + 2] for left in range(start, at + 1)]
    return bool(numbers.intersection(ends))


def find(document: ReadDocument, words: str) -> ReadPassage:
    """The one passage that holds `words`."""
    found = [passage for passage in document.passages if words in passage.text]
    assert len(found) == 1, (words, [passage.text[:60] for passage in found])
    return found[0]
