"""Contexts around a spelling, as civil servants write them: "commissiedebat ~", "~ zijn", "in * ~".

``~`` is the spelling itself, ``*`` any one word, ``zijn*`` any word that begins with "zijn"; a leading
``^`` stands for the opening of the sentence. Words are compared folded, marks between them do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.taxonomy.folding import fold_word
from kb.taxonomy.words import Words


@dataclass(frozen=True, slots=True)
class Context:
    """Words that stand right before and right after a spelling."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    at_start: bool = False


def parse_context(text: str) -> Context:
    """A context as written in a taxonomy file; raises ValueError when ``~`` is missing or doubled."""
    at_start = text.startswith("^")
    before, mark, after = text.lstrip("^ ").partition("~")
    if not mark or "~" in after:
        raise ValueError(f'een context heeft precies één "~": {text!r}')
    return Context(tuple(_parts(before)), tuple(_parts(after)), at_start)


def _parts(text: str) -> Iterable[str]:
    return (fold_word(word.strip(",.;:()'’\"")) for word in text.replace("-", " ").split())


def contexts_hold(contexts: Iterable[Context], words: Words, first: int, last: int) -> bool:
    """Whether one of the contexts holds around the words `first` to `last`."""
    return any(_holds(context, words, first, last) for context in contexts)


def _holds(context: Context, words: Words, first: int, last: int) -> bool:
    start = first - len(context.before)
    if start < 0 or last + len(context.after) >= len(words):
        return False
    if context.at_start and not words.opens_sentence(start):
        return False
    return all(_same(want, words.folded[start + offset]) for offset, want in enumerate(context.before)) and all(
        _same(want, words.folded[last + 1 + offset]) for offset, want in enumerate(context.after)
    )


def _same(want: str, word: str) -> bool:
    if want == "*":
        return True
    return word.startswith(want[:-1]) if want.endswith("*") else word == want
