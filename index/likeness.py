"""More like this: passages that share the telling words of a passage."""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np

from index.engine import Engine, Lookup, TermNode
from index.entries import ZONES
from index.forward import Forward
from index.groups import Groups
from index.postings import idf
from index.query_words import query_words

# So many words say what a passage is about; sharing fewer than this many of them is chance.
_WORDS: Final = 25
_SHARED: Final = 3
_TEXT: Final = ZONES.index("text")


def telling(engine: Engine, forward: Forward, ordinal: int) -> dict[str, float]:
    """The keys that tell most of a passage, with their weight (how often, times idf), heaviest first.

    A word that stands in this passage only finds nothing else, and is left out.
    """
    first, last = forward.bounds[ordinal, _TEXT : _TEXT + 2]
    silent = query_words().silent
    counts: Counter[str] = Counter()
    for number in forward.words[first:last].tolist():
        form, keys, _ = forward.vocabulary.kinds[number]
        if keys and form not in silent:
            counts[keys[0]] += 1
    size = len(forward.lengths)
    weights: dict[str, float] = {}
    for key, count in counts.items():
        frequency = engine.frequency("key", key)
        if frequency > 1:
            # Twice the same word says more, not twice as much.
            weights[key] = (1 + float(np.log(count))) * idf(frequency, size)
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_WORDS])


def like(engine: Engine, forward: Forward, groups: Groups, ordinal: int) -> list[int]:
    """Ordinals of passages like one, the likest first; it and those of its group are left out.

    Passages that are gone may be among them.
    """
    size = len(forward.lengths)
    shared = np.zeros(size, dtype=np.int32)
    scores = np.zeros(size, dtype=np.float32)
    keys = telling(engine, forward, ordinal)
    for key, weight in keys.items():
        matches = engine.match(TermNode((Lookup("key", key),)), size)
        # The engine's score has the idf in it once; with that of this passage it counts as in a cosine.
        shared += matches.mask
        scores += matches.scores * np.float32(weight)
    group = [int(groups.of[ordinal]), *groups.near(int(groups.of[ordinal]))]
    alike = (shared >= min(_SHARED, len(keys))) & (shared > 0) & ~np.isin(groups.of, group)
    found = np.flatnonzero(alike)
    ordered: list[int] = found[np.lexsort((found, -scores[found]))].tolist()
    return ordered
