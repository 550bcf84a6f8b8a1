"""Questions with their answers, speakers in debates, messages of e-mails, told by the lines that announce them.

"Vraag 3", "Antwoord op vraag 3", "De heer Omtzigt (NSC):". One such line proves nothing; a document counts
as a dialogue when it has questions as well as answers, or several speakers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from ingest.layout import Line, Turn
from ingest.mails import find_messages
from kb.records import Speaker

_AND = r"(?:\s*[,–-]\s*|\s+(?:en|t/m|tot en met)\s+)"
_NUMBERS = rf"(?P<number>\d{{1,3}}[a-z]?(?:{_AND}\d{{1,3}}[a-z]?){{0,12}})"
_QUESTION = re.compile(rf"(?:Vraag|Vragen)\s+{_NUMBERS}\s*(?P<end>[:.)]?)(?P<rest>\s.*)?$")
_ANSWER = re.compile(
    rf"Antwoord(?:en)?(?:\s+(?:op\s+)?(?:de\s+)?(?:vraag|vragen)?\s*{_NUMBERS})?\s*(?P<end>[:.)]?)(?P<rest>\s.*)?$"
)
_NUMBER = re.compile(r"\d{1,3}[a-z]?")
_ALONE = re.compile(r"(\d{1,3})[.)]?")
_QUESTIONS = 3
"""So many numbers above questions make a list of questions."""
_ASKED = 0.7
_SPEAKERS = 3
"""So many lines that announce a speaker make a debate."""


def find_turns(lines: Sequence[Line]) -> dict[int, Turn]:
    """Index of a line → what it announces; empty when the document is no dialogue."""
    asked = {line.index: turn for line in lines if (turn := _asked(line)) is not None}
    kinds = [turn.kind for turn in asked.values()]
    if kinds.count("question") and kinds.count("answer"):
        return _numbered(asked)
    spoken = {line.index: turn for line in lines if (turn := _spoken(line.text)) is not None}
    if len(spoken) >= _SPEAKERS:
        return spoken
    return _counted_questions(lines) or find_messages(lines)


def _counted_questions(lines: Sequence[Line]) -> dict[int, Turn]:
    """Lists of questions and answers: numbers that stand alone and count up, each above a question.

    What ends in a question mark is the question, what follows is its answer; a list without answers has
    questions only.
    """
    places: list[int] = []
    for at, line in enumerate(lines):
        alone = line.hint in (None, "paragraph", "heading") and _ALONE.fullmatch(line.text)
        if alone and int(alone[1]) == len(places) + 1:
            places.append(at)
    if len(places) < _QUESTIONS:
        return {}
    found: dict[int, Turn] = {}
    asked = 0
    for at, end in zip(places, [*places[1:], len(lines)], strict=True):
        number = str(len([place for place in places if place <= at]))
        answer = _answer_from(lines, at + 1, end)
        asked += answer is not None
        found[lines[at].index] = Turn("question", number)
        if answer is not None and answer < end:
            found[lines[answer].index] = Turn("answer", number, alone=False)
    return found if asked >= _ASKED * len(places) else {}


def _answer_from(lines: Sequence[Line], start: int, end: int) -> int | None:
    """Where the answer begins among the lines of one number: `end` without one, None without a question."""
    answer: int | None = None
    for at in range(start, end):
        last = at + 1 == end or lines[at + 1].gap > 0 or lines[at + 1].page != lines[at].page
        if not last:
            continue
        if not lines[at].text.rstrip("'\"”’»)").endswith("?"):
            break
        answer = at + 1
    return answer


def _asked(line: Line) -> Turn | None:
    """A question or answer. What follows on the line is its text when a sign parts the two."""
    if line.hint not in (None, "paragraph", "heading"):
        return None
    for kind, pattern in (("question", _QUESTION), ("answer", _ANSWER)):
        found = pattern.match(line.text)
        if found is None:
            continue
        rest = (found["rest"] or "").strip()
        # "Antwoord op de brief van …" is running text: words may follow a number or a sign only
        parted = bool(found["end"]) or bool(found["number"] and rest[:1].isupper())
        if rest and not parted:
            return None
        number = ", ".join(_NUMBER.findall(found["number"])) if found["number"] else None
        return Turn("question" if kind == "question" else "answer", number, alone=not rest)
    return None


def _numbered(turns: dict[int, Turn]) -> dict[int, Turn]:
    """An answer without number answers the question before it."""
    last: str | None = None
    result: dict[int, Turn] = {}
    for index, turn in turns.items():
        number = turn.number if turn.number or turn.kind == "question" else last
        result[index] = Turn(turn.kind, number, None, turn.alone)
        last = number if turn.kind == "question" else last
    return result


@lru_cache(maxsize=1)
def _speaker_pattern() -> re.Pattern[str]:
    data = tomllib.loads((resources.files(__package__) / "dialogue.toml").read_text(encoding="utf-8"))
    address = "|".join(map(re.escape, data["address"]))
    functions = "|".join(re.escape(word) for word in sorted(data["functions"], key=len, reverse=True))
    name = r"[A-ZÀ-Ý'’][^\W\d_'’-]*(?:[ '’-][^\W\d_]+){0,5}"
    return re.compile(
        rf"(?:(?P<function>{functions})(?:\s+(?P<holder>{name}))?|(?:{address})\s+(?P<name>{name}))"
        rf"(?:\s*\((?P<party>[^()]{{1,40}})\))?\s*:(?P<rest>\s.*)?$"
    )


def _spoken(text: str) -> Turn | None:
    found = _speaker_pattern().match(text)
    if found is None:
        return None
    function = found["function"]
    name = found["name"] or found["holder"] or function
    speaker = Speaker(name, found["party"], function if found["function"] and found["holder"] else None)
    if function and not found["holder"]:
        speaker = Speaker(function, None, function.removeprefix("De ").lower())
    return Turn("speech", None, speaker, alone=not (found["rest"] or "").strip())
