"""Whether the text of a page can be read: told by the commonest words of the language, page by page.

A PDF can show good letters and give others ("7KH WHNVW"), and an old scan can carry a bad text layer. How
many characters a page has tells nothing of that; how many of its words are function words, and how many
are words at all, does. On readable Dutch pages a third to a half are function words (the least seen on a
page of labels was one in eight) and at least 85 % of the longer words are known.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import Literal

from ingest.raw import RawDocument, RawPage
from kb.language.frequency import zipf
from kb.records import Problem

Verdict = Literal["ok", "garbled", "uncertain"]

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 30
"""Words: a page with fewer cannot be judged."""
_FUNCTION_WORDS = 0.06
"""Below this share of function words a page is no text, unless its longer words are words after all."""
_KNOWN = 0.45
"""Below this share of known words a page is no text, if it lacks function words as well."""
_DOUBT = 0.75
"""Below this share of known words the text is uncertain: a bad recognition of a scan."""
_LONG = 4


@lru_cache(maxsize=1)
def function_words() -> tuple[frozenset[str], frozenset[str]]:
    """The commonest words of Dutch, and those of other languages."""
    data = tomllib.loads((resources.files(__package__) / "function_words.toml").read_text(encoding="utf-8"))
    return frozenset(data["dutch"]), frozenset(data["other"])


def judge(text: str) -> Verdict:
    """Whether `text` (a page) can be read; "ok" when it has too few words to tell."""
    words = [word.casefold() for word in _WORD.findall(text)]
    # letters of an alphabet that is not ours, or of no alphabet, make no words here
    if len(words) < _ENOUGH:
        return "ok"
    dutch, other = function_words()
    own = sum(word in dutch for word in words) / len(words)
    foreign = sum(word in other for word in words) / len(words)
    long = [word for word in words if len(word) >= _LONG]
    known = sum(zipf(word) > 0 for word in long) / len(long) if long else 0.0
    if own < _FUNCTION_WORDS and foreign < _FUNCTION_WORDS and known < _KNOWN:
        return "garbled"
    if known < _DOUBT and foreign <= own and len(long) >= _ENOUGH:
        return "uncertain"
    return "ok"


def judged(raw: RawDocument) -> RawDocument:
    """`raw` with the pages marked that cannot be read or are uncertain, and a problem for each.

    The lines of pages that cannot be read are taken out: they are not shown as if they had been read.
    """
    pages = tuple(_judged_page(raw, page) for page in raw.pages)
    if not raw.pages and judge(raw.text) == "garbled":
        problem = Problem("onleesbaar", None, "De tekst is niet te lezen. Lever een beter bestand aan.")
        return replace(raw, lines=(), problems=(*raw.problems, problem))
    told = {problem.page for problem in raw.problems}
    problems = [_problem(page) for page in pages if page.status in _MESSAGES and page.number not in told]
    bad = {page.number for page in pages if page.status == "garbled"}
    lines = tuple(line for line in raw.lines if line.page not in bad) if bad else raw.lines
    return replace(raw, pages=pages, lines=lines, problems=(*raw.problems, *problems))


_MESSAGES = {
    "garbled": (
        "onleesbaar",
        "De tekst van bladzijde {page} is onleesbaar. Vraag een beter bestand, of scan met tekstherkenning.",
    ),
    "uncertain": (
        "onzekere-tekst",
        "De tekst van bladzijde {page} is onzeker (slechte tekstherkenning). Vergelijk met het origineel.",
    ),
}


def _judged_page(raw: RawDocument, page: RawPage) -> RawPage:
    if page.status != "ok":
        return page
    verdict = judge(raw.text[page.start : page.end])
    return replace(page, status=verdict) if verdict != "ok" else page


def _problem(page: RawPage) -> Problem:
    code, message = _MESSAGES[page.status]
    return Problem(code, page.number, message.format(page=page.number))
