"""The command that writes plain, accessible pages of the documents and the registers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.records import Document
from kb.reports import KennisbankError
from ui.cli_base import DONE, app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_output import say


@app.command(cls=DutchCommand)
def pages(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="Waar de pagina's komen.")],
) -> int:
    """Schrijft van elk document en elk register een eenvoudige, toegankelijke HTML-pagina."""
    from ui import plain_page, plain_register, register_export  # noqa: PLC0415 - only this command needs them

    written: list[tuple[Document, str]] = []
    registers: list[tuple[str, str]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with opened(context) as kennisbank:
            documents = kennisbank.documents()
            here = {item.document_id for item in documents}
            for document in documents:
                name = plain_page.file_of(document.document_id)
                (folder / name).write_text(plain_page.page_of(kennisbank, document, here), encoding="utf-8")
                written.append((document, name))
            for kind, name in plain_register.FILES.items():
                (folder / name).write_text(plain_register.register_page(kennisbank, kind), encoding="utf-8")
                registers.append((register_export.NAMES[kind][0], name))
        index = plain_page.index_page(written, registers)
        (folder / "index.html").write_text(index, encoding="utf-8")
    except OSError as error:
        raise KennisbankError(
            f"In {folder} kan niet geschreven worden ({error.strerror}). Kies een andere map."
        ) from error
    say(f"{len(written) + len(registers)} pagina's in {folder}; begin bij {folder / 'index.html'}")
    return DONE
