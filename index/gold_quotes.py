"""Gold that names its places by words: our own queries over seeds and papers, real and made questions.

Lines of a source only hold for text files; a quote finds its passage in a PDF too. Every quote gets a number,
which stands in for the lines of `index.gold`, so that the same measure serves.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from index.entries import IndexEntry
from index.gold import GoldQuery, HitLines, Spot
from kb.anchors import fold
from kb.filters import Filters

_NUMBER: Final = re.compile(r"^\s*Vraag\s+[\d, en]+[.:]?\s*")
_SHORTEST: Final = 20  # letters of a question; "Zo ja, welke?" asks nothing by itself
_SAYS: Final = 60  # letters of an answer; "Ja." has no words to be found by
_NO_FILTERS: Final = Filters()


@dataclass(frozen=True, slots=True)
class Asked:
    """Queries, the passages to search, and the places that passages hold.

    `lost` are quotes that stand in no passage as it is read now: nothing can be credited for them.
    """

    queries: tuple[GoldQuery, ...]
    entries: tuple[IndexEntry, ...]
    places: Mapping[str, HitLines]
    lost: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def quoted(path: Path, entries: Sequence[IndexEntry]) -> Asked:
    """The queries of a file with a JSON object per line; quotes are compared by their letters."""
    texts = [(item.passage.passage_id, item.passage.source, fold(item.passage.text).text) for item in entries]
    lost: list[str] = []
    found: dict[str, set[int]] = defaultdict(set)
    queries: list[GoldQuery] = []
    number = 0
    for row in _rows(path):
        spots = []
        for spot in row["relevant"]:
            number += 1
            words = fold(spot["quote"]).text
            holding = [name for name, source, text in texts if source == spot["file"] and words in text]
            if not holding:
                lost.append(f"{row['id']}: nowhere in {spot['file']}: {spot['quote']}")
            for name in holding:
                found[name].add(number)
            spots.append(Spot("", frozenset((number,)), spot["grade"]))
        queries.append(GoldQuery(row["id"], "eigen", row["query"], _NO_FILTERS, False, tuple(spots)))
    return Asked(tuple(queries), tuple(entries), _places(found), tuple(lost))


def of_parliament(entries: Iterable[IndexEntry]) -> Asked:
    """The questions of answered papers as queries, with their answers; the questions themselves left out."""
    numbers: dict[tuple[str, str], int] = {}
    queries: list[GoldQuery] = []
    kept: list[IndexEntry] = []
    found: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        passage = entry.passage
        key = (passage.document_id, passage.question_number or "")
        if passage.kind == "question" and passage.question_number:
            number = numbers.setdefault(key, len(numbers) + 1)
            text = _NUMBER.sub("", plain(passage.text))
            if len(text) >= _SHORTEST:
                spot = Spot("", frozenset((number,)), 1)
                queries.append(GoldQuery(passage.passage_id, "Kamervragen", text, _NO_FILTERS, False, (spot,)))
            continue
        kept.append(replace(entry, asked=""))  # the answer must be found by itself
        if key in numbers:
            found[passage.passage_id].add(numbers[key])
    answered = frozenset(number for several in found.values() for number in several)
    asked = tuple(query for query in queries if query.spots[0].lines & answered)
    return Asked(asked, tuple(kept), _places(found))


def answers(path: Path) -> tuple[str, ...]:
    """The answers of a file of made questions (a JSON object per line), each once per set."""
    return tuple(text for _, text in _numbered(path))


def made_questions(path: Path, entries: Sequence[IndexEntry], number_of: Callable[[IndexEntry], int]) -> Asked:
    """The questions of such a file as queries; `number_of` tells which of `answers` a passage is of."""
    numbers = {key: number for number, key in enumerate(_numbered(path))}
    queries = []
    for row in _rows(path):
        question, key = plain(row["question"]), (row["set"], row["answer"])
        if len(question) >= _SHORTEST and len(key[1]) >= _SAYS:
            spot = Spot("", frozenset((numbers[key],)), 1)
            name = f"{row['set']}.{row['number']}"
            queries.append(GoldQuery(name, "gemaakt", question, _NO_FILTERS, False, (spot,)))
    places = {item.passage.passage_id: (number_of(item),) for item in entries}
    return Asked(tuple(queries), tuple(entries), _places(places))


def _numbered(path: Path) -> tuple[tuple[str, str], ...]:
    """(set, answer) in order; one answer to several questions is one."""
    return tuple(dict.fromkeys((row["set"], row["answer"]) for row in _rows(path)))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _places(found: Mapping[str, Iterable[int]]) -> dict[str, HitLines]:
    return {name: HitLines("", frozenset(numbers)) for name, numbers in found.items()}
