"""Words of a text with their places, folded once and shared by everything that looks for words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.taxonomy.folding import fold_word

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = frozenset('.!?:;•▪●-–—*«»"“”‘(\n')


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text`: folded form, start and end, side by side."""

    text: str
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.folded)

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next one; "" after the last."""
        if index + 1 >= len(self.folded):
            return ""
        return self.text[self.ends[index] : self.starts[index + 1]]

    def opens_sentence(self, index: int) -> bool:
        """Whether nothing but marks stands before the word in its sentence, as far as marks can tell."""
        at = self.starts[index] - 1
        while at >= 0 and self.text[at] in " \t":
            at -= 1
        return at < 0 or self.text[at] in _SENTENCE_END


@lru_cache(maxsize=64)
def words_of(text: str) -> Words:
    """`text` as words of letters and digits; the last few texts are remembered."""
    found = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    return Words(
        text,
        tuple(fold_word(word) for word, _, _ in found),
        tuple(start for _, start, _ in found),
        tuple(end for _, _, end in found),
    )
