"""The command that writes plain, accessible pages of the documents."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from kb.records import Document
from kb.reports import KennisbankError
from ui.cli_base import DONE, app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_output import say

_ODD = re.compile(r"[^A-Za-z0-9._-]+")


@app.command(cls=DutchCommand)
def pages(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="Waar de pagina's komen.")],
) -> int:
    """Schrijft van elk document een eenvoudige, toegankelijke HTML-pagina."""
    from ui.plain_page import document_page, index_page  # noqa: PLC0415 - only this command needs it

    written: list[tuple[Document, str]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with opened(context) as kennisbank:
            labels = kennisbank.taxonomy.label
            for document in kennisbank.documents():
                name = f"{_ODD.sub('-', document.document_id)}.html"
                page = document_page(
                    document,
                    tuple(kennisbank.passages(document.document_id)),
                    kennisbank.outline(document.document_id),
                    labels,
                )
                (folder / name).write_text(page, encoding="utf-8")
                written.append((document, name))
        (folder / "index.html").write_text(index_page(written), encoding="utf-8")
    except OSError as error:
        raise KennisbankError(
            f"In {folder} kan niet geschreven worden ({error.strerror}). Kies een andere map."
        ) from error
    say(f"{len(written)} pagina's in {folder}; begin bij {folder / 'index.html'}")
    return DONE
