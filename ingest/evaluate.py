"""How well reading works, against gold that people made: hyphens, odd characters, footnotes, headings, pages.

Run as ``python -m ingest.evaluate [GOLD FOLDER [FOLDER OF TEXTS]]``: it prints one line per figure, with a
plain baseline beside it where there is one, and below it what went wrong. Gold names its files; `files.tsv`
beside it tells by sha256 which text a name means.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest import read
from kb.records import Heading, ReadDocument, ReadPassage

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d_]")
_NOTE = re.compile(r"\s*\[voetnoot \d+\]")
_MADE_BY_READING = ("ligatuur", "afbreekstreepje", "spatie", "voetnootcijfer", "aanhalingsteken")
"""Kinds of odd characters that typesetting or a PDF reader made."""
_EITHER = ((141, 161),)
"""Lines of which either may start a page (README of the gold)."""


@dataclass(frozen=True, slots=True)
class Score:
    """A figure: how many of how many are right, and what went wrong, a line each."""

    name: str
    right: float
    total: float
    wrong: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """The part that is right, 0..1; 1.0 when there is nothing to be right about."""
        return self.right / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the gold, as it lies in its file and as it was read; `lines` are the offsets of its lines."""

    name: str
    source: str
    document: ReadDocument
    lines: tuple[int, ...]

    def offsets(self, item: dict[str, Any]) -> tuple[int, int]:
        """Where the quote of a gold item stands; raises ValueError when it does not stand in its lines."""
        first, last = item.get("quote_lines") or item["lines"]
        start = self.lines[first - 1]
        end = self.lines[last] if last < len(self.lines) else len(self.source) + 1
        at = self.source.find(item["quote"], start, end)
        if at < 0:
            raise ValueError(f"{self.name} {first}-{last}: {item['quote']!r} does not stand there")
        return at, at + len(item["quote"])

    def line_of(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect_right(self.lines, offset)

    def passages(self, start: int, end: int) -> Iterator[ReadPassage]:
        """The passages that are made of something between two offsets."""
        for passage in self.document.passages:
            if any(left < end and start < right for left, right in passage.spans):
                yield passage

    def words(self, start: int, end: int) -> str:
        """All that is shown of the source between two offsets: passages, cells, notes, headings."""
        found: list[str] = []
        for passage in self.passages(start, end):
            found.append(passage.text)
            rows = passage.cells.rows if passage.cells else ()
            found.extend(cell.text for row in rows for cell in row if cell is not None)
        notes = (note for passage in self.document.passages for note in passage.footnotes)
        found.extend(
            note.text for note in notes if any(left < end and start < right for left, right in note.spans)
        )
        found.extend(item.text for item in self.document.headings if item.start < end and start < item.end)
        return " ".join(found)


def load_texts(gold: Path, folder: Path) -> dict[str, Text]:
    """The texts of the gold by their names in it; a text that is not in `folder` is left out."""
    by_hash = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.glob("*.txt"))}
    texts: dict[str, Text] = {}
    for row in (gold / "files.tsv").read_text(encoding="utf-8").split("\n"):
        name, _, digest = row.partition("\t")
        path = by_hash.get(digest)
        if path is not None:
            document = read(path.read_bytes(), path.name)
            starts = [0, *(found.end() for found in re.finditer("\n", document.text))]
            texts[name] = Text(path.stem, document.text, document, tuple(starts))
    return texts


def _letters(text: str) -> str:
    return "".join(char for char in text.replace("ĳ", "ij").replace("Ĳ", "IJ") if char.isalnum())


def _load(gold: Path, name: str) -> Any:
    return json.loads((gold / name).read_text(encoding="utf-8"))


# --------------------------------------------------------------------------- words


def score_hyphens(texts: dict[str, Text], items: Sequence[dict[str, Any]]) -> Score:
    """Words broken over a line end: the right form, or one that gold accepts as well, is what is shown."""
    wrong = []
    known = [item for item in items if item["file"] in texts]
    for item in known:
        text = texts[item["file"]]
        start, end = text.offsets(item)
        shown = text.words(start, end)
        if not any(form in shown for form in (item["joined"], *item["also_accept"])):
            wrong.append(f"{text.name} {item['lines'][0]}: {item['joined']!r}")
    return Score("afbreekstreepjes", len(known) - len(wrong), len(known), tuple(wrong))


def hyphen_baseline(items: Sequence[dict[str, Any]], texts: dict[str, Text]) -> Score:
    """What always joining would give."""
    known = [item for item in items if item["file"] in texts]
    right = sum(item["keep_hyphen"] is False and item["joined"].isalpha() for item in known)
    return Score("  altijd aaneen", right, len(known))


