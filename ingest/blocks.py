"""The lines of a document as blocks: headings, paragraphs, lists, tables, figures, in reading order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.contents import contents
from ingest.figures import figure_runs
from ingest.groups import Group, counted_item, grouped, is_bullet, marks_before
from ingest.headings import find_headings
from ingest.layout import Block, BlockKind, Line, TableBlock, Turn
from ingest.mails import mail_label

_HINTED: dict[str, BlockKind] = {
    "box": "box", "question": "question", "answer": "answer", "speech": "speech", "figure": "figure",
}  # fmt: skip


def find_blocks(
    lines: Sequence[Line], by_block: bool, tables: Sequence[TableBlock], turns: Mapping[int, Turn]
) -> list[Block]:
    """The blocks of `lines`, with `tables` in their places.

    `by_block`: the format's own blocks are its paragraphs (XML, DOCX). `turns`: index of a line → the
    question, answer or speech that it announces.
    """
    groups, taken, blocks_at = _with_tables(lines, by_block, tables, turns)
    titles = _take_contents(lines, groups, taken, blocks_at)
    mail = any(turn.kind == "mail" for turn in turns.values())
    for start, end in figure_runs(groups, taken, hinted=mail):
        inside = groups[start:end]
        blocks_at[start] = (
            Block("figure", tuple(line for group in inside for line in group), tuple(inside)),
            end,
        )
        taken[start:end] = [True] * (end - start)
    announced = [group[0].index in turns for group in groups]
    headings = find_headings(groups, taken, announced, titles, by_block, plain=mail)
    blocks: list[Block] = []
    at = 0
    while at < len(groups):
        if at in blocks_at:
            block, at = blocks_at[at]
        elif at in headings:
            level, number = headings[at]
            block, at = Block("heading", groups[at], level=level, number=number), at + 1
        else:
            block, at = _body(groups, at, headings, taken)
        blocks.append(block)
    return _with_lead_ins(blocks)


def _take_contents(
    lines: Sequence[Line], groups: Sequence[Group], taken: list[bool], blocks_at: dict[int, tuple[Block, int]]
) -> str:
    """Take the groups of a table of contents, a list of titles and no heap of headings; its words."""
    listed = contents(lines)
    at = 0
    while at < len(groups):
        end = at
        while end < len(groups) and not taken[end] and groups[end][0].index in listed:
            end += 1
        if end > at:
            inside = groups[at:end]
            lines_inside = tuple(line for group in inside for line in group)
            blocks_at[at] = (Block("list", lines_inside, tuple((line,) for line in lines_inside)), end)
            taken[at:end] = [True] * (end - at)
        at = max(end, at + 1)
    return " ".join(line.text for line in lines if line.index in listed)


def _with_tables(
    lines: Sequence[Line], by_block: bool, tables: Sequence[TableBlock], turns: Mapping[int, Turn]
) -> tuple[list[Group], list[bool], dict[int, tuple[Block, int]]]:
    """The groups of the lines outside tables, a group per table, which are taken, and the tables' blocks."""
    groups: list[Group] = []
    taken: list[bool] = []
    blocks_at: dict[int, tuple[Block, int]] = {}
    parting = {index: turn.alone for index, turn in turns.items()}
    if any(turn.kind == "mail" for turn in turns.values()):
        parting.update(
            {line.index: False for line in lines if line.index not in parting and mail_label(line.text)}
        )
    at = 0
    for table in [*tables, None]:
        for group in grouped(lines[at : table.start if table else len(lines)], by_block, parting):
            turn = turns.get(group[0].index)
            if turn is not None:
                blocks_at[len(groups)] = (Block("text", group, turn=turn), len(groups) + 1)
            groups.append(group)
            taken.append(turn is not None)
        if table is not None:
            again = {line.index for line in table.again}
            inside = tuple(line for line in lines[table.start : table.end] if line.index not in again)
            blocks_at[len(groups)] = (Block("table", inside, table=table), len(groups) + 1)
            groups.append(inside)
            taken.append(True)
            at = table.end
    return groups, taken, blocks_at


def _body(
    groups: Sequence[Group], at: int, headings: dict[int, tuple[int, str | None]], taken: Sequence[bool]
) -> tuple[Block, int]:
    """The list or paragraph that begins at group `at`, and the place behind it."""
    first = groups[at][0]
    if first.hint in _HINTED:
        return Block(_HINTED[first.hint], groups[at], ref=first.ref), at + 1
    end = at
    while end < len(groups) and end not in headings and not taken[end] and _is_item(groups, end, at):
        end += 1
    if end > at and (end - at > 1 or is_bullet(first.text)):
        items = tuple(groups[at:end])
        return Block("list", tuple(line for item in items for line in item), items), end
    return Block("text", groups[at]), at + 1


def _is_item(groups: Sequence[Group], at: int, start: int) -> bool:
    group = groups[at]
    if group[0].hint == "list" or is_bullet(group[0].text):
        return True
    mark = counted_item(group[0].text)
    if mark is None:
        return False
    if at == start:
        after = groups[at + 1] if at + 1 < len(groups) else None
        return mark in ("1", "a", "i") and after is not None and counted_item(after[0].text) == _next(mark)
    return counted_item(groups[at - 1][0].text) in marks_before(mark)


def _next(mark: str) -> str:
    return {"1": "2", "a": "b", "i": "ii"}[mark]


def _with_lead_ins(blocks: Sequence[Block]) -> list[Block]:
    """Lists know the text that announces them; it stays where it is."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        if block.kind == "list" and before is not None and before.kind == "text":
            announced = before.lines[-1].text.rstrip().endswith(":")
            result.append(replace(block, announced=announced))
        else:
            result.append(block)
    return result
