"""Queries that want too much: each must be answered or refused in Dutch, within the time and memory allowed."""

# ruff: noqa: E501 - a table of attacks reads best with one on a line
from __future__ import annotations

import random
import string
import time
import tracemalloc
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

QUERIES: dict[str, str] = {
    "nothing": "",
    "spaces": " \t\n" * 5_000,
    "ten-thousand-words": " ".join(f"woord{n}" for n in range(10_000)),
    "ten-thousand-common-words": "de het een van en in toeslag brief kamer jaar " * 1_000,
    "ten-thousand-or": " OF ".join(f"toeslag{n}" for n in range(10_000)),
    "ten-thousand-and": " EN ".join(["toeslag"] * 10_000),
    "ten-thousand-not": "toeslag " + "NIET brief " * 10_000,
    "one-long-word": "a" * 1_000_000,
    "long-compound": "toeslagen" * 5_000,
    "compound-of-everything": "huurtoeslagzorgtoeslagkinderopvangtoeslag" * 200,
    "long-phrase": '"' + "de uitvoering van de huurtoeslag " * 3_000 + '"',
    "common-phrase": '"de van de van de"',
    "many-phrases": '"de uitvoering" ' * 3_000,
    "nested": "(" * 5_000 + "toeslag" + ")" * 5_000,
    "nested-or": "(toeslag OF " * 3_000 + "brief" + ")" * 3_000,
    "nested-not": "NIET (" * 3_000 + "toeslag" + ")" * 3_000,
    "open": "(" * 100_000,
    "closed": ")" * 100_000,
    "quotes": '"' * 100_000,
    "quotes-of-all-kinds": "“”„‟«»‹›'\"" * 5_000,
    "stars": "*" * 10_000,
    "prefix-of-everything": "a* b* c* d* e* f* g* h* i* j* k* l* m* n* o* p* q* r* s* t* u* v* w* x* y* z*",
    "prefix-often": "t* " * 5_000,
    "prefixes-in-groups": "(t* OF b*) EN " * 500 + "k*",
    "prefix-in-phrase": '"de t* van"',
    "star-inside": "t*s*l*g **** *toeslag",
    "operators-only": "EN OF NIET EN EN NIET OF",
    "operators-often": "EN OF NIET " * 5_000,
    "minus": "-" * 50_000 + "toeslag",
    "minus-each": "-a " * 10_000,
    "filters-often": "regeling:huurtoeslag " * 3_000,
    "filter-values-often": "regeling:" + ",".join(["huurtoeslag"] * 5_000),
    "filter-unknown": "regeling:" + "x" * 10_000,
    "filter-fields-unknown": " ".join(f"veld{n}:waarde" for n in range(3_000)),
    "colons": ":" * 20_000,
    "years": "jaar:0-99999999999999999999",
    "years-backwards": "jaar:2023-1900 jaar:-1--5 jaar:99999999999999999999999999",
    "numbers": "31 066, nr. 1232 " * 2_000,
    "number-huge": "9" * 20_000,
    "kamerstuk-huge": "kamerstuk:" + "9" * 5_000 + "-" + "9" * 5_000,
    "member": "lid:" + "Omtzigt " * 5_000,
    "in-title": "in:titel " * 5_000 + "jaarrapportage",
    "typing-errors": " ".join(f"toeslgae{c}n" for c in string.ascii_lowercase * 100),
    "combining": "toeslag" + "\u0301" * 100_000,
    "right-to-left": "\u202etoeslag\u202c " * 5_000,
    "zero-width": "t\u200bo\u200be\u200bs\u200blag " * 2_000,
    "wide": "ｔｏｅｓｌａｇ " * 2_000,
    "turkish": "İ" * 20_000,
    "sharp-s": "ß" * 20_000 + "ŉ" * 20_000,
    "ligatures": "ﷺ" * 20_000,
    "emoji": "👩‍👩‍👧‍👦" * 10_000,
    "nul": "\0toeslag\0" * 5_000,
    "control": "".join(map(chr, range(32))) * 500,
    "surrogates": "\ud800toeslag\udfff",
    "private": "\U0010ffff\ue000" * 10_000,
    "html": "<script>alert(1)</script>" * 1_000,
    "sql": "'; DROP TABLE document; -- " * 1_000,
    "format": "%s%s%n{0}{x}${jndi:ldap://127.0.0.1/}" * 1_000,
    "path": "../" * 10_000 + "etc/passwd",
    "question": "Wat gebeurt er " * 3_000 + "?",
    "regex": "(a+)+$" + "a" * 5_000 + "!",
}
"""Name → query."""

