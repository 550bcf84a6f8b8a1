"""Quotations in a pasted question: to be read, not to be searched for word by word."""

from __future__ import annotations

from typing import Final

from index.query import Node, Phrase, Soft, Word
from index.results import Message

# So many words beside a quotation make it a question that quotes, not a search for a phrase.
_SENTENCE: Final = 8
_TOLD: Final = "In een lange vraag telt wat tussen aanhalingstekens staat als gewone woorden."


def unquoted(tree: Node) -> tuple[Node, tuple[Message, ...]]:
    """A long question with what it quotes as plain words, and what is to be told of that.

    Who types a few words means "precisely these" by quotes. In a pasted question they hold the title of an
    article or somebody's words, which the answer will not repeat.
    """
    items = tree.items if isinstance(tree, Soft) else ()
    quoted = [item for item in items if isinstance(item, Phrase)]
    plain = sum(isinstance(item, Word) for item in items)
    if not quoted or plain < _SENTENCE or plain + len(quoted) < len(items):
        return tree, ()
    words: list[Node] = []
    for item in items:
        if isinstance(item, Phrase):
            words.extend(Word(text, item.start, item.end) for text in item.text.split())
        else:
            words.append(item)
    return Soft(tuple(words)), (Message("aanhaling", _TOLD, quoted[0].start, quoted[0].end),)
