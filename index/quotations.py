"""Quotations in a pasted question: to be read, not to be searched for word by word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from index.query import Node, Phrase, Soft, Word
from index.query_words import query_words
from index.results import Message

# So many words beside a quotation make it a question that quotes, not a search for a phrase.
_SENTENCE: Final = 8
_TOLD: Final = "In een hele vraag telt wat tussen aanhalingstekens staat als gewone woorden."


def unquoted(tree: Node) -> tuple[Node, tuple[Message, ...]]:
    """A question with what it quotes as plain words, and what is to be told of that.

    Who types a few words means "precisely these" by quotes. In a pasted question they hold the title of an
    article or somebody's words, which the answer will not repeat. It is one when it is long, or has a turn
    of phrase of questions: "Bent u bekend met «…»?". With operators or filters it is a query, and stays.
    """
    leaves = list(_leaves(tree))
    words = [item for item in leaves if isinstance(item, Word)]
    quoted = [item for item in leaves if isinstance(item, Phrase)]
    if not quoted or len(words) + len(quoted) < len(leaves) or not _asks(words):
        return tree, ()
    plain: list[Node] = []
    for item in leaves:
        if isinstance(item, Phrase):
            plain.extend(Word(text, item.start, item.end) for text in item.text.split())
        else:
            plain.append(item)
    return Soft(tuple(plain)), (Message("aanhaling", _TOLD, quoted[0].start, quoted[0].end),)


def _asks(words: list[Word]) -> bool:
    """Whether the words beside quotations are a question's."""
    forms = [word.text.casefold().strip(".,:;?!") for word in words]
    return len(words) >= _SENTENCE or bool(query_words().turns(forms))


def _leaves(tree: Node) -> Iterator[Node]:
    """What stands side by side, also within brackets; anything else as it is."""
    if not isinstance(tree, Soft):
        yield tree
        return
    for item in tree.items:
        yield from _leaves(item)
