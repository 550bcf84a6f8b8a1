"""What commands print: JSON for programs on standard output, Dutch lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

import typer

from kb.records import Document, Judgement, Passage, as_json
from ui.words import Labels, count, label_of

if TYPE_CHECKING:
    from index.results import ResultPage
    from kb.reports import IngestReport, Progress


def say(text: str = "") -> None:
    """A line for people, on standard error: standard output is for results."""
    typer.echo(text, err=True)


def give(value: Any) -> None:
    """One JSON object on standard output."""
    typer.echo(json.dumps(as_json(value), ensure_ascii=False, indent=2))


def give_line(value: Any) -> None:
    """One JSON record on one line of standard output."""
    typer.echo(json.dumps(as_json(value), ensure_ascii=False))


def give_list(
    name: str,
    records: Iterable[Any],
    total: int,
    revision: int,
    *,
    as_lines: bool,
    window: tuple[int | None, int],
) -> None:
    """A list as the contract has it, or one record a line; `window` is (limit, offset), None for all."""
    limit, offset = window
    chosen = islice(records, offset, None if limit is None else offset + limit)
    if as_lines:
        for record in chosen:
            give_line(record)
        return
    give({name: list(chosen), "total": total, "revision": revision})


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[Progress], None]]:
    """A progress bar on standard error; without a terminal, silence (the report comes after)."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich import progress as rich_progress  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415 - only seen on a terminal

    columns = (
        rich_progress.TextColumn("{task.description}"),
        rich_progress.BarColumn(),
        rich_progress.MofNCompleteColumn(),
        rich_progress.TimeElapsedColumn(),
        rich_progress.TextColumn("{task.fields[name]}", markup=False),
    )
    with rich_progress.Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(title, total=None, name="")

        def show(at: Progress) -> None:
            bar.update(task, total=at.total, completed=at.done, description=at.stage, name=at.name)

        yield show


def ingest_lines(report: IngestReport) -> Iterator[str]:
    """The report of an ingest, a line per file and a last line with the sum."""
    for item in report.files:
        about = f"als {item.document_id}" if item.document_id else ""
        count = f"({item.passages} passages)" if item.passages else ""
        yield " ".join(part for part in (f"{item.status}:", item.path, about, count) if part)
        if item.message and item.status != "al aanwezig":  # the line itself says as what
            yield f"    {item.message}"
        yield from (f"    let op: {problem}" for problem in item.problems)
    sums: dict[str, int] = {}
    for item in report.files:
        sums[item.status] = sums.get(item.status, 0) + 1
    told = ", ".join(f"{count} {status}" for status, count in sums.items()) or "geen bestanden gevonden"
    yield f"{told}; stand {report.revision}, {report.took_s:.1f} s".replace(".", ",")


def document_line(document: Document, labels: Labels) -> str:
    """A document on one line."""
    parts = [
        document.document_id,
        label_of(labels, "kind", document.kind) if document.kind else None,
        document.title or document.source,
        document.organisation,
        str(document.reporting_year) if document.reporting_year else None,
        f"{document.passages} passages",
    ]
    return " · ".join(part for part in parts if part)


def passage_lines(passage: Passage) -> Iterator[str]:
    """A passage: where it stands, then its text."""
    where = " > ".join(passage.section)
    page = f"p. {passage.page_from}" if passage.page_from else None
    lines = f"regel {passage.line_start}-{passage.line_end}" if passage.line_start else None
    yield " · ".join(part for part in (passage.passage_id, page, lines, where) if part)
    yield f"    {' '.join(passage.text.split())}"


def judgement_line(item: Judgement) -> str:
    """A person's word on one line."""
    words = " ".join(item.anchor.exact.split())
    about = f"{item.verb} door {item.who} over “{words[:80]}{'…' if len(words) > 80 else ''}”"  # noqa: PLR2004
    extra = "".join(f" · {part}" for part in (item.value, item.note) if part)
    return f"{item.judgement_id}. {about}{extra}{' · losgeraakt' if item.detached else ''}"


def search_lines(page: ResultPage) -> Iterator[str]:
    """The hits of a search for people, with what there is to tell about the query first."""
    for message in page.messages:
        yield f"let op: {message.text}"
    for expansion in page.understood.expansions:
        told = f"ook gezocht: {expansion.term} → {', '.join(expansion.added)} ({expansion.why})"
        yield f'{told} [uit met --without "{expansion.key}"]'
    for wish in page.understood.wishes:
        yield f'staat eerder: {wish} [uit met --without "{wish}"]'
    if page.suggestion:
        yield f"bedoelde u: {page.suggestion}"
    if not page.total and (page.understood.terms or page.understood.phrases):
        sought = (*page.understood.terms, *(f"“{item}”" for item in page.understood.phrases))
        yield f"niets gevonden voor: {', '.join(sought)}"
    if not page.total and page.understood.phrases:
        yield "probeer: dezelfde woorden zonder aanhalingstekens; dan telt elk woord apart"
    for hit in page.hits:
        yield ""
        yield f"{hit.rank}. {hit.citation}"
        yield from (f"   {' > '.join(hit.passage.section)}" for _ in (1,) if hit.passage.section)
        yield f"   {' '.join(hit.snippet.split())}"
        yield from (f"   gevonden aan het label: {item.text}" for item in hit.beside if item.where == "label")
        yield f"   [{hit.passage.passage_id}]"
        yield from (f"   dezelfde tekst: {place.citation} [{place.passage_id}]" for place in hit.places)
        if hit.similar:
            yield f"   bijna dezelfde tekst: {', '.join(hit.similar)}"
    yield ""
    shown = f"{page.offset + 1}-{page.offset + len(page.hits)} van " if page.hits else ""
    groups = (
        f" in {count(page.groups, 'treffer', 'treffers')}" if page.groups and page.groups < page.total else ""
    )
    yield f"{shown}{page.total} passages{groups}"
