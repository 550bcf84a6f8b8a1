"""One writer and many readers, as processes: searches go on during every change, with the right counts."""

from __future__ import annotations

import json
import os
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from trust_home import Here, made, written

from kb.filters import Filters
from kennisbank import Kennisbank

STABLE = ("brief-juli", "brief-december", "jaarrapportage")
CHANGING = "steeds"
TEXTS = {
    "een": "Een brief over de zorgtoeslag.\n",
    "twee": "Een brief over de zorgtoeslag.\n\nEn een alinea over de zorgtoeslag en de capaciteit ervan.\n",
}
QUERIES = ("huurtoeslag", "zorgtoeslag", "knelpunt capaciteit", '"harde grens"', "toeslag*", "")


def write(kennisbank: Kennisbank, source: Path, draw: random.Random) -> str:
    """One change; its name."""
    what = draw.choice(("een", "twee", "een", "twee", "remove", "reindex", "annotate", "judge"))
    here = {item.document_id for item in kennisbank.documents()}
    if what in TEXTS:
        written(source, {f"{CHANGING}.txt": TEXTS[what]})
        kennisbank.ingest([source], executor=Here())
        return "ingest"
    if what == "remove" and CHANGING in here:
        kennisbank.remove(CHANGING, purge=draw.random() < 0.5)
    elif what == "reindex":
        kennisbank.reindex(engine=draw.choice(("whoosh", "tantivy")))
    elif what == "annotate":
        kennisbank.annotate(every=True)
    elif what == "judge":
        passage = next(kennisbank.passages("brief-juli"))
        kennisbank.withdraw(
            kennisbank.judge("passage", "note", passage.passage_id, who="D", note="x").judgement_id
        )
    return what


def read(kennisbank: Kennisbank, truth: dict[str, int], draw: random.Random) -> None:
    """One request; an AssertionError for a wrong answer."""
    query = draw.choice(QUERIES)
    stable = kennisbank.search(query, Filters(documents=STABLE), limit=50)
    assert stable.total == truth[query], (query, stable.total, truth[query])
    ids = [hit.passage.passage_id for hit in stable.hits]
    assert len(set(ids)) == len(ids)
    for hit in stable.hits:
        assert hit.document.document_id in STABLE
        assert all(0 <= start < end <= len(hit.passage.text) for start, end in hit.highlights)
    page = kennisbank.search(query, limit=5)
    assert page.total - truth[query] in (0, 1, 2), (query, page.total)
    years = sum(item.count for item in page.facets["kind"])
    assert years <= page.total
    assert {item.document_id for item in kennisbank.documents()} >= set(STABLE)
    if draw.random() < 0.2:
        assert (
            len([1 for item in kennisbank.register("knelpunt") if item.document_id in STABLE])
            == truth["knelpunten"]
        )
        assert next(kennisbank.passages("brief-juli")).text


def process(work: Callable[[], dict[str, Any]], answer: Path) -> int:
    """A child process that writes its figures to `answer`; its number."""
    child = os.fork()
    if not child:
        try:
            told = work()
        except BaseException:
            told = {"wrong": [traceback.format_exc()[-2000:]]}
        answer.write_text(json.dumps(told))
        os._exit(0)
    return child


def truth_of(home: Path) -> dict[str, int]:
    """What a quiet knowledge base answers."""
    with closing(Kennisbank(home)) as kennisbank:
        told = {query: kennisbank.search(query, Filters(documents=STABLE)).total for query in QUERIES}
        return told | {"knelpunten": len(kennisbank.register("knelpunt"))}


def soaked(folder: Path, seconds: float, readers: int, seed: int = 1) -> dict[str, Any]:
    """One writer and `readers` readers for some seconds: figures, and what went wrong."""
    home = made(folder / "huis")
    truth, end = truth_of(home), time.monotonic() + seconds

    def loop(number: int) -> dict[str, Any]:
        draw = random.Random(seed * 1000 + number)
        counted: Counter[str] = Counter()
        wrong: list[str] = []
        slowest = 0.0
        kennisbank = Kennisbank(home)
        while time.monotonic() < end and len(wrong) < 5:
            clock = time.monotonic()
            try:
                if number:
                    read(kennisbank, truth, draw)
                    counted["requests"] += 1
                    if draw.random() < 0.02:  # somebody who comes anew
                        kennisbank.close()
                        kennisbank = Kennisbank(home)
                else:
                    counted[write(kennisbank, folder / "steeds-bron", draw)] += 1
            except Exception:
                wrong.append(traceback.format_exc()[-2000:])
            slowest = max(slowest, time.monotonic() - clock)
        kennisbank.close()
        return {"figures": dict(counted), "wrong": wrong, "slowest": slowest, "reader": bool(number)}

    answers = [folder / f"antwoord-{number}.json" for number in range(readers + 1)]
    children = [process(lambda number=number: loop(number), answers[number]) for number in range(readers + 1)]
    for child in children:
        os.waitpid(child, 0)
    told = [json.loads(answer.read_text()) for answer in answers]
    figures: Counter[str] = Counter()
    for item in told:
        figures.update(item.get("figures", {}))
    wrong = [text for item in told for text in item["wrong"]]
    with closing(Kennisbank(home)) as kennisbank:
        report = kennisbank.check()
    wrong += [str(item) for item in report.findings if item.severity == "fout"]
    slowest = max((item["slowest"] for item in told if item.get("reader")), default=0.0)
    return {"figures": {**figures, "slowest request (s)": round(slowest, 2)}, "wrong": wrong}