def score_kept(texts: dict[str, Text], items: Sequence[dict[str, Any]]) -> Score:
    """Hyphens inside a line that stay."""
    wrong = []
    known = [item for item in items if item["file"] in texts]
    for item in known:
        text = texts[item["file"]]
        shown = text.words(*text.offsets(item))
        if item["right"] not in shown:
            wrong.append(f"{text.name} {item['lines'][0]}: {item['right']!r}")
    return Score("streepjes in de regel", len(known) - len(wrong), len(known), tuple(wrong))


def score_odd(texts: dict[str, Text], items: Sequence[dict[str, Any]]) -> Score:
    """Odd characters: what needs no other letters is mended, what does is left as the writer wrote it."""
    wrong = []
    known = [item for item in items if item["file"] in texts]
    for item in known:
        text = texts[item["file"]]
        shown = text.words(*text.offsets(item))
        right = _NOTE.sub("", item["normalised"])
        # what people wrote wrong stays as they wrote it; what reading did to it is mended
        made = any(kind in item["kind"] for kind in _MADE_BY_READING)
        if made and _letters(item["quote"]).startswith(_letters(right)):
            fine = right in shown
        else:
            fine = _letters(item["quote"]).rstrip("0123456789") in _letters(shown)
        if not fine:
            wrong.append(f"{text.name} {item['lines'][0]}: {item['quote']!r} -> {right!r}")
    return Score("vreemde tekens", len(known) - len(wrong), len(known), tuple(wrong))


# --------------------------------------------------------------------------- footnotes


def score_footnotes(texts: dict[str, Text], items: Sequence[dict[str, Any]]) -> Score:
    """Footnotes with their whole text, at the place in the sentence where their marker stood."""
    wrong = []
    total = 0
    for item in items:
        if item["file"] not in texts:
            continue
        text = texts[item["file"]]
        body = _letters(re.sub(rf"^{re.escape(item['number'])}[.)]?\s*", "", item["text"]))
        for marker in item["markers"]:
            total += 1
            if not _note_stands(text, marker, item["number"], body):
                wrong.append(f"{text.name} {marker['lines'][-1]}: noot {item['number']}")
    return Score("voetnoten bij hun zin", total - len(wrong), total, tuple(wrong))


def _note_stands(text: Text, marker: dict[str, Any], number: str, body: str) -> bool:
    start, end = text.offsets(marker)
    token = _letters(marker["marker_token"]).removesuffix(number)
    for passage in text.passages(start, end):
        for note in passage.footnotes:
            same = note.number == number and _letters(note.text) == body
            # of two markers of one note in one passage the record has the first
            if same and note.marker is not None and _letters(passage.text[: note.marker]).endswith(token):
                return True
            if same and token and token in _letters(passage.text):
                return True
    return False


# --------------------------------------------------------------------------- headings and pages


@dataclass(slots=True)
class _Headings:
    """Counts over all documents."""

    right: int = 0
    found: int = 0
    gold: int = 0
    levels: int = 0
    numbered: int = 0
    plain: int = 0
    plain_right: int = 0
    wrong: list[str] = field(default_factory=list)
    wrong_levels: list[str] = field(default_factory=list)


def score_headings(texts: dict[str, Text], items: Sequence[dict[str, Any]]) -> list[Score]:
    """Headings on their line with their words (F1), levels of the numbered ones, and two baselines."""
    count = _Headings()
    for item in items:
        if item["file"] in texts and "sections" in item:
            _count_headings(texts[item["file"]], item["sections"], count)
    precision = count.right / count.found if count.found else 1.0
    recall = count.right / count.gold if count.gold else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    plain_recall = count.plain_right / count.gold if count.gold else 1.0
    plain_precision = count.plain_right / count.plain if count.plain else 1.0
    plain = 2 * plain_precision * plain_recall / (plain_precision + plain_recall or 1.0)
    return [
        Score("koppen gevonden (F1)", round(f1, 4), 1, tuple(count.wrong)),
        Score("  alleen genummerde regels (F1)", round(plain, 4), 1),
        Score("niveau van genummerde koppen", count.levels, count.numbered, tuple(count.wrong_levels)),
    ]


