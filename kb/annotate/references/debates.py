"""Reports of plenary debates (Handelingen) and answered questions (Aanhangsel), by number."""

from __future__ import annotations

from collections.abc import Iterator

from kb.annotate.references import addresses, parts
from kb.annotate.references.numbered import Cursor, number_list
from kb.records import Reference


def handelingen(text: str) -> Iterator[Reference]:
    """Debate reports, "Handelingen II 2022/23, nr. 83, item 26", older ones by page; one per item."""
    for head in parts.HANDELINGEN.finditer(text):
        cursor = Cursor(text, head.end())
        cursor.chamber_and_session()
        if cursor.session is None and cursor.chamber is None:
            continue
        if parts.AANHANGSEL_WORD.match(text, cursor.at):
            continue
        start = head.start()
        old = parts.PAGE_HYPHEN.match(text, cursor.at)
        if old:
            yield _by_page(cursor, start, old.end(), old["nr"], old["p"])
            continue
        cursor.skip()
        word = parts.NUMBER_WORD.match(text, cursor.at)
        cursor.at = word.end() if word else cursor.at
        number = parts.NUMBER.match(text, cursor.at)
        if number is None or not number["n"][0].isdigit():
            continue
        cursor.at = number.end()
        item = parts.ITEM.match(text, cursor.at)
        if item:
            yield from _by_items(cursor, start, item.end(), number["n"], item["i"])
            continue
        page = parts.PAGE.match(text, cursor.at)
        if page:
            yield _by_page(cursor, start, page.end(), number["n"], page["p"])
        else:
            yield _report(cursor, start, cursor.at, number["n"])


def _by_items(cursor: Cursor, start: int, end: int, number: str, items: str) -> Iterator[Reference]:
    page = parts.PAGE.match(cursor.text, end)
    if page:
        end = page.end()
    for item in parts.MORE_ITEMS.findall(items):
        yield _report(cursor, start, end, number, item=item, page=page["p"] if page else None)


def _by_page(cursor: Cursor, start: int, end: int, number: str, page: str) -> Reference:
    return _report(cursor, start, end, number, page=page)


def _report(
    cursor: Cursor, start: int, end: int, number: str, *, item: str | None = None, page: str | None = None
) -> Reference:
    rest = item or (page.replace("–", "-").split("-")[0].split(" ")[0] if page else None)
    return Reference(
        type="handelingen", text=cursor.text[start:end], start=start, end=end, numbers=(number,),
        chamber=cursor.chamber, session=cursor.session, item=item, page_ref=page,
        urls=addresses.handelingen(cursor.chamber, cursor.session, number, rest),
        rule="handelingen/kop", confidence=0.99,
    )  # fmt: skip


def aanhangsel(text: str) -> Iterator[Reference]:
    """Answered questions: "Aanhangsel Handelingen II 2021/22, nr. 3540", also with the word behind."""
    until = 0
    for head in parts.AANHANGSEL.finditer(text):
        if head.start() < until:
            continue
        cursor = Cursor(text, head.end())
        cursor.chamber_and_session()
        again = parts.AANHANGSEL_WORD.match(text, cursor.at)
        if again:
            cursor.at = again.end()
            cursor.chamber_and_session()
        elif head.group().startswith("Handelingen"):
            continue
        cursor.skip()
        word = parts.NUMBER_WORD.match(text, cursor.at)
        if word is None:
            continue
        cursor.at = word.end()
        if not number_list(cursor, plural="s" in word.group()):
            continue
        until = cursor.at
        numbers = tuple(cursor.numbers)
        yield Reference(
            type="aanhangsel", text=text[head.start() : until], start=head.start(), end=until,
            numbers=numbers, chamber=cursor.chamber or "TK", session=cursor.session,
            urls=addresses.aanhangsel(cursor.chamber, cursor.session, numbers),
            inferred=() if cursor.chamber else ("chamber",), rule="aanhangsel/kop", confidence=0.99,
        )  # fmt: skip