_PIECES = (
    "toeslag", "de", "brief", "capaciteit", "EN", "OF", "NIET", "(", ")", '"', "“", "*", "t*", "-", ":", ",",
    "regeling:", "jaar:", "in:titel", "lid:", "kamerstuk:", "31 066", "2021-2023", "\u0301", "\u202e", "ﷺ", "👩‍👧", "\0",
    "'", "%", "\\", "x" * 300, "huurtoeslag,zorgtoeslag", "ĳ", "İ", "\t", "\n", "9" * 40,
)  # fmt: skip


def random_query(draw: random.Random) -> str:
    """Pieces of the query language and odd characters, thrown together."""
    most = draw.choice((3, 10, 40, 400))
    between = draw.choice((" ", "", " "))
    return between.join(draw.choice(_PIECES) for _ in range(draw.randint(1, most)))


SECONDS, MEGABYTES = 2.0, 200.0
"""What one query may take: seconds of processor time, and megabytes at its height."""


def asked(kennisbank: Any, query: str, *, weighed: bool) -> tuple[float, float]:
    """Seconds and megabytes that a query takes; with `weighed` the seconds are those of a slowed-down run."""
    if weighed:
        tracemalloc.start()
    clock = time.process_time()
    page = kennisbank.search(query)
    seconds = time.process_time() - clock
    height = tracemalloc.get_traced_memory()[1] / 1e6 if weighed else 0.0
    if weighed:
        tracemalloc.stop()
    assert page.total >= len(page.hits)
    assert all(message.text.strip() for message in page.messages)
    return seconds, height


def survived(folder: Path, count: int, seed: int, home: Path | None) -> dict[str, Any]:
    """All hostile queries, then `count` random ones: figures, and those that took too much or failed."""
    from trust_home import made  # noqa: PLC0415 - the table is used without a knowledge base too

    from kennisbank import Kennisbank  # noqa: PLC0415

    draw = random.Random(seed)
    texts = QUERIES | {f"random {number}": random_query(draw) for number in range(count)}
    figures: Counter[str] = Counter()
    wrong: list[str] = []
    slowest, highest = 0.0, 0.0
    with closing(Kennisbank(home or made(folder / "huis"))) as kennisbank:
        for query in ("huurtoeslag", "kinderopvangtoeslgen", '"de uitvoering"', "toes*"):
            kennisbank.search(query)  # what is loaded once is no part of a query
        for number, (name, query) in enumerate(texts.items()):
            figures["queries"] += 1
            try:
                seconds, _ = asked(kennisbank, query, weighed=False)
                _, height = asked(kennisbank, query, weighed=True) if number < 500 else (0.0, 0.0)
            except Exception as error:
                wrong.append(f"{name}: {type(error).__name__} {error} for {query[:200]!r}")
                continue
            slowest, highest = max(slowest, seconds), max(highest, height)
            if seconds > SECONDS or height > MEGABYTES:
                wrong.append(f"{name}: {seconds:.1f} s, {height:.0f} MB for {query[:200]!r}")
    figures = {**figures, "s the slowest": round(slowest, 2), "MB at most": round(highest)}
    return {"figures": figures, "wrong": wrong}