def _count_headings(text: Text, sections: Sequence[dict[str, Any]], count: _Headings) -> None:
    gold = {section["line"]: section for section in sections}
    found = {text.line_of(heading.start): heading for heading in text.document.headings}
    count.gold += len(gold)
    count.found += len(found)
    for line, section in gold.items():
        heading = found.get(line)
        if heading is None or not _same_words(heading, section["heading"]):
            count.wrong.append(f"{text.name} {line}: niet gevonden {section['heading']!r}")
            continue
        count.right += 1
        if _NUMBERED.match(section["heading"]):
            count.numbered += 1
            count.levels += heading.level == section["level"]
            if heading.level != section["level"]:
                count.wrong_levels.append(f"{text.name} {line}: {heading.level} voor {section['level']}")
    for line in found.keys() - gold.keys():
        count.wrong.append(f"{text.name} {line}: geen kop {found[line].text!r}")
    plain = [number for number, line in enumerate(text.source.split("\n"), 1) if _NUMBERED.match(line.strip())]
    count.plain += len(plain)
    count.plain_right += len(gold.keys() & set(plain))


def _same_words(heading: Heading, words: str) -> bool:
    return _letters(heading.text).casefold() == _letters(words).casefold()


def score_pages(texts: dict[str, Text], items: Sequence[dict[str, Any]]) -> list[Score]:
    """The pages of each passage, beside a baseline that believes every line with a space before it."""
    wrong: list[str] = []
    total = plain = 0
    for item in items:
        if item["file"] not in texts or "page_start_lines" not in item:
            continue
        text = texts[item["file"]]
        misses = min((_wrong_pages(text, starts) for starts in _variants(item)), key=len)
        wrong.extend(misses)
        total += len(text.document.passages)
        lines = text.source.split("\n")
        spaced = [number for number, line in enumerate(lines, 1) if re.match(r" \S", line)]
        plain += len(text.document.passages) - min(
            len(_differs(text, spaced, starts)) for starts in _variants(item)
        )
    return [
        Score("bladzijde van een passage", total - len(wrong), total, tuple(wrong)),
        Score("  elke regel met een spatie ervoor", plain, total),
    ]


def _variants(item: dict[str, Any]) -> Iterator[list[int]]:
    starts = list(item["page_start_lines"])
    yield starts
    for one, other in _EITHER:
        if one in starts and other not in starts:
            yield sorted({*starts, other} - {one})


def _wrong_pages(text: Text, starts: Sequence[int]) -> list[str]:
    wrong = []
    for passage in text.document.passages:
        first, last = passage.line_start or 1, passage.line_end or 1
        pages = bisect_right(starts, first), bisect_right(starts, last)
        if (passage.page_from, passage.page_to) != pages:
            wrong.append(f"{text.name} {first}-{last}: {passage.page_from}-{passage.page_to} voor {pages}")
    return wrong


def _differs(text: Text, guess: Sequence[int], starts: Sequence[int]) -> list[ReadPassage]:
    shift = 0 if 1 in guess else 1
    return [
        passage
        for passage in text.document.passages
        if bisect_right(guess, passage.line_start or 1) + shift != bisect_right(starts, passage.line_start or 1)
    ]


# --------------------------------------------------------------------------- all of it


def evaluate(gold: Path, folder: Path) -> list[Score]:
    """All figures of reading for the gold in `gold` and the texts in `folder`."""
    texts = load_texts(gold, folder)
    words = _load(gold, "hyphenation.json")
    documents = _load(gold, "documents.json")
    return [
        score_hyphens(texts, words["items"]),
        hyphen_baseline(words["items"], texts),
        score_kept(texts, words["mid_line_keep"]),
        score_odd(texts, words["odd"]),
        score_footnotes(texts, _load(gold, "footnotes.json")),
        *score_headings(texts, documents),
        *score_pages(texts, documents),
    ]


def report(scores: Iterable[Score]) -> str:
    """The figures as lines of text, with what went wrong below them."""
    scores = list(scores)
    wide = max([35, *(len(score.name) for score in scores)]) + 1
    lines = [f"{'lezen':{wide}}{'goed':>8}{'van':>8}{'deel':>8}"]
    lines += [f"{score.name:{wide}}{score.right:8g}{score.total:8g}{score.share:8.3f}" for score in scores]
    lines += [f"  {score.name}: {wrong}" for score in scores for wrong in score.wrong]
    return "\n".join(lines)


def main(write: Callable[[str], Any] = sys.stdout.write) -> None:
    """Print the figures for the folders on the command line (default: tests/gold and seeds)."""
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("tests/gold")
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("seeds")  # noqa: PLR2004
    write(report(evaluate(gold, folder)) + "\n")


if __name__ == "__main__":
    main()
