"""Where an offset of the source text stands: page and line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from kb.records import Passage

_TEXT_BREAK: Final = re.compile(r"\n (?=\S)")


class Places:
    """Pages and lines of one document; built once per document."""

    def __init__(self, source: str, passages: Sequence[Passage]) -> None:
        self._source = source
        self._ends = [match.start() for match in re.finditer("\n", source)]
        self._lined = any(passage.line_start is not None for passage in passages)

    def line(self, offset: int) -> int | None:
        """The 1-based line, for a source that is a text file."""
        return bisect_right(self._ends, offset - 1) + 1 if self._lined else None

    def page(self, passage: Passage, offset: int) -> int | None:
        """The physical page: of a passage that crosses pages, the one that the offset stands on."""
        first, last = passage.page_from, passage.page_to
        if first is None or last is None or first == last:
            return first
        start, end = passage.char_start, passage.char_end
        breaks = [start + match.start() for match in re.finditer("\f", self._source[start:end])]
        if not breaks:
            breaks = [start + match.start() for match in _TEXT_BREAK.finditer(self._source[start:end])]
        if len(breaks) == last - first:
            return first + bisect_right(breaks, offset)
        gaps = [
            (right[0] - left[1], left[1]) for left, right in zip(passage.spans, passage.spans[1:], strict=False)
        ]
        if last - first == 1 and gaps:
            return first + (offset > max(gaps)[1])
        return first
